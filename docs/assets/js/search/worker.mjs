// Runs the search in a worker. From file://, where a browser starts no worker, the page runs the same script itself.

import { handler } from "./protocol.mjs";

if (typeof importScripts === "function") {
  const handle = handler(() => {
    importScripts(new URL("index.js", self.location.href).href);
    return self.siteSearchIndex;
  });
  self.addEventListener("message", ({ data }) => {
    const answer = handle(data);
    if (answer) self.postMessage(answer);
  });
} else {
  self.siteSearch = handler(() => self.siteSearchIndex);
}

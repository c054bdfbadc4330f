// Links the theme's dialog to the search: a worker over http, the same script in the page from file://.

import { QUERY, READY, RESULT, SETUP } from "./messages.mjs";

const BROKEN = "The search did not load. Reload the page to try again, or use the menu and the glossary.";

/** Load a script into the page. */
function script(address) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement("script"), { src: address });
    element.addEventListener("load", () => resolve(undefined));
    element.addEventListener("error", () => reject(new Error(BROKEN)));
    document.head.append(element);
  });
}

/** The file of a page, where no server looks for it. */
export function toFile(address) {
  return location.protocol === "file:" ? address.replace(/(^|\/)(?=#|$)/, "$1index.html") : address;
}

/**
 * A way to send messages to the search; the answers, and whether it broke, come by calling back.
 *
 * @param {Pick<Door, "worker" | "folder">} door
 * @param {(answer: {type: number, data?: any}) => void} take
 * @param {() => void} fail
 */
async function engine({ worker, folder }, take, fail) {
  if (worker) {
    worker.addEventListener("message", ({ data }) => take(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      fail();
    });
    return (message) => worker.postMessage(message);
  }
  const address = (name) => new URL(name, folder).href;
  await script(address("index.js"));
  await script(address("worker.js"));
  return (message) => {
    const answer = self.siteSearch(message);
    for (const item of answer?.data?.items?.flat() ?? []) item.location = toFile(item.location);
    if (answer) take(answer);
  };
}

/**
 * Start the search and pass messages to and fro.
 *
 * @param {Door} door `port` is the theme's side: it dispatches "ask" and
 *   hears "message"
 * @param {(result: {items: object[], failure?: string, beside?: object}) => void} show hears of every result, and of a failure
 */
export async function connect(door, show) {
  const tell = (data) => door.port.dispatchEvent(new MessageEvent("message", { data }));
  const fail = (failure = BROKEN) => {
    tell({ type: READY }); // the theme waits for it before it shows anything
    tell({ type: RESULT, data: { items: [] } });
    show({ items: [], failure });
  };
  const take = (answer) => {
    if (answer.data?.failure) return fail(`${BROKEN} (${answer.data.failure})`);
    tell(answer);
    if (answer.type === RESULT) show(answer.data);
    return undefined;
  };
  try {
    const send = await engine(door, take, fail);
    door.port.addEventListener("ask", (/** @type {MessageEvent} */ { data }) => {
      if (data.type === QUERY) send(data);
    });
    send({ type: SETUP });
  } catch {
    fail();
  }
}

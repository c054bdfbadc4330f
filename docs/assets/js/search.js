// Holds the theme's place for a search worker until somebody reaches for the search. A plain script, since it has to
// run before the theme's own: that one starts its worker with the page, and gets a port here instead. search/page.js,
// the worker and the index come when the search box is reached, or when a visit comes from the search.
(() => {
  const Native = self.Worker;
  const folder = new URL("search/", self.__md_scope);
  const port = Object.assign(new EventTarget(), {
    postMessage: (data) => port.dispatchEvent(new MessageEvent("ask", { data })),
  });
  const door = { port, folder, worker: undefined, wanted: false, before: null };
  self.siteSearchDoor = door;
  self.Worker = function Door() {
    self.Worker = Native; // the theme has started its one worker
    return port;
  };

  let script;
  const load = () => {
    if (script) return;
    script = Object.assign(document.createElement("script"), { src: new URL("page.js", folder) });
    script.addEventListener("error", () => {
      const said = "The search did not load. Reload the page to try again, or use the menu and the glossary.";
      document.querySelector(".md-search-result__meta").textContent = said;
    });
    document.head.append(script);
  };
  const reached = ({ target, relatedTarget }) => {
    if (door.wanted || !target.closest?.(".md-search, [for=__search]")) return;
    door.wanted = true;
    door.before = relatedTarget;
    try {
      if (location.protocol !== "file:") door.worker = new Native(new URL("worker.js", folder));
    } catch {
      // A browser that refuses workers: page.js runs the search in the page then.
    }
    load();
    dispatchEvent(new Event("search-wanted"));
  };
  for (const sign of ["focusin", "pointerover", "touchstart"]) {
    document.addEventListener(sign, reached, { passive: true });
  }
  if (new URLSearchParams(location.search).has("h")) load();
})();

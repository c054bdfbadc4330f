// The page's side of the search: fetched when the search box is first reached, or when a visit comes from the search.

import { arrive } from "./arrive.mjs";
import { guard } from "./dialog.mjs";
import { connect } from "./link.mjs";
import { show } from "./panel.mjs";

/** What main.html leaves for this script: the theme's side of the worker, the worker once it is wanted, and the folder. */
const door = self.siteSearchDoor;

arrive(new URL(location.href));

/** Start the search behind the theme's dialog. */
function start(dialog) {
  const style = { rel: "stylesheet", href: new URL("search.css", door.folder).href };
  document.head.append(Object.assign(document.createElement("link"), style));
  guard(dialog, door.before);
  connect(door, (result) => show(dialog, result, door.folder));
}

const dialog = document.querySelector(".md-search");
if (dialog && door.wanted) start(dialog);
else if (dialog) addEventListener("search-wanted", () => start(dialog), { once: true });

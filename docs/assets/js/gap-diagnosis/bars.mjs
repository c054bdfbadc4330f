// The counts as bars: a share of the sorted failures, and how far it may be off.

import { wilson } from "../noise-check/noise.mjs";
import { svg } from "../shared/svg.mjs";
import { table } from "../shared/table.mjs";
import { countGaps, shareOf } from "./sheet.mjs";

/** Make the table of counts and shares of `sorted` failures, a bar in each row. */
export function bars(failures, classes, sorted) {
  const rows = countGaps(failures, classes).map(({ label, count }) => [
    label,
    String(count),
    [...(sorted ? [bar(wilson(count, sorted))] : []), shareOf(count, sorted, "")],
  ]);
  return table("Counts, and shares of the sorted failures with 95% intervals", ["Class", "Count", "Share"], rows);
}

function bar({ estimate, low, high }) {
  return svg(
    "svg",
    { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true", class: "gap-bar" },
    svg("rect", { width: 100, height: 10, class: "gap-bar-room" }),
    svg("rect", { width: 100 * estimate, height: 10, class: "gap-bar-share" }),
    svg("line", { x1: 100 * low, x2: 100 * high, y1: 5, y2: 5, class: "gap-bar-range" }),
  );
}

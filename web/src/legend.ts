/** What the signs on the map mean, drawn as they are there. */

import { h, svg } from "./dom";
import type { TextKey } from "./scene";
import type { Words } from "./words";

type Entry =
  | "plain"
  | "ladder"
  | "chosen"
  | "out"
  | "in"
  | "near1"
  | "near2"
  | "near3"
  | "near4"
  | "start"
  | "target"
  | "route"
  | "other"
  | "covered"
  | "thin"
  | "exposed";

const TEXTS: Record<Exclude<Entry, `near${number}`>, TextKey> = {
  plain: "legend.role",
  ladder: "legend.ladder",
  chosen: "legend.chosen",
  out: "legend.out",
  in: "legend.in",
  start: "legend.start",
  target: "legend.target",
  route: "legend.route",
  other: "legend.other",
  covered: "legend.covered",
  thin: "legend.thin",
  exposed: "legend.exposed",
};

/** A list of signs with their meaning; ``texts`` says what can't be said once and for all. */
export function legend(
  words: Words,
  entries: readonly Entry[],
  texts: Partial<Record<Entry, string>> = {},
): HTMLElement {
  const items = entries.map((entry) => {
    const text = texts[entry] ?? words.say(TEXTS[entry as keyof typeof TEXTS]);
    return h("li", {}, picture(entry), h("span", {}, text));
  });
  return h("ul", { class: "legend", "aria-label": words.say("legend") }, ...items);
}

/** A sign as it is drawn on the map. */
export function picture(entry: Entry): SVGElement {
  const at = { cx: 14, cy: 9 };
  const parts: Record<Entry, SVGElement[]> = {
    plain: [svg("circle", { ...at, r: 5, class: "hue" })],
    ladder: [
      svg("path", { d: "M14 17V1", class: "hue thick" }),
      svg("circle", { cx: 14, cy: 14, r: 3.4, class: "hue" }),
      svg("circle", { cx: 14, cy: 4, r: 3.4, class: "hue" }),
    ],
    chosen: [svg("circle", { ...at, r: 4.5, class: "hue" }), svg("circle", { ...at, r: 7.4, class: "ring" })],
    start: [svg("circle", { ...at, r: 4.5, class: "hue" }), svg("circle", { ...at, r: 7.4, class: "ring" })],
    target: [
      svg("circle", { ...at, r: 2.6, class: "hue" }),
      svg("circle", { ...at, r: 4.8, class: "ring" }),
      svg("circle", { ...at, r: 7.8, class: "ring" }),
    ],
    out: [svg("path", { d: "M1 9H19", class: "out" }), svg("path", { d: "M18 5l6 4l-6 4z", class: "out-fill" })],
    in: [svg("path", { d: "M1 9H19", class: "in" }), svg("path", { d: "M18 5l6 4l-6 4z", class: "in-fill" })],
    route: [
      svg("path", { d: "M1 9H18", class: "route" }),
      svg("path", { d: "M16 3.5l9 5.5l-9 5.5z", class: "route-fill" }),
    ],
    other: [svg("path", { d: "M1 9H25", class: "other" })],
    near1: [svg("circle", { ...at, r: 6, class: "near" })],
    near2: [
      svg("circle", { ...at, r: 6, class: "near-ring" }),
      svg("path", { d: "M14 9V3A6 6 0 1 1 8 9Z", class: "near" }),
    ],
    near3: [
      svg("circle", { ...at, r: 6, class: "near-ring" }),
      svg("path", { d: "M14 9V3A6 6 0 0 1 14 15Z", class: "near" }),
    ],
    near4: [
      svg("circle", { ...at, r: 6, class: "near-ring" }),
      svg("path", { d: "M14 9V3A6 6 0 0 1 20 9Z", class: "near" }),
    ],
    covered: [svg("circle", { ...at, r: 6, class: "near" })],
    thin: [
      svg("circle", { ...at, r: 6, class: "near-ring" }),
      svg("path", { d: "M14 9V3A6 6 0 0 1 14 15Z", class: "near" }),
    ],
    exposed: [
      svg("circle", { ...at, r: 6, class: "alarm" }),
      svg("path", { d: "M11.2 6.2l5.6 5.6M16.8 6.2l-5.6 5.6", class: "alarm" }),
    ],
  };
  return svg("svg", { viewBox: "0 0 28 18", width: 28, height: 18, "aria-hidden": "true" }, ...parts[entry]);
}

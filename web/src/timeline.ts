/** A route in time: bars for learning, waiting and moving, which differ in pattern as well as in colour. */

import { h } from "./dom";
import type { Telling } from "./journey";
import type { Route } from "./scene";

export interface Bar {
  stage: number;
  kind: "learn" | "wait" | "move";
  begin: number;
  months: number;
}

/** The bars of a route, stage by stage; learning and waiting begin together, moving comes when both are over. */
export function bars(route: Route): Bar[] {
  const found: Bar[] = [];
  let begin = 0;
  route.stages.forEach((stage, at) => {
    const ready = begin + stage.months - stage.move_months;
    const add = (kind: Bar["kind"], from: number, months: number) => {
      if (months > 0) found.push({ stage: at + 1, kind, begin: from, months });
    };
    add("learn", begin, stage.learning_months);
    add("wait", begin, stage.dwell_months);
    add("move", ready, stage.move_months);
    begin += stage.months;
  });
  return found;
}

/** Where marks stand on an axis of so many months: years, or quarters when it is short; at most five. */
export function marks(span: number): number[] {
  const step = [1, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200].find((months) => span / months <= 4) ?? span;
  const found: number[] = [];
  for (let at = 0; at <= span + 1e-9; at += step) found.push(at);
  return found;
}

export function timeline(route: Route, { words, start, span }: Telling): HTMLElement {
  const whole = Math.max(span, 0.1);
  const share = (months: number) => `${(100 * Math.min(1, months / whole)).toFixed(2)}%`;
  const axis = h("div", { class: "axis", "aria-hidden": "true" });
  for (const at of marks(whole)) {
    const mark = h("span", {}, words.monthAfter(start, at));
    mark.style.insetInlineStart = share(at);
    axis.append(mark);
  }
  const list = h("ul", { class: "bars", "aria-label": words.say("time") });
  let last = 0;
  for (const { stage, kind, begin, months } of bars(route)) {
    const name = words.say(`time.${kind}`);
    const bar = h("span", { class: `bar ${kind}`, "aria-hidden": "true" });
    bar.style.insetInlineStart = share(begin);
    bar.style.width = share(months);
    const from = words.dayAfter(start, begin);
    const until = words.dayAfter(start, begin + months);
    list.append(
      h(
        "li",
        { class: stage === last ? null : "begins", title: `${name}: ${from} – ${until}` },
        h(
          "span",
          { class: "which" },
          stage === last ? h("span", { class: "unseen" }, String(stage)) : String(stage),
          ` ${name}`,
        ),
        h("span", { class: "track" }, bar),
        h("span", { class: "length" }, words.months(months), h("span", { class: "unseen" }, ` (${from} – ${until})`)),
      ),
    );
    last = stage;
  }
  return h("div", { class: "timeline" }, axis, list);
}

/** One route told stage by stage: when to learn, wait and move, what is lacking, what is learned, what it comes to. */

import { type Child, h, link } from "./dom";
import type { Lattice } from "./lattice";
import type { Learning, Route, Stage } from "./scene";
import { table } from "./table";
import { timeline } from "./timeline";
import type { Words } from "./words";

const FIRST_STEPS = 3;

/** Whoever tells a route: the lattice, the words, the day it begins, and how long the longest one is. */
export interface Telling {
  lattice: Lattice;
  words: Words;
  start: string;
  /** Months that the timeline spans, so that routes can be compared by eye. */
  span: number;
}

/** The roles on the way, those at the ends left out. */
export function between(route: Route, telling: Telling): string {
  const passed = route.roles.slice(1, -1).map((id) => telling.lattice.title(id));
  return passed.join(" → ") || telling.words.say("route.straight");
}

/** A route's totals as a list of facts. */
export function totals(route: Route, { words, start }: Telling): HTMLElement {
  const facts: [string, string][] = [
    [words.say("column.months"), words.tenths(route.months)],
    [words.say("route.until"), words.monthAfter(start, route.months)],
    [words.say("column.cost"), words.money(route.cost)],
    [words.say("route.learning"), words.hours(route.hours)],
    [words.say("column.success"), words.percent(route.success)],
    [words.say("column.moves"), words.number(route.moves)],
  ];
  return h(
    "dl",
    { class: "facts" },
    ...facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}

/** What to do first: the learning that begins now, and when to go for the next role. */
export function firstSteps(route: Route, telling: Telling): HTMLElement {
  const { words, lattice, start } = telling;
  const [stage] = route.stages;
  const list = h("ol", { class: "steps" });
  if (!stage) return list;
  const learning = stage.learning.slice(0, FIRST_STEPS);
  for (const taken of learning) list.append(h("li", {}, ...taught(taken, telling)));
  const rest = stage.learning.slice(FIRST_STEPS);
  if (rest.length > 0) {
    const hours = rest.reduce((sum, taken) => sum + taken.hours, 0);
    list.append(h("li", {}, words.say("first.rest", { n: words.number(rest.length), hours: words.hours(hours) })));
  }
  const ready = stage.months - stage.move_months;
  const role = h("b", {}, h("bdi", {}, lattice.title(stage.to)));
  const date = words.dayAfter(start, ready);
  const key = ready <= 0 ? "first.now" : stage.dwell_months > stage.learning_months ? "first.wait" : "first.learned";
  list.append(
    h("li", {}, words.say(key, { date }), " ", role, h("span", { class: "terms" }, words.success(stage.success))),
  );
  return list;
}

/** The whole route: totals, timeline, stages. */
export function journey(route: Route, telling: Telling, heading: "h3" | "h5" = "h3"): Child[] {
  let begin = 0;
  const stages = route.stages.map((stage, at) => {
    const item = stageOf(stage, at + 1, begin, telling, heading);
    begin += stage.months;
    return item;
  });
  return [totals(route, telling), timeline(route, telling), h("div", { class: "stages" }, ...stages)];
}

function stageOf(stage: Stage, number: number, begin: number, telling: Telling, heading: "h3" | "h5"): HTMLElement {
  const { words, lattice, start } = telling;
  const terms = [
    words.say("stage.by", { date: words.dayAfter(start, begin + stage.months) }),
    words.say(stage.kind === "ladder" ? "kind.ladder.long" : "kind.lattice.long"),
    words.success(stage.success),
  ];
  if (stage.learning.length > 0) terms.push(words.hours(stage.hours), words.money(stage.cost));
  return h(
    "section",
    { class: "stage" },
    h(
      heading,
      {},
      h("span", { class: "tally" }, words.say("stage", { n: words.number(number) })),
      h("span", {}, h("bdi", {}, lattice.title(stage.from)), " → ", h("bdi", {}, lattice.title(stage.to))),
    ),
    h("p", { class: "terms" }, terms.join(" · ")),
    stage.practised.length > 0 &&
      h(
        "details",
        { class: "practised", open: heading === "h5" },
        h(
          "summary",
          {},
          words.say("stage.practised", { role: lattice.title(stage.from) }),
          " ",
          words.count("skills", stage.practised.length),
        ),
        h(
          "ul",
          {},
          ...stage.practised.map((raise) =>
            h("li", {}, h("bdi", {}, lattice.skillName(raise.skill)), ` ${range(raise.from, raise.to, telling)}`),
          ),
        ),
      ),
    stage.gap.length === 0
      ? h("p", {}, words.say("stage.qualified"))
      : h(
          "div",
          { class: "gap" },
          h(
            "p",
            { class: "label" },
            words.say("stage.gap"),
            " ",
            h("span", { class: "tally" }, words.count("skills", stage.gap.length)),
          ),
          h(
            "ul",
            {},
            ...stage.gap.map((missing) =>
              h(
                "li",
                {},
                h("bdi", { class: "name" }, lattice.skillName(missing.skill)),
                h("span", { class: "terms" }, range(missing.have, missing.need, telling)),
              ),
            ),
          ),
        ),
    stage.learning.length > 0 &&
      h(
        "div",
        { class: "learning" },
        h(
          "p",
          { class: "label" },
          words.say("stage.learning"),
          " ",
          h("span", { class: "tally" }, `${words.hours(stage.hours)}, ${words.money(stage.cost)}`),
        ),
        h("ol", {}, ...stage.learning.map((taken) => h("li", {}, ...taught(taken, telling)))),
      ),
  );
}

function taught(taken: Learning, telling: Telling): Child[] {
  const { lattice, words } = telling;
  const resource = lattice.resourceById.get(taken.resource);
  const raises = taken.raises.map(
    (raise) => `${lattice.skillName(raise.skill)}: ${range(raise.from, raise.to, telling)}`,
  );
  const terms = [words.hours(taken.hours), words.money(taken.cost)];
  if (resource?.provider) terms.push(resource.provider);
  return [
    h("span", { class: "name" }, link(resource?.url, resource?.title ?? taken.resource)),
    h("span", { class: "terms" }, terms.join(" · ")),
    raises.length > 0 && h("span", { class: "terms raises" }, raises.join("; ")),
  ];
}

function range(from: number, to: number, { lattice, words }: Telling): string {
  return words.say("role.teaches.range", { from: lattice.level(from), to: lattice.level(to) });
}

/** The sums that a route comes to, stage by stage: whoever doubts can add them up. */
export function ledger(route: Route, telling: Telling, caption: string): HTMLElement {
  const { words, lattice } = telling;
  const numeric = (name: string) => ({ name, numeric: true });
  const columns = [
    { name: words.say("column.stage") },
    numeric(words.say("time.learn")),
    numeric(words.say("time.wait")),
    numeric(words.say("time.move")),
    numeric(words.say("column.months")),
    numeric(words.say("column.hours")),
    numeric(words.say("column.cost")),
    numeric(words.say("column.success")),
  ];
  const rows: Child[][] = route.stages.map((stage) => [
    `${lattice.title(stage.from)} → ${lattice.title(stage.to)}`,
    words.tenths(stage.learning_months),
    words.tenths(stage.dwell_months),
    words.tenths(stage.move_months),
    words.tenths(stage.months),
    words.tenths(stage.hours),
    words.money(stage.cost),
    words.percent(stage.success),
  ]);
  rows.push([
    words.say("total"),
    "",
    "",
    "",
    words.tenths(route.months),
    words.tenths(route.hours),
    words.money(route.cost),
    words.percent(route.success),
  ]);
  return h(
    "div",
    { class: "ledger" },
    table(caption, columns, rows),
    h("p", { class: "hint" }, words.say("ledger.note")),
  );
}

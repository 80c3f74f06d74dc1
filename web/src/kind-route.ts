/** The map of one person's routes to one role: alternatives to compare, the journey, what to do first. */

import { Card } from "./card";
import { type Child, h } from "./dom";
import { formed } from "./fragment";
import type { Frame } from "./frame";
import { between, firstSteps, journey, ledger, type Telling } from "./journey";
import { legend } from "./legend";
import { limitsTold } from "./limits";
import type { Label, Line, Look, Sign } from "./look";
import { ownBudget } from "./own-budget";
import type { NoRoute, Route, RoutePart } from "./scene";
import { table } from "./table";
import { wholeLattice } from "./twin";

export function route(frame: Frame): void {
  const part = frame.scene.route;
  if (part) new RoutePage(frame, part).open();
}

/** The places of the roles on a route, in order. */
export function placesOn(frame: Frame, { roles }: Route): number[] {
  return roles.flatMap((id) => frame.lattice.byId.get(id) ?? []);
}

/** A route on the map: where it begins and ends, the steps between, when one is where. */
export function routeLook(
  frame: Frame,
  chosen: Route | null,
  others: readonly Route[],
  ends: { start: number; target: number },
): Look {
  const signs = new Map<number, Sign>();
  const lines: Line[] = [];
  const labels = new Map<number, Label>();
  const follow = (route: Route, kind: "route" | "other") => {
    const places = placesOn(frame, route);
    places.forEach((place, at) => {
      const before = places[at - 1];
      if (before !== undefined) lines.push({ from: before, to: place, kind });
      if (kind === "route" || !signs.has(place)) signs.set(place, kind === "route" ? "step" : "out");
      if (!labels.has(place)) labels.set(place, { role: place, weight: kind === "route" ? 20 : 3 });
    });
  };
  for (const other of others) if (other !== chosen) follow(other, "other");
  if (chosen) {
    follow(chosen, "route");
    let months = 0;
    for (const stage of chosen.stages) {
      months += stage.months;
      const place = frame.lattice.byId.get(stage.to);
      if (place !== undefined)
        labels.set(place, { role: place, weight: 20, note: frame.words.monthAfter(frame.scene.as_of, months) });
    }
  }
  signs.set(ends.start, "start");
  signs.set(ends.target, "target");
  for (const role of [ends.start, ends.target]) if (!labels.has(role)) labels.set(role, { role, weight: 30 });
  return { signs, fades: true, lines, labels: [...labels.values()] };
}

class RoutePage {
  private readonly telling: Telling;
  private readonly card: Card;
  private chosen = 0;

  constructor(
    private readonly frame: Frame,
    private readonly part: RoutePart,
  ) {
    const span = Math.max(0, ...part.routes.map((one) => one.months));
    this.telling = { lattice: frame.lattice, words: frame.words, start: frame.scene.as_of, span };
    this.card = new Card(frame.lattice, frame.words, (role) => this.look(role));
  }

  open(): void {
    const { frame, part } = this;
    frame.choose = (role) => this.look(role);
    if (part.routes.length > 0) frame.tools.append(this.choices());
    const asked = Number(frame.fragment.get("route") ?? "1");
    this.show(asked >= 1 && asked <= part.routes.length ? asked - 1 : 0);
    const roles = new Set([part.person.role, part.target, ...part.routes.flatMap((one) => placesOn(frame, one))]);
    frame.settle();
    frame.surface.open([...roles]);
    this.write();
  }

  /** The routes as cards to choose from, each measured against the first. */
  private choices(): HTMLElement {
    const { words } = this.frame;
    const [best] = this.part.routes;
    const cards = this.part.routes.map((one, at) => {
      const radio = h("input", {
        type: "radio",
        name: "route",
        value: at,
        checked: at === 0,
        change: () => this.show(at),
      });
      return h(
        "label",
        { class: "choice" },
        radio,
        h(
          "span",
          { class: "box" },
          h("span", { class: "number" }, words.number(at + 1)),
          h(
            "span",
            { class: "what" },
            h("span", { class: "name" }, between(one, this.telling)),
            h(
              "span",
              { class: "terms" },
              [
                words.months(one.months),
                words.money(one.cost),
                words.hours(one.hours),
                words.success(one.success),
              ].join(" · "),
            ),
            at > 0 && best
              ? h("span", { class: "terms against" }, this.against(one, best))
              : h("span", { class: "terms against" }, words.say(this.part.optimal ? "route.best" : "route.first")),
          ),
        ),
      );
    });
    return h("fieldset", { class: "choices" }, h("legend", { class: "unseen" }, words.say("routes")), ...cards);
  }

  /** How a route differs from the best one, in what a person feels. */
  private against(one: Route, best: Route): string {
    const { words } = this.frame;
    const told: string[] = [];
    const differs = (by: number, more: string, less: string) => {
      if (Math.abs(by) > 0.05) told.push(by > 0 ? more : less);
    };
    const months = Math.abs(one.months - best.months);
    differs(
      one.months - best.months,
      words.say("more.months", { n: words.months(months) }),
      words.say("less.months", { n: words.months(months) }),
    );
    const cost = Math.abs(one.cost - best.cost);
    differs(
      one.cost - best.cost,
      words.say("more.cost", { n: words.amount(cost) }),
      words.say("less.cost", { n: words.amount(cost) }),
    );
    const hours = Math.abs(one.hours - best.hours);
    differs(
      one.hours - best.hours,
      words.say("more.hours", { n: words.hours(hours) }),
      words.say("less.hours", { n: words.hours(hours) }),
    );
    return told.join(", ") || words.say("same");
  }

  private show(at: number): void {
    const { frame, part } = this;
    const { words } = frame;
    this.chosen = at;
    const one = part.routes[at];
    frame.tools.querySelectorAll<HTMLInputElement>("input[name=route]").forEach((radio, number) => {
      radio.checked = number === at;
    });
    frame.surface.show(routeLook(frame, one ?? null, part.routes, { start: part.person.role, target: part.target }));
    if (!one) {
      frame.show(words.say("no_route"), null, ...this.refusal(part.no_route), this.signs());
      return;
    }
    frame.remember(formed([["route", at > 0 ? String(at + 1) : null]]));
    const title = words.say("route.by_way", { n: words.number(at + 1), way: between(one, this.telling) });
    frame.show(
      title,
      null,
      this.money(),
      h("section", { class: "do-first" }, h("h3", {}, words.say("first")), firstSteps(one, this.telling)),
      h("section", {}, h("h3", {}, words.say("route.all")), ...journey(one, this.telling)),
      this.signs(),
    );
    frame.tell(title);
  }

  private money(): HTMLElement | null {
    const { person, limits, routes } = this.part;
    return ownBudget("routes", person, limits.budget, routes, this.frame.words);
  }

  private signs(): HTMLElement {
    const shown = this.part.routes.length;
    const lines = shown > 1 ? (["route", "other"] as const) : shown === 1 ? (["route"] as const) : [];
    return legend(this.frame.words, ["start", "target", ...lines]);
  }

  private refusal(no: NoRoute | undefined): Child[] {
    const { words, lattice } = this.frame;
    if (!no) return [h("p", {}, words.say("no_route.time"))];
    const skills = no.skills.map((id) => h("li", {}, h("bdi", {}, lattice.skillName(id))));
    const detail = `${no.detail.slice(0, 1).toUpperCase()}${no.detail.slice(1)}.`.replace("..", ".");
    const moves = words.count("moves", this.part.max_moves);
    return [
      // The detail, which is English, says it all; in other languages the reason comes first.
      words.language !== "en" && h("p", {}, words.say(`no_route.${no.reason}`, { moves })),
      h("p", { lang: "en" }, detail),
      skills.length > 0 && h("ul", {}, ...skills),
    ];
  }

  /** Look at a role on the way, and go back. */
  private look(role: number | null): void {
    const { frame } = this;
    if (role === null) {
      this.show(this.chosen);
      return;
    }
    const back = h(
      "button",
      { type: "button", class: "back", click: () => this.show(this.chosen) },
      `← ${frame.words.say("route.back")}`,
    );
    const { title } = frame.lattice.role(role);
    frame.show(h("bdi", {}, title), frame.lattice.family(role).name, back, ...this.card.of(role));
    frame.tell(title);
  }

  private write(): void {
    const { frame, part, telling } = this;
    const { words, lattice, twin } = frame;
    const limits = limitsTold(part.limits, lattice, words);
    const moves = words.count("moves", part.max_moves);
    const from = lattice.role(part.person.role).title;
    const to = lattice.role(part.target).title;
    twin.append(
      h("h2", {}, words.say("in_words")),
      h(
        "p",
        {},
        words.say("words.intro.route", {
          person: part.person.name,
          from,
          to,
          date: words.day(frame.scene.as_of),
          moves,
        }),
      ),
      h(
        "p",
        {},
        words.say(part.optimal ? "route.proven" : "route.unproven", {
          bound: part.bound === undefined ? "–" : words.tenths(part.bound),
        }),
      ),
    );
    const money = this.money();
    if (money) twin.append(money);
    if (limits.length > 0) twin.append(h("p", {}, words.say("limits"), " ", `${limits.join("; ")}.`));
    if (part.routes.length === 0) {
      twin.append(h("section", {}, h("h3", {}, words.say("no_route")), ...this.refusal(part.no_route)));
    } else {
      twin.append(h("section", {}, h("h3", {}, words.say("route.compare")), this.comparison()));
      part.routes.forEach((one, at) => {
        const title = words.say("route.by_way", { n: words.number(at + 1), way: between(one, telling) });
        frame.slices.add(() =>
          twin.append(
            h(
              "section",
              { class: "told" },
              h("h3", {}, title),
              h("h4", {}, words.say("first")),
              firstSteps(one, telling),
              h("h4", {}, words.say("route.all")),
              ...journey(one, telling, "h5"),
              h("h4", {}, words.say("ledger")),
              ledger(one, telling, `${words.say("ledger")}: ${title}`),
            ),
          ),
        );
      });
    }
    wholeLattice(frame);
  }

  private comparison(): HTMLElement {
    const { words } = this.frame;
    const numeric = (name: string) => ({ name, numeric: true });
    const columns = [
      { name: words.say("column.way") },
      numeric(words.say("column.months")),
      numeric(words.say("column.cost")),
      numeric(words.say("column.hours")),
      numeric(words.say("column.success")),
      numeric(words.say("column.moves")),
      numeric(words.say("column.score")),
    ];
    const rows = this.part.routes.map((one, at) => [
      `${at + 1}. ${between(one, this.telling)}`,
      words.tenths(one.months),
      words.money(one.cost),
      words.tenths(one.hours),
      words.percent(one.success),
      words.number(one.moves),
      words.tenths(one.score),
    ]);
    const weights = Object.entries(this.part.weights).map(([name, weight]) => `${name} ${weight}`);
    return h(
      "div",
      {},
      table(words.say("route.compare"), columns, rows),
      h("p", { class: "hint" }, words.say("score.note", { weights: weights.join(", ") })),
    );
  }
}

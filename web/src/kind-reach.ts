/** The map of the roles within one person's reach: sliders for months and money, the way to any role. */

import { Card } from "./card";
import { type Child, h } from "./dom";
import { formed } from "./fragment";
import type { Frame } from "./frame";
import { between, journey, type Telling } from "./journey";
import { placesOn, routeLook } from "./kind-route";
import { legend } from "./legend";
import { limitsTold } from "./limits";
import type { Label, Sign } from "./look";
import { nearest, quarter, step } from "./nearest";
import { ownBudget } from "./own-budget";
import type { ReachPart, Route } from "./scene";
import { table } from "./table";
import { wholeLattice } from "./twin";

export function reach(frame: Frame): void {
  const part = frame.scene.reach;
  if (part) new ReachPage(frame, part).open();
}

class ReachPage {
  private readonly telling: Telling;
  private readonly card: Card;
  private readonly ways = new Map<string, Route[]>();
  private readonly mostMoney: number;
  private readonly moneyStep: number;
  private months: number;
  /** Null is any amount. */
  private budget: number | null;
  private near = new Map<string, Route>();
  private chosen: number | null = null;

  constructor(
    private readonly frame: Frame,
    private readonly part: ReachPart,
  ) {
    const span = Math.max(0, ...part.ways.map((way) => way.months));
    this.telling = { lattice: frame.lattice, words: frame.words, start: frame.scene.as_of, span };
    this.card = new Card(frame.lattice, frame.words, (role) => this.choose(role));
    for (const way of part.ways) {
      const role = way.roles[way.roles.length - 1] ?? "";
      this.ways.set(role, [...(this.ways.get(role) ?? []), way]);
    }
    const dearest = Math.max(0, ...part.ways.map((way) => way.cost));
    const most = part.budget ?? dearest;
    this.moneyStep = step(most);
    this.mostMoney = part.budget ?? Math.ceil(dearest / this.moneyStep) * this.moneyStep;
    this.months = part.within;
    this.budget = part.budget ?? null;
  }

  open(): void {
    const { frame } = this;
    frame.choose = (role) => this.choose(role);
    this.follow();
    if (this.ways.size > 0) frame.tools.append(this.sliders());
    this.look();
    const chosen = frame.lattice.byId.get(frame.fragment.get("role") ?? "");
    const places = [this.part.person.role, ...[...this.ways.keys()].flatMap((id) => frame.lattice.byId.get(id) ?? [])];
    frame.settle();
    frame.surface.open(places);
    this.choose(chosen ?? null);
    this.write();
    addEventListener("hashchange", () => {
      const role = frame.lattice.byId.get(frame.fragment.get("role") ?? "");
      if (role !== undefined) this.choose(role);
    });
  }

  /** Whether no way costs anything, so that there is one slider alone. */
  private get free(): boolean {
    return this.mostMoney === 0;
  }

  /** What the address says of the limits. */
  private follow(): void {
    const months = Number(this.frame.fragment.get("months") ?? Number.NaN);
    if (months >= 0 && months <= this.part.within) this.months = months;
    const budget = Number(this.frame.fragment.get("budget") ?? Number.NaN);
    if (budget >= 0 && budget <= this.mostMoney) this.budget = budget;
  }

  private remember(): void {
    const id = this.chosen === null ? null : this.frame.lattice.role(this.chosen).id;
    const less = this.months < this.part.within ? String(this.months) : null;
    const cheaper = this.budget !== (this.part.budget ?? null) && this.budget !== null ? String(this.budget) : null;
    this.frame.remember(
      formed([
        ["role", id],
        ["months", less],
        ["budget", cheaper],
      ]),
    );
  }

  private sliders(): HTMLElement {
    const { words } = this.frame;
    const { within } = this.part;
    const months = this.slider(
      "months",
      words.say("reach.months"),
      within,
      within > 24 ? 1 : within / 24 || 1,
      this.months,
      (value) => {
        this.months = value;
        return words.months(value);
      },
    );
    const any = this.part.budget === undefined;
    const money = this.slider(
      "budget",
      words.say("reach.budget"),
      this.mostMoney,
      this.moneyStep,
      this.budget ?? this.mostMoney,
      (value) => {
        const all = value >= this.mostMoney;
        this.budget = all && any ? null : value;
        return all && any
          ? words.say("reach.any_budget")
          : value === 0
            ? words.say("reach.only_free")
            : words.amount(value);
      },
    );
    return h("div", { class: "sliders" }, months, !this.free && money);
  }

  private slider(
    name: string,
    label: string,
    most: number,
    by: number,
    value: number,
    read: (value: number) => string,
  ): HTMLElement {
    const output = h("output", { for: `slider-${name}` }, read(value));
    const input = h("input", { id: `slider-${name}`, type: "range", min: 0, max: most, step: by });
    input.value = String(value);
    // The last step may fall short of the most; the right end always means all of it.
    const current = () => (Number(input.value) > most - by / 2 ? most : Number(input.value));
    const tell = () => {
      output.textContent = read(current());
      input.setAttribute("aria-valuetext", output.textContent);
    };
    input.addEventListener("input", () => {
      tell();
      this.look();
      this.choose(this.chosen, false);
    });
    tell();
    return h("div", { class: "slider" }, h("label", { for: `slider-${name}` }, label), input, output);
  }

  /** Reckon what is near under the limits of now. */
  private look(): void {
    this.near = nearest(this.part.ways, this.months, this.budget);
  }

  private paint(): void {
    const { frame, part } = this;
    const way = this.chosen === null ? null : this.near.get(frame.lattice.role(this.chosen).id);
    const target = this.chosen ?? part.person.role;
    const look = routeLook(frame, way ?? null, [], { start: part.person.role, target });
    const signs = new Map<number, Sign>();
    const labels = new Map<number, Label>();
    for (const [id, found] of this.near) {
      const place = frame.lattice.byId.get(id);
      if (place === undefined) continue;
      signs.set(place, `near${quarter(found.months, part.within)}`);
      labels.set(place, {
        role: place,
        weight: 10 - (9 * found.months) / (part.within || 1) - 0.1,
        note: frame.words.months(found.months),
      });
    }
    if (this.chosen !== null) {
      if (!signs.has(this.chosen)) signs.set(this.chosen, "target");
      for (const label of look.labels) labels.set(label.role, { ...label, weight: 20 });
    }
    signs.set(part.person.role, "start");
    labels.set(part.person.role, { role: part.person.role, weight: 30, note: frame.words.say("reach.today") });
    frame.surface.show({ signs, fades: true, lines: look.lines, labels: [...labels.values()] });
  }

  private choose(role: number | null, moving = true): void {
    const { part } = this;
    this.chosen = role === part.person.role ? null : role;
    this.paint();
    this.remember();
    if (this.chosen === null) this.overview();
    else this.show(this.chosen, moving);
  }

  private sorted(): [string, Route][] {
    return [...this.near].sort(([, one], [, other]) => one.months - other.months || one.cost - other.cost);
  }

  private overview(): void {
    const { frame, part, telling } = this;
    const { words, lattice } = frame;
    const list = this.sorted().map(([id, way]) =>
      h(
        "li",
        {},
        h(
          "button",
          {
            type: "button",
            class: `way near q${quarter(way.months, part.within)}`,
            click: () => this.choose(lattice.byId.get(id) ?? null),
          },
          h("span", { class: "when" }, words.tenths(way.months)),
          h(
            "span",
            { class: "where" },
            h("bdi", { class: "name" }, lattice.title(id)),
            h(
              "span",
              { class: "terms" },
              [words.money(way.cost), words.success(way.success), between(way, telling)].join(" · "),
            ),
          ),
        ),
      ),
    );
    const person = part.person.name;
    const honesty = this.honesty();
    frame.show(
      words.count("reach.found", list.length),
      words.say("reach.from", { person, role: lattice.role(part.person.role).title }),
      ownBudget("ways", part.person, part.budget, this.near.values(), words),
      ...(list.length > 0
        ? [h("p", { class: "hint" }, words.say("reach.choose")), h("ul", { class: "plain reached" }, ...list)]
        : [
            h("p", {}, this.ways.size > 0 ? words.say(this.free ? "reach.none.months" : "reach.none") : this.nothing()),
          ]),
      list.length > 0 && this.signs(),
      honesty && h("p", { class: "hint" }, honesty),
    );
    frame.tell(words.count("reach.found", list.length));
  }

  private signs(): HTMLElement {
    const { words } = this.frame;
    const bound = (share: number) => words.tenths(this.part.within * share);
    const band = (from: number, to: number) => words.say("reach.band", { from: bound(from), to: bound(to) });
    return legend(words, ["start", "near1", "near2", "near3", "near4"], {
      near1: words.say("reach.band.first", { to: bound(0.25) }),
      near2: band(0.25, 0.5),
      near3: band(0.5, 0.75),
      near4: band(0.75, 1),
    });
  }

  /** What the sliders can say, and what they can't; nothing where there are no ways to choose among. */
  private honesty(): string | null {
    const { words } = this.frame;
    if (!this.part.optimal) return words.say("reach.unproven", this.searched());
    if (this.ways.size === 0) return null;
    return words.say(this.free ? "reach.honest.months" : "reach.honest", this.searched());
  }

  /** Why there is no way at all: no move leads on, none keeps to what was asked, or none was found in time. */
  private nothing(): string {
    const { lattice, words } = this.frame;
    const { role } = this.part.person;
    if (lattice.waysOut(role).length === 0) return words.say("reach.no_moves", { role: lattice.role(role).title });
    return this.part.optimal ? words.say("reach.nothing", this.searched()) : words.say("no_route.time");
  }

  /** What the ways were searched within. */
  private searched(): { months: string; money: string; moves: string } {
    const { words } = this.frame;
    const money = this.part.budget === undefined ? words.say("reach.any_budget") : words.amount(this.part.budget);
    return { months: words.months(this.part.within), money, moves: words.count("moves", this.part.max_moves) };
  }

  private show(role: number, moving: boolean): void {
    const { frame, telling } = this;
    const { words, lattice } = frame;
    const { id, title } = lattice.role(role);
    const back = h(
      "button",
      { type: "button", class: "back", click: () => this.choose(null) },
      `← ${words.say("reach.back")}`,
    );
    const way = this.near.get(id);
    const others = this.ways.get(id) ?? [];
    const children: Child[] = [back];
    if (way) {
      children.push(h("p", { class: "terms" }, this.via(way)), ...journey(way, telling));
      if (others.length > 1)
        children.push(h("section", {}, h("h3", {}, words.say("reach.ways")), this.options(others, way)));
    } else {
      const never = this.ways.size > 0 ? words.say("reach.never") : this.nothing();
      const beyond = words.say(this.free ? "reach.beyond.months" : "reach.beyond");
      children.push(h("p", { class: "note" }, others.length > 0 ? beyond : never));
      if (others.length > 0) children.push(this.options(others, null));
    }
    children.push(h("details", { class: "more" }, h("summary", {}, words.say("reach.about")), ...this.card.of(role)));
    frame.show(h("bdi", {}, title), lattice.family(role).name, ...children);
    if (moving) {
      frame.tell(title);
      const path = way ? placesOn(frame, way) : [];
      frame.surface.reveal(role, path);
    }
  }

  private via(way: Route): string {
    const { words } = this.frame;
    return way.roles.length > 2
      ? words.say("route.via", { way: between(way, this.telling) })
      : words.say("route.direct");
  }

  private options(ways: readonly Route[], current: Route | null): HTMLElement {
    const { words } = this.frame;
    return h(
      "ul",
      { class: "plain options" },
      ...ways.map((way) =>
        h(
          "li",
          { class: way === current ? "current" : null },
          h("span", { class: "name" }, [words.months(way.months), words.money(way.cost)].join(", ")),
          way === current ? h("span", { class: "terms" }, words.say("reach.shown")) : null,
          h("span", { class: "terms" }, this.via(way)),
        ),
      ),
    );
  }

  private write(): void {
    const { frame, part, telling } = this;
    const { words, lattice, twin } = frame;
    const limits = limitsTold(
      { ...part.limits, deadline: undefined as never, budget: undefined as never },
      lattice,
      words,
    );
    const role = lattice.role(part.person.role).title;
    twin.append(
      h("h2", {}, words.say("in_words")),
      h(
        "p",
        {},
        words.say("words.intro.reach", {
          person: part.person.name,
          role,
          n: words.count("roles", this.ways.size),
          date: words.day(frame.scene.as_of),
        }),
      ),
    );
    if (this.ways.size === 0) twin.append(h("p", {}, this.nothing()));
    const honesty = this.honesty();
    if (honesty) twin.append(h("p", {}, honesty));
    const money = ownBudget("ways", part.person, part.budget, part.ways, words);
    if (money) twin.append(money);
    if (limits.length > 0) twin.append(h("p", {}, words.say("limits"), " ", `${limits.join("; ")}.`));
    if (this.ways.size > 0) twin.append(h("section", {}, h("h3", {}, words.say("reach.all_ways")), this.everyWay()));
    const byTime = [...this.ways].sort(([, one], [, other]) => (one[0]?.months ?? 0) - (other[0]?.months ?? 0));
    for (const [id, ways] of byTime) {
      frame.slices.add(() => {
        const told = ways.map((way) =>
          h(
            "section",
            {},
            h("h4", {}, [words.months(way.months), words.money(way.cost), between(way, telling)].join(" · ")),
            ...journey(way, telling, "h5"),
          ),
        );
        twin.append(h("section", { class: "told" }, h("h3", {}, lattice.title(id)), ...told));
      });
    }
    wholeLattice(frame);
  }

  private everyWay(): HTMLElement {
    const { words, lattice } = this.frame;
    const numeric = (name: string) => ({ name, numeric: true });
    const columns = [
      { name: words.say("column.role") },
      numeric(words.say("column.months")),
      numeric(words.say("column.cost")),
      numeric(words.say("column.hours")),
      numeric(words.say("column.success")),
      { name: words.say("column.way") },
    ];
    const rows = [...this.part.ways]
      .sort((one, other) => one.months - other.months || one.cost - other.cost)
      .map((way) => [
        lattice.title(way.roles[way.roles.length - 1] ?? ""),
        words.tenths(way.months),
        words.money(way.cost),
        words.tenths(way.hours),
        words.percent(way.success),
        between(way, this.telling),
      ]);
    return table(words.say("reach.all_ways"), columns, rows);
  }
}

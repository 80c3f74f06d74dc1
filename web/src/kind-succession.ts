/** The map of succession: which critical seats are secured, who stands behind whom, where it is short. */

import { Card } from "./card";
import { type Child, h } from "./dom";
import { formed } from "./fragment";
import type { Frame } from "./frame";
import { legend, picture } from "./legend";
import type { Label, Line, Sign } from "./look";
import type { Backer, Chain, CriticalRole, Planned, Shortage, SuccessionPart, Vista } from "./scene";
import { backersBy, benchesOf, byStatus, type Status, tally } from "./succession";
import { table } from "./table";
import { wholeLattice } from "./twin";

export function succession(frame: Frame): void {
  const part = frame.scene.succession;
  if (part) new SuccessionPage(frame, part).open();
}

class SuccessionPage {
  private readonly card: Card;
  /** The critical roles by their place among all roles. */
  private readonly critical: ReadonlyMap<number, CriticalRole>;
  private readonly benches: readonly (readonly number[])[];
  private horizon: number;
  private area: number | null = null;
  private chosen: number | null = null;

  constructor(
    private readonly frame: Frame,
    private readonly part: SuccessionPart,
  ) {
    this.card = new Card(frame.lattice, frame.words, (role) => this.choose(role));
    this.critical = new Map(part.roles.map((role) => [role.role, role]));
    this.benches = benchesOf(part);
    this.horizon = Math.floor(part.vistas.length / 2);
  }

  open(): void {
    const { frame } = this;
    frame.choose = (role) => this.choose(role);
    this.follow();
    if (this.part.roles.length > 0) frame.tools.append(this.horizons(), this.areas());
    frame.settle();
    frame.surface.open(this.part.roles.map(({ role }) => role));
    this.choose(frame.lattice.byId.get(frame.fragment.get("role") ?? "") ?? null, false);
    this.write();
    addEventListener("hashchange", () => {
      const role = frame.lattice.byId.get(frame.fragment.get("role") ?? "");
      if (role !== undefined) this.choose(role);
    });
  }

  private follow(): void {
    const asked = Number(this.frame.fragment.get("months") ?? Number.NaN);
    const at = this.part.vistas.findIndex(({ months }) => months === asked);
    if (at >= 0) this.horizon = at;
  }

  private remember(): void {
    const { frame, part } = this;
    const usual = Math.floor(part.vistas.length / 2);
    const months = this.horizon === usual ? null : String(this.vista.months);
    const id = this.chosen === null ? null : frame.lattice.role(this.chosen).id;
    frame.remember(
      formed([
        ["role", id],
        ["months", months],
      ]),
    );
  }

  private get vista(): Vista {
    const found = this.part.vistas[this.horizon];
    if (!found) throw new RangeError("a map of succession has at least one horizon");
    return found;
  }

  private get shown(): CriticalRole[] {
    const { lattice } = this.frame;
    return this.part.roles.filter(({ role }) => this.area === null || lattice.area(role) === this.area);
  }

  private get roleless(): boolean {
    return this.frame.lattice.scene.roles.length === 0;
  }

  /** Why there is nothing to cover. */
  private get nothing(): string {
    return this.frame.words.say(this.roleless ? "map.no_roles.text" : "succession.none.text");
  }

  private when(months: number): string {
    const { words } = this.frame;
    return months === 0 ? words.say("succession.now") : words.say("succession.in", { months: words.months(months) });
  }

  /** A choice of horizons; each card says what is secured by then. */
  private horizons(): HTMLElement {
    const { words } = this.frame;
    const cards = this.part.vistas.map((vista, at) => {
      const choose = () => {
        this.horizon = at;
        this.choose(this.chosen, false);
        this.frame.tell(this.headline(vista));
      };
      const input = h("input", { type: "radio", name: "horizon", value: at, change: choose });
      input.checked = at === this.horizon;
      return h(
        "label",
        { class: "choice" },
        input,
        h(
          "span",
          { class: "box" },
          h(
            "span",
            { class: "what" },
            h("span", { class: "name" }, this.when(vista.months)),
            h("span", { class: "terms" }, this.headline(vista)),
            h("span", { class: "terms" }, words.say("succession.paper", { n: words.number(vista.naive) })),
          ),
        ),
      );
    });
    return h(
      "fieldset",
      { class: "choices horizons" },
      h("legend", { class: "unseen" }, words.say("succession.horizon")),
      ...cards,
    );
  }

  private headline({ secured }: { secured: number }, seats = this.part.seats): string {
    const { words } = this.frame;
    return words.say("succession.secured", { n: words.number(secured), seats: words.number(seats) });
  }

  private areas(): HTMLElement {
    const { words, lattice, surface } = this.frame;
    const used = [...new Set(this.part.roles.map(({ role }) => lattice.area(role)))].sort((one, other) => one - other);
    if (used.length < 2) return h("div", { hidden: true });
    const select = h(
      "select",
      { id: "filter-area" },
      h("option", { value: "" }, words.say("filter.any")),
      ...used.map((area) => h("option", { value: area }, lattice.areaName(area, words.say("area.none")))),
    );
    select.addEventListener("change", () => {
      this.area = select.value === "" ? null : Number(select.value);
      surface.filter(lattice.scene.roles.map((_, role) => this.area === null || lattice.area(role) === this.area));
      surface.fit(this.shown.map(({ role }) => role));
      this.choose(null);
    });
    return h("div", { class: "field by-area" }, h("label", { for: "filter-area" }, words.say("filter.area")), select);
  }

  private choose(role: number | null, moving = true): void {
    this.chosen = role;
    this.paint();
    this.remember();
    if (role === null) this.overview();
    else this.show(role, moving);
  }

  private paint(): void {
    const { frame, vista } = this;
    const { words } = frame;
    const signs = new Map<number, Sign>();
    const labels = new Map<number, Label>();
    for (const role of this.shown) {
      const status = this.status(role);
      signs.set(role.role, status);
      const weight = { exposed: 9, thin: 6, covered: 3 }[status];
      labels.set(role.role, { role: role.role, weight, note: this.share(role) });
    }
    const lines: Line[] = [];
    const draw = (person: number, to: number, kind: Line["kind"]) => {
      const from = this.person(person).role;
      if (from !== to) lines.push({ from, to, kind });
    };
    const chosen = this.chosen === null ? undefined : this.critical.get(this.chosen);
    if (chosen) {
      const own = new Set(vista.assignment.filter(({ role }) => role === chosen.role).map(({ person }) => person));
      for (const { person, months } of backersBy(chosen, this.horizon)) {
        draw(person, chosen.role, own.has(person) ? "route" : "in");
        const { role } = this.person(person);
        if (!signs.has(role)) signs.set(role, "step");
        const note = months === 0 ? words.say("succession.ready") : words.months(months);
        if (!labels.has(role)) labels.set(role, { role, weight: 20, note });
      }
      labels.set(chosen.role, { role: chosen.role, weight: 30, note: this.share(chosen) });
    } else {
      const visible = new Set(this.shown.map(({ role }) => role));
      for (const { role, person } of vista.assignment) if (visible.has(role)) draw(person, role, "other");
      if (this.chosen !== null) {
        signs.set(this.chosen, "chosen");
        labels.set(this.chosen, { role: this.chosen, weight: 30 });
      }
    }
    frame.surface.show({ signs, fades: true, lines, labels: [...labels.values()] });
  }

  private status(role: CriticalRole): Status {
    return role.status[this.horizon] ?? "exposed";
  }

  private person(at: number): Planned {
    const found = this.part.people[at];
    if (!found) throw new RangeError(`nobody at ${at}`);
    return found;
  }

  private named(at: number): string {
    const { name, role } = this.person(at);
    return this.frame.words.say("succession.person", { person: name, role: this.frame.lattice.role(role).title });
  }

  private names(people: readonly number[]): string {
    return people.map((at) => this.person(at).name).join(", ") || this.frame.words.say("none");
  }

  private titles(roles: readonly number[]): string {
    return roles.map((role) => this.frame.lattice.role(role).title).join(", ");
  }

  private share(role: CriticalRole): string {
    return this.headline({ secured: role.secured[this.horizon] ?? 0 }, role.seats);
  }

  private word(status: Status): string {
    return this.frame.words.say(`status.${status}`);
  }

  private overview(): void {
    const { frame, vista } = this;
    const { words, lattice } = frame;
    if (this.part.roles.length === 0) {
      frame.show(words.say(this.roleless ? "map.no_roles" : "succession.none"), null, h("p", {}, this.nothing));
      return;
    }
    const sums = tally(this.shown, this.horizon);
    const groups = byStatus(this.shown, this.horizon).map(([status, roles]) =>
      h(
        "section",
        { class: "by-status" },
        h("h3", {}, this.word(status), h("span", { class: "tally" }, words.count("roles", roles.length))),
        h(
          "ul",
          { class: "plain" },
          ...roles.map((role) =>
            h(
              "li",
              {},
              h(
                "button",
                { type: "button", class: "way seat", click: () => this.choose(role.role) },
                picture(status),
                h(
                  "span",
                  { class: "where" },
                  h("bdi", { class: "name" }, lattice.role(role.role).title),
                  h("span", { class: "terms" }, this.share(role)),
                ),
              ),
            ),
          ),
        ),
      ),
    );
    const gap = vista.naive - vista.secured;
    frame.show(
      this.headline(sums, sums.seats),
      this.when(vista.months),
      this.area === null && gap > 0
        ? h("p", { class: "note" }, words.say("succession.gap", { n: words.number(vista.naive) }))
        : null,
      this.signs(),
      ...groups,
      ...(this.area === null ? [this.shortages(vista, "h3"), this.keyPeople(vista, "h3")] : []),
    );
  }

  private signs(): HTMLElement {
    return legend(this.frame.words, ["exposed", "thin", "covered", this.chosen === null ? "other" : "in"], {
      other: this.frame.words.say("legend.assigned"),
      in: this.frame.words.say("legend.backer"),
    });
  }

  private shortages(vista: Vista, level: "h3" | "h4"): Child {
    const { words } = this.frame;
    if (vista.shortages.length === 0) return null;
    return h(
      "section",
      {},
      h(level, {}, words.say("succession.shortages")),
      h("p", { class: "hint" }, words.say("succession.shortages.note")),
      h("ul", { class: "plain shortages" }, ...vista.shortages.map((group) => h("li", {}, ...this.shortage(group)))),
    );
  }

  private shortage(group: Shortage): Child[] {
    const { words } = this.frame;
    return [
      h(
        "p",
        {},
        h(
          "strong",
          {},
          [
            words.count("succession.short.seats", group.seats),
            words.count("succession.short.persons", group.people.length),
          ].join(", "),
        ),
      ),
      h("p", { class: "terms" }, words.say("succession.short.roles", { roles: this.titles(group.roles) })),
      h("p", { class: "terms" }, words.say("succession.short.people", { people: this.names(group.people) })),
    ];
  }

  private keyPeople(vista: Vista, level: "h3" | "h4"): Child {
    const { words } = this.frame;
    if (vista.key_people.length === 0) return null;
    return h(
      "section",
      {},
      h(level, {}, words.say("succession.key")),
      h("p", { class: "hint" }, words.say("succession.key.note")),
      h(
        "ul",
        { class: "plain people" },
        ...vista.key_people.map((at) =>
          h(
            "li",
            {},
            h("bdi", { class: "name" }, this.person(at).name),
            h("span", { class: "terms" }, this.behind(at)),
          ),
        ),
      ),
    );
  }

  /** What somebody is now, and whose benches they are on. */
  private behind(at: number): string {
    const { words, lattice } = this.frame;
    const benches = this.benches[at] ?? [];
    return words.say("succession.behind", {
      role: lattice.role(this.person(at).role).title,
      roles: this.titles(benches) || words.say("none"),
    });
  }

  private show(at: number, moving: boolean): void {
    const { frame } = this;
    const { words, lattice } = frame;
    const { title } = lattice.role(at);
    const role = this.critical.get(at);
    const back = h(
      "button",
      { type: "button", class: "back", click: () => this.choose(null) },
      `← ${words.say("succession.back")}`,
    );
    const about = h("details", { class: "more" }, h("summary", {}, words.say("reach.about")), ...this.card.of(at));
    if (!role) {
      frame.show(
        h("bdi", {}, title),
        lattice.family(at).name,
        back,
        h("p", {}, words.say("succession.uncritical")),
        about,
      );
    } else {
      const status = this.status(role);
      frame.show(
        h("bdi", {}, title),
        lattice.family(at).name,
        back,
        h(
          "p",
          { class: `status ${status}` },
          picture(status),
          h(
            "span",
            {},
            h("strong", {}, this.word(status)),
            " · ",
            this.when(this.vista.months),
            " · ",
            this.share(role),
          ),
        ),
        h("p", { class: "hint" }, words.say(`status.${status}.means`)),
        h("section", {}, h("h3", {}, words.say("succession.holders")), h("p", {}, this.names(role.incumbents))),
        this.bench(role),
        ...this.chains(at),
        ...this.excludedFrom(at),
        this.signs(),
        about,
      );
    }
    if (moving) {
      frame.tell(title);
      frame.surface.reveal(at);
    }
  }

  private bench(role: CriticalRole): HTMLElement {
    const { words } = this.frame;
    const all = role.bench;
    const items = all.map((backer) => {
      const late = backer.horizon > this.horizon;
      return h(
        "li",
        { class: late ? "late" : null },
        h("bdi", { class: "name" }, this.person(backer.person).name),
        h("span", { class: "terms" }, this.frame.lattice.role(this.person(backer.person).role).title),
        h("span", { class: "terms" }, this.terms(backer)),
        h("span", { class: "terms stands" }, this.stands(backer.person, role.role)),
      );
    });
    return h(
      "section",
      {},
      h("h3", {}, words.say("succession.bench"), h("span", { class: "tally" }, words.number(all.length))),
      all.length === 0
        ? h("p", { class: "quiet" }, words.say("succession.bench.none"))
        : h("ul", { class: "plain people" }, ...items),
    );
  }

  private terms({ months, readiness }: Backer): string {
    const { words } = this.frame;
    const when =
      months === 0 ? words.say("succession.ready") : words.say("succession.ready_in", { months: words.months(months) });
    return `${when} · ${words.say("succession.readiness", { n: words.percent(readiness) })}`;
  }

  /** Whether somebody is this seat's own successor, another's, or to spare; and behind how many roles in all. */
  private stands(person: number, role: number): string {
    const { words } = this.frame;
    const seat = this.vista.assignment.find((each) => each.person === person);
    const own = !seat
      ? words.say("succession.spare")
      : seat.role === role
        ? words.say("succession.own")
        : words.say("succession.elsewhere", { role: this.frame.lattice.role(seat.role).title });
    const others = (this.benches[person]?.length ?? 1) - 1;
    return others > 0 ? `${own}; ${words.count("succession.also", others)}` : own;
  }

  private chains(role: number): Child[] {
    const { words } = this.frame;
    return this.part.chains
      .filter((chain) => chain.role === role)
      .map((chain) => h("section", {}, h("h3", {}, words.say("succession.chain")), this.chain(chain)));
  }

  private chain(chain: Chain): HTMLElement {
    const { words, lattice } = this.frame;
    const steps = chain.steps.map((step) => {
      const person = this.person(step.person).name;
      const values = { person, seat: lattice.role(step.seat).title, frees: lattice.role(step.frees).title };
      const when = step.months === 0 ? words.say("succession.ready") : words.months(step.months);
      return h("li", {}, words.say("succession.step", values), h("span", { class: "terms" }, when));
    });
    return h(
      "div",
      { class: "chain" },
      steps.length > 0 && h("ol", { class: "steps" }, ...steps),
      h("p", {}, this.end(chain)),
    );
  }

  private end({ ends_in, months, breaks }: Chain): string {
    const { words, lattice } = this.frame;
    if (ends_in !== undefined) {
      const role = lattice.role(ends_in).title;
      return words.say("succession.ends", { role, months: words.months(months) });
    }
    if (!breaks) return words.say("succession.external");
    const told = [words.say(`succession.breaks.${breaks.reason}`, { role: lattice.role(breaks.role).title })];
    if (breaks.lacking.length > 0) {
      const skills = breaks.lacking.map((skill) => lattice.scene.skills[skill]?.name ?? "").join(", ");
      told.push(words.say("succession.lacking", { skills }));
    }
    const [remedy] = breaks.remedies;
    if (remedy) {
      const values = { person: this.named(remedy.person), role: lattice.role(breaks.role).title };
      told.push(words.say("succession.remedy", { ...values, months: words.months(remedy.months) }));
    }
    return told.join(" ");
  }

  private excludedFrom(role: number): Child[] {
    const { words } = this.frame;
    const found = this.part.exclusions.filter((excluded) => excluded.role === role);
    if (found.length === 0) return [];
    const items = found.map(({ person, because, by, on }) => {
      const said = [by, on && words.day(on)].filter(Boolean).join(", ");
      return h(
        "li",
        {},
        h("bdi", { class: "name" }, this.person(person).name),
        h("span", { class: "terms" }, said ? `${because} (${said})` : because),
      );
    });
    return [
      h("section", {}, h("h3", {}, words.say("succession.excluded")), h("ul", { class: "plain people" }, ...items)),
    ];
  }

  private write(): void {
    const { frame, part } = this;
    const { words, lattice, twin, slices } = frame;
    const numeric = (name: string) => ({ name, numeric: true });
    twin.append(h("h2", {}, words.say("in_words")));
    if (part.roles.length === 0) twin.append(h("p", {}, this.nothing));
    else twin.append(...this.seats(numeric));
    for (const role of part.roles)
      slices.add(() =>
        twin.append(
          h(
            "section",
            { class: "told" },
            h("h3", {}, lattice.role(role.role).title),
            this.everyBacker(role, numeric),
            ...part.chains
              .filter((chain) => chain.role === role.role)
              .flatMap((chain) => [h("h4", {}, words.say("succession.chain")), this.chain(chain)]),
            ...this.excludedFrom(role.role),
          ),
        ),
      );
    slices.add(() => {
      if (part.departed.length > 0)
        twin.append(h("p", {}, words.say("succession.departed", { people: this.names(part.departed) })));
      if (part.seatless.length > 0)
        twin.append(h("p", {}, words.say("succession.seatless", { roles: this.titles(part.seatless) })));
    });
    wholeLattice(frame);
  }

  /** All seats in words, at every horizon. */
  private seats(numeric: (name: string) => { name: string; numeric: boolean }): HTMLElement[] {
    const { frame, part } = this;
    const { words } = frame;
    const intro = words.say("words.intro.succession", {
      date: words.day(frame.scene.as_of),
      seats: words.number(part.seats),
      roles: words.count("roles", part.roles.length),
    });
    return [
      h("p", {}, intro),
      h("section", {}, h("h3", {}, words.say("succession.horizon")), this.byHorizon(numeric)),
      h("section", {}, h("h3", {}, words.say("succession.roles")), this.everyRole(numeric)),
      ...part.vistas.map((vista) => {
        const told = [this.shortages(vista, "h4"), this.keyPeople(vista, "h4"), this.assigned(vista, numeric)];
        return h("section", { class: "told" }, h("h3", {}, this.when(vista.months)), ...told);
      }),
    ];
  }

  private byHorizon(numeric: (name: string) => { name: string; numeric: boolean }): HTMLElement {
    const { words } = this.frame;
    const columns = [
      { name: words.say("succession.horizon") },
      numeric(words.say("column.seats")),
      numeric(words.say("column.secured")),
      numeric(words.say("column.naive")),
      ...(["covered", "thin", "exposed"] as const).map((status) => numeric(this.word(status))),
    ];
    const rows = this.part.vistas.map((vista, at) => [
      this.when(vista.months),
      words.number(this.part.seats),
      words.number(vista.secured),
      words.number(vista.naive),
      ...(["covered", "thin", "exposed"] as const).map((status) =>
        words.number(this.part.roles.filter((role) => role.status[at] === status).length),
      ),
    ]);
    return table(words.say("succession.horizon"), columns, rows);
  }

  private everyRole(numeric: (name: string) => { name: string; numeric: boolean }): HTMLElement {
    const { words, lattice } = this.frame;
    const columns = [
      { name: words.say("column.role") },
      { name: words.say("filter.area") },
      { name: words.say("succession.holders") },
      numeric(words.say("column.seats")),
      ...this.part.vistas.map((vista) => ({ name: this.when(vista.months) })),
    ];
    const rows = this.part.roles.map((role) => [
      lattice.role(role.role).title,
      lattice.areaName(lattice.area(role.role), words.say("area.none")),
      this.names(role.incumbents),
      words.number(role.seats),
      ...role.status.map((status, at) =>
        words.say("succession.cell", { status: this.word(status), n: words.number(role.secured[at] ?? 0) }),
      ),
    ]);
    return table(words.say("succession.roles"), columns, rows);
  }

  private everyBacker(role: CriticalRole, numeric: (name: string) => { name: string; numeric: boolean }): HTMLElement {
    const { words, lattice } = this.frame;
    if (role.bench.length === 0) return h("p", {}, words.say("succession.bench.none"));
    const columns = [
      { name: words.say("column.person") },
      { name: words.say("column.today") },
      numeric(words.say("column.months")),
      numeric(words.say("column.readiness")),
      { name: words.say("column.also") },
    ];
    const rows = role.bench.map(({ person, months, readiness }) => [
      this.person(person).name,
      lattice.role(this.person(person).role).title,
      words.tenths(months),
      words.percent(readiness),
      this.titles((this.benches[person] ?? []).filter((other) => other !== role.role)) || words.say("none"),
    ]);
    return table(`${words.say("succession.bench")}: ${lattice.role(role.role).title}`, columns, rows);
  }

  private assigned(vista: Vista, numeric: (name: string) => { name: string; numeric: boolean }): Child {
    const { words, lattice } = this.frame;
    if (vista.assignment.length === 0) return h("p", {}, words.say("succession.nobody"));
    const columns = [
      { name: words.say("column.role") },
      { name: words.say("column.person") },
      numeric(words.say("column.months")),
    ];
    const rows = vista.assignment.map(({ role, person, months }) => [
      lattice.role(role).title,
      this.named(person),
      words.tenths(months),
    ]);
    const caption = `${words.say("succession.assignment")}: ${this.when(vista.months)}`;
    return h("section", {}, h("h4", {}, words.say("succession.assignment")), table(caption, columns, rows));
  }
}

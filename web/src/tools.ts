/** Search and filters above the map. */

import { h, replace } from "./dom";
import { ALL, type Criteria, isAll, passing } from "./filter";
import type { Lattice } from "./lattice";
import { type Hit, Search } from "./search";
import type { Words } from "./words";

const MOST_HITS = 12;

export interface ToolHandlers {
  choose(role: number): void;
  filter(passing: boolean[], criteria: Criteria): void;
}

/** A search field with a list of what was found, worked by arrow keys. */
export class SearchBox {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly status: HTMLElement;
  private readonly search: Search;
  private hits: Hit[] = [];
  private active = -1;

  constructor(
    private readonly lattice: Lattice,
    private readonly words: Words,
    private readonly choose: (role: number) => void,
  ) {
    this.search = new Search(lattice);
    this.input = h("input", {
      id: "search",
      type: "search",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: words.say("search.placeholder"),
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "hits",
      input: () => this.find(),
      focus: () => this.find(),
      keydown: (event) => this.key(event as KeyboardEvent),
      blur: () => setTimeout(() => this.close(), 150),
    });
    this.list = h("ul", { id: "hits", role: "listbox", "aria-label": words.say("search"), hidden: true });
    this.status = h("p", { class: "unseen", role: "status" });
    this.element = h(
      "div",
      { class: "search" },
      h("label", { for: "search" }, words.say("search")),
      this.input,
      this.list,
      this.status,
    );
  }

  private find(): void {
    const query = this.input.value;
    this.hits = this.search.find(query);
    this.active = this.hits.length > 0 ? 0 : -1;
    if (!query.trim()) {
      this.close();
      return;
    }
    this.status.textContent = this.words.count("search.found", this.hits.length);
    const shown = this.hits.slice(0, MOST_HITS);
    const more = this.hits.length - shown.length;
    replace(
      this.list,
      ...shown.map((hit, at) => this.option(hit, at)),
      shown.length === 0 &&
        h(
          "li",
          { class: "quiet", role: "presentation" },
          this.words.say("search.none", { query: query.trim().slice(0, 60) }),
        ),
      more > 0 &&
        h("li", { class: "quiet", role: "presentation" }, this.words.say("and_more", { n: this.words.number(more) })),
    );
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark();
  }

  private option({ role, by }: Hit, at: number): HTMLElement {
    const { words, lattice } = this;
    const why =
      by.kind === "skill"
        ? words.say("search.by_skill", { skill: by.text })
        : by.kind === "alias"
          ? words.say("search.by_alias", { alias: by.text })
          : null;
    const place = `${lattice.family(role).name} · ${words.say("role.grade")} ${lattice.grade(role)}`;
    return h(
      "li",
      {
        id: `hit-${at}`,
        role: "option",
        "aria-selected": "false",
        pointerdown: (event) => event.preventDefault(),
        click: () => this.take(at),
      },
      h("bdi", { class: "name" }, lattice.role(role).title),
      h("span", { class: "terms" }, why ? `${why} · ${place}` : place),
    );
  }

  private key(event: KeyboardEvent): void {
    const count = Math.min(this.hits.length, MOST_HITS);
    if (event.key === "ArrowDown" && count > 0) this.active = (this.active + 1) % count;
    else if (event.key === "ArrowUp" && count > 0) this.active = (this.active + count - 1) % count;
    else if (event.key === "Enter" && this.active >= 0 && !this.list.hidden) this.take(this.active);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else return;
    event.preventDefault();
    this.mark();
  }

  private mark(): void {
    this.list.querySelectorAll("[role=option]").forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === this.active));
      if (at === this.active) option.scrollIntoView({ block: "nearest" });
    });
    if (this.active >= 0 && !this.list.hidden) this.input.setAttribute("aria-activedescendant", `hit-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  private take(at: number): void {
    const hit = this.hits[at];
    if (!hit) return;
    this.input.value = this.lattice.role(hit.role).title;
    this.close();
    this.choose(hit.role);
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

/** Filters by area, family, grade and skill, which work together. */
export class Filters {
  readonly element: HTMLElement;
  private criteria: Criteria = ALL;
  private readonly fields = new Map<keyof Criteria, HTMLSelectElement>();
  private readonly status: HTMLElement;
  private readonly clear: HTMLButtonElement;

  constructor(
    private readonly lattice: Lattice,
    private readonly words: Words,
    private readonly changed: (passing: boolean[], criteria: Criteria) => void,
  ) {
    const { scene } = lattice;
    const numbered = (names: readonly string[]) => names.map((name, at) => [at, name] as const);
    const byName = (one: readonly [number, string], other: readonly [number, string]) =>
      one[1].localeCompare(other[1], words.language);
    const areas = numbered(scene.areas.map((area) => area.name || words.say("area.none"))).sort(byName);
    const grades = numbered(scene.grades.map((grade) => grade.name));
    const used = new Set(scene.requirements.skill);
    const skills = numbered(scene.skills.map((skill) => skill.name))
      .filter(([at]) => used.has(at))
      .sort(byName);
    this.status = h("p", { class: "shown", role: "status" });
    this.clear = h(
      "button",
      { type: "button", class: "clear", hidden: true, click: () => this.reset() },
      words.say("filter.clear"),
    );
    const fields = h(
      "div",
      { class: "filters", role: "group", "aria-label": words.say("filter") },
      scene.areas.length > 1 && this.field("area", "filter.area", areas),
      this.field("family", "filter.family", this.families(null)),
      this.field("from", "filter.grade_from", grades),
      this.field("to", "filter.grade_to", grades),
      this.field("skill", "filter.skill", skills),
      this.clear,
      this.status,
    );
    // On a phone the map comes first, and the filters when they are asked for.
    const wide = matchMedia("(min-width: 861px)");
    const box = h(
      "details",
      { class: "filter-box", open: wide.matches },
      h("summary", {}, words.say("filter")),
      fields,
    );
    wide.addEventListener("change", () => {
      box.open = wide.matches;
    });
    this.element = box;
  }

  /** Show one area alone. */
  only(area: number): void {
    this.reset();
    const field = this.fields.get("area");
    if (field) field.value = String(area);
    this.read("area");
  }

  private families(area: number | null): (readonly [number, string])[] {
    const { families } = this.lattice.scene;
    return families
      .map((family, at) => [at, family.name] as const)
      .filter(([at]) => area === null || families[at]?.area === area)
      .sort((one, other) => one[1].localeCompare(other[1], this.words.language));
  }

  private field(
    name: keyof Criteria,
    label: "filter.area" | "filter.family" | "filter.grade_from" | "filter.grade_to" | "filter.skill",
    options: readonly (readonly [number, string])[],
  ): HTMLElement {
    const select = h("select", { id: `filter-${name}`, change: () => this.read(name) });
    this.fields.set(name, select);
    this.fill(select, options, name);
    return h(
      "div",
      { class: `field by-${name}` },
      h("label", { for: `filter-${name}` }, this.words.say(label)),
      select,
    );
  }

  private fill(select: HTMLSelectElement, options: readonly (readonly [number, string])[], name: keyof Criteria): void {
    const any = this.words.say(
      name === "skill" || name === "from" || name === "to" ? "filter.any_skill" : "filter.any",
    );
    replace(select, h("option", { value: "" }, any), ...options.map(([at, text]) => h("option", { value: at }, text)));
  }

  private read(name: keyof Criteria): void {
    const value = this.fields.get(name)?.value ?? "";
    this.criteria = { ...this.criteria, [name]: value === "" ? null : Number(value) };
    if (name === "area") {
      const families = this.fields.get("family");
      if (families) this.fill(families, this.families(this.criteria.area), "family");
      this.criteria = { ...this.criteria, family: null };
    }
    this.tell();
  }

  private reset(): void {
    this.criteria = ALL;
    const families = this.fields.get("family");
    if (families) this.fill(families, this.families(null), "family");
    for (const select of this.fields.values()) select.value = "";
    this.tell();
  }

  private tell(): void {
    const all = isAll(this.criteria);
    const pass = passing(this.lattice, this.criteria);
    const n = pass.filter(Boolean).length;
    this.clear.hidden = all;
    const values = { n: this.words.number(n), all: this.words.number(pass.length) };
    this.status.textContent = all
      ? ""
      : n === 0
        ? this.words.say("map.nothing")
        : this.words.say("filter.shown", values);
    this.changed(pass, this.criteria);
  }
}

/** What there is to say of one role: used beside the map when it is chosen. */

import { type Child, h, link } from "./dom";
import type { Asked, Lattice, Way } from "./lattice";
import type { Words } from "./words";

const MOST_RESOURCES = 8;

export class Card {
  constructor(
    private readonly lattice: Lattice,
    private readonly words: Words,
    private readonly choose: (role: number) => void,
  ) {}

  /** The facts, what it asks, the ways, what teaches it. */
  of(at: number): Child[] {
    const { words } = this;
    const role = this.lattice.role(at);
    return [
      this.facts(at),
      role.critical && h("p", { class: "critical" }, words.say("role.critical")),
      role.description ? this.description(role.description) : null,
      this.asks(at),
      this.ways(words.say("role.out"), this.lattice.waysOut(at), words.say("role.out.none"), "out"),
      this.ways(words.say("role.in"), this.lattice.waysIn(at), words.say("role.in.none"), "in"),
    ];
  }

  private facts(at: number): HTMLElement {
    const { words } = this;
    const role = this.lattice.role(at);
    const list = h("dl", { class: "facts" });
    const fact = (name: string, value: string | undefined | null) => {
      if (value) list.append(h("div", {}, h("dt", {}, name), h("dd", {}, h("bdi", {}, value))));
    };
    fact(words.say("role.grade"), this.lattice.grade(at));
    fact(words.say("role.salary"), role.salary === undefined ? null : words.amount(role.salary));
    fact(words.say("role.stay"), words.months(role.dwell));
    fact(words.say("role.location"), role.location);
    fact(words.say("role.seats"), role.seats === undefined ? null : words.number(role.seats));
    fact(words.say("role.people"), role.people === undefined ? null : words.number(role.people));
    fact(words.say("role.holders"), role.holders.join(", "));
    fact(words.say("role.aliases"), role.aliases.join(", "));
    return list;
  }

  private description(text: string): HTMLElement {
    const [first = "", ...rest] = text.split("\n");
    const paragraphs = rest.map((line) => h("p", {}, line));
    return h(
      "div",
      { class: "description" },
      h("p", {}, first),
      rest.length > 0 && h("details", {}, h("summary", {}, this.words.say("role.more")), ...paragraphs),
    );
  }

  private asks(at: number): HTMLElement {
    const { words } = this;
    const asked = this.lattice.asks(at);
    const items = asked.map((one) => this.asked(one));
    return h(
      "section",
      { class: "asks" },
      h("h3", {}, words.say("role.asks"), h("span", { class: "tally" }, words.number(asked.length))),
      asked.length === 0
        ? h("p", { class: "quiet" }, words.say("role.asks.none"))
        : h("ul", { class: "plain" }, ...items),
      asked.length > 0 && h("p", { class: "hint" }, words.say("role.asks.note")),
    );
  }

  private asked(asked: Asked): HTMLElement {
    const { words, lattice } = this;
    const name = lattice.scene.skills[asked.skill]?.name ?? "";
    const level = lattice.level(asked.level);
    const entry =
      asked.entry < asked.level && asked.entry > 0
        ? words.say("role.day_one", { level: lattice.level(asked.entry) })
        : null;
    const taught = lattice.teaches(asked.skill, asked.level);
    const kind = asked.essential ? null : h("span", { class: "kind" }, words.say("role.desirable"));
    const head = h(
      "span",
      { class: "asked" },
      h("span", { class: "name" }, h("bdi", {}, name), kind),
      this.meter(asked),
      h("span", { class: "level" }, level, entry && h("span", { class: "entry" }, entry)),
    );
    if (taught.length === 0) return h("li", {}, head);
    const shown = taught
      .slice(0, MOST_RESOURCES)
      .map(({ resource, from, to }) =>
        h(
          "li",
          {},
          link(resource.url, resource.title),
          h(
            "span",
            { class: "terms" },
            [
              words.say("role.teaches.range", { from: lattice.level(from), to: lattice.level(to) }),
              words.hours(resource.hours),
              words.money(resource.cost),
            ].join(" · "),
          ),
        ),
      );
    const more = taught.length - shown.length;
    return h(
      "li",
      {},
      h(
        "details",
        { class: "skill" },
        h("summary", {}, head, h("span", { class: "taught" }, words.count("role.taught", taught.length))),
        h(
          "ul",
          { class: "resources" },
          ...shown,
          more > 0 && h("li", { class: "quiet" }, words.say("and_more", { n: words.number(more) })),
        ),
      ),
    );
  }

  /** A level as steps: full up to what day one needs, outlined up to what someone settled has. */
  private meter(asked: Asked): HTMLElement {
    const most = this.lattice.scene.levels.length - 1;
    const meter = h("span", { class: "meter", "aria-hidden": "true" });
    for (let level = 1; level <= most; level += 1) {
      meter.append(h("i", { class: level <= asked.entry ? "full" : level <= asked.level ? "open" : "off" }));
    }
    return meter;
  }

  private ways(title: string, ways: readonly Way[], none: string, kind: "out" | "in"): HTMLElement {
    const { words } = this;
    const items = ways.map((way) => {
      const terms = [words.months(way.months), words.success(way.success)];
      if (way.observed >= 0) terms.push(words.say("role.observed", { n: words.number(way.observed) }));
      const sign = way.ladder ? (kind === "out" ? "↑" : "↓") : "↔";
      return h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: `way ${kind}`, click: () => this.choose(way.role) },
          h("span", { class: "sign", "aria-hidden": "true" }, sign),
          h(
            "span",
            { class: "where" },
            h("bdi", { class: "name" }, this.lattice.role(way.role).title),
            h(
              "span",
              { class: "terms" },
              [words.say(way.ladder ? "kind.ladder" : "kind.lattice"), ...terms].join(" · "),
            ),
          ),
        ),
      );
    });
    return h(
      "section",
      { class: `ways ${kind}` },
      h("h3", {}, title, h("span", { class: "tally" }, words.number(ways.length))),
      ways.length === 0 ? h("p", { class: "quiet" }, none) : h("ul", { class: "plain" }, ...items),
    );
  }
}

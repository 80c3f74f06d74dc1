/** The map of the whole lattice: search, filter, choose a role. */

import { Card } from "./card";
import { type Child, h } from "./dom";
import { isAll } from "./filter";
import { formed } from "./fragment";
import type { Frame } from "./frame";
import { legend } from "./legend";
import { type Label, type Line, NOTHING, type Sign } from "./look";
import { onPaper } from "./on-paper";
import { Filters, SearchBox } from "./tools";
import { writeLattice } from "./twin";

export function lattice(frame: Frame): void {
  const { surface, words, scene } = frame;
  const card = new Card(frame.lattice, words, (role) => choose(role));
  let chosen: number | null = null;
  let filtered: ReadonlySet<number> | null = null;
  const filters = new Filters(frame.lattice, words, (passing, criteria) => {
    surface.filter(passing);
    const shown = passing.flatMap((pass, at) => (pass ? [at] : []));
    filtered = isAll(criteria) ? null : new Set(shown);
    surface.fit(criteria.area === null && criteria.family === null ? null : shown);
  });

  function overview(): void {
    if (scene.roles.length === 0) {
      frame.show(words.say("map.no_roles"), null, h("p", {}, words.say("map.no_roles.text")));
      return;
    }
    const counts = scene.areas.map(() => 0);
    scene.roles.forEach((_, at) => {
      const area = frame.lattice.area(at);
      counts[area] = (counts[area] ?? 0) + 1;
    });
    const areas: Child[] = scene.areas.map((area, at) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "area", click: () => filters.only(at) },
          h("bdi", { class: "name" }, area.name || words.say("area.none")),
          h("span", { class: "terms" }, words.count("area.count", counts[at] ?? 0)),
        ),
      ),
    );
    frame.show(
      words.say("read.title"),
      null,
      h("p", {}, words.say("read.choose")),
      h("p", {}, words.say("read.height"), " ", words.say("read.column")),
      legend(words, ["plain", "ladder", "chosen", "out", "in"]),
      h("section", {}, h("h3", {}, words.say("areas")), h("ul", { class: "plain areas" }, ...areas)),
    );
  }

  function choose(role: number | null, moving = true): void {
    chosen = role;
    if (role === null) {
      surface.show(NOTHING);
      overview();
      frame.remember("");
      return;
    }
    const outs = frame.lattice.waysOut(role);
    const ins = frame.lattice.waysIn(role);
    const signs = new Map<number, Sign>();
    for (const way of ins) signs.set(way.role, "in");
    for (const way of outs) signs.set(way.role, "out");
    signs.set(role, "chosen");
    const lines: Line[] = [
      ...ins.map((way) => ({ from: way.role, to: role, kind: "in" as const })),
      ...outs.map((way) => ({ from: role, to: way.role, kind: "out" as const })),
    ];
    const labels: Label[] = [
      { role, weight: 100 },
      ...outs.map((way) => ({
        role: way.role,
        weight: (way.ladder ? 5 : 2) + way.success,
        ...(way.months > 0 ? { note: words.months(way.months) } : {}),
      })),
      ...ins.map((way) => ({ role: way.role, weight: (way.ladder ? 4 : 0) + way.success })),
    ];
    surface.show({ signs, fades: true, lines, labels });
    const { title, id } = frame.lattice.role(role);
    const area = frame.lattice.areaName(frame.lattice.area(role), "");
    const kicker = [frame.lattice.family(role).name, area].filter(Boolean).join(" · ");
    const close = h(
      "button",
      {
        type: "button",
        class: "close",
        "aria-label": words.say("role.close"),
        title: words.say("role.close"),
        click: () => choose(null),
      },
      "×",
    );
    frame.show(h("bdi", {}, title), kicker, close, ...card.of(role));
    frame.remember(formed([["role", id]]));
    frame.tell(title);
    if (moving) surface.reveal(role, [...signs.keys()]);
  }

  function follow(): void {
    const role = frame.lattice.byId.get(frame.fragment.get("role") ?? "");
    if (role !== undefined) choose(role);
  }

  frame.choose = choose;
  if (scene.roles.length > 0)
    frame.tools.append(new SearchBox(frame.lattice, words, (role) => choose(role)).element, filters.element);
  overview();
  frame.settle();
  surface.fit(null, false);
  follow();
  addEventListener("hashchange", follow);

  const { moves } = scene;
  const intro = words.say("words.intro.lattice", {
    roles: words.number(scene.roles.length),
    families: words.number(scene.families.length),
    areas: words.number(scene.areas.length),
    moves: words.number(moves.target.length),
  });
  frame.twin.append(
    h("h2", {}, words.say("in_words")),
    h("p", {}, intro),
    scene.roles.length > 0
      ? h("p", {}, words.say("read.height"), " ", words.say("read.column"))
      : h("p", {}, words.say("map.no_roles.text")),
  );
  writeLattice(frame.twin, frame.lattice, words, frame.slices);
  onPaper(frame.twin, frame.lattice, words, () => (chosen === null ? filtered : new Set([chosen])));
}

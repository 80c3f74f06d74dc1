/** Everything that the picture says, in words: headings, tables and lists, for reading aloud, printing and searching. */

import { h, link } from "./dom";
import type { Lattice, Way } from "./lattice";
import type { Slices } from "./slices";
import { table } from "./table";
import type { Words } from "./words";

/** The roles of the lattice by area and family, each with what it asks and the ways in and out; then the resources. */
export function writeLattice(into: Element, lattice: Lattice, words: Words, slices: Slices): void {
  const { scene } = lattice;
  const members: number[][] = scene.families.map(() => []);
  for (const [at, role] of scene.roles.entries()) members[role.family]?.push(at);
  for (const list of members)
    list.sort((one, other) => lattice.role(other).grade - lattice.role(one).grade || one - other);
  scene.areas.forEach((area, number) => {
    const section = h("section", { class: "part" }, h("h3", {}, area.name || words.say("area.none")));
    into.append(section);
    scene.families.forEach((family, at) => {
      if (family.area === number)
        slices.add(() => section.append(familyTable(lattice, words, family.name, members[at] ?? [])));
    });
  });
  if (scene.resources.length > 0)
    slices.add(() => into.append(h("section", {}, h("h3", {}, words.say("learning")), resources(lattice, words))));
}

function familyTable(lattice: Lattice, words: Words, name: string, roles: readonly number[]): HTMLElement {
  const columns = [
    { name: words.say("column.role") },
    { name: words.say("role.grade"), numeric: true },
    { name: words.say("role.asks") },
    { name: words.say("role.out") },
    { name: words.say("role.in") },
  ];
  const rows = roles.map((at) => {
    const role = lattice.role(at);
    const asks = lattice.asks(at).map((asked) => {
      const skill = lattice.scene.skills[asked.skill]?.name ?? "";
      const text = words.say("role.asked", { skill, level: lattice.level(asked.level) });
      return asked.essential ? text : `${text} (${words.say("role.desirable")})`;
    });
    return [
      h("a", { href: `#role=${encodeURIComponent(role.id)}` }, role.title),
      lattice.grade(at),
      asks.join("; ") || words.say("none"),
      ways(lattice, words, lattice.waysOut(at)),
      ways(lattice, words, lattice.waysIn(at)),
    ];
  });
  return h("section", { class: "family" }, h("h4", {}, name), numbered(table(name, columns, rows), "role", roles));
}

function ways(lattice: Lattice, words: Words, list: readonly Way[]): string {
  const texts = list.map((way) =>
    words.say("words.way", {
      role: lattice.role(way.role).title,
      kind: words.say(way.ladder ? "kind.ladder" : "kind.lattice"),
      months: words.months(way.months),
      success: words.percent(way.success),
    }),
  );
  return texts.join("; ") || words.say("none");
}

function resources(lattice: Lattice, words: Words): HTMLElement {
  const columns = [
    { name: words.say("column.resource") },
    { name: words.say("column.type") },
    { name: words.say("column.hours"), numeric: true },
    { name: words.say("column.cost"), numeric: true },
    { name: words.say("column.teaches") },
  ];
  const rows = lattice.scene.resources.map((resource) => [
    link(resource.url, resource.title),
    resource.type,
    words.tenths(resource.hours),
    words.money(resource.cost),
    resource.teaches
      .map(([skill, from, to]) => {
        const range = words.say("role.teaches.range", { from: lattice.level(from), to: lattice.level(to) });
        return `${lattice.scene.skills[skill]?.name ?? ""}: ${range}`;
      })
      .join("; "),
  ]);
  return numbered(table(words.say("learning"), columns, rows), "resource", [...rows.keys()]);
}

/** The table with the place of what each row is about, for those who look for it. */
function numbered(made: HTMLElement, what: "role" | "resource", places: readonly number[]): HTMLElement {
  made.querySelectorAll<HTMLElement>("tbody tr").forEach((row, at) => {
    row.setAttribute(`data-${what}`, String(places[at]));
  });
  return made;
}

/** The whole lattice in words for pages about one person: there on demand, and not in the way of what the page is about. */
export function wholeLattice(frame: { lattice: Lattice; words: Words; slices: Slices; twin: Element }): void {
  const { lattice, words, slices, twin } = frame;
  slices.add(() => {
    const inside = h("div");
    let written = false;
    const details = h("details", { class: "whole" }, h("summary", {}, words.say("words.whole")), inside);
    details.addEventListener("toggle", () => {
      if (written || !details.open) return;
      written = true;
      writeLattice(inside, lattice, words, slices);
    });
    twin.append(details);
  });
}

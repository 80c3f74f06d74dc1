/** Finds roles by title, by another name and by the skills that they ask. */

import { folded } from "./fold";
import type { Lattice } from "./lattice";

export interface Hit {
  role: number;
  /** Why it was found when the title doesn't show it. */
  by: { kind: "title" } | { kind: "alias"; text: string } | { kind: "skill"; text: string };
}

/** How well a text answers a query: 4 the same, 3 begins with it, 2 a word begins with it, 1 has it, 0 not at all. */
export function rank(text: string, query: string): number {
  if (text === query) return 4;
  if (text.startsWith(query)) return 3;
  if (` ${text}`.includes(` ${query}`)) return 2;
  if (text.includes(query)) return 1;
  const words = query.split(" ");
  return words.length > 1 && words.every((word) => ` ${text}`.includes(` ${word}`)) ? 1 : 0;
}

const ALIAS = 0.6;
const SKILL = 0.2;

export class Search {
  private readonly titles: string[];
  private readonly aliases: string[][];
  private readonly skills: string[][];

  constructor(private readonly lattice: Lattice) {
    const { roles, skills } = lattice.scene;
    this.titles = roles.map((role) => folded(role.title));
    this.aliases = roles.map((role) => [...role.aliases, role.id].map(folded));
    this.skills = skills.map((skill) => [skill.name, ...skill.aliases].map(folded));
  }

  /** The roles that answer a query, the best first; nothing for a blank query. */
  find(query: string): Hit[] {
    const wanted = folded(query);
    if (!wanted) return [];
    const skills = new Map<number, number>();
    this.skills.forEach((names, skill) => {
      const best = Math.max(...names.map((name) => rank(name, wanted)));
      if (best > 0) skills.set(skill, best);
    });
    const hits: { hit: Hit; score: number }[] = [];
    this.titles.forEach((title, role) => {
      const found = this.best(role, title, wanted, skills);
      if (found) hits.push(found);
    });
    hits.sort(
      (a, b) => b.score - a.score || (this.titles[a.hit.role] ?? "").localeCompare(this.titles[b.hit.role] ?? ""),
    );
    return hits.map(({ hit }) => hit);
  }

  private best(
    role: number,
    title: string,
    wanted: string,
    skills: ReadonlyMap<number, number>,
  ): { hit: Hit; score: number } | null {
    const byTitle = rank(title, wanted);
    if (byTitle > 0) return { hit: { role, by: { kind: "title" } }, score: byTitle + 1 };
    const aliases = this.aliases[role] ?? [];
    let best: { hit: Hit; score: number } | null = null;
    aliases.forEach((alias, at) => {
      const score = rank(alias, wanted) * ALIAS;
      const text = this.lattice.role(role).aliases[at];
      if (score > (best?.score ?? 0))
        best = { hit: { role, by: text ? { kind: "alias", text } : { kind: "title" } }, score };
    });
    if (best || skills.size === 0) return best;
    for (const asked of this.lattice.asks(role)) {
      const score = (skills.get(asked.skill) ?? 0) * SKILL;
      const text = this.lattice.scene.skills[asked.skill]?.name ?? "";
      if (score > ((best as { score: number } | null)?.score ?? 0))
        best = { hit: { role, by: { kind: "skill", text } }, score };
    }
    return best;
  }
}

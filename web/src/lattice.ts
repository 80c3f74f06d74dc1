/** The lattice of a scene, ready to be asked: ways in and out, what is asked, what teaches it. */

import type { Family, Resource, Role, Scene } from "./scene";

export interface Way {
  /** The role at the other end. */
  role: number;
  ladder: boolean;
  months: number;
  success: number;
  /** How many made it; −1 where nobody says. */
  observed: number;
}

export interface Asked {
  skill: number;
  level: number;
  entry: number;
  importance: number;
  essential: boolean;
}

export interface Taught {
  resource: Resource;
  from: number;
  to: number;
}

export class Lattice {
  readonly byId: ReadonlyMap<string, number>;
  readonly skillById: ReadonlyMap<string, number>;
  readonly resourceById: ReadonlyMap<string, Resource>;
  private incoming: Way[][] | null = null;
  private teaching: Taught[][] | null = null;

  constructor(readonly scene: Scene) {
    this.byId = new Map(scene.roles.map((role, at) => [role.id, at]));
    this.skillById = new Map(scene.skills.map((skill, at) => [skill.id, at]));
    this.resourceById = new Map(scene.resources.map((resource) => [resource.id, resource]));
  }

  role(at: number): Role {
    return at_(this.scene.roles, at);
  }

  family(at: number): Family {
    return at_(this.scene.families, this.role(at).family);
  }

  area(at: number): number {
    return this.family(at).area;
  }

  areaName(area: number, unnamed: string): string {
    return this.scene.areas[area]?.name || unnamed;
  }

  grade(at: number): string {
    return at_(this.scene.grades, this.role(at).grade).name;
  }

  title(id: string): string {
    const at = this.byId.get(id);
    return at === undefined ? id : this.role(at).title;
  }

  skillName(id: string): string {
    const at = this.skillById.get(id);
    return at === undefined ? id : at_(this.scene.skills, at).name;
  }

  level(level: number): string {
    return this.scene.levels[level] ?? String(level);
  }

  /** The moves out of a role: ladders first, then the surest. */
  waysOut(role: number): Way[] {
    const { moves } = this.scene;
    const found: Way[] = [];
    for (let at = moves.start[role] ?? 0; at < (moves.start[role + 1] ?? 0); at += 1) {
      found.push(this.way(at, moves.target[at] ?? 0));
    }
    return found.sort(inOrder);
  }

  /** The moves into a role. */
  waysIn(role: number): Way[] {
    if (!this.incoming) {
      const { moves, roles } = this.scene;
      const incoming: Way[][] = roles.map(() => []);
      for (let source = 0; source < roles.length; source += 1) {
        for (let at = moves.start[source] ?? 0; at < (moves.start[source + 1] ?? 0); at += 1) {
          incoming[moves.target[at] ?? 0]?.push(this.way(at, source));
        }
      }
      for (const ways of incoming) ways.sort(inOrder);
      this.incoming = incoming;
    }
    return this.incoming[role] ?? [];
  }

  asks(role: number): Asked[] {
    const { requirements } = this.scene;
    const found: Asked[] = [];
    for (let at = requirements.start[role] ?? 0; at < (requirements.start[role + 1] ?? 0); at += 1) {
      found.push({
        skill: requirements.skill[at] ?? 0,
        level: requirements.level[at] ?? 0,
        entry: requirements.entry[at] ?? 0,
        importance: requirements.importance[at] ?? 1,
        essential: requirements.essential[at] === 1,
      });
    }
    return found;
  }

  /** Whether a role asks for a skill. */
  asksFor(role: number, skill: number): boolean {
    const { start, skill: skills } = this.scene.requirements;
    for (let at = start[role] ?? 0; at < (start[role + 1] ?? 0); at += 1) if (skills[at] === skill) return true;
    return false;
  }

  /** What teaches a skill something that leads towards a level, the highest reach first, then the least hours. */
  teaches(skill: number, level: number): Taught[] {
    if (!this.teaching) {
      const teaching: Taught[][] = this.scene.skills.map(() => []);
      for (const resource of this.scene.resources) {
        for (const [taught, from, to] of resource.teaches) teaching[taught]?.push({ resource, from, to });
      }
      for (const list of teaching)
        list.sort((a, b) => a.from - b.from || a.to - b.to || a.resource.hours - b.resource.hours);
      this.teaching = teaching;
    }
    return (this.teaching[skill] ?? []).filter((taught) => taught.from < level);
  }

  private way(move: number, role: number): Way {
    const { moves } = this.scene;
    return {
      role,
      ladder: moves.ladder[move] === 1,
      months: moves.months[move] ?? 0,
      success: moves.success[move] ?? 1,
      observed: moves.observed[move] ?? -1,
    };
  }
}

function inOrder(one: Way, other: Way): number {
  return Number(other.ladder) - Number(one.ladder) || other.success - one.success || one.role - other.role;
}

function at_<T>(list: readonly T[], at: number): T {
  const found = list[at];
  if (found === undefined) throw new RangeError(`nothing at ${at}`);
  return found;
}

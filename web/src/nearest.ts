/** Reach: of the ways that keep to the limits, the fastest to each role. No route is searched here, only chosen. */

import type { Route } from "./scene";

const SLACK = 1e-9;

/** The first way to each role, by its id, that takes at most so many months and costs at most so much (null: any). */
export function nearest(ways: readonly Route[], months: number, budget: number | null): Map<string, Route> {
  const found = new Map<string, Route>();
  for (const way of ways) {
    if (way.months > months * (1 + SLACK) + SLACK) continue;
    if (budget !== null && way.cost > budget * (1 + SLACK) + SLACK) continue;
    const role = way.roles[way.roles.length - 1];
    if (role === undefined) continue;
    const known = found.get(role);
    if (!known || way.months < known.months) found.set(role, way);
  }
  return found;
}

/** Which quarter of the whole time a way takes, from 1 to 4. */
export function quarter(months: number, within: number): 1 | 2 | 3 | 4 {
  const share = within > 0 ? months / within : 0;
  if (share <= 0.25) return 1;
  if (share <= 0.5) return 2;
  return share <= 0.75 ? 3 : 4;
}

/** A round step for a slider that goes up to a most in about a hundred steps. */
export function step(most: number): number {
  const raw = most / 100;
  if (raw <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const digit = raw / power;
  return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
}

/** The arithmetic of succession that a page needs: sums, benches by horizon, who stands behind how many roles. */

import type { Backer, CriticalRole, SuccessionPart } from "./scene";

export type Status = CriticalRole["status"][number];

const WORST_FIRST: readonly Status[] = ["exposed", "thin", "covered"];

/** The seats of some roles, and how many of them are secured at a horizon. */
export function tally(roles: readonly CriticalRole[], horizon: number): { seats: number; secured: number } {
  let seats = 0;
  let secured = 0;
  for (const role of roles) {
    seats += role.seats;
    secured += role.secured[horizon] ?? 0;
  }
  return { seats, secured };
}

/** Roles by their status at a horizon, the worst first; a status that none has is left out. */
export function byStatus(roles: readonly CriticalRole[], horizon: number): [Status, CriticalRole[]][] {
  return WORST_FIRST.map((status): [Status, CriticalRole[]] => [
    status,
    roles.filter((role) => role.status[horizon] === status),
  ]).filter(([, found]) => found.length > 0);
}

/** Those on a bench by a horizon. */
export function backersBy(role: CriticalRole, horizon: number): Backer[] {
  return role.bench.filter((backer) => backer.horizon <= horizon);
}

/** For each person the critical roles on whose bench they are, by the last horizon. */
export function benchesOf(part: Pick<SuccessionPart, "people" | "roles">): number[][] {
  const found: number[][] = part.people.map(() => []);
  for (const { role, bench } of part.roles) for (const { person } of bench) found[person]?.push(role);
  return found;
}

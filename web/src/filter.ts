/** Which roles are shown: by area, family, grade and skill. */

import type { Lattice } from "./lattice";

export interface Criteria {
  area: number | null;
  family: number | null;
  /** Places in the list of grades. */
  from: number | null;
  to: number | null;
  skill: number | null;
}

export const ALL: Criteria = { area: null, family: null, from: null, to: null, skill: null };

export function isAll(criteria: Criteria): boolean {
  return Object.values(criteria).every((value) => value === null);
}

/** For each role whether the criteria let it pass. */
export function passing(lattice: Lattice, criteria: Criteria): boolean[] {
  return lattice.scene.roles.map(
    (role, at) =>
      (criteria.area === null || lattice.area(at) === criteria.area) &&
      (criteria.family === null || role.family === criteria.family) &&
      (criteria.from === null || role.grade >= criteria.from) &&
      (criteria.to === null || role.grade <= criteria.to) &&
      (criteria.skill === null || lattice.asksFor(at, criteria.skill)),
  );
}

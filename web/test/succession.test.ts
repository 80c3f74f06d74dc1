import assert from "node:assert/strict";
import { test } from "node:test";
import type { CriticalRole } from "../src/scene";
import { backersBy, benchesOf, byStatus, tally } from "../src/succession";

const backer = (person: number, horizon: number) => ({ person, horizon, months: 12 * horizon, readiness: 0.5 });
const role = (at: number, parts: Partial<CriticalRole>): CriticalRole => ({
  role: at,
  seats: 1,
  incumbents: [],
  bench: [],
  secured: [0, 1],
  status: ["exposed", "thin"],
  ...parts,
});
const ROLES = [
  role(7, { bench: [backer(0, 0), backer(1, 1)], seats: 2, secured: [1, 2], status: ["exposed", "covered"] }),
  role(9, { bench: [backer(1, 1)] }),
];

test("seats and secured seats are sums over the roles that are shown", () => {
  assert.deepEqual(tally(ROLES, 0), { seats: 3, secured: 1 });
  assert.deepEqual(tally(ROLES, 1), { seats: 3, secured: 3 });
  assert.deepEqual(tally([], 0), { seats: 0, secured: 0 });
});

test("roles stand by status, the worst first, and no status is empty", () => {
  const told = (horizon: number) =>
    byStatus(ROLES, horizon).map(([status, found]) => [status, found.map((one) => one.role)]);
  assert.deepEqual(told(0), [["exposed", [7, 9]]]);
  assert.deepEqual(told(1), [
    ["thin", [9]],
    ["covered", [7]],
  ]);
});

test("a bench grows with the horizon", () => {
  const people = (horizon: number) => ROLES.map((one) => backersBy(one, horizon).map(({ person }) => person));
  assert.deepEqual(people(0), [[0], []]);
  assert.deepEqual(people(1), [[0, 1], [1]]);
});

test("one person may stand behind several roles", () => {
  const people = [0, 1, 2].map((at) => ({ id: `p${at}`, name: `P ${at}`, role: 0 }));
  assert.deepEqual(benchesOf({ people, roles: ROLES }), [[7], [7, 9], []]);
});

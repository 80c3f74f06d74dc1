import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL, isAll, passing } from "../src/filter.ts";
import { Lattice } from "../src/lattice.ts";
import type { Scene } from "../src/scene.ts";
import { rank, Search } from "../src/search.ts";

const role = (id: string, title: string, family: number, grade: number, aliases: string[] = []) => ({
  id,
  title,
  family,
  grade,
  aliases,
});
const lattice = new Lattice({
  areas: [{ name: "x" }, { name: "y" }],
  families: [
    { name: "f", area: 0 },
    { name: "g", area: 1 },
  ],
  grades: [{ name: "1" }, { name: "2" }],
  roles: [
    role("a", "Data analyst", 0, 0),
    role("b", "Senior data analyst", 0, 1, ["Zahlenmensch"]),
    role("c", "Übersetzer", 1, 0),
  ],
  skills: [
    { id: "c", name: "C", aliases: [] },
    { id: "c#", name: "C#", aliases: ["csharp"] },
  ],
  requirements: {
    start: [0, 1, 2, 2],
    skill: [0, 1],
    level: [2, 3],
    entry: [1, 2],
    importance: [1, 1],
    essential: [1, 0],
  },
  moves: {
    start: [0, 2, 2, 2],
    target: [1, 2],
    ladder: [1, 0],
    months: [3, 4],
    success: [0.5, 0.9],
    observed: [-1, 7],
  },
  resources: [{ id: "r", title: "R", type: "course", hours: 3, cost: 0, teaches: [[1, 1, 3]] }],
} as unknown as Scene);
const search = new Search(lattice);
const found = (query: string) => search.find(query).map((hit) => hit.role);

test("the nearest title comes first", () => {
  assert.deepEqual(found("data analyst"), [0, 1]);
  assert.deepEqual(found("senior"), [1]);
  assert.ok(rank("data analyst", "data") > rank("senior data", "data"));
});

test("accents and case make no difference, words may stand in any order", () => {
  assert.deepEqual(found("ubersetzer"), [2]);
  assert.deepEqual(found("analyst data"), [0, 1]);
});

test("other names and skills find roles, and say so", () => {
  assert.deepEqual(search.find("zahlen")[0]?.by, { kind: "alias", text: "Zahlenmensch" });
  assert.deepEqual(search.find("csharp")[0], { role: 1, by: { kind: "skill", text: "C#" } });
  assert.deepEqual(found("c#"), [1]);
});

test("a blank query finds nothing", () => {
  assert.deepEqual(found("  "), []);
});

test("filters work together", () => {
  assert.equal(isAll(ALL), true);
  assert.deepEqual(passing(lattice, ALL), [true, true, true]);
  assert.deepEqual(passing(lattice, { ...ALL, area: 0, from: 1 }), [false, true, false]);
  assert.deepEqual(passing(lattice, { ...ALL, skill: 0 }), [true, false, false]);
  assert.deepEqual(passing(lattice, { ...ALL, family: 1, to: 0 }), [false, false, true]);
});

test("ways lead both ways, ladders first", () => {
  assert.deepEqual(
    lattice.waysOut(0).map((way) => way.role),
    [1, 2],
  );
  assert.deepEqual(lattice.waysIn(2), [{ role: 0, ladder: false, months: 4, success: 0.9, observed: 7 }]);
});

test("what teaches a skill starts below the level", () => {
  assert.equal(lattice.teaches(1, 3).length, 1);
  assert.equal(lattice.teaches(1, 1).length, 0);
});

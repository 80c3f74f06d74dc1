import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, quarter, step } from "../src/nearest.ts";
import type { Route } from "../src/scene.ts";

const way = (role: string, months: number, cost: number) => ({ roles: ["now", role], months, cost }) as Route;
const WAYS = [way("a", 6, 900), way("a", 12, 0), way("b", 24, 100)];
const months = (found: Map<string, Route>) => Object.fromEntries([...found].map(([role, one]) => [role, one.months]));

test("of the ways that keep to both limits the fastest is taken", () => {
  assert.deepEqual(months(nearest(WAYS, 24, null)), { a: 6, b: 24 });
  assert.deepEqual(months(nearest(WAYS, 24, 899)), { a: 12, b: 24 });
  assert.deepEqual(months(nearest(WAYS, 23, 0)), { a: 12 });
  assert.deepEqual(months(nearest(WAYS, 5, null)), {});
});

test("a limit holds the way that just keeps to it", () => {
  assert.deepEqual(months(nearest([way("a", 6.0000000001, 900.0000001)], 6, 900)), { a: 6.0000000001 });
});

test("the whole time has four quarters", () => {
  assert.deepEqual(
    [0, 6, 7, 12, 18, 24].map((one) => quarter(one, 24)),
    [1, 1, 2, 2, 3, 4],
  );
  assert.equal(quarter(0, 0), 1);
});

test("a slider goes in round steps", () => {
  assert.deepEqual([0, 80, 100, 920, 15000].map(step), [1, 1, 1, 10, 200]);
});

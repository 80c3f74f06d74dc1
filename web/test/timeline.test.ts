import assert from "node:assert/strict";
import { test } from "node:test";
import type { Route } from "../src/scene.ts";
import { bars, marks } from "../src/timeline.ts";

const stage = (months: number, learning_months: number, dwell_months: number, move_months: number) => ({
  months,
  learning_months,
  dwell_months,
  move_months,
});

test("learning and waiting begin together, the move comes last", () => {
  const route = { stages: [stage(12, 3, 10, 2), stage(5, 5, 0, 0)] } as unknown as Route;
  assert.deepEqual(bars(route), [
    { stage: 1, kind: "learn", begin: 0, months: 3 },
    { stage: 1, kind: "wait", begin: 0, months: 10 },
    { stage: 1, kind: "move", begin: 10, months: 2 },
    { stage: 2, kind: "learn", begin: 12, months: 5 },
  ]);
});

test("an axis has a few round marks", () => {
  assert.deepEqual(marks(39.1), [0, 12, 24, 36]);
  for (const span of [0.1, 3, 11, 60, 400, 1200]) {
    assert.ok(marks(span).length >= 1 && marks(span).length <= 5, `${span}`);
  }
});

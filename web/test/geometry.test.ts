import assert from "node:assert/strict";
import { test } from "node:test";
import { around, fitted, next, overlap, Placed, seen, shortened, wrapped } from "../src/geometry.ts";

const NONE = { left: 0, top: 0, right: 0, bottom: 0 };
const length = (text: string) => text.length;

test("a box fills the screen in the direction that is tighter", () => {
  const view = fitted({ left: 0, top: 0, right: 200, bottom: 100 }, 400, 400, NONE, 9);
  assert.deepEqual(view, { scale: 2, x: 100, y: 50 });
});

test("insets move the middle, and the most is kept", () => {
  const view = fitted({ left: 0, top: 0, right: 10, bottom: 10 }, 300, 300, { ...NONE, left: 100 }, 4);
  assert.equal(view.scale, 4);
  assert.equal(view.x, 5 - 100 / 2 / 4);
});

test("the box around spots touches the outermost", () => {
  assert.deepEqual(
    around([
      { x: 1, y: 5 },
      { x: -2, y: 7 },
    ]),
    { left: -2, top: 5, right: 1, bottom: 7 },
  );
});

test("labels get a place only where none stands", () => {
  const placed = new Placed(10);
  placed.take({ left: 0, top: 0, right: 30, bottom: 10 });
  assert.equal(placed.free({ left: 29, top: 9, right: 40, bottom: 20 }), false);
  assert.equal(placed.free({ left: 30, top: 0, right: 40, bottom: 10 }), true);
  assert.equal(overlap({ left: 0, top: 0, right: 1, bottom: 1 }, { left: 1, top: 0, right: 2, bottom: 1 }), false);
});

test("arrow keys go straight ahead before aside", () => {
  const spots = [
    { x: 0, y: 0 },
    { x: 0, y: -100 },
    { x: 60, y: -50 },
    { x: 90, y: 0 },
  ];
  assert.equal(
    next(spots, 0, "up", () => true),
    1,
  );
  assert.equal(
    next(spots, 0, "right", () => true),
    3,
  );
  assert.equal(
    next(spots, 0, "left", () => true),
    null,
  );
  assert.equal(
    next(spots, 0, "up", (at) => at !== 1),
    2,
  );
  assert.equal(
    next(spots, 9, "up", () => true),
    null,
  );
});

test("texts are broken into lines that fit", () => {
  assert.deepEqual(wrapped("one two three", 7, 3, length), ["one two", "three"]);
  assert.deepEqual(wrapped("one two three four", 7, 2, length), ["one two", "three…"]);
  assert.deepEqual(wrapped("", 7, 2, length), []);
  for (const line of wrapped(`${"long".repeat(3000)} word`, 20, 2, length)) assert.ok(line.length <= 20);
});

test("a text that fits is left alone, another ends in an ellipsis", () => {
  assert.equal(shortened("abc", 3, length), "abc");
  assert.equal(shortened("abcd", 3, length), "ab…");
});

test("of a stretch that is half out of sight the rest has a middle", () => {
  assert.deepEqual(seen(10, 30, 0, 100, 5), [20, 20]);
  assert.deepEqual(seen(-20, 30, 0, 100, 5), [15, 30]);
  assert.deepEqual(seen(90, 130, 0, 100, 5), [95, 10]);
  assert.equal(seen(-20, 4, 0, 100, 5), null);
  assert.equal(seen(120, 140, 0, 100, 5), null);
});

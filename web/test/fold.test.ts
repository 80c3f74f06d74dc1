import assert from "node:assert/strict";
import { test } from "node:test";
import { folded, matches } from "../src/fold.ts";

test("case, accents and punctuation make no difference", () => {
  assert.equal(folded("  Ingénieure — DONNÉES "), "ingenieure donnees");
});

test("the signs that tell one skill from another stay", () => {
  assert.notEqual(folded("C#"), folded("C"));
  assert.notEqual(folded("C++"), folded("C"));
});

test("words may be typed in any order, by their beginnings", () => {
  const title = folded("Lead data engineer");
  assert.ok(matches(title, folded("eng lead")));
  assert.ok(!matches(title, folded("gineer")));
});

test("nothing typed matches everything", () => {
  assert.ok(matches(folded("Lead data engineer"), folded("  ")));
});

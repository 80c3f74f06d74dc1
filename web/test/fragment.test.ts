import assert from "node:assert/strict";
import { test } from "node:test";
import { formed, parsed } from "../src/fragment.ts";

test("what is formed is read again, whatever it is", () => {
  for (const value of ["data-analyst", "a&b=c#d", "ä/%", "</script>"]) {
    assert.equal(parsed(formed([["role", value]])).get("role"), value);
  }
});

test("empty values are left out", () => {
  assert.equal(
    formed([
      ["role", null],
      ["months", ""],
    ]),
    "",
  );
});

test("what can't be read is left out", () => {
  assert.deepEqual([...parsed("#role=%&months=3&=x&y")], [["months", "3"]]);
});

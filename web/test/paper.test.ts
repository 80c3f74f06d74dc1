import assert from "node:assert/strict";
import { test } from "node:test";
import { cssString } from "../src/paper.ts";

test("nothing in a text can end its string or a line", () => {
  assert.equal(cssString('a"} b\\\n'), '"a\\22 \\7d  b\\5c \\a "');
  assert.equal(cssString("Für 3 ü"), '"Für 3 ü"');
});

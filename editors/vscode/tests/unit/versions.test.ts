import assert from "node:assert/strict";
import { test } from "node:test";
import { sameRelease } from "../../src/versions";

test("a server of another release than the extension's is noticed", () => {
  assert.equal(sameRelease("0.1.4", "0.1.0"), true);
  assert.equal(sameRelease("0.2.0", "0.1.0"), false);
  assert.equal(sameRelease("1.1.0", "0.1.0"), false);
  assert.equal(sameRelease(undefined, "0.1.0"), true, "it does not say");
});

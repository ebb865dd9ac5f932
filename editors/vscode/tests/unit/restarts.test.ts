import assert from "node:assert/strict";
import { test } from "node:test";
import { RestartBudget } from "../../src/restarts";

test("four deaths in quick succession are forgiven, the fifth is not", () => {
  const budget = new RestartBudget();
  assert.deepEqual([0, 1, 2, 3, 4].map((now) => budget.allows(now)), [true, true, true, true, false]);
});

test("deaths far apart are always forgiven", () => {
  const budget = new RestartBudget();
  const hour = 60 * 60 * 1000;
  for (let n = 0; n < 20; n++) {
    assert.equal(budget.allows(n * hour), true);
  }
});

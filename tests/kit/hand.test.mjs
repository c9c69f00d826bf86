// The rules that the bench times are the rule books' rules: by hand and by the module, every sheet gets the same grade.
// When a rule of credit or om changes, hand.mjs and plain.mjs change with it, or the bench would compare two things.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as hand from "./hand.mjs";
import { cases, kit } from "./harness.mjs";
import * as plain from "./plain.mjs";
import { seeded, sheet } from "./sheets.mjs";

const SHEETS = { credit: hand.creditSheet, om: hand.omSheet };

for (const [regime, read] of Object.entries(SHEETS)) {
  test(`${regime} by hand grades every case as the module does`, () => {
    for (const { name, as_of: asOf, answers } of cases(regime)) {
      const graded = new kit.Rules(regime, asOf).grade(new kit.Sheet(answers));
      assert.equal(plain[regime](answers.facts, plain.momentOf(asOf)), graded, name);
      assert.equal(hand[regime](read(answers.facts), hand.momentOf(asOf)), graded, name);
    }
  });

  test(`${regime} by hand grades made-up organisations as the module does, on many dates`, () => {
    const random = seeded(7);
    const seen = new Set();
    for (const asOf of ["2026-01-01", "2026-02-28", "2026-11-21", "2026-12-31", "2027-03-01", "2028-02-29"]) {
      const rules = new kit.Rules(regime, asOf);
      const moment = hand.momentOf(asOf);
      const plainMoment = plain.momentOf(asOf);
      for (let i = 0; i < 500; i += 1) {
        const answers = sheet(random);
        const graded = rules.grade(new kit.Sheet(answers));
        assert.equal(hand[regime](read(answers.facts), moment), graded, `${asOf} ${JSON.stringify(answers)}`);
        assert.equal(plain[regime](answers.facts, plainMoment), graded, `${asOf} ${JSON.stringify(answers)}`);
        seen.add(graded);
      }
    }
    assert.ok(seen.size > 2, "several grades came out");
  });
}

// The module says what the command line says, to the letter, on every case of every rule book.
import assert from "node:assert/strict";
import { test } from "node:test";
import { batch, byDate, cases, kit, REGIMES } from "./harness.mjs";

test("the regimes are those of the content, with outcomes in ascending order", () => {
  const cards = kit.regimes();
  assert.deepEqual(cards.map((card) => card.id).sort(), REGIMES);
  const credit = cards.find((card) => card.id === "credit");
  assert.deepEqual(credit.outcomes.map((outcome) => outcome.id), ["none", "C", "B", "A", "AA", "AAA"]);
  assert.equal(credit.title, "科技服务行业企业信用等级评价");
  assert.match(kit.regimes("en").find((card) => card.id === "credit").title, /Credit Rating/);
  for (const card of cards) {
    for (const text of [card.version, card.title, card.short, card.issuer, card.document, card.text]) assert.ok(text);
    assert.deepEqual(new kit.Rules(card.id, "2026-11-21").outcomes, card.outcomes.map((outcome) => outcome.id));
  }
});

for (const regime of REGIMES) {
  const all = cases(regime);

  test(`${regime}: reports of ${all.length} cases are the command line's`, () => {
    assert.ok(all.length > 20, "the cases are there");
    for (const [asOf, some] of byDate(all)) {
      const answers = some.map((one) => one.answers);
      const printed = batch(regime, asOf, answers);
      assert.equal(printed.length, some.length);
      for (const [place, one] of some.entries()) {
        if (JSON.parse(printed[place]).errors) continue;
        assert.equal(JSON.stringify(kit.assess(regime, one.answers, asOf)), printed[place], one.name);
      }
    }
  });

  test(`${regime}: reports in English with a strict horizon are the command line's`, () => {
    const options = { lang: "en", horizon: "strict" };
    for (const [asOf, some] of byDate(all)) {
      const printed = batch(regime, asOf, some.map((one) => one.answers), "--lang", "en", "--horizon", "strict");
      for (const [place, one] of some.entries()) {
        if (JSON.parse(printed[place]).errors) continue;
        const text = JSON.stringify(one.answers);
        assert.equal(JSON.stringify(kit.assess(regime, text, asOf, options)), printed[place], one.name);
      }
    }
  });

  test(`${regime}: outcomes, sheets and grades agree with the reports`, () => {
    for (const [asOf, some] of byDate(all)) {
      const answers = some.map((one) => one.answers);
      const printed = batch(regime, asOf, answers, "--outcome-only");
      const outcomes = kit.outcomes(regime, answers, asOf);
      assert.deepEqual(outcomes.map((one) => JSON.stringify(one)), printed);
      const rules = new kit.Rules(regime, asOf);
      for (const [place, one] of some.entries()) {
        const sheet = new kit.Sheet(one.answers);
        assert.deepEqual(sheet.toAnswers(), one.answers, one.name);
        if (outcomes[place].errors) continue;
        assert.deepEqual(sheet.outcome(rules), outcomes[place], one.name);
        assert.deepEqual(sheet.assess(regime, asOf), kit.assess(regime, one.answers, asOf), one.name);
        const grade = rules.grade(sheet);
        const { worst, best } = outcomes[place].grade;
        assert.deepEqual([rules.outcomes[grade & 255], rules.outcomes[grade >> 8]], [worst, best], one.name);
        sheet.free();
      }
    }
  });
}

test("a sheet answered one fact at a time gives the report of its answer file", () => {
  const { as_of: asOf, answers } = cases("credit")[0];
  const sheet = new kit.Sheet();
  sheet.organisation = answers.organisation;
  for (const [fact, value] of Object.entries(answers.facts)) {
    assert.equal(sheet.get(fact), undefined);
    sheet.set(fact, value);
    assert.deepEqual(sheet.get(fact), value);
  }
  assert.deepEqual(sheet.assess("credit", asOf), kit.assess("credit", answers, asOf));

  sheet.set("record.quality_penalty", "2026-03-01");
  assert.deepEqual(sheet.assess("credit", asOf).grade, { worst: "B", best: "B" });
  sheet.set("record.quality_penalty", undefined);
  const { "record.quality_penalty": gone, ...rest } = answers.facts;
  assert.equal(gone, "never");
  assert.deepEqual(sheet.assess("credit", asOf), kit.assess("credit", { ...answers, facts: rest }, asOf));
});

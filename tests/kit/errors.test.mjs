// Whatever is wrong with an input is thrown, with every problem and its place, as the command line prints it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { batch, kit, thrown } from "./harness.mjs";

const AS_OF = "2026-11-21";
const file = (facts) => ({ schema: 1, organisation: "示例", facts });
const codes = (error) => error.diagnostics.map((one) => one.code);

const BAD = {
  "an unknown fact": [file({ "org.knid": "enterprise" }), ["unknown-fact"]],
  "a day that does not exist": [file({ "record.violation": "2026-02-30" }), ["not-a-date"]],
  "a negative score": [file({ "credit.score.social": "-1" }), ["out-of-range"]],
  "a score above its maximum": [file({ "credit.score.social": "28.1" }), ["out-of-range"]],
  "an amount that is a number": [file({ "org.registered_capital": 12_000_000 }), ["wrong-kind"]],
  "an event after the assessment date": [file({ "record.violation": "2026-11-22" }), ["after-assessment-date"]],
  "another schema": [{ ...file({}), schema: 2 }, ["other-schema"]],
  "broken JSON": ['{"schema": 1, "facts": {', ["not-json"]],
  "three problems at once": [
    { ...file({ "org.knid": "x", "org.kind": "firm" }), extra: true },
    ["unknown-fact", "unknown-option", "unknown-key"],
  ],
  "a list": [[], ["wrong-kind"]],
  "nothing at all": [undefined, ["not-json"]],
};

for (const [name, [answers, expected]] of Object.entries(BAD)) {
  test(`${name} is refused with its diagnostics`, () => {
    const error = thrown(() => kit.assess("credit", answers, AS_OF));
    assert.ok(error instanceof Error);
    assert.equal(error.name, "ZipingError");
    assert.deepEqual(codes(error).sort(), [...expected].sort());
    for (const one of error.diagnostics) {
      assert.ok(error.message.includes(one.message), "the message shows each problem");
      assert.equal(one.severity, "error");
    }
  });
}

test("a refused line of a list is the command line's", () => {
  const good = file({ "org.kind": "enterprise" });
  const list = [good, ...Object.values(BAD).map(([answers]) => answers).filter((one) => one !== undefined), good];
  const texts = list.map((one) => (typeof one === "string" ? one : JSON.stringify(one)));
  const outcomes = kit.outcomes("credit", texts, AS_OF);
  assert.equal(outcomes.filter((one) => one.errors).length, Object.keys(BAD).length - 1);
  assert.deepEqual(outcomes.map((one) => JSON.stringify(one)), batch("credit", AS_OF, texts, "--outcome-only"));
});

test("a problem of an object names the line on which people would look for it", () => {
  const [problem] = thrown(() => kit.assess("om", file({ "om.staff": 50, "om.clients": -2 }), AS_OF)).diagnostics;
  assert.equal(problem.place.file, "answers");
  assert.equal(problem.place.text.trim(), '"om.clients": -2');
  assert.equal(problem.place.text.slice(problem.place.column - 1).slice(0, problem.place.length), "-2");
});

test("unknown regimes, dates and options are refused", () => {
  const cases = [
    [() => kit.assess("credt", file({}), AS_OF), "unknown-regime", /credit/],
    [() => kit.assess("credit", file({}), "2026-02-30"), "not-a-date", /2026-02-30/],
    [() => kit.assess("credit", file({}), "21.11.2026"), "not-a-date", /21\.11\.2026/],
    [() => kit.assess("credit", file({}), AS_OF, { lang: "fr" }), "bad-options", /lang/],
    [() => kit.assess("credit", file({}), AS_OF, { language: "en" }), "bad-options", /language/],
    [() => kit.assess("credit", file({}), AS_OF, "en"), "bad-options", /object/],
    [() => kit.regimes("de"), "bad-options", /lang/],
    [() => kit.outcomes("credt", [], AS_OF), "unknown-regime", /credt/],
    [() => new kit.Rules("credit", "2026"), "not-a-date", /2026/],
    [() => kit.check(7), "wrong-kind", /files/],
  ];
  for (const [call, code, message] of cases) {
    const error = thrown(call);
    assert.deepEqual(codes(error), [code]);
    assert.match(`${error.message}`, message);
  }
});

test("a refused answer leaves the sheet as it was", () => {
  const sheet = new kit.Sheet(file({ "om.staff": 50 }));
  assert.deepEqual(codes(thrown(() => sheet.set("om.staff", -1))), ["out-of-range"]);
  assert.deepEqual(codes(thrown(() => sheet.set("om.stuff", 1))), ["unknown-fact"]);
  assert.deepEqual(codes(thrown(() => sheet.get("om.stuff"))), ["unknown-fact"]);
  assert.deepEqual(sheet.toAnswers().facts, { "om.staff": 50 });
});

test("a sheet with an event is not graded before that event", () => {
  const sheet = new kit.Sheet(file({ "record.violation": "2026-11-22" }));
  const before = new kit.Rules("om", AS_OF);
  for (const call of [() => before.grade(sheet), () => sheet.outcome(before), () => sheet.assess("om", AS_OF)]) {
    assert.deepEqual(codes(thrown(call)), ["after-assessment-date"]);
  }
  assert.equal(new kit.Rules("om", "2026-11-22").grade(sheet), 0);
  sheet.set("record.violation", "2026-11-21");
  assert.equal(before.grade(sheet), 0, "the rules still work after they refused");
});

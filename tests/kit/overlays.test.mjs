// Overlays in the module: what the command line makes of `--overlay`, and what is refused.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { batch, kit, thrown } from "./harness.mjs";

const AS_OF = "2026-11-21";
const folder = new URL("../overlays/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder), "utf8");
const path = (name) => `tests/overlays/${name}`;
const file = (facts) => ({ schema: 1, organisation: "示例", facts });

const USED = [
  ["credit", "credit-indicators.toml", { "overlay.made-up-credit.payment": "12.5", "credit.score.finance": "15" }],
  ["credit", "credit-indicators.toml", { "overlay.made-up-credit.payment": { low: "3", high: "20" } }],
  ["credit", "credit-indicators.toml", { "credit.score.social": "28" }],
  ["iets", "iets-levels.toml", { "org.kind": "enterprise" }],
  ["om", "om-contact.toml", { "om.staff": 60 }],
];

test("reports with overlays are the command line's", () => {
  for (const [regime, name, facts] of USED) {
    const overlays = read(name);
    for (const lang of ["zh", "en"]) {
      const ours = kit.assess(regime, file(facts), AS_OF, { overlays, lang });
      const [theirs] = batch(regime, AS_OF, [file(facts)], "--overlay", path(name), "--lang", lang);
      assert.deepEqual(ours, JSON.parse(theirs), `${regime} with ${name} in ${lang}`);
      assert.equal(ours.overlays.length, 1, "the report names the overlay");
    }
  }
});

test("a kept sheet, rules and outcomes know the overlays they were made with", () => {
  const [regime, name, facts] = USED[0];
  const overlays = { [path(name)]: read(name) };
  const sheet = new kit.Sheet(file(facts), { overlays });
  const rules = new kit.Rules(regime, AS_OF, { overlays });
  const report = kit.assess(regime, file(facts), AS_OF, { overlays });
  assert.deepEqual(sheet.assess(regime, AS_OF), report);
  assert.deepEqual(sheet.outcome(rules).grade, report.grade);
  assert.deepEqual(kit.outcomes(regime, [file(facts)], AS_OF, { overlays })[0].score, report.score);
  const places = rules.grade(sheet);
  assert.deepEqual({ worst: rules.outcomes[places & 255], best: rules.outcomes[places >> 8] }, report.grade);
  assert.deepEqual([...rules.grades(new kit.Sheets([file(facts)], { overlays }))], [places]);
  sheet.set("overlay.made-up-credit.payment", "1");
  assert.equal(sheet.get("overlay.made-up-credit.payment"), "1");
  assert.deepEqual(sheet.toAnswers().facts["overlay.made-up-credit.payment"], "1");
});

test("several overlays are laid in their order", () => {
  const overlays = [read("credit-indicators.toml"), read("om-contact.toml")];
  const answers = file({ "overlay.made-up-credit.payment": "12.5" });
  const both = ["--overlay", path("credit-indicators.toml"), "--overlay", path("om-contact.toml")];
  assert.deepEqual(kit.assess("credit", answers, AS_OF, { overlays }), JSON.parse(batch("credit", AS_OF, [answers], ...both)[0]));
});

test("an overlay's fact is unknown without it, and answers of other overlays are refused", () => {
  const [regime, name, facts] = USED[0];
  assert.deepEqual(thrown(() => kit.assess(regime, file(facts), AS_OF)).diagnostics.map((one) => one.code), ["unknown-fact"]);
  const sheet = new kit.Sheet(file(facts), { overlays: read(name) });
  const others = [new kit.Rules(regime, AS_OF), new kit.Rules("iets", AS_OF, { overlays: read("iets-levels.toml") })];
  for (const rules of others) assert.equal(thrown(() => rules.grade(sheet)).diagnostics[0].code, "other-overlays");
  // A sheet without overlays goes with any.
  assert.equal(others[1].grade(new kit.Sheet()) >> 8, others[1].outcomes.length - 1);
});

test("a broken overlay is reported as `ziping check --overlay` does", () => {
  for (const name of readdirSync(new URL("broken/", folder)).filter((one) => one.endsWith(".toml"))) {
    const overlays = { [path(`broken/${name}`)]: read(`broken/${name}`) };
    const problems = kit.checkOverlays(overlays);
    assert.ok(problems.some((one) => one.severity === "error"), name);
    assert.deepEqual(thrown(() => kit.assess("credit", file({}), AS_OF, { overlays })).diagnostics, problems);
    const expected = read(`broken/${name.replace(".toml", ".expected")}`);
    const chinese = read(`broken/${name.replace(".toml", ".zh.expected")}`);
    for (const { message, zh } of problems) {
      assert.ok(expected.includes(message), `${name}: ${message}`);
      assert.ok(chinese.includes(zh.message), `${name}: ${zh.message}`);
    }
  }
  assert.deepEqual(kit.checkOverlays([read("credit-indicators.toml")]), []);
  assert.equal(thrown(() => kit.checkOverlays([1])).diagnostics[0].code, "bad-options");
});

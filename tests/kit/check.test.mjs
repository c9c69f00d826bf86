// Rule books are checked in a page as `ziping check` does on files.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { kit, REGIMES } from "./harness.mjs";

const CONTENT = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../../content");

function content() {
  const files = readdirSync(CONTENT, { recursive: true }).filter((path) => path.endsWith(".toml"));
  return Object.fromEntries(
    files.map((path) => [path.replaceAll("\\", "/"), readFileSync(join(CONTENT, path), "utf8")]),
  );
}

test("the content has no problems, and neither has each rule book alone", () => {
  const files = content();
  assert.deepEqual(kit.check(files), []);
  for (const regime of REGIMES) assert.deepEqual(kit.check(files[`${regime}/rulebook.toml`]), [], regime);
});

test("a mistyped fact is found at its place, with the one that was meant", () => {
  const text = content()["credit/rulebook.toml"].replace("within(record.quality_penalty", "within(record.qualty_penalty");
  const problems = kit.check(text);
  assert.deepEqual(problems.map((one) => one.code), ["unknown-fact"]);
  assert.equal(problems[0].help, "did you mean `record.quality_penalty`?");
  assert.match(problems[0].place.text, /qualty/);
  assert.equal(problems[0].place.file, "credit/rulebook.toml");
});

test("a case that does not come out is a problem of the folder", () => {
  const files = content();
  files["credit/cases.toml"] = files["credit/cases.toml"].replace('grade = ["AAA", "AAA"]', 'grade = ["AA", "AAA"]');
  const problems = kit.check(files);
  assert.deepEqual(problems.map((one) => one.code), ["case-failed"]);
});

test("texts that are no rule books are refused with a reason", () => {
  assert.deepEqual(kit.check("schema = ").map((one) => one.code), ["not-toml"]);
  assert.ok(kit.check('schema = 1\nid = "x"').some((one) => one.code === "missing-key"));
  assert.deepEqual(kit.check({}).map((one) => one.code), ["missing-file"]);
});

// One plan for several rule books: aims are chosen, the plan is worked out beside the page, says the same as the command
// line, and leaves as a Word file.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, cli, counted, download, example, holds, launch, python, withAnswers } from "./harness.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** The plan that the command line makes. */
function planned(answers, aims) {
  const path = join(mkdtempSync(join(tmpdir(), "ziping-")), "answers.json");
  writeFileSync(path, JSON.stringify(answers));
  const asked = ["plan", "--as-of", "2026-11-21", "--format", "json", ...aims.flatMap((aim) => ["--regime", aim]), path];
  return JSON.parse(execFileSync(cli, asked, { encoding: "utf8" }));
}

const aim = (page, regime, option) => page.locator(`#aim-${regime}`).selectOption({ label: option });
const told = (page) => page.locator(".joint h4").allTextContents();

test("a plan for two rule books lists each change once, says what the command line says and is handed over as Word", async () => {
  const answers = example({ "record.quality_penalty": "2026-03-01" });
  const page = await withAnswers(browser, answers, "#/result/credit");
  await page.locator(".ways a", { hasText: "统一改进计划" }).click();
  await page.locator("#plan-result").waitFor();
  for (const regime of ["iets", "nextgen-it", "om", "iii-consulting"]) await aim(page, regime, "不列入");
  await aim(page, "credit", "目标：AAA");
  await aim(page, "bizsec", "目标：2 级");
  const expected = planned(answers, ["credit=AAA", "bizsec=2"]);
  const texts = expected.changes.map((change, place) => `${place + 1}. ${change.text}`);
  await page.waitForFunction((count) => document.querySelectorAll(".joint h4").length === count, texts.length);
  assert.deepEqual(await told(page), texts);
  // What waits has its day, its clause and its paper.
  const waits = page.locator(".joint .card").filter({ hasText: "2027-03-02" });
  await holds(waits.first(), /企业信用：由“.+”到“AAA 级”.*第九条（一）4.*证明材料/);
  await counted(page.locator(".aimed li"), 2);
  const path = await download(page, () => page.locator("#make-plan").click());
  assert.match(path, /统一改进计划-示例科技有限公司-2026-11-21\.docx$/);
  const script = "import sys, docx; d = docx.Document(sys.argv[1]); print('\\n'.join(c.text for t in d.tables for r in t.rows for c in r.cells))";
  const word = execFileSync(python, ["-X", "utf8", "-c", script, path], { encoding: "utf8" });
  assert.match(word, /第九条（一）4/);
  assert.match(word, /信息系统业务安全服务资质/);
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("what is kept, what is aimed at and what is left out are told apart, and without aims there is no plan", async () => {
  const page = await withAnswers(browser, example(), "#/plan/credit");
  await page.locator("#plan-result").waitFor();
  await holds(page.locator("#aim-credit option:checked"), /目标：/, "where one comes from is aimed at");
  const left = ["iets", "nextgen-it", "om", "bizsec", "iii-consulting"];
  for (const regime of left) await aim(page, regime, "不列入");
  await aim(page, "credit", "保持现状");
  await page.locator(".aimed", { hasText: "能够保持" }).waitFor();
  await page.locator(".notice", { hasText: "选的目标现在都已达到" }).waitFor();
  await aim(page, "credit", "不列入");
  await page.locator(".notice", { hasText: "请至少给一套规则选一个目标" }).waitFor();
  assert.equal(await page.locator("#plan-result").count(), 0);
  assertNoErrors(page);
  await page.context().close();
});

test("what is not answered leads to its question, and on a narrow screen nothing is cut off", async () => {
  const page = await withAnswers(browser, example({ "credit.association_member": undefined }), "#/plan/bizsec", {
    viewport: { width: 390, height: 844 },
  });
  await page.locator(".joint .card").first().waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, "nothing is wider than the screen");
  await page.locator(".joint .card a", { hasText: "去填写" }).first().click();
  await page.waitForFunction(() => location.hash.startsWith("#/assess/"));
  assertNoErrors(page);
  await page.context().close();
});

// What clumsy and hostile users do: nothing breaks, nothing is lost, nothing runs that they typed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoErrors, clipboard, counted, launch, newPage, paste, says } from "./harness.mjs";
import { drawn, loadExample, visit } from "./pages.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Texts that have broken other programs. */
const garbage = [
  "9".repeat(400),
  "-0",
  "1e308",
  "0x10",
  "٣٤٥",
  "１２３４５６７８９０１２３４５６７８９０亿",
  "999999999999999999亿",
  "0.000000000000000001万",
  "NaN",
  "null",
  "0001-01-01",
  "9999-12-31",
  "2026-02-29",
  "\u202e反着写的\u202c مرحبا שלום",
  "👩‍👩‍👧‍👦🏳️‍🌈\u0000\ufeff",
  "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>",
  "{{constructor.constructor('window.ran=1')()}}",
  "长".repeat(5_000),
  "W".repeat(5_000),
];

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("garbage in any field is kept or refused in words, and neither runs nor breaks the page", async () => {
  const page = await newPage(browser, { viewport: { width: 390, height: 844 } });
  // Filled, so that the days of occurrences are asked.
  await loadExample(page);
  for (const path of ["#/organisation", "#/assess/credit/eligibility_operation", "#/assess/credit/scores", "#/assess/credit/caps_b", "#/assess/om/revenue"]) {
    await visit(page, path);
    const fields = page.locator("main input[type=text]:visible");
    const count = await fields.count();
    assert.ok(count > 0, `${path} has fields`);
    for (const [turn, text] of garbage.entries()) {
      const field = fields.nth(turn % count);
      await field.fill(text);
      await field.blur();
    }
    assert.equal(await sideways(page), 0, `${path} does not scroll sideways`);
  }
  // What was typed survives a reload, readable or not.
  await visit(page, "#/assess/credit/scores");
  const field = page.locator("main input[type=text]").first();
  await field.fill("不是分数");
  await field.blur();
  await page.locator("header .saved:not(.saving)").waitFor();
  await page.reload();
  await drawn(page);
  assert.equal(await field.inputValue(), "不是分数");
  assert.equal(await page.evaluate(() => window.ran), undefined, "nothing that was typed ran");
  assertNoErrors(page);
  await page.context().close();
});

test("a very long name, right-to-left and with emoji, fits every page at 320 px", async () => {
  const page = await newPage(browser, { viewport: { width: 320, height: 640 } });
  await visit(page, "#/organisation");
  await page.locator("#client-name").fill(`${"没有空格的很长很长的名字".repeat(12)}\u202e🏢`);
  for (const path of ["#/", "#/organisation", "#/assess/credit/caps_b", "#/result/credit", "#/package/credit"]) {
    await visit(page, path);
    assert.equal(await sideways(page), 0, path);
  }
  assertNoErrors(page);
  await page.context().close();
});

test("a thousand rows pasted into a table stay usable and survive a reload", async () => {
  const page = await newPage(browser, clipboard);
  await visit(page, "#/assess/om/projects");
  await page.getByRole("button", { name: "从表格软件粘贴" }).click();
  const rows = Array.from({ length: 1000 }, (_, row) => [`客户${row}`, `项目${row}`, "1500000", "是", "2024-01-01", "2026-12-31"].join("\t"));
  await paste(page, page.locator("dialog textarea"), rows.join("\n"));
  const take = page.locator("dialog button.primary");
  await page.waitForFunction(() => !document.querySelector("dialog button.primary").disabled);
  await take.click();
  const row = page.locator(".table-field tbody tr");
  const rest = page.getByRole("button", { name: /中间还有 \d+ 行/ });
  await rest.waitFor();
  // The first hundred, the way to the others, and the last.
  await counted(row, 102);
  assert.equal(await row.last().locator("input").first().inputValue(), "客户999");
  await page.locator("header .saved:not(.saving)").filter({ hasText: "已存于本机" }).waitFor();
  await page.reload();
  await drawn(page);
  await says(rest, /899/);
  await rest.click();
  await page.waitForFunction(() => document.querySelectorAll(".table-field tbody tr").length === 202);
  // What is typed into one of so many rows is taken, and counts.
  await row.nth(150).locator("input").first().fill("改过的客户");
  await row.nth(150).locator("input").first().blur();
  await page.locator("header .saved:not(.saving)").waitFor();
  await page.reload();
  await drawn(page);
  await rest.click();
  assert.equal(await row.nth(150).locator("input").first().inputValue(), "改过的客户");
  assertNoErrors(page);
  await page.context().close();
});

test("back, forward and addresses that were never made lead somewhere sensible", async () => {
  const page = await newPage(browser);
  await loadExample(page);
  await visit(page, "#/assess/credit/scores");
  await visit(page, "#/assess/credit/caps_b");
  await page.goBack();
  await drawn(page);
  await says(page.locator("h1"), /自评得分/);
  await page.goForward();
  await drawn(page);
  await says(page.locator("h1"), /最高只能评 B 级/);
  for (const path of ["#/assess/nowhere", "#/assess/credit/nosuchsection", "#/clauses/credit/第九百条", "#%", "#/%E4%A", "#//", "#/result/<script>", `#/${"x/".repeat(3000)}`, "#/assess/__proto__", "#/package/..%2F..%2Fkit"]) {
    await visit(page, path);
    assert.ok((await page.locator("h1").innerText()).length > 0, path);
  }
  assertNoErrors(page);
  await page.context().close();
});

test("double clicks and hurry make one package, one example, one undo each", async () => {
  const page = await newPage(browser);
  await visit(page, "#/");
  await page.getByRole("button", { name: "载入示例单位" }).dblclick();
  await page.locator("header .whose").filter({ hasText: "示例" }).waitFor();
  await visit(page, "#/package/credit");
  assert.equal(await page.locator("header select.whose option").count(), 0, "one organisation");
  const [downloads, workers] = [[], []];
  page.on("worker", (worker) => workers.push(worker));
  page.on("download", (file) => downloads.push(file.suggestedFilename()));
  const [first] = await Promise.all([page.waitForEvent("download"), page.locator("#make-package").dblclick()]);
  await first.path();
  await page.locator("#make-package:enabled").waitFor();
  assert.equal(workers.length, 1, "workers begun");
  // A second package of the double click would come before one that is asked for now, which the same worker makes.
  const [second] = await Promise.all([page.waitForEvent("download"), page.locator("#make-package").click()]);
  await second.path();
  await page.locator("#make-package:enabled").waitFor();
  assert.equal(workers.length, 1, "workers begun");
  assert.equal(downloads.length, 2, downloads.join(", "));
  assertNoErrors(page);
  await page.context().close();
});

/** Files that are no answer files. */
const files = {
  "nothing at all": Buffer.alloc(0),
  "zeros": Buffer.alloc(4096),
  "a picture": Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
  "half a character": Buffer.from([0x7b, 0x22, 0xe4, 0xb8]),
  "a byte-order mark and nothing": Buffer.from("\ufeff"),
  "half an object in UTF-16": Buffer.from('{"schema": 1', "utf16le"),
  "deep nesting": Buffer.from("[".repeat(200_000)),
  "a huge number": Buffer.from(`{"schema": 1, "organisation": "x", "facts": {"org.registered_capital": ${"9".repeat(5000)}}}`),
  "a prototype": Buffer.from('{"schema": 1, "__proto__": {"a": 1}, "facts": {}}'),
  "far too much": Buffer.alloc(17_000_000, 0x20),
};

test("whatever is imported, the page says what is wrong and keeps the answers it has", async () => {
  const page = await newPage(browser);
  await loadExample(page);
  await visit(page, "#/");
  const whose = await page.locator("header .whose").innerText();
  for (const [name, buffer] of Object.entries(files)) {
    await page.locator("#import").setInputFiles({ name: `${name}.json`, mimeType: "application/json", buffer });
    await page.locator(".notice.bad").filter({ hasText: name }).waitFor();
    assert.equal(await page.locator("header .whose").innerText(), whose, name);
  }
  assertNoErrors(page);
  await page.context().close();
});

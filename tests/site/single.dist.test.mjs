// The site as a single file, opened from a disk: the main job without a server, and a policy that lets nothing out.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { assertNoErrors, download, drawn, launch, pageOn, python, saved } from "./harness.mjs";
import { withIndicators } from "./settings.mjs";

/** Larger than this it would not go by mail any more, in bytes. */
const MOST = 6_000_000;

const made = process.env.ZIPING_SINGLE;
let browser, file;
before(async () => {
  // Alone in a folder, whose name browsers have to write otherwise in an address.
  const folder = mkdtempSync(join(tmpdir(), "自评 "));
  file = join(folder, "自评.html");
  copyFileSync(made, file);
  assert.deepEqual(readdirSync(folder), ["自评.html"]);
  browser = await launch();
});
after(() => browser?.close());

const address = (place = "") => pathToFileURL(file).href + place;

/** The file in a context of its own; what its policy refuses is kept. */
async function opened(place = "", options = {}) {
  const page = await pageOn(browser, options);
  await page.addInitScript(() => {
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => window.refused.push(`${event.effectiveDirective}: ${event.blockedURI}`));
  });
  await page.goto(address(place));
  await drawn(page);
  return page;
}

/** Nothing was asked of anyone but the file itself and what it made of its own parts. */
function assertAlone(page) {
  const others = page.record.requests.filter((asked) => !asked.startsWith("blob:") && !asked.startsWith("data:") && asked.split(/[?#]/)[0] !== address());
  assert.deepEqual(others, []);
}

test("the single file is small enough to be mailed and names no other file or address to fetch", () => {
  const size = statSync(made).size;
  assert.ok(size < MOST, `${size} bytes`);
  const head = readFileSync(made, "utf8").split("<script type=\"text/plain\"")[0];
  assert.doesNotMatch(head, /<script[^>]*\ssrc=/);
  assert.doesNotMatch(head, /<link[^>]*href="(?!data:)/);
});

for (const [lang, load, done] of [["zh", "载入示例单位", /申请材料-2026-11-21\.zip$/], ["en", "Load the example", /\.zip$/]]) {
  test(`the single file by double click: the main job goes from the first page to the package (${lang})`, async () => {
    const page = await opened(`?lang=${lang}`);
    await page.getByRole("button", { name: load }).click();
    await page.locator("header .saved:not(.saving)").waitFor();
    await page.goto(address(`?lang=${lang}#/assess/credit`));
    await drawn(page);
    await page.goto(address(`?lang=${lang}#/package/credit`));
    await page.locator("#make-package").waitFor();
    const zip = await download(page, () => page.locator("#make-package").click());
    assert.match(zip, done);
    const names = JSON.parse(execFileSync(python, ["-X", "utf8", "-c", `
import sys, json, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps(z.namelist()))`, zip], { encoding: "utf8" }));
    assert.ok(names.includes("01-申请表/科技服务行业企业信用评价申报书.docx"), names.join());
    assert.deepEqual(await page.evaluate(() => window.refused), []);
    assertNoErrors(page);
    assertAlone(page);
    await page.context().close();
  });
}

test("the single file keeps answers for the next time it is opened", async () => {
  const page = await opened();
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await saved(page);
  await page.goto("about:blank");
  await page.goto(address());
  await drawn(page);
  await page.locator("header .whose", { hasText: "示例科技" }).waitFor();
  await page.goto(address("#/settings"));
  await drawn(page);
  assertNoErrors(page);
  assertAlone(page);
  await page.context().close();
});

test("the single file reads an overlay", async () => {
  const page = await opened("#/settings");
  await withIndicators(page);
  assertNoErrors(page);
  assertAlone(page);
  await page.context().close();
});

test("the single file makes a workbook that collects answers", async () => {
  const page = await opened();
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await page.locator("header .saved:not(.saving)").waitFor();
  await page.goto(address("#/collect"));
  const workbook = await download(page, () => page.locator("#make-workbook").click());
  assert.match(workbook, /收集表-示例科技有限公司\.xlsx$/);
  execFileSync(python, ["-c", "import sys, openpyxl; assert len(openpyxl.load_workbook(sys.argv[1]).sheetnames) > 2", workbook]);
  assertNoErrors(page);
  assertAlone(page);
  await page.context().close();
});

test("the single file says so where the browser lets it keep nothing, and offers the answer file", async () => {
  const page = await pageOn(browser);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("refused", "SecurityError");
    };
  });
  await page.goto(address());
  await drawn(page);
  await page.getByRole("button", { name: "载入示例单位" }).click();
  const notice = page.locator(".notice", { hasText: "不让本页保存" });
  await notice.waitFor();
  const answers = await download(page, () => page.getByRole("button", { name: "下载当前答案" }).first().click());
  assert.match(readFileSync(answers, "utf8"), /示例科技/);
  await page.context().close();
});

test("the single file has a policy that refuses scripts that are not its own and every connection", async () => {
  const page = await opened();
  const refused = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.inlineRan = true";
    document.head.append(script);
    const asked = new XMLHttpRequest();
    const sent = new Promise((done) => {
      asked.onload = () => done("sent");
      asked.onerror = () => done("refused");
    });
    asked.open("GET", "https://example.com/");
    asked.send();
    return { inline: window.inlineRan ?? "refused", sent: await sent };
  });
  assert.deepEqual(refused, { inline: "refused", sent: "refused" });
  await page.context().close();
});

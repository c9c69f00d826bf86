// Papers that prove things: said once, files kept in the browser, taken along by a package and brought back by it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, counted, download, framed, launch, open, pageOn, python, saved, says } from "./harness.mjs";
import { keptFiles } from "./stores.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A page of the example organisation, on its day. */
async function withExample({ query = "", ...options } = {}) {
  const page = await pageOn(browser, options);
  await open(page, query);
  await page.getByRole("button", { name: query ? "Load the example" : "载入示例单位" }).click();
  return page;
}

const card = (page, paper) => page.locator(`.proof-card:has(#paper-${paper})`);
const file = (name, text) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(text) });
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function evidence(page, query = "") {
  await open(page, `${query}#/evidence`);
  await page.locator(".proof-card").first().waitFor();
}

async function onlyCredit(page, label = "企业信用") {
  await page.locator("#which").selectOption({ label });
}

/** Unfolds what is not always shown of a paper. */
async function unfold(page, paper) {
  const more = page.locator(`#more-${paper}`);
  if ((await more.getAttribute("aria-expanded")) === "false") await more.click();
}

async function attach(page, paper, ...files) {
  const items = card(page, paper).locator(".list li");
  const before = await items.count();
  await page.locator(`#add-${paper}`).setInputFiles(files);
  await items.nth(before + files.length - 1).waitFor();
}

test("each paper stands once, with what every rule book in hand uses it for, and what is in hand is remembered", async () => {
  const page = await withExample();
  await evidence(page);
  await page.locator("#which").selectOption({ label: "全部规则" });
  await page.locator("#paper-om_conformity_result").waitFor();
  const papers = await page.locator(".proof-card .name").evaluateAll((heads) => heads.map((head) => head.id));
  assert.equal(new Set(papers).size, papers.length, "a paper stands twice");
  assert.ok((await card(page, "audit_reports").locator(".wishes > li").count()) >= 3);
  await onlyCredit(page);
  await page.waitForFunction((all) => document.querySelectorAll(".proof-card").length < all, papers.length);
  await counted(card(page, "audit_reports").locator(".wishes > li"), 1);
  await says(card(page, "audit_reports").locator(".wishes"), /企业信用 附件-\d\d/);
  // Every clause leads to where it stands.
  await unfold(page, "audit_reports");
  const clause = card(page, "audit_reports").locator("a.clause").first();
  const number = await clause.innerText();
  await saved(page);
  await clause.click();
  await page.locator("article:focus, article").filter({ hasText: number }).first().waitFor();
  await evidence(page);
  // The example is an applicant for the credit rating, so that is what is in hand; another is taken in hand.
  await page.getByText("在手的是哪些规则").click();
  assert.ok(await page.locator("#for-credit").isChecked());
  assert.ok(!(await page.locator("#for-om").isChecked()));
  await page.locator("#for-iets").check();
  await page.waitForFunction(() => document.querySelectorAll("#paper-audit_reports ~ .wishes > li").length === 2);
  await saved(page);
  await page.reload();
  await evidence(page);
  await page.getByText("在手的是哪些规则").click();
  assert.ok(await page.locator("#for-iets").isChecked());
  assertNoErrors(page);
  await page.context().close();
});

test("who has begun nothing sees the papers of what can be applied for, none of what was abolished", async () => {
  const page = await pageOn(browser);
  await evidence(page);
  await page.locator("#paper-licence").waitFor();
  await page.locator("#paper-iii_complaint_record").waitFor();
  assert.equal(await page.locator("#paper-om_conformity_result").count(), 0);
  await page.locator("#which").selectOption({ label: "运维能力（历史）" });
  await page.locator("#paper-om_conformity_result").waitFor();
  assert.equal(await page.locator("#paper-iii_complaint_record").count(), 0);
  assertNoErrors(page);
  await page.context().close();
});

test("the papers of one rule book are a compact table on a wide screen and cards on a phone", async () => {
  const page = await withExample();
  await evidence(page);
  await onlyCredit(page);
  const measured = async () => {
    await framed(page);
    return page.evaluate(() => ({
      papers: document.querySelectorAll(".proof-card").length,
      height: document.querySelector(".proofs").getBoundingClientRect().height,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      row: getComputedStyle(document.querySelector(".proof-card > tr")).display,
      head: getComputedStyle(document.querySelector(".proofs thead")).position,
    }));
  };
  await page.setViewportSize({ width: 1360, height: 900 });
  const table = await measured();
  assert.equal(table.row, "table-row");
  assert.ok(table.height / table.papers < 150, `${table.height / table.papers} px a paper`);
  await page.setViewportSize({ width: 390, height: 844 });
  const cards = await measured();
  assert.equal(cards.row, "grid");
  for (const { wide } of [table, cards]) assert.ok(wide <= 0, `${wide} px too wide`);
  // On a phone every field says what it is, for the heads are gone.
  await card(page, "licence").locator("label[for=owner-licence]").waitFor();
  await card(page, "licence").locator("label[for=due-licence]").waitFor();
  await page.context().close();
});

test("owner and due date are kept with a paper, late ones are said, and both go into the index of the package", async () => {
  const page = await withExample();
  await evidence(page);
  await onlyCredit(page);
  await page.locator("#owner-tax_record").fill("财务部 李工");
  await page.locator("#due-tax_record").fill("2026-11-20");
  await page.locator("#due-tax_record").blur();
  await card(page, "tax_record").getByText("已过完成日期").waitFor();
  await says(page.locator(".totals"), /1 种已过完成日期/);
  await page.locator("#due-tax_record").fill("2026-12-15");
  await page.locator("#due-tax_record").blur();
  await card(page, "tax_record").getByText("已过完成日期").waitFor({ state: "detached" });
  await saved(page);
  await page.reload();
  await page.locator("#owner-tax_record").waitFor();
  assert.equal(await page.locator("#owner-tax_record").inputValue(), "财务部 李工");
  await open(page, "#/package/credit");
  const made = read(await download(page, () => page.locator("#make-package").click()));
  const row = made.rows.find((row) => row["材料名称"] === "纳税证明与无欠税证明");
  assert.deepEqual([row["责任人"], row["完成日期"].slice(0, 10), row["状态"]], ["财务部 李工", "2026-12-15", "待补"]);
  const kept = JSON.parse(made.texts["06-数据/材料.json"]).evidence.tax_record;
  assert.deepEqual(kept, { status: "missing", owner: "财务部 李工", due: "2026-12-15" });
  // What was done before the page was loaded is not undone; what is done now is.
  await evidence(page);
  await page.locator("#due-tax_record").fill("2026-12-20");
  await page.locator("#due-tax_record").blur();
  await page.locator("#undo").click();
  await page.waitForFunction(() => document.querySelector("#due-tax_record").value === "2026-12-15");
  assertNoErrors(page);
  await page.context().close();
});

/** A PDF of so many pages, as simple as there is. */
function pdf(pages) {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>"];
  const kids = Array.from({ length: pages }, (_, page) => `${page + 3} 0 R`);
  objects.push(`<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${pages} >>`);
  for (const _ of kids) objects.push("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>");
  let text = "%PDF-1.4\n";
  const places = objects.map((object, place) => {
    const at = text.length;
    text += `${place + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const at = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const place of places) text += `${String(place).padStart(10, "0")} 00000 n \n`;
  return `${text}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`;
}

test("pages of PDFs are counted, an image is one, what cannot be counted says so, and the index has them", async () => {
  const page = await withExample();
  await evidence(page);
  await onlyCredit(page);
  await attach(page, "licence", file("执照.pdf", pdf(3)), { name: "背面.jpg", mimeType: "image/jpeg", buffer: Buffer.from("jpeg") });
  await attach(page, "articles", file("章程.pdf", pdf(27)));
  await attach(page, "audit_reports", file("锁.pdf", "%PDF-1.7 locked"));
  await card(page, "licence").getByText("3 页").waitFor();
  await card(page, "licence").getByText("1 页").waitFor();
  await card(page, "articles").getByText("27 页").waitFor();
  await card(page, "audit_reports").getByText("页数读不出").waitFor();
  await page.getByText("1 个 PDF 还没有数过页数").waitFor();
  await open(page, "#/package/credit");
  const { rows } = read(await download(page, () => page.locator("#make-package").click()));
  const pages = (title) => rows.find((row) => row["材料名称"] === title)["页数"];
  assert.deepEqual([pages("营业执照或法人证书"), pages("公司章程")], ["4", "27"]);
  assert.ok(["None", ""].includes(pages("近三年审计报告")));
  assertNoErrors(page);
  await page.context().close();
});

test("files attached before pages were counted are counted when that is asked for", async () => {
  const page = await withExample();
  // A worker that does not answer at first.
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (globalThis.dumb && JSON.stringify(message.ask ?? "").includes("Count")) throw new DOMException("no", "DataCloneError");
      return post.call(this, message, ...rest);
    };
  });
  // What is still being fetched would be broken off by the reload, and that would be an error of this test.
  await page.waitForLoadState("networkidle");
  await page.reload();
  await evidence(page);
  await page.evaluate(() => (globalThis.dumb = true));
  await attach(page, "licence", file("执照.pdf", pdf(5)));
  await card(page, "licence").getByText("页数读不出").waitFor();
  await page.evaluate(() => (globalThis.dumb = false));
  await page.locator("#count-pages").click();
  await card(page, "licence").getByText("5 页").waitFor();
  await page.locator("#count-pages").waitFor({ state: "detached" });
  await saved(page);
  await page.reload();
  await card(page, "licence").getByText("5 页").waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("many files at once are sorted by their names, can be sorted otherwise, and are taken back in one go", async () => {
  const page = await withExample();
  await evidence(page);
  await onlyCredit(page);
  const names = ["营业执照副本.pdf", "2025年审计报告.pdf", "IMG_0001.jpg", "2024年审计报告.pdf", "无关.txt"];
  await page.locator("#add-many").setInputFiles(names.map((name) => ({ name, mimeType: "", buffer: Buffer.from(name) })));
  await page.getByText("5 个文件各是什么材料？").waitFor();
  const chosen = () => page.locator(".sorting select").evaluateAll((all) => all.map((one) => one.selectedOptions[0].text));
  assert.deepEqual(await chosen(), ["营业执照或法人证书", "近三年审计报告", "不附", "近三年审计报告", "不附"]);
  await page.locator("#sort-2").selectOption({ label: "公司章程" });
  await page.locator("#attach-many").click();
  await page.getByText("已附上 4 个文件。").waitFor();
  assert.deepEqual(
    await card(page, "audit_reports").locator(".list li b").allInnerTexts(),
    ["2025年审计报告.pdf", "2024年审计报告.pdf"],
  );
  assert.equal(await page.locator("#have-articles").inputValue(), "已有");
  await says(page.locator(".totals"), /附件 4 个/);
  await page.locator("#undo-many").click();
  await card(page, "licence").locator(".list li").waitFor({ state: "detached" });
  assert.doesNotMatch(await page.locator(".totals").innerText(), /附件/);
  assert.equal(await page.locator("#have-articles").inputValue(), "还缺");
  assertNoErrors(page);
  await page.context().close();
});

test("on the English page files with Chinese names get their papers too", async () => {
  const page = await withExample({ query: "?lang=en" });
  await evidence(page, "?lang=en");
  await onlyCredit(page, "Enterprise credit");
  const names = ["营业执照副本.pdf", "2025年审计报告.pdf", "Articles of association.pdf", "无关.txt"];
  await page.locator("#add-many").setInputFiles(names.map((name) => ({ name, mimeType: "", buffer: Buffer.from(name) })));
  await page.locator(".sorting li").nth(3).waitFor();
  const chosen = await page.locator(".sorting select").evaluateAll((all) => all.map((one) => one.selectedIndex));
  assert.ok(chosen[0] > 0 && chosen[1] > 0 && chosen[2] > 0 && chosen[3] === 0, chosen.join());
  assert.equal(new Set(chosen).size, 4, chosen.join());
  assertNoErrors(page);
  await page.context().close();
});

for (const [width, query] of [[1360, ""], [1360, "?lang=en"], [390, ""], [390, "?lang=en"], [360, "?lang=en"]]) {
  test(`the table of papers at ${width} px ${query}: a day is wholly seen, its calendar beside it, nothing sticks together`, async () => {
    const page = await withExample({ query, viewport: { width, height: 900 } });
    await evidence(page, query);
    const row = page.locator(".proof-card").first();
    const day = row.locator("input.day").first();
    await day.fill("2026-12-28");
    await day.blur();
    const seen = await row.evaluate((row) => {
      const box = (place) => row.querySelector(place).getBoundingClientRect();
      const day = row.querySelector("input.day");
      const [date, picker] = [day.getBoundingClientRect(), box(".picker button")];
      const [more, before] = [box("button.more"), box(".wishes li:last-child")];
      return {
        cut: day.scrollWidth > day.clientWidth,
        beside: picker.left >= date.right - 1 && picker.top < date.bottom && picker.bottom > date.top,
        apart: more.top >= before.bottom - 1 || more.left - before.right >= 4,
        wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      };
    });
    assert.deepEqual(seen, { cut: false, beside: true, apart: true, wide: false });
    await page.locator("#add-many").setInputFiles([{ name: "a.pdf", mimeType: "", buffer: Buffer.from("a") }]);
    const heading = page.locator(".many h2");
    await heading.waitFor();
    const above = await page.locator(".many .acts").first().boundingBox();
    const below = await heading.boundingBox();
    assert.ok(below.y - (above.y + above.height) >= 8, "air between the button and the heading over the files");
    await page.context().close();
  });
}

test("files dropped anywhere on the page ask which paper each is, and none is stored before that", async () => {
  const page = await withExample();
  await evidence(page);
  await onlyCredit(page);
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    for (const name of ["职工社会保险缴纳清单.pdf", "随便.pdf"]) data.items.add(new File([name], name));
    return data;
  });
  await page.locator("h1").dispatchEvent("drop", { dataTransfer: transfer });
  await page.getByText("2 个文件各是什么材料？").waitFor();
  assert.equal((await keptFiles(page)).size, 0);
  await page.locator("#attach-many").click();
  await page.getByText("已附上 1 个文件。").waitFor();
  await card(page, "social_insurance").locator(".list li").waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("a declaration that would not be true is not called for, and the penalty decision is", async () => {
  const nothing = (page, paper) => card(page, paper).locator(".chip", { hasText: /不适用$/ });
  const fresh = await pageOn(browser);
  await evidence(fresh);
  await onlyCredit(fresh);
  await nothing(fresh, "penalty_decision").waitFor();
  assert.equal(await nothing(fresh, "no_violation_statement").count(), 0);
  // The example declares a penalty of 2022.
  const page = await withExample();
  await evidence(page);
  await onlyCredit(page);
  await nothing(page, "no_violation_statement").waitFor();
  assert.equal(await nothing(page, "penalty_decision").count(), 0);
  await unfold(page, "no_violation_statement");
  await card(page, "no_violation_statement").getByText("这份材料要证明的相反").waitFor();
  // It is not among what is still missing.
  await page.locator("#only-open").check();
  await card(page, "penalty_decision").waitFor();
  assert.equal(await card(page, "no_violation_statement").count(), 0);
  for (const one of [fresh, page]) {
    assertNoErrors(one);
    await one.context().close();
  }
});

test("what expires before the assessment date is said, the missing can be listed alone, and all of it is undone and kept", async () => {
  const page = await withExample();
  await evidence(page);
  await page.locator("#have-licence").selectOption({ label: "已有" });
  await unfold(page, "licence");
  await page.locator("#until-licence").fill("2026-11-20");
  await page.locator("#until-licence").blur();
  await card(page, "licence").getByText("评定日前到期").first().waitFor();
  await says(page.locator(".totals"), /1 种在评定日（2026-11-21）前到期/);
  // On its last day a paper is still good.
  await page.locator("#until-licence").fill("2026-11-21");
  await page.locator("#until-licence").blur();
  await card(page, "licence").getByText("一个月内到期").first().waitFor();
  await page.locator("#until-licence").fill("2028-01-01");
  await page.locator("#until-licence").blur();
  await page.locator("#have-articles").selectOption({ label: "不需要" });
  await unfold(page, "articles");
  await page.locator("#note-articles").fill("没有章程");
  const all = await page.locator(".proof-card").count();
  const off = await page.locator(".proof-card.off").count();
  await page.locator("#only-open").check();
  await counted(page.locator(".proof-card"), all - off - 2);
  await page.locator("#only-open").uncheck();
  await saved(page);
  await page.reload();
  await page.locator("#more-articles").waitFor();
  await unfold(page, "articles");
  await unfold(page, "licence");
  assert.equal(await page.locator("#note-articles").inputValue(), "没有章程");
  assert.equal(await page.locator("#until-licence").inputValue(), "2028-01-01");
  await page.locator("#have-articles").selectOption({ label: "还缺" });
  await page.locator("#undo").click();
  assert.equal(await page.locator("#have-articles").inputValue(), "不需要");
  assertNoErrors(page);
  await page.context().close();
});

test("files are attached by button and by drop, shown with size and hash, handed over, removed and brought back", async () => {
  const page = await withExample();
  await evidence(page);
  const [one, two] = ["审计一".repeat(1000), "审计二"];
  await attach(page, "audit_reports", file("2024.pdf", one), file("2025.pdf", two));
  const reports = card(page, "audit_reports");
  await unfold(page, "audit_reports");
  const text = await reports.innerText();
  for (const part of ["2024.pdf", "9.0 KB", sha256(one), "2025.pdf", "9 B", sha256(two)]) assert.ok(text.includes(part), part);
  assert.equal(await page.locator("#have-audit_reports").inputValue(), "已有", "a paper with a file is there");
  // The same bytes again are not stored twice; an empty file is not taken.
  await page.locator("#add-audit_reports").setInputFiles(file("copy.pdf", two));
  await reports.getByText("“copy.pdf”已经附过").waitFor();
  await page.locator("#add-audit_reports").setInputFiles(file("empty.pdf", ""));
  await reports.getByText("“empty.pdf”是空的").waitFor();
  await counted(reports.locator(".list li"), 2);
  // A good one beside it is.
  await page.locator("#add-audit_reports").setInputFiles([file("empty.pdf", ""), file("2023.pdf", "审计三")]);
  await reports.getByText("已附上 1 个文件").waitFor();
  await reports.getByText("“empty.pdf”是空的").waitFor();
  await counted(reports.locator(".list li"), 3);
  await page.getByRole("button", { name: "移除 2023.pdf" }).click();
  await reports.locator(".list li").nth(2).waitFor({ state: "detached" });

  // Dropped.
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["拖来的"], "拖.txt", { type: "text/plain" }));
    return data;
  });
  await card(page, "licence").locator(".files-of").dispatchEvent("drop", { dataTransfer: transfer });
  await card(page, "licence").getByText("拖.txt").waitFor();
  assert.equal(await page.locator(".sorting").count(), 0, "it was dropped on its paper");
  await says(page.locator(".totals"), /附件 3 个，共 9\.0 KB/);

  // There after a reload, and as it was.
  await saved(page);
  await page.reload();
  await reports.getByText("2024.pdf").first().waitFor();
  const path = await download(page, () => page.getByRole("button", { name: "下载 2024.pdf" }).click());
  assert.equal(readFileSync(path, "utf8"), one);

  // Removed and back at its place; removed for good it leaves the browser.
  await page.getByRole("button", { name: "移除 2024.pdf" }).click();
  await reports.getByText("已移除“2024.pdf”").waitFor();
  await counted(reports.locator(".list li"), 1);
  await page.getByRole("button", { name: "撤销移除" }).click();
  await reports.getByText("2024.pdf").first().waitFor();
  await says(reports.locator(".list li").first(), /2024\.pdf/);
  await page.getByRole("button", { name: "移除 2024.pdf" }).click();
  await page.getByRole("button", { name: "立即清除" }).click();
  await page.getByRole("button", { name: "立即清除" }).waitFor({ state: "detached" });
  assert.equal((await keptFiles(page)).size, 2);
  assertNoErrors(page);
  await page.context().close();
});

test("a file that finds no room is refused with what to do, and what was there stays", async () => {
  const page = await withExample();
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, ...rest) {
      if (value instanceof Blob && globalThis.full) throw new DOMException("no room", "QuotaExceededError");
      return put.call(this, value, ...rest);
    };
  });
  await page.reload();
  await evidence(page);
  await attach(page, "licence", file("a.pdf", "a"));
  await page.evaluate(() => {
    globalThis.full = true;
  });
  await page.locator("#add-licence").setInputFiles(file("b.pdf", "b"));
  const said = card(page, "licence").locator("[role=alert]");
  await said.waitFor();
  await says(said, /空间不够.*b\.pdf.*腾出磁盘空间/);
  await counted(card(page, "licence").locator(".list li"), 1);
  await page.context().close();
});

/** A package as Python's zipfile has it. */
const READ = `
import hashlib, io, json, sys, zipfile, openpyxl
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
read = {n: z.read(n) for n in z.namelist()}
manifest = json.loads(read['清单.manifest.json'])
assert {f['path'] for f in manifest['files']} | {'清单.manifest.json'} == set(read)
assert all(hashlib.sha256(read[f['path']]).hexdigest() == f['sha256'] for f in manifest['files'])
sheet = openpyxl.load_workbook(io.BytesIO(read['03-证明材料/证明材料目录.xlsx'])).active
heads = [c.value for c in sheet[3]]
rows = [dict(zip(heads, (str(c.value) for c in r))) for r in sheet.iter_rows(min_row=4)]
attached = {n.split('/')[-1]: b.decode() if len(b) < 1000 else len(b) for n, b in read.items() if '附件-' in n}
texts = {n: b.decode('utf8', 'replace') for n, b in read.items() if n.endswith(('.json', '.ics'))}
print(json.dumps({'rows': rows, 'attached': attached, 'redacted': manifest['redacted'], 'texts': texts}))
`;
const read = (zip) => JSON.parse(execFileSync(python, ["-c", READ, zip], { encoding: "utf8", maxBuffer: 1 << 26 }));

test("a package takes the files along under their numbers, and brings back answers, papers and files", async () => {
  const page = await withExample();
  await evidence(page);
  await onlyCredit(page);
  await attach(page, "audit_reports", file("2024 年.PDF", "一"), file("2025.pdf", "二"));
  await unfold(page, "audit_reports");
  await page.locator("#until-audit_reports").fill("2027-06-30");
  await page.locator("#copies-audit_reports").fill("3");
  await page.locator("#note-audit_reports").fill("三年合订");
  await page.locator("#have-articles").selectOption({ label: "不需要" });
  await unfold(page, "articles");
  await page.locator("#note-articles").fill("没有章程");
  const before = await card(page, "audit_reports").locator(".name, .wishes, .list, .hashes").allInnerTexts();

  await open(page, "#/package/credit");
  await page.getByText("附件 2 个，共 6 B").waitFor();
  const zip = await download(page, () => page.locator("#make-package").click());
  const made = read(zip);
  const audit = made.rows.find((row) => row["材料名称"] === "近三年审计报告");
  assert.deepEqual(made.attached, { [`${audit["编号"]}-近三年审计报告-1.pdf`]: "一", [`${audit["编号"]}-近三年审计报告-2.pdf`]: "二" });
  assert.deepEqual([audit["份数"], audit["状态"], audit["备注"], audit["有效期至"].slice(0, 10)], ["3", "已附", "三年合订", "2027-06-30"]);
  assert.equal(made.rows.find((row) => row["材料名称"] === "公司章程")["状态"], "不适用");

  // Into a browser that knows nothing.
  const other = await pageOn(browser, {}, "2027-01-01");
  await open(other, "#/import");
  await other.locator("#unpack").setInputFiles(zip);
  await other.getByText("已导入“示例科技有限公司”：答案、材料情况和 2 个附件。").waitFor();
  await saved(other);
  await other.reload();
  await evidence(other);
  await onlyCredit(other);
  for (const paper of ["audit_reports", "articles"]) await unfold(other, paper);
  assert.deepEqual(await card(other, "audit_reports").locator(".name, .wishes, .list, .hashes").allInnerTexts(), before);
  assert.equal(await other.locator("#copies-audit_reports").inputValue(), "3");
  assert.equal(await other.locator("#note-articles").inputValue(), "没有章程");
  const path = await download(other, () => other.getByRole("button", { name: "下载 2024 年.PDF" }).click());
  assert.equal(readFileSync(path, "utf8"), "一");
  // The assessment date came along, so the same package comes of it again.
  await open(other, "#/package/credit");
  const again = await download(other, () => other.locator("#make-package").click());
  assert.deepEqual(readFileSync(again), readFileSync(zip));
  for (const one of [page, other]) {
    assertNoErrors(one);
    assertStayedHome(one);
    await one.context().close();
  }
});

test("an export for outsiders has no files, no remarks and no names, says so, and is not taken back", async () => {
  const page = await withExample();
  await evidence(page);
  await attach(page, "licence", file("示例科技执照.pdf", "执照"));
  await unfold(page, "licence");
  await page.locator("#owner-licence").fill("示例科技的李工");
  await page.locator("#note-licence").fill("存于示例科技档案室");
  await open(page, "#/package/credit");
  await page.getByText("给外部人看的版本").click();
  await page.locator("label:has(#without-1)").click();
  await page.getByText("删节版不带附件").waitFor();
  const zip = await download(page, () => page.locator("#make-package").click());
  const made = read(zip);
  assert.deepEqual(made.attached, {});
  assert.deepEqual(made.redacted, { contacts: false, names: true, amounts: false });
  assert.equal(made.rows.find((row) => row["材料名称"].startsWith("营业执照"))["状态"], "未附（隐去版）");
  for (const [name, text] of Object.entries(made.texts)) assert.ok(!text.includes("示例科技"), name);
  await open(page, "#/import");
  await page.locator("#unpack").setInputFiles(zip);
  await page.getByText("删节版，去掉的内容回不来").waitFor();
  await page.locator("#unpack").setInputFiles(file("x.zip", "not a zip"));
  await page.getByText("不是可以安全打开的压缩包").waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("making a package with large files shows how far it is, can be stopped, and leaves the page usable", async () => {
  const page = await withExample();
  await evidence(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    for (const name of ["a.bin", "b.bin", "c.bin", "d.bin"]) {
      const bytes = new Uint8Array(24_000_000).fill(name.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    document.querySelector("#add-licence").files = data.files;
    document.querySelector("#add-licence").dispatchEvent(new Event("change", { bubbles: true }));
  });
  await card(page, "licence").locator(".list li").nth(3).waitFor();
  await open(page, "#/package/credit");
  await page.locator("#make-package").click();
  await page.locator(".package progress").waitFor();
  // The page draws while the worker reads.
  for (let frame = 0; frame < 5; frame += 1) {
    const from = performance.now();
    await framed(page);
    const took = performance.now() - from;
    assert.ok(took < 1000, `the page was blocked for ${took} ms`);
  }
  await page.getByRole("button", { name: "停止" }).click();
  await page.locator(".package progress").waitFor({ state: "detached" });
  assert.ok(await page.locator("#make-package").isEnabled());
  const zip = await download(page, () => page.locator("#make-package").click());
  assert.deepEqual(Object.values(read(zip).attached), [24_000_000, 24_000_000, 24_000_000, 24_000_000]);
  assertNoErrors(page);
  await page.context().close();
});

// Three hundred organisations: tags, progress and who is in charge for many at once; the deadlines of all of them as one list
// and one calendar file. They come from a back-up that an earlier version wrote, which knew nothing of all that.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import {
  assertNoErrors, assertStayedHome, counted, download, framed, holds, launch, open, pageOn, python, saved, says,
} from "./harness.mjs";
import { timedSearch } from "./search.mjs";

const COUNT = 300;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Organisation number `n` as a save of the third schema has it: every third has a certificate, every fifth a day to hand in. */
function client(n) {
  const facts = { "org.name": `客户 ${n} 号`, "org.kind": "enterprise", "contact.name": n % 2 ? "张单" : "李双" };
  if (n % 3 === 0) facts["certificate.iets"] = [{ level: "IETS-2", issued: "2026-06-15" }];
  const answers = JSON.stringify({ schema: 1, organisation: `客户 ${n} 号`, facts });
  const hand_in = n % 5 === 0 ? { credit: "2027-01-15" } : {};
  return { id: `c${n}`, as_of: null, drafts: {}, archived: false, states: [], answers, evidence: {}, regimes: [], hand_in, way: {} };
}

function oldBackup() {
  const clients = Array.from({ length: COUNT }, (_, place) => client(place + 1));
  const save = { ziping: "workspace", schema: 3, tag: "", at_hand: "c1", clients, bin: [], overlays: [] };
  const text = `{"ziping":"backup","schema":1,"written":"2026-11-20","workspace":\n${JSON.stringify(save)}\n}\n`;
  return { name: "旧备份.json", mimeType: "application/json", buffer: Buffer.from(text) };
}

const rows = (page) => page.locator("table.clients-table tbody tr");

/** Restores a back-up over what is here. */
async function restore(page, file) {
  await page.locator("#restore").setInputFiles(file);
  await page.locator("dialog #restore-replace").click();
}

async function withMany(options) {
  const page = await pageOn(browser, options);
  await open(page, "#/clients");
  await restore(page, oldBackup());
  await rows(page).nth(COUNT - 1).waitFor();
  return page;
}

const sought = async (page, text, expected) => {
  await page.locator("#seek").fill(text);
  await page.waitForFunction((count) => document.querySelectorAll(".clients-table tbody tr").length === count, expected);
};

/** What is chosen in a list of choices, by its beginning. */
async function pick(page, id, name) {
  const option = page.locator(`#${id} option`).filter({ hasText: name }).first();
  await page.locator(`#${id}`).selectOption(await option.getAttribute("value"));
}

test("tags, progress and who is in charge are set for many of 300 at once, found, undone, saved and carried by a back-up", async (t) => {
  const page = await withMany();
  assert.equal(await page.locator("#sieve-tag").count(), 0, "nothing to choose from yet");
  await sought(page, "张单", 150);
  await page.locator("#choose-all").click();
  await page.locator("#handle-chosen", { hasText: "150" }).click();
  await page.locator("dialog #handle-phase").selectOption("handed_in");
  await page.locator("dialog #handle-person").fill("王经办");
  await page.locator("dialog #handle-tags").fill("福州，重点");
  await page.locator("dialog #handle").click();
  await page.locator(".notice", { hasText: "已改 150 个单位" }).waitFor();
  await page.locator("#choose-all").click();
  await sought(page, "", COUNT);

  // Others get another tag; what differs is not touched.
  await sought(page, "客户 1", 111);
  await page.locator("#choose-all").click();
  await page.locator("#handle-chosen", { hasText: "111" }).click();
  assert.equal(await page.locator("dialog #handle-phase option:checked").textContent(), "各不相同，不改");
  assert.equal(await page.locator("dialog #handle-person").inputValue(), "");
  await page.locator("dialog #handle-tags").fill("续评");
  const kept = page.locator("dialog fieldset label").filter({ hasText: /^重点/ });
  await kept.locator("input").uncheck();
  await page.locator("dialog #handle").click();
  await page.locator(".notice", { hasText: "已改 111 个单位" }).waitFor();
  await sought(page, "", COUNT);

  const offered = async (id) => (await page.locator(`#${id} option`).allTextContents()).slice(1);
  const odd = Array.from({ length: COUNT }, (_, place) => place + 1).filter((n) => n % 2);
  const ones = (n) => String(n).startsWith("1");
  assert.deepEqual(new Set(await offered("sieve-tag")), new Set([
    "福州（150）",
    `重点（${odd.filter((n) => !ones(n)).length}）`,
    "续评（111）",
    `没有填的（${COUNT - 150 - 111 + odd.filter(ones).length}）`,
  ]));
  assert.deepEqual(await offered("sieve-phase"), ["已递交（150）", "没有填的（150）"]);
  await pick(page, "sieve-tag", "续评");
  await counted(rows(page), 111);
  await pick(page, "sieve-phase", "没有填的");
  await counted(rows(page), 111 - odd.filter(ones).length);
  await pick(page, "sieve-tag", "全部");
  await pick(page, "sieve-phase", "已递交");
  await counted(rows(page), 150);
  await says(rows(page).nth(1), /客户 3 号[\s\S]*福州[\s\S]*重点[\s\S]*已递交[\s\S]*王经办/);
  await pick(page, "sieve-phase", "全部");
  // Found by tag and by who is in charge, too.
  await sought(page, "续评", 111);
  await sought(page, "王经办", 150);
  await sought(page, "", COUNT);

  // One step back, whatever was set, for all of them.
  await page.getByRole("button", { name: "撤销这次设定" }).click();
  await page.waitForFunction(() => ![...document.querySelectorAll("#sieve-tag option")].some((option) => option.textContent.includes("续评")));
  assert.deepEqual(new Set(await offered("sieve-tag")), new Set(["福州（150）", "重点（150）", "没有填的（150）"]));

  // A single one, from its own line.
  const second = rows(page).nth(1);
  await second.locator("summary").click();
  await second.getByRole("button", { name: "标签、进度、负责人" }).click();
  await page.locator("dialog #handle-phase").selectOption("sent_back");
  await page.locator("dialog #handle").click();
  await page.locator(".clients-table .sent_back", { hasText: "被退回" }).waitFor();
  await saved(page);
  await page.reload();
  await rows(page).nth(COUNT - 1).waitFor();
  await counted(page.locator(".clients-table .sent_back"), 1);
  await counted(page.locator(".clients-table .tag.handed_in"), 150);

  const file = await download(page, () => page.locator("#back-up").click());
  const content = JSON.parse(await readFile(file, "utf8")).workspace;
  assert.equal(content.schema, 4, "a version that knows nothing of it says so and leaves it alone");
  assert.deepEqual(content.clients[2].handling, { tags: ["福州", "重点"], phase: "handed_in", in_charge: "王经办" });
  const other = await pageOn(browser);
  await open(other, "#/clients");
  await restore(other, file);
  await rows(other).nth(COUNT - 1).waitFor();
  await counted(other.locator(".clients-table .tag.handed_in"), 150);
  await counted(other.locator(".clients-table .sent_back"), 1);

  // As an Excel file: those that are listed, as they are.
  await sought(page, "王经办", 150);
  const table = await download(page, () => page.locator("#make-grid").click());
  const script = "import sys, json, openpyxl\nprint(json.dumps([[str(cell) if cell is not None else '' for cell in row] for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows(values_only=True)]))";
  const cells = JSON.parse(execFileSync(python, ["-X", "utf8", "-c", script, table], { encoding: "utf8" }));
  const heads = cells.find((row) => row.includes("标签"));
  const of = (row, head) => row[heads.indexOf(head)];
  const listed = cells.filter((row) => /^客户 \d+ 号$/.test(row[0]));
  assert.equal(listed.length, 150);
  const third = listed.find((row) => row[0] === "客户 3 号");
  assert.deepEqual(["标签", "进度", "负责人", "联系人"].map((head) => of(third, head)), ["福州、重点", "已递交", "王经办", "张单"]);
  assert.match(of(third, "最近期限"), /^\d{4}-\d{2}-\d{2}/);
  await sought(page, "", COUNT);

  const times = await timedSearch(page, ["客", "客户 2", "王", "", "无此单位", ""].map((text) => [text]));
  // A measurement, not an assertion: machines differ.
  t.diagnostic(`search over ${COUNT} organisations, milliseconds to the next frame: ${times.join(", ")}`);
  await page.setViewportSize({ width: 320, height: 700 });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  for (const one of [page, other]) {
    assertNoErrors(one);
    await one.context().close();
  }
});

test("the deadlines of 300 organisations are one list and the same as one calendar file", async (t) => {
  const page = await withMany();
  await saved(page);
  const start = Date.now();
  await page.getByRole("link", { name: "全部单位的期限" }).click();
  const lines = page.locator(".dates > li");
  const count = page.locator(".count");
  await count.filter({ hasText: "涉及" }).waitFor();
  t.diagnostic(`the list of ${COUNT} organisations: ${Date.now() - start} ms`);
  const near = await lines.count();
  assert.ok(near > 0 && near < 1000, `${near} within 90 days`);
  await page.locator("#window").selectOption("all");
  await page.waitForFunction((near) => document.querySelectorAll(".dates > li").length > near, near);
  const listed = await page.evaluate(() =>
    [...document.querySelectorAll(".dates > li")].map((line) => ({
      day: line.querySelector("time").dateTime,
      whose: line.querySelector("a").textContent,
      what: line.querySelector("b").textContent,
    })),
  );
  const days = listed.map((line) => line.day);
  assert.deepEqual(days, [...days].sort(), "in the order of the days");
  // A third has a certificate, a fifth a day for handing in, and some have both.
  const expected = Array.from({ length: COUNT }, (_, place) => place + 1).filter((n) => n % 3 === 0 || n % 5 === 0);
  assert.equal(new Set(listed.map((line) => line.whose)).size, expected.length);
  await holds(count, new RegExp(`列出 ${listed.length} 项，涉及 ${expected.length} 个单位`));
  assert.ok(listed.some((line) => line.whose === "客户 5 号" && line.day === "2027-01-15" && line.what.startsWith("递交：")));

  const making = Date.now();
  const path = await download(page, () => page.locator("#make-calendar").click());
  t.diagnostic(`the calendar file: ${Date.now() - making} ms`);
  const file = (await readFile(path, "utf8")).replaceAll("\r\n ", "").split("\r\n");
  const starts = file.filter((line) => line.startsWith("DTSTART")).map((line) => line.slice(-8));
  assert.deepEqual(starts.sort(), days.map((day) => day.replaceAll("-", "")).sort(), "the days of the page");
  const ids = file.filter((line) => line.startsWith("UID:"));
  assert.equal(new Set(ids).size, listed.length, "no entry takes the place of another");
  assert.ok(file.some((line) => line.startsWith("SUMMARY:客户 5 号（") && line.includes("递交：")));

  // A line leads to the calendar of its organisation.
  await lines.filter({ hasText: "客户 5 号" }).filter({ hasText: "递交：" }).first().getByRole("link").click();
  await page.locator("#hand-in").waitFor();
  assert.equal(await page.locator("#hand-in").inputValue(), "2027-01-15");
  await holds(page.locator("header .whose option:checked"), /客户 5 号/);

  // Only those of a tag, in the list and in the file.
  await open(page, "#/clients");
  await sought(page, "客户 15 号", 1);
  await page.locator("#choose-all").click();
  await page.locator("#handle-chosen").click();
  await page.locator("dialog #handle-tags").fill("急");
  await page.locator("dialog #handle").click();
  await open(page, "#/deadlines");
  await count.filter({ hasText: "涉及" }).waitFor();
  await pick(page, "sieve-tag", "急");
  await page.locator("#window").selectOption("all");
  await count.filter({ hasText: "涉及 1 个单位" }).waitFor();
  const mine = await lines.count();
  const few = await download(page, () => page.locator("#make-calendar").click());
  assert.equal((await readFile(few, "utf8")).match(/BEGIN:VEVENT/g).length, mine);
  await page.setViewportSize({ width: 320, height: 700 });
  await framed(page);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

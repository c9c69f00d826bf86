// The main job with the keyboard alone: no pointer, no address typed, no shortcut of the test's own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoErrors, download, framed, launch, newPage, pageOn } from "./harness.mjs";
import { drawn, loadExample, visit } from "./pages.mjs";
import { file, load, loaded, overlay, section, settings } from "./settings.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** What has the focus: its name as a reader hears it, roughly, and whether the eye sees that it has the focus. */
function focused() {
  const element = document.activeElement;
  const labels = (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
  const group = element.closest("[role=radiogroup]");
  const asked = group && document.getElementById(group.getAttribute("aria-labelledby"))?.textContent;
  // The ring of a control whose label stands for it is drawn around the label or the text beside it.
  const drawnBy = [element, element.nextElementSibling, element.closest("label")].filter(Boolean);
  const ring = drawnBy.some((part) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  });
  // A slider's ring is drawn around its thumb, which no computed style tells: the style sheet is asked.
  const rules = (list) => [...list].flatMap((rule) => [rule, ...("cssRules" in rule ? rules(rule.cssRules) : [])]);
  const THUMB = "::-webkit-slider-thumb";
  const thumb =
    element.type === "range" &&
    [...document.styleSheets].flatMap((sheet) => rules(sheet.cssRules)).some((rule) => {
      if (!rule.selectorText?.endsWith(`:focus-visible${THUMB}`)) return false;
      return element.matches(rule.selectorText.slice(0, -THUMB.length)) && Number.parseFloat(rule.style.outline) >= 2;
    });
  const box = element.getBoundingClientRect();
  return {
    name: [element.getAttribute("aria-label"), ...labels, asked, element.labels?.[0]?.textContent, element.textContent].filter(Boolean).join(" ").trim(),
    type: element.type || element.localName,
    ring: ring || thumb,
    seen: box.bottom > 0 && box.top < innerHeight,
    place: element === document.body ? "the page itself" : element.outerHTML.slice(0, 160),
  };
}

/** Presses Tab until something of this name has the focus; every stop on the way must show that it has it. */
async function tabTo(page, name, type) {
  const stops = [];
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    stops.push(stop.name.slice(0, 24));
    if (stop.place === "the page itself") continue;
    assert.ok(stop.ring, `the focus is not to be seen on ${stop.place}`);
    assert.ok(stop.seen, `the focus is outside the window on ${stop.place}`);
    if (name.test(stop.name) && (!type || stop.type === type)) return;
  }
  assert.fail(`Tab never comes to ${name}; it came to ${stops.join(" | ")}`);
}

/** Follows the link that has the focus; the new page's heading must have the focus then. */
async function follow(page) {
  await page.keyboard.press("Enter");
  await framed(page);
  await drawn(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "heading", page.url());
}

/** What a screen reader has been told last: the live regions with the grade. */
const told = (page) => page.locator("aside.result [role=status]");

test("load the example, change an answer, see the grade fall and rise, look into a clause, take the package", async () => {
  const page = await pageOn(browser);
  await visit(page, "#/");

  await page.keyboard.press("Tab");
  assert.match((await page.evaluate(focused)).name, /跳到正文/, "the first stop skips the header");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");

  await tabTo(page, /载入示例单位/);
  await page.keyboard.press("Enter");
  await page.locator("header .whose").filter({ hasText: "示例" }).waitFor();
  await visit(page, "#/");
  await tabTo(page, /科技服务行业企业信用等级评价/, "a");
  await follow(page);
  // Everything that matters is answered: the card leads to the result, and from there to the questions.
  await tabTo(page, /^评定$/, "a");
  await follow(page);
  await tabTo(page, /B 级/, "a");
  await follow(page);
  await told(page).filter({ hasText: "AA" }).waitFor({ state: "attached" });

  // A group of options is one stop; the arrows choose.
  await tabTo(page, /因产品质量被有关部门处罚过/, "radio");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await tabTo(page, /日期|哪一天/, "text");
  await page.keyboard.type("2026-03-01");
  await told(page).filter({ hasText: /预测等级\s*B/ }).waitFor({ state: "attached" });

  // What cannot be read is said at the field, and the field says so.
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("去年春天");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  const field = await page.evaluate(() => {
    const field = document.activeElement;
    return { value: field.value, error: document.getElementById(field.getAttribute("aria-describedby"))?.textContent };
  });
  assert.equal(field.value, "去年春天", "what was typed stays");
  assert.match(field.error ?? "", /日期/, "the reason is tied to the field");

  // A dialog takes the focus, keeps it, and gives it back.
  await tabTo(page, /第九条/, "button");
  const opener = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null);
    assert.ok(inside, "the focus stays in the dialog");
  }
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), opener, "the focus comes back");

  await tabTo(page, /申请材料包/, "a");
  await follow(page);
  await tabTo(page, /生成申请材料包/, "button");
  await page.keyboard.press("Enter");
  // The entry that cannot be read is still there: the page asks before it leaves it out.
  await page.waitForFunction(() => document.activeElement.id === "doubts");
  await tabTo(page, /仍然生成/, "button");
  const file = await download(page, () => page.keyboard.press("Enter"));
  assert.match(file, /\.zip$/);
  assertNoErrors(page);
  await page.context().close();
});

test("a refused file takes the focus to what is wrong with it", async () => {
  const page = await newPage(browser);
  await visit(page, "#/");
  const file = { name: "bad.json", mimeType: "application/json", buffer: Buffer.from('{"schema": 1, "facts": {"org.knid": 1}}') };
  await page.locator("#import").setInputFiles(file);
  await page.locator("#problems").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "problems");
  await page.context().close();
});

test("a dialog that is confirmed gives the focus back to what opened it", async () => {
  const page = await newPage(browser);
  await visit(page, "#/assess/om/projects");
  const opener = page.getByRole("button", { name: "从表格软件粘贴" }).first();
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.locator("dialog textarea").fill("甲公司\t平台\t80万\t是\t2024-01-01\t2025-12-31");
  await page.locator("dialog button.primary").press("Enter");
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.locator(".table-field tbody tr").waitFor();
  assert.ok(await opener.evaluate((opener) => opener === document.activeElement));
  await page.context().close();
});

/** Waits until an element has the focus. */
const hasFocus = (locator) => locator.and(locator.page().locator(":focus")).waitFor();

test("making a package hands the focus to the button that stops it, then to what came of it; stopping says so", async () => {
  const page = await pageOn(browser);
  // The worker gets no orders while `held` is set: the work has begun and does not go on.
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...message) {
      if (!window.held) post.apply(this, message);
    };
  });
  await loadExample(page);
  await visit(page, "#/package/credit");
  const [make, stop] = [page.locator("#make-package"), page.locator(".package").getByRole("button", { name: "停止" })];
  await page.evaluate(() => (window.held = true));
  await make.focus();
  await page.keyboard.press("Enter");
  await hasFocus(stop);
  await page.keyboard.press("Enter");
  await page.locator("[aria-live]").getByText("已停止，没有生成任何文件。").waitFor();
  await hasFocus(make);
  await page.evaluate(() => (window.held = false));
  await download(page, () => page.keyboard.press("Enter"));
  await hasFocus(page.locator("#package-outcome"));
  // The worker that was stopped may still have been on its way.
  assert.deepEqual(page.record.errors.filter((error) => !/worker\S* net::ERR_ABORTED/.test(error)), []);
  await page.context().close();
});

test("the last step that is undone hands the focus to redo, and the other way round", async () => {
  const page = await newPage(browser);
  await visit(page, "#/assess/credit/caps_b");
  await page.locator("main .seg input").first().click();
  const [undo, redo] = [page.getByRole("button", { name: "撤销" }), page.getByRole("button", { name: "重做" })];
  const [, what] = (await undo.getAttribute("aria-label")).match(/^撤销：(.+)$/);
  await undo.focus();
  await page.keyboard.press("Enter");
  await hasFocus(redo);
  // What is put back may stand on another page.
  const told = page.getByRole("status").filter({ hasText: `已撤销：${what}` });
  await told.waitFor();
  await told.waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await hasFocus(undo);
  await page.context().close();
});

test("a removed overlay hands the focus to the next one, the last one to the button that loads more", async () => {
  const page = await newPage(browser);
  await settings(page);
  await load(page, file("a.toml", overlay("credit-indicators")), file("b.toml", overlay("om-contact")), file("c.toml", overlay("iets-levels")));
  await loaded(page).nth(2).waitFor();
  const remove = (name) => section(page, "overlays").getByRole("button", { name: `移除“${name}.toml”` });
  await remove("b").focus();
  await page.keyboard.press("Enter");
  await hasFocus(remove("c"));
  await page.keyboard.press("Enter");
  await hasFocus(remove("a"));
  await page.keyboard.press("Enter");
  await hasFocus(page.locator("#load-overlay"));
  // What brings it back goes too, once it is pressed.
  await page.locator("#restore-removed").focus();
  await page.keyboard.press("Enter");
  await hasFocus(page.locator("#heading"));
  assertNoErrors(page);
  await page.context().close();
});

test("the only row of a table that is deleted, and an answer that is cleared, leave the focus in their field", async () => {
  const page = await newPage(browser);
  await visit(page, "#/assess/om/projects");
  const table = page.locator(".table-field").first();
  const add = table.getByRole("button", { name: "新增一行" });
  await add.focus();
  await page.keyboard.press("Enter");
  const remove = table.getByRole("button", { name: "删除第 1 行" });
  await remove.focus();
  await page.keyboard.press("Enter");
  await remove.waitFor({ state: "detached" });
  await hasFocus(add);
  await table.getByRole("button", { name: "一条也没有" }).focus();
  await page.keyboard.press("Enter");
  await table.getByText("已答：一条也没有").waitFor();
  await hasFocus(add);

  await visit(page, "#/assess/credit/scores");
  const question = page.locator("main section.q").first();
  await question.locator("input").fill("11");
  await question.getByRole("button", { name: /清除/ }).focus();
  await page.keyboard.press("Enter");
  await hasFocus(question.locator("input"));
  assertNoErrors(page);
  await page.context().close();
});

test("attaching and importing that are stopped, and a file that is removed, hand the focus on", async () => {
  const page = await newPage(browser);
  await visit(page, "#/evidence");
  const add = page.locator("#add-licence");
  await add.focus();
  await add.setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("a") });
  const card = page.locator(".proof-card:has(#paper-licence)");
  await card.locator(".list li").waitFor();
  await card.getByRole("button", { name: "移除 a.pdf" }).focus();
  await page.keyboard.press("Enter");
  await hasFocus(card.getByRole("button", { name: "撤销" }));
  await page.keyboard.press("Enter");
  await hasFocus(add);

  await visit(page, "#/import");
  await page.evaluate(() => (Worker.prototype.postMessage = () => {}));
  await page.locator("#unpack").focus();
  await page.locator("#unpack").setInputFiles({ name: "a.zip", mimeType: "application/zip", buffer: Buffer.from("a") });
  await hasFocus(page.getByRole("button", { name: "停止" }));
  await page.keyboard.press("Enter");
  await page.getByText("已停止，没有导入").waitFor();
  await hasFocus(page.locator("#unpack"));
  assertNoErrors(page);
  await page.context().close();
});

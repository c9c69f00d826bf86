// Several tabs: each has its own organisation at hand and its own way back, and none disturbs another.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newContext, open, saved } from "./harness.mjs";
import { keptSaves } from "./stores.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const NAME = "#client-name";
const name = (tab) => tab.locator(NAME).inputValue();

async function tabIn(context, path = "#/organisation") {
  const tab = Object.assign(await context.newPage(), { record: { errors: [] } });
  await open(tab, path);
  return tab;
}

/** A browser with two organisations, 甲 and 乙, and a tab on each. */
async function twoTabs(script) {
  const context = await newContext(browser);
  if (script) await context.addInitScript(script);
  const first = await tabIn(context);
  await first.locator(NAME).fill("甲公司");
  await open(first, "#/clients");
  await first.getByRole("button", { name: "新建一个单位" }).click();
  await first.locator(NAME).fill("乙公司");
  await saved(first);
  const second = await tabIn(context);
  assert.equal(await name(second), "乙公司", "a new tab begins with what was at hand last");
  await show(second, "甲公司");
  return { context, first, second };
}

/** Has a tab show another organisation. */
async function show(tab, which) {
  await open(tab, "#/clients");
  await tab.locator("tbody th a").filter({ hasText: which }).click();
  await open(tab, "#/organisation");
  await tab.waitForFunction(([field, which]) => document.querySelector(field)?.value === which, [NAME, which]);
}

/** The names in the save. */
async function names(tab) {
  const save = JSON.parse((await keptSaves(tab)).get("workspace").text);
  return save.clients.map((client) => JSON.parse(client.answers).organisation);
}

const undo = (tab) => tab.locator("#undo");
const decide = (tab) => tab.getByRole("button", { name: "用这边的" });

test("switching in one tab leaves the other where it was, reloads included", async () => {
  const { context, first, second } = await twoTabs();
  assert.equal(await name(first), "乙公司");
  await second.locator(NAME).fill("甲公司改");
  await saved(second);
  assert.equal(await name(first), "乙公司");
  for (const [tab, expected] of [[first, "乙公司"], [second, "甲公司改"]]) {
    await tab.reload();
    await tab.locator(NAME).waitFor();
    assert.equal(await name(tab), expected);
  }
  await context.close();
});

for (const [hearing, script] of [
  ["that hear of each other", undefined],
  // What one saves the other finds only when it saves itself.
  ["of which none hears of the other", () => (BroadcastChannel.prototype.postMessage = () => {})],
]) {
  test(`two tabs on different organisations ${hearing}: both go on, nothing is asked, nothing is lost`, async () => {
    const { context, first, second } = await twoTabs(script);
    for (const round of [1, 2, 3]) {
      await Promise.all([first.locator(NAME).fill(`乙公司${round}`), second.locator(NAME).fill(`甲公司${round}`)]);
      await Promise.all([saved(first), saved(second)]);
    }
    assert.deepEqual([await name(first), await name(second)], ["乙公司3", "甲公司3"]);
    assert.deepEqual(await names(first), ["甲公司3", "乙公司3"]);
    for (const tab of [first, second]) {
      assert.equal(await decide(tab).count(), 0);
      assert.equal(await tab.locator(".notice[role=alert]").count(), 0);
    }
    await context.close();
  });
}

test("each tab undoes its own steps, whatever the other one saves meanwhile", async () => {
  const { context, first, second } = await twoTabs();
  await open(first, "#/assess/credit/caps_b");
  const choice = first.locator("section.q").first().locator(".seg label").first();
  await choice.click();
  await saved(first);
  await second.locator(NAME).fill("甲公司改");
  await saved(second);
  await open(first, "#/clients");
  await first.locator("tbody").getByText("甲公司改").waitFor();
  await open(first, "#/assess/credit/caps_b");
  assert.equal(await choice.locator("input").isChecked(), true);
  await undo(first).click();
  assert.equal(await choice.locator("input").isChecked(), false);
  await saved(first);
  await open(second, "#/clients");
  await second.locator("tbody").getByText("甲公司改").waitFor();
  await context.close();
});

test("the same organisation in two tabs that do not hear of each other: the user decides, other organisations go together", async () => {
  const { context, first, second } = await twoTabs(() => (BroadcastChannel.prototype.postMessage = () => {}));
  await first.locator(NAME).fill("乙公司改");
  await saved(first);
  await show(first, "甲公司");
  await first.locator(NAME).fill("甲公司这样");
  await saved(first);
  await second.locator(NAME).fill("甲公司那样");
  await decide(second).click();
  await saved(second);
  assert.deepEqual(await names(second), ["甲公司那样", "乙公司改"], "what only the other tab has changed stays");
  await second.locator(".notice").filter({ hasText: "已原样留在本机" }).waitFor();
  await context.close();
});

test("an organisation that another tab removes while it is shown is said to be removed, and comes back", async () => {
  const { context, first, second } = await twoTabs();
  await open(first, "#/clients");
  const line = first.locator("tbody tr").filter({ hasText: "甲公司" });
  await line.locator("summary").click();
  await line.getByRole("button", { name: "移除" }).click();
  const notice = second.locator(".notice").filter({ hasText: "已移除“甲公司”" });
  await notice.waitFor();
  await notice.getByRole("button", { name: "撤销移除" }).click();
  // It was at hand here, and is again.
  await open(second, "#/organisation");
  await second.waitForFunction((field) => document.querySelector(field)?.value === "甲公司", NAME);
  await saved(second);
  assert.deepEqual((await names(second)).sort(), ["乙公司", "甲公司"]);
  await context.close();
});

test("what is at hand here and removed in another tab takes nothing that is typed on, and neither does the next", async () => {
  const { context, first, second } = await twoTabs();
  // 甲公司 is at hand in the second tab, with the cursor in a field.
  await second.locator(NAME).focus();
  await open(first, "#/clients");
  const row = first.locator("tbody tr").filter({ hasText: "甲公司" });
  await row.locator("summary").click();
  await row.getByRole("button", { name: "移除" }).click();
  await saved(first);
  await second.waitForFunction(() => location.hash === "#/clients");
  await second.keyboard.type("999楼");
  await second.getByText("已移除“甲公司”").waitFor();
  await saved(second);
  assert.deepEqual(await names(second), ["乙公司"]);
  await open(second, "#/organisation");
  assert.equal(await name(second), "乙公司");
  await context.close();
});

// The bin: removed organisations survive reloads until it is emptied.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoErrors, counted, launch, open, pageOn, saved } from "./harness.mjs";
import { keptSaves } from "./stores.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const bin = (page) => page.locator("section.bin");
const row = (page, name) => page.locator("tbody tr").filter({ hasText: name });

async function remove(page, name) {
  await row(page, name).locator("summary").click();
  await row(page, name).getByRole("button", { name: "移除" }).click();
  await row(page, name).waitFor({ state: "detached" });
}

/** Three organisations, side by side. */
async function three() {
  const page = await pageOn(browser);
  await open(page, "#/organisation");
  for (const [place, name] of ["甲公司", "乙公司", "丙公司"].entries()) {
    if (place > 0) {
      await open(page, "#/clients");
      await page.getByRole("button", { name: "新建一个单位" }).click();
    }
    await page.locator("#client-name").fill(name);
  }
  await open(page, "#/clients");
  return page;
}

test("removed organisations lie in the bin with their day, survive a reload, and are put back one by one", async () => {
  const page = await three();
  await remove(page, "甲公司");
  await remove(page, "丙公司");
  await saved(page);
  await page.reload();
  await bin(page).getByText("回收站（2 个）").waitFor();
  assert.deepEqual(await bin(page).locator("li .name").allInnerTexts(), ["丙公司 2026-11-21 移除，0 项回答", "甲公司 2026-11-21 移除，0 项回答"]);
  await bin(page).getByRole("button", { name: "放回 甲公司" }).click();
  await row(page, "甲公司").waitFor();
  await saved(page);
  await page.reload();
  await row(page, "甲公司").waitFor();
  await bin(page).getByText("回收站（1 个）").waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("what is deleted for good is asked about first, and then it is gone", async () => {
  const page = await three();
  await remove(page, "甲公司");
  await remove(page, "乙公司");
  await bin(page).getByRole("button", { name: "彻底删除 甲公司" }).click();
  await page.getByText("彻底删除“甲公司”？").waitFor();
  await page.keyboard.press("Escape");
  await counted(bin(page).locator("li"), 2, "nothing was deleted");
  await bin(page).getByRole("button", { name: "彻底删除 甲公司" }).click();
  await page.locator("#purge").click();
  await bin(page).getByText("回收站（1 个）").waitFor();
  await bin(page).locator("#empty-bin").click();
  await page.locator("#purge").click();
  await bin(page).waitFor({ state: "detached" });
  await saved(page);
  const save = (await keptSaves(page)).get("workspace").text;
  assert.ok(save.includes("丙公司") && !save.includes("甲公司") && !save.includes("乙公司"));
  await page.context().close();
});

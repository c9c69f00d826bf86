// Nothing lost: each fault is injected, and what was typed is either still there or the user is told and can take it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { download, launch, newContext, newPage, open, saved, says, site } from "./harness.mjs";
import { keptSaves, putSave } from "./stores.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const NAME = "#client-name";
const alert = (page) => page.locator(".notice[role=alert]");

async function typeName(page, name) {
  await page.locator(NAME).fill(name);
}

/** Opens the organisation's page and waits for its fields: the heading alone may be that of the text before the program,
 *  and then the tab has not read the save yet. */
async function fields(page) {
  await open(page, "#/organisation");
  await page.locator(NAME).waitFor();
}

/** The answer file that the alert offers. */
async function taken(page) {
  const file = await download(page, () => alert(page).getByRole("button", { name: "下载当前答案" }).click());
  return JSON.parse(await readFile(file, "utf8"));
}

/** A page that begins after this ran in it. */
async function pageWith(script, argument) {
  const page = await newPage(browser);
  await page.addInitScript(script, argument);
  await open(page, "#/organisation");
  return page;
}

/** Puts a text, or what is none, where the save lies, in another page of the same browser. */
async function plant(context, text, bytes) {
  const page = await context.newPage();
  await open(page, "#/organisation");
  await typeName(page, "先前的单位");
  await saved(page);
  await putSave(page, "workspace", bytes ? { bytes } : { text });
  await page.close();
}

test("a reload right after the last key loses nothing, not even what is no answer yet", async () => {
  const page = await newPage(browser);
  await open(page, "#/organisation");
  await typeName(page, "即时有限公司");
  const date = page.locator("section.q, .sub").filter({ hasText: "贵单位是哪一天成立的？" }).last().locator("input[type=text]").first();
  await date.fill("2016-13");
  await date.blur();
  await saved(page);
  await page.reload();
  assert.equal(await page.locator(NAME).inputValue(), "即时有限公司");
  assert.equal(await date.inputValue(), "2016-13", "half a date");
  await page.context().close();
});

test("a crashed tab loses nothing that was saved", async () => {
  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  await open(Object.assign(page, { record: { errors: [] } }), "#/organisation");
  await typeName(page, "崩溃有限公司");
  await saved(page);
  const crashed = page.waitForEvent("crash");
  page.goto("chrome://crash").catch(() => {});
  await crashed;
  const again = await context.newPage();
  await open(Object.assign(again, { record: { errors: [] } }), "#/organisation");
  assert.equal(await again.locator(NAME).inputValue(), "崩溃有限公司");
  await context.close();
});

/** Two tabs of one browser on the same organisation, after a script ran in each. */
async function twoTabs(script, options = {}) {
  const context = await browser.newContext({ locale: "zh-CN", acceptDownloads: true, ...options });
  await context.addInitScript(script);
  const tabs = [];
  for (let i = 0; i < 2; i += 1) {
    const tab = Object.assign(await context.newPage(), { record: { errors: [] } });
    await fields(tab);
    if (i === 0) {
      await typeName(tab, "共同的单位");
      await saved(tab);
    }
    tabs.push(tab);
  }
  return tabs;
}

const keptNotice = (tab) => tab.locator(".notice").filter({ hasText: "已原样留在本机" });

/** What was put aside, as the file that the notice offers. */
async function kept(tab) {
  await keptNotice(tab).waitFor();
  const file = await download(tab, () => keptNotice(tab).getByRole("button", { name: "下载" }).first().click());
  return readFile(file, "utf8");
}

/** No tab hears that another one has saved. */
const deaf = () => {
  BroadcastChannel.prototype.postMessage = () => {};
};

test("two tabs that edit at once: the user goes on with this one, and the other one's work is kept", async () => {
  const [first, second] = await twoTabs(deaf);
  await typeName(first, "甲的改动");
  await saved(first);
  await typeName(second, "乙的改动");
  await second.getByRole("button", { name: "用这边的" }).click();
  await saved(second);
  assert.equal(await second.locator(NAME).inputValue(), "乙的改动");
  assert.ok((await kept(second)).includes("甲的改动"), "the other one's work is in the file that was kept");
  await first.reload();
  assert.equal(await first.locator(NAME).inputValue(), "乙的改动", "and it is what is saved");
  await first.context().close();
});

test("two tabs that edit at once: the user goes on with the other one, and the work of this one is kept", async () => {
  const [first, second] = await twoTabs(deaf);
  await typeName(first, "甲的改动");
  await saved(first);
  await typeName(second, "乙的改动");
  await second.getByRole("button", { name: "用那边的" }).click();
  assert.ok((await kept(second)).includes("乙的改动"), "the work of this one is in the file that was kept");
  assert.equal(await second.locator(NAME).inputValue(), "甲的改动");
  await first.context().close();
});

test("the other tab's save cannot be read now: that is said, nothing is lost, and choosing again works", async () => {
  const context = await newContext(browser);
  await context.addInitScript(deaf);
  const tab = async () => Object.assign(await context.newPage(), { record: { errors: [] } });
  const [first, second] = [await tab(), await tab()];
  for (const page of [first, second]) await fields(page);
  await typeName(first, "甲的改动");
  await saved(first);
  await second.evaluate(() => {
    const { get } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.get = function (key) {
      if (key === "workspace" && !window.readable) throw new DOMException("not now", "AbortError");
      return get.call(this, key);
    };
  });
  await typeName(second, "乙的改动");
  const theirs = second.getByRole("button", { name: "用那边的" });
  await theirs.click();
  await alert(second).filter({ hasText: "请过一会儿再选一次" }).waitFor();
  assert.equal(await second.locator(NAME).inputValue(), "乙的改动");
  await second.evaluate(() => {
    window.readable = true;
  });
  await theirs.click();
  await theirs.waitFor({ state: "detached" });
  assert.ok((await kept(second)).includes("乙的改动"));
  await saved(second);
  const save = (await keptSaves(second)).get("workspace").text;
  assert.ok(save.includes("甲的改动") && save.includes("乙的改动"), "they were two organisations");
  await context.close();
});

test("what is typed while the save of another tab is being read is not replaced by it", async () => {
  const [first, second] = await twoTabs(() => {
    const Channel = BroadcastChannel;
    Channel.prototype.postMessage = () => {};
    window.BroadcastChannel = function (name) {
      return (window.heard = new Channel(name));
    };
  });
  await typeName(first, "甲的改动");
  await saved(first);
  // The message comes, and the key follows before the database can have answered.
  await second.evaluate((name) => {
    window.heard.dispatchEvent(new MessageEvent("message"));
    const input = document.querySelector(name);
    input.value = "乙的改动";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, NAME);
  await second.getByRole("button", { name: "用这边的" }).waitFor();
  assert.equal(await second.locator(NAME).inputValue(), "乙的改动");
  await first.context().close();
});

test("a tab where nothing waits follows the other one", async () => {
  const [first, second] = await twoTabs(() => {});
  await typeName(first, "甲的改动");
  await saved(first);
  await second.waitForFunction((name) => document.querySelector(name).value === "甲的改动", NAME);
  assert.equal(await keptNotice(second).count(), 0);
  await first.context().close();
});

test("with a full disk the user is told, can take the answers, and saving goes on once there is room", async () => {
  const page = await pageWith(() => {
    const put = IDBObjectStore.prototype.put;
    window.full = true;
    IDBObjectStore.prototype.put = function (...rest) {
      if (window.full) throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, rest);
    };
  });
  await typeName(page, "满盘有限公司");
  await alert(page).filter({ hasText: "空间已满" }).waitFor();
  assert.equal((await taken(page)).organisation, "满盘有限公司");
  await page.evaluate(() => (window.full = false));
  await typeName(page, "满盘之后有限公司");
  await saved(page);
  assert.equal(await alert(page).count(), 0);
  await page.reload();
  await page.locator(NAME).waitFor();
  await page.context().close();
});

for (const [what, script] of Object.entries({
  "IndexedDB refuses to open": () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("no", "SecurityError");
    };
  },
  "there is no IndexedDB": () => Object.defineProperty(window, "indexedDB", { value: undefined }),
  "there is no local storage either": () => {
    Object.defineProperty(window, "indexedDB", { value: undefined });
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("no", "SecurityError");
      },
    });
  },
})) {
  test(`${what}: the page works, says so, and hands the answers over`, async () => {
    const page = await pageWith(script);
    await alert(page).filter({ hasText: "不让本页保存" }).waitFor();
    await typeName(page, "无痕有限公司");
    assert.equal((await taken(page)).organisation, "无痕有限公司");
    await page.context().close();
  });
}

test("a save of a newer version is left alone, and the user is told and can take what is typed now", async () => {
  const context = await browser.newContext({ locale: "zh-CN", acceptDownloads: true });
  const newer = JSON.stringify({ ziping: "workspace", schema: 99, clients: [{ future: true }] });
  await plant(context, newer);
  const page = Object.assign(await context.newPage(), { record: { errors: [] } });
  await open(page, "#/organisation");
  await alert(page).filter({ hasText: "更新的版本" }).waitFor();
  await typeName(page, "新写的单位");
  assert.equal((await taken(page)).organisation, "新写的单位");
  // Leaving saves at once what waits to be saved, if anything does.
  await page.reload();
  await alert(page).filter({ hasText: "更新的版本" }).waitFor();
  const there = (await keptSaves(page)).get("workspace").text;
  assert.equal(there, newer, "untouched");
  await context.close();
});

test("a damaged save is kept aside whole and can be downloaded; new work is saved", async () => {
  const context = await browser.newContext({ locale: "zh-CN", acceptDownloads: true });
  const damaged = '{"ziping":"workspace","schema":1,"clients":[{"id":"x","answers":"{\\"schema\\":1,\\"organisation\\":\\"珍贵的\\",\\"fac';
  await plant(context, damaged);
  const page = Object.assign(await context.newPage(), { record: { errors: [] } });
  await open(page, "#/organisation");
  const notice = page.locator(".notice").filter({ hasText: "已原样留在本机" });
  await notice.waitFor();
  const file = await download(page, () => notice.getByRole("button", { name: "下载" }).first().click());
  assert.equal(await readFile(file, "utf8"), damaged, "byte for byte");
  await typeName(page, "重新开始的单位");
  await saved(page);
  await page.reload();
  assert.equal(await page.locator(NAME).inputValue(), "重新开始的单位");
  await context.close();
});

test("a save that is no text at all is kept aside and said, not passed over", async () => {
  const context = await browser.newContext({ locale: "zh-CN", acceptDownloads: true });
  await plant(context, undefined, [0x7b, 7, 255]);
  const page = Object.assign(await context.newPage(), { record: { errors: [] } });
  await open(page, "#/organisation");
  const notice = page.locator(".notice").filter({ hasText: "已原样留在本机" });
  await notice.waitFor();
  const file = await download(page, () => notice.getByRole("button", { name: "下载" }).first().click());
  assert.deepEqual(JSON.parse(await readFile(file, "utf8")), { 0: 123, 1: 7, 2: 255 });
  await typeName(page, "重新开始的单位");
  await saved(page);
  await context.close();
});

test("answers are undone and redone by button and by key, and the field shows it", async () => {
  const page = await newPage(browser);
  await open(page, "#/assess/credit/caps_b");
  const choice = page.locator("section.q").first().locator(".seg label").first();
  const radio = choice.locator("input");
  await choice.click();
  await page.waitForFunction((input) => input.checked, await radio.elementHandle());
  const undo = page.locator("#undo");
  const redo = page.locator("#redo");
  await undo.click();
  assert.equal(await radio.isChecked(), false);
  assert.equal(await undo.isDisabled(), true);
  await redo.click();
  assert.equal(await radio.isChecked(), true);
  await page.keyboard.press("Control+z");
  assert.equal(await radio.isChecked(), false);
  await page.keyboard.press("Control+Shift+z");
  assert.equal(await radio.isChecked(), true);
  await page.context().close();
});

test("the browser is asked to keep the saves once there is something worth keeping, and not before", async () => {
  const page = await pageWith(() => {
    window.asked = 0;
    StorageManager.prototype.persist = () => {
      window.asked += 1;
      return Promise.resolve(true);
    };
  });
  assert.equal(await page.evaluate(() => window.asked), 0);
  for (const name of ["一", "一二", "一二三", "一二三四"]) await typeName(page, name);
  await saved(page);
  assert.equal(await page.evaluate(() => window.asked), 1);
  await page.context().close();
});

const stopped = (page) => page.getByRole("alert").filter({ hasText: /本页的程序|The program of this page/ });

for (const [lang, told, reload] of [
  ["zh", /没能启动[^]*检查网络后重新载入/, "重新载入"],
  ["en", /could not start[^]*Check the network and reload/, "Reload"],
]) {
  test(`a program that does not come is said, with what to do, and comes after a reload (${lang})`, async () => {
    const page = await newPage(browser);
    await page.route(/page-.*\.wasm$/, (route) => route.abort());
    // The notice comes with the first file that does not; the page has given up when its own start has failed.
    const gaveUp = page.waitForEvent("pageerror");
    await page.goto(`${site}?lang=${lang}#/organisation`);
    await gaveUp;
    await stopped(page).waitFor();
    await says(stopped(page), told);
    await page.unroute(/page-.*\.wasm$/);
    await stopped(page).getByRole("button", { name: reload }).click();
    await page.locator(NAME).waitFor();
    assert.equal(await stopped(page).count(), 0);
    await page.context().close();
  });
}

test("a program that ends by a fault says so, takes no more that would be lost, and has what was saved", async () => {
  const page = await newPage(browser);
  await open(page, "#/organisation");
  await typeName(page, "出错有限公司");
  await saved(page);
  // A real trap: a program of one function that does what must not happen.
  await page.evaluate(() => {
    const code = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(code)));
    // In a turn of its own: nobody is there to catch it, as when the program itself ends so.
    queueMicrotask(exports.f);
  });
  await stopped(page).waitFor();
  await says(stopped(page), /已存的内容都在本机/);
  await page.locator(NAME).focus();
  await page.keyboard.type("白打的字");
  assert.equal(await page.locator(NAME).inputValue(), "出错有限公司", "nothing is typed into a page that does not keep it");
  await stopped(page).getByRole("button", { name: "重新载入" }).click();
  await page.waitForFunction((name) => document.querySelector(name)?.value === "出错有限公司", NAME);
  assert.equal(await stopped(page).count(), 0);
  await page.context().close();
});

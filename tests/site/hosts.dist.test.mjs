// Hosts and surroundings as people really have them: wrong types, missing files, every address answered with the first
// page, files opened directly, a page edited on the host, an old tab beside a new build, chat programs. The site works, or
// says the true reason with the file's name.
import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { dist, download, drawn, keeping, launch, newPage, open, saved, says, site } from "./harness.mjs";
import { copyOfSite, serve } from "./hosts.mjs";
import { kept } from "./pages.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Fills the site at an address with the made-up organisation. */
async function loadExample(page, address = site) {
  await open(page, "", address);
  await page.getByRole("button", { name: /载入示例|示例单位/ }).first().click();
  await saved(page);
}

const notStarted = (page) => page.locator("#not-started");

for (const type of ["application/octet-stream", "text/plain", "application/x-unknown"]) {
  test(`WebAssembly sent as ${type}: every part runs, and what is kept for later has the right type`, async () => {
    const { address, close } = await serve(dist, { wrong: { ".wasm": type } });
    const page = await newPage(browser, keeping);
    await loadExample(page, address);
    for (const place of ["#/settings", "#/result/credit", "#/organisation"]) await open(page, place, address);
    await open(page, "#/package/credit", address);
    const zip = await download(page, () => page.locator("#make-package").click());
    assert.match(zip, /\.zip$/);
    await kept(page);
    await page.reload();
    const typeNow = await page.evaluate(async () => {
      const { wasm } = document.querySelector("script[data-wasm]").dataset;
      return (await fetch(wasm)).headers.get("Content-Type");
    });
    assert.equal(typeNow, "application/wasm");
    await page.context().close();
    close();
  });
}

test("scripts sent as plain text cannot run: the page names the file and the type", async () => {
  const { address, close } = await serve(dist, { wrong: { ".js": "text/plain" } });
  const page = await newPage(browser);
  await page.goto(address);
  await notStarted(page).filter({ hasText: "没能启动" }).waitFor();
  await says(notStarted(page), /start\.js \(Content-Type: text\/plain\)/);
  await page.context().close();
  close();
});

for (const [what, without, named] of [
  ["start.js", /start\.js$/, /start\.js \(404\)/],
  ["the program", /_bg\.wasm$/, /_bg\.wasm \(404\)/],
  ["the program's script", /ziping-web[^/]*\.js$|page[^/]*\.js$/, /\.js \(404\)/],
]) {
  test(`a host without ${what}: the page says which file did not come`, async () => {
    const { address, close } = await serve(dist, { without });
    const page = await newPage(browser, { locale: "en-GB" });
    await page.goto(`${address}?lang=en`);
    await notStarted(page).filter({ hasText: "A file did not come" }).waitFor();
    const said = await notStarted(page).innerText();
    assert.match(said, named);
    assert.doesNotMatch(said, /too old|opened as a file|没能启动/, "one reason, in one language");
    await page.context().close();
    close();
  });
}

test("every address answered with the first page: a wrong one says so and leads to the first page, a missing program names it", async () => {
  const { host, address, close } = await serve(dist, { fallback: true });
  const page = await newPage(browser);
  await open(page, "", address);
  await page.goto(`${address}foo/bar`);
  await notStarted(page).filter({ hasText: "没能启动" }).waitFor();
  host.without = /_bg\.wasm$/;
  const other = await newPage(browser);
  await other.goto(address);
  await notStarted(other).filter({ hasText: /_bg\.wasm.*text\/html/ }).waitFor();
  await page.context().close();
  await other.context().close();
  close();
});

test("opened as a file, the page says why it does not run", async () => {
  const page = await newPage(browser);
  await page.goto(pathToFileURL(join(dist, "index.html")).href);
  await notStarted(page).filter({ hasText: "作为文件直接打开" }).waitFor();
  await page.context().close();
});

test("a page that runs says nothing of this, and has no such element", async () => {
  const page = await newPage(browser);
  await open(page, "", site);
  await page.locator("html[data-started]").waitFor();
  assert.equal(await notStarted(page).count(), 0);
  await page.context().close();
});

test("what a host writes into its page reaches returning visitors, also with the site kept for offline use", async () => {
  const folder = await copyOfSite();
  const { address, close } = await serve(folder);
  const page = await newPage(browser, keeping);
  await open(page, "", address);
  await kept(page);
  const index = join(folder, "index.html");
  await writeFile(index, (await readFile(index, "utf8")).replace("<title>", '<meta name="keywords" content="京ICP备00000000号" /><title>'));
  await page.reload();
  // Read in the background of this visit, shown on the next one.
  await page.waitForFunction(async () => {
    for (const name of await caches.keys()) {
      const home = await (await caches.open(name)).match("index.html");
      if (home && (await home.text()).includes("京ICP备00000000号")) return true;
    }
    return false;
  });
  await page.reload();
  await page.locator('meta[name="keywords"]').waitFor({ state: "attached" });
  await page.context().close();
  close();
});

test("a tab of the old build, whose parts are gone from the host, says that there is a newer one", async () => {
  const folder = await copyOfSite();
  const { host, address, close } = await serve(folder);
  const page = await newPage(browser);
  await open(page, "#/assess/credit", address);
  const list = join(folder, "asset-list");
  await writeFile(list, (await readFile(list, "utf8")).replace(/"build": "[^"]*"/, '"build": "another"'));
  host.without = /\/packs\/om\./;
  await page.evaluate(() => location.assign("#/assess/om"));
  await page.getByRole("alert").filter({ hasText: "本站已有新版本" }).waitFor();
  await page.locator("#take-over").waitFor();
  await page.context().close();
  close();
});

test("without a network it is the network, not a newer build", async () => {
  const { address, close } = await serve(dist);
  const page = await newPage(browser);
  await open(page, "#/assess/credit", address);
  // The heading may be that of the text before the program: it is the running page that goes on without a network.
  await drawn(page);
  await page.context().setOffline(true);
  await page.evaluate(() => location.assign("#/assess/om"));
  await page.getByRole("alert").filter({ hasText: "请检查网络" }).waitFor();
  assert.equal(await page.locator("#take-over").count(), 0);
  await page.context().close();
  close();
});

const CHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.49";

test("in a chat program the page says beforehand that files cannot be saved, and after a download what to do", async () => {
  const page = await newPage(browser, { userAgent: CHAT, viewport: { width: 390, height: 844 } });
  await page.addInitScript(() => delete Navigator.prototype.canShare);
  await open(page);
  await page.locator("#surroundings", { hasText: "在浏览器打开" }).waitFor();
  await page.locator("#surroundings button").click();
  await loadExample(page);
  await open(page, "#/package/credit");
  await page.locator("#make-package").click();
  await page.locator("#handed", { hasText: "存不了文件" }).waitFor();
  assert.equal(await page.locator("#share").count(), 0);
  await page.reload();
  assert.equal(await page.locator("#surroundings").count(), 0, "said once");
  await page.context().close();
});

test("where there is a share sheet, the file goes through it when the button is pressed", async () => {
  const page = await newPage(browser, { userAgent: CHAT });
  await page.addInitScript(() => {
    Navigator.prototype.canShare = ({ files }) => files.length === 1;
    Navigator.prototype.share = async ({ files }) => {
      window.shared = { name: files[0].name, size: files[0].size };
    };
  });
  await loadExample(page);
  await open(page, "#/package/credit");
  await page.locator("#make-package").click();
  await page.locator("#share").click();
  await page.waitForFunction(() => window.shared?.size > 10_000);
  assert.match(await page.evaluate(() => window.shared.name), /\.zip$/);
  await page.context().close();
});

test("Safari's seven days are said once, and the day of the last back-up stands where saving is spoken of", async () => {
  const safari = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15";
  const page = await newPage(browser, { userAgent: safari });
  await page.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
  await open(page);
  await page.locator("#surroundings", { hasText: "七天" }).waitFor();
  await loadExample(page);
  await saved(page);
  await open(page, "#/settings");
  await page.locator("dd.last-backup", { hasText: "还没有" }).waitFor();
  await open(page, "#/clients");
  await page.locator("small.last-backup", { hasText: "还没有" }).first().waitFor();
  await download(page, () => page.getByRole("button", { name: "备份全部" }).first().click());
  await page.locator("small.last-backup", { hasText: "2026-11-21" }).first().waitFor();
  await open(page, "#/settings");
  await page.locator("dd.last-backup", { hasText: "2026-11-21" }).waitFor();
  await page.context().close();
});

test("colours are plain, so that browsers of 2022 show them, and the dark ones stand in both places alike", async () => {
  const styles = new URL("../../web/styles/", import.meta.url);
  for (const file of await readdir(styles)) {
    const css = await readFile(new URL(file, styles), "utf8");
    // What came after Chromium 108, Safari 16.4 or Firefox 115 and cannot simply be left out.
    const code = css.replaceAll(/\/\*[^]*?\*\//g, "");
    assert.doesNotMatch(code, /light-dark\(|color-mix\(|:has\(|^\s*&|@scope|@starting-style/m, file);
  }
  const tokens = await readFile(new URL("tokens.css", styles), "utf8");
  const colours = (after) => tokens.slice(tokens.indexOf(after)).match(/\{[^}]*\}/)[0].match(/--[\w-]+: #\w+/g).sort();
  const dark = colours(':root:not([data-theme="light"])');
  assert.ok(dark.length > 10);
  assert.deepEqual(colours('@media screen {\n    :root[data-theme="dark"]'.slice(20)), dark);
});

// Works anywhere: without a network after the first visit, below a path, and over to a new build without loss.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { download, framed, keeping, launch, newPage, open, python, saved, site, siteBelow } from "./harness.mjs";
import { copyOfSite, serve } from "./hosts.mjs";
import { kept } from "./pages.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const [where, base] of [
  ["at the root of a host", site],
  ["below a path of a host", siteBelow],
]) {
  test(`${where}: after one visit the main job is done without a network, package included`, async () => {
    const page = await newPage(browser, keeping);
    await open(page, "", base);
    await kept(page);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole("button", { name: "载入示例单位" }).click();
    await saved(page);
    await open(page, "#/assess/credit/caps_b", base);
    await page.locator(".verdict").filter({ hasText: "AA" }).waitFor();
    await page.reload();
    await page.locator(".verdict").filter({ hasText: "AA" }).waitFor();
    for (const place of ["#/clients", "#/result/om", "#/clauses/iets", "#/organisation"]) await open(page, place, base);
    await open(page, "#/package/credit", base);
    const zip = await download(page, () => page.locator("#make-package").click());
    const names = execFileSync(python, ["-c", "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip(), len(zipfile.ZipFile(sys.argv[1]).namelist()))", zip], { encoding: "utf8" });
    assert.match(names, /^None \d+/, "the archive is sound");
    await page.context().close();
  });
}

test("a new build is offered, takes over when the user says so, and nothing typed is lost", async () => {
  const folder = await copyOfSite();
  const { address, close } = await serve(folder);
  const page = await newPage(browser, keeping);
  await open(page, "", address);
  await kept(page);
  await open(page, "#/organisation", address);
  await page.locator("#client-name").fill("跨版本有限公司");
  await saved(page);

  const worker = join(folder, "sw.js");
  await writeFile(worker, (await readFile(worker, "utf8")).replace(/const BUILD = "[^"]*"/, 'const BUILD = "the next one"'));
  const index = join(folder, "index.html");
  await writeFile(index, (await readFile(index, "utf8")).replace(/(name="ziping-build" content=")[^"]*/, "$1the next one"));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  const button = page.locator("#take-over");
  await button.waitFor();
  await Promise.all([page.waitForEvent("load"), button.click()]);
  await page.locator("#client-name").waitFor();
  assert.equal(await page.locator("#client-name").inputValue(), "跨版本有限公司");
  const caches = (await page.evaluate(() => caches.keys())).filter((name) => name.startsWith("ziping "));
  assert.deepEqual(caches.map((name) => name.split(" ").slice(2).join(" ")), ["the next one"], "the old build is gone");
  assert.equal(await button.count(), 0);
  await page.context().close();
  close();
});

test("files that are not of the build are never kept", async () => {
  const folder = await copyOfSite();
  const packs = join(folder, "packs", "library.bin");
  const { address, close } = await serve(folder);
  await writeFile(packs, Buffer.concat([await readFile(packs), Buffer.from("x")]));
  const page = await newPage(browser, keeping);
  // A picture of the site: its page would register the worker too, whenever it gets there, and keep files again while that installs.
  await page.goto(new URL("icons/icon-512.png", address).href);
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register("../sw.js").catch(() => null);
    const coming = registration?.installing;
    if (coming) await new Promise((done) => coming.addEventListener("statechange", done, { once: true }));
    return { state: coming?.state ?? "refused", caches: await caches.keys() };
  });
  assert.deepEqual(state, { state: "redundant", caches: [] });
  await page.context().close();
  close();
});

test("the site can be installed: its manifest names icons that are there", async () => {
  const manifest = await (await fetch(new URL("manifest.webmanifest", site))).json();
  assert.equal(manifest.display, "standalone");
  assert.equal(manifest.start_url, "./", "from any path");
  for (const icon of manifest.icons) {
    const answer = await fetch(new URL(icon.src, site));
    assert.equal(answer.status, 200, icon.src);
    assert.equal(answer.headers.get("content-type"), icon.type, icon.src);
  }
  const page = await newPage(browser, keeping);
  await open(page);
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  await page.context().close();
});

test("a service worker that could not be had at first is asked for again when the network is back, once at a time", async () => {
  const folder = await copyOfSite();
  const file = join(folder, "sw.js");
  const worker = await readFile(file);
  await rm(file);
  const { server, address, close } = await serve(folder);
  let asked = 0;
  server.prependListener("request", ({ url }) => (asked += url.endsWith("/sw.js") ? 1 : 0));
  const page = await newPage(browser, keeping);
  await open(page, "", address);
  const online = () => page.evaluate(() => dispatchEvent(new Event("online")));
  while (asked < 1) await framed(page);
  // It is tried again as often as the network comes back; nothing else asks for it.
  while (asked < 2) {
    await online();
    await framed(page);
  }
  await writeFile(file, worker);
  const registered = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length > 0);
  while (!(await registered())) {
    await online();
    await framed(page);
  }
  await kept(page);
  const before = asked;
  await page.evaluate(() => {
    for (let times = 0; times < 3; times += 1) dispatchEvent(new Event("online"));
  });
  await framed(page, 3);
  assert.equal(asked, before, "nothing more is asked for once it is there");
  await page.context().close();
  close();
});

// Works anywhere: without a network after the first visit, below a path, and over to a new build without loss.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { dist, download, framed, launch, newPage, open, python, saved, site, siteBelow } from "./harness.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** The page is served by its service worker from now on. */
const kept = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    }
  });

for (const [where, base] of [
  ["at the root of a host", site],
  ["below a path of a host", siteBelow],
]) {
  test(`${where}: after one visit the main job is done without a network, package included`, async () => {
    const page = await newPage(browser);
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

/** A bare static server of a folder, whose files can be changed while it runs. */
function serve(folder) {
  const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".png": "image/png" };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const name = path.endsWith("/") ? `${path}index.html` : path;
    try {
      const bytes = await readFile(join(folder, name));
      response.writeHead(200, { "Content-Type": types[extname(name)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ server, address: `http://127.0.0.1:${server.address().port}/` })));
}

async function copyOfSite() {
  const folder = await mkdtemp(join(tmpdir(), "ziping-site-"));
  await cp(dist, folder, { recursive: true });
  return folder;
}

test("a new build is offered, takes over when the user says so, and nothing typed is lost", async () => {
  const folder = await copyOfSite();
  const { server, address } = await serve(folder);
  const page = await newPage(browser);
  await open(page, "", address);
  await kept(page);
  await open(page, "#/organisation", address);
  await page.locator("#client-name").fill("跨版本有限公司");
  await saved(page);

  const worker = join(folder, "sw.js");
  await writeFile(worker, (await readFile(worker, "utf8")).replace(/const BUILD = "[^"]*"/, 'const BUILD = "the next one"'));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  const button = page.locator("#take-over");
  await button.waitFor();
  await Promise.all([page.waitForEvent("load"), button.click()]);
  await page.locator("#client-name").waitFor();
  assert.equal(await page.locator("#client-name").inputValue(), "跨版本有限公司");
  const caches = await page.evaluate(() => caches.keys());
  assert.deepEqual(caches.map((name) => name.split(" ").slice(2).join(" ")), ["the next one"], "the old build is gone");
  assert.equal(await button.count(), 0);
  await page.context().close();
  server.close();
});

test("files that are not of the build are never kept", async () => {
  const folder = await copyOfSite();
  const packs = join(folder, "packs", "library.pack");
  const { server, address } = await serve(folder);
  await writeFile(packs, Buffer.concat([await readFile(packs), Buffer.from("x")]));
  const page = await newPage(browser);
  await page.goto(address);
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register("sw.js").catch(() => null);
    const coming = registration?.installing;
    if (coming) await new Promise((done) => coming.addEventListener("statechange", done, { once: true }));
    return { state: coming?.state ?? "refused", caches: await caches.keys() };
  });
  assert.deepEqual(state, { state: "redundant", caches: [] });
  await page.context().close();
  server.close();
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
  const page = await newPage(browser);
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
  const { server, address } = await serve(folder);
  let asked = 0;
  server.prependListener("request", ({ url }) => (asked += url.endsWith("/sw.js") ? 1 : 0));
  const page = await newPage(browser);
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
  server.close();
});

// The association's edition as a whole: a folder made in the page on an nginx below a path, by the snippet of docs/hosting.md;
// the first visit, from the page to the packages; without a network; the folder changed, damaged, older than the kit.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, download, drawn, keeping, launch, newPage, open, saved } from "./harness.mjs";
import { copyOfSite } from "./hosts.mjs";
import { LOGO, TABLE, field, form, indicators, name, run } from "./making.mjs";
import { kept } from "./pages.mjs";
import { papersIn } from "./papers.mjs";
import { file, section } from "./settings.mjs";
import { ISSUED, below, zip as zipped } from "./workshop.mjs";

let browser;
let root;
let site;
let nginx;
let base;
before(async () => {
  browser = await launch();
  root = await mkdtemp(join(tmpdir(), "ziping-nginx-"));
  site = join(root, "html", "ziping");
  await mkdir(join(root, "html"));
  await rename(await copyOfSite(), site);
  const port = await free();
  base = `http://localhost:${port}/ziping/`;
  await writeFile(join(root, "nginx.conf"), await configuration(port));
  nginx = spawn("nginx", ["-p", root, "-c", join(root, "nginx.conf")], {
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    stdio: "inherit",
  });
  for (let tries = 0; !(await fetch(base).catch(() => undefined))?.ok; tries += 1) {
    assert.ok(tries < 100 && nginx.exitCode === null, "nginx answers");
    await new Promise((done) => setTimeout(done, 50));
  }
});
after(() => {
  nginx?.kill();
  return browser?.close();
});

/** A port that nobody listens on. */
const free = () =>
  new Promise((done) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** The snippet of the guide, in a configuration that runs beside whatever else does. */
async function configuration(port) {
  const guide = await readFile(new URL("../../docs/hosting.md", import.meta.url), "utf8");
  const snippet = guide.match(/```nginx\n([\s\S]*?)```/)[1].replace("root /var/www/html;", `root ${join(root, "html")};`);
  assert.ok(snippet.includes(root), "the snippet says where the site lies");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${root}/${kind};`);
  return `
${userInfo().uid === 0 ? "user root;" : ""}
daemon off;
pid ${root}/nginx.pid;
error_log ${root}/error.log;
events {}
http {
  access_log off;
  ${temporary.join("\n  ")}
  server {
    listen localhost:${port};
    ${snippet}
  }
}
`;
}

const cards = (page) => page.locator("#main .books b");
const notices = (page) => page.locator(".notice.of-host-rules");

/** The service worker has a text in its copy of a file of the folder. */
const stored = (page, name, text) =>
  page.waitForFunction(
    async ([name, text]) => {
      for (const cache of (await caches.keys()).filter((cache) => cache.startsWith("ziping-host "))) {
        const answer = await (await caches.open(cache)).match(new URL(`host/${name}`, document.baseURI).href);
        if (answer && (await answer.text()).includes(text)) return true;
      }
      return false;
    },
    [name, text],
  );

/** A folder made in the page: name, contact, two rule books shown, a table, a form, a rule book of its own. */
async function made() {
  const page = await newPage(browser);
  await page.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
  await open(page, "#/host", base);
  await drawn(page);
  await name(page);
  await field(page, "contact.phone").fill("010-12345678");
  await field(page, "hand_in.zh").fill("纸质材料一式两份，寄到示例路 1 号。");
  await field(page, "hand_in.en").fill("Two copies by mail.");
  await page.locator("#host-files").setInputFiles([await form()]);
  await page.locator("#host-files").setInputFiles([
    { name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(LOGO) },
    file("table.toml", TABLE),
  ]);
  await page.locator("select[aria-label*='申报书.docx']").selectOption({ label: "科技服务行业企业信用等级评价" });
  await page.locator("#host-rulebook-files").setInputFiles(await zipped(below("workshop", ISSUED)));
  await page.locator("#rules-taken").waitFor();
  for (const id of ["iets", "nextgen-it", "om", "bizsec", "iii-consulting"]) await page.locator(`#make-show-${id}`).uncheck();
  await section(page, "make-check").getByText("文件都可以用").waitFor();
  const zip = await download(page, () => page.locator("#take-host").click());
  assertNoErrors(page);
  assertStayedHome(page, base);
  await page.context().close();
  return zip;
}

test("an association's site on nginx below a path: first visit to package, without a network, folder changed, damaged, older than the kit", async () => {
  const zip = await made();
  await rm(join(site, "host"), { recursive: true });
  run("unpack", zip, site);

  // What the folder lays over the rule books comes compiled: the program that reads TOML is not even fetched.
  const first = await newPage(browser);
  await open(first, "", base);
  await cards(first).filter({ hasText: "绿色工坊认定" }).waitFor();
  const asked = first.record.requests.map((address) => address.slice(base.length));
  assert.ok(asked.includes("host/compiled.bin"), asked.join("\n"));
  assert.deepEqual(asked.filter((file) => /^overlay|content\.bin$/.test(file)), []);
  await open(first, "#/assess/workshop", base);
  await notices(first).waitFor();
  assertNoErrors(first);
  await first.context().close();

  // The first visit: name, two rule books, contact; then the packages.
  const page = await newPage(browser, keeping);
  await page.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
  await open(page, "", base);
  await page.locator("header .of-host", { hasText: "某市软件协会" }).waitFor();
  await cards(page).filter({ hasText: "绿色工坊认定" }).waitFor();
  assert.deepEqual(await cards(page).allInnerTexts(), ["科技服务行业企业信用等级评价", "绿色工坊认定"]);
  await page.locator("footer").getByText("010-12345678").waitFor();
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await saved(page);
  await open(page, "#/package/credit", base);
  await page.locator(".forms li").filter({ hasText: "由本站提供方提供" }).filter({ hasText: "申报书.docx" }).waitFor();
  const credit = papersIn(await download(page, () => page.locator("#make-package").click()));
  assert.match(credit.words["01-申请表/申报书.docx"], /某市软件协会申报表\n单位：示例科技有限公司\n某市软件协会 010-12345678/);
  assert.match(credit.words["05-递交指南/递交指南.docx"], /由提供本站的某市软件协会填写[\s\S]*寄到示例路 1 号[\s\S]*电话：010-12345678/);
  assert.deepEqual([credit.manifest.host.name, credit.manifest.overlays, credit.manifest.origin], ["某市软件协会", ["forty@1.0.0"], undefined]);
  const items = new Set(JSON.stringify(credit.result).match(/"id":"overlay\.forty\.[a-z_]+"/g) ?? []);
  assert.ok(indicators >= 40 && items.size >= 40, `${items.size} of ${indicators} indicators are in the result`);
  await open(page, "#/package/workshop", base);
  await notices(page).waitFor();
  const workshop = papersIn(await download(page, () => page.locator("#make-package").click()));
  assert.deepEqual([workshop.manifest.regime, workshop.manifest.origin, workshop.manifest.rulebook], ["workshop", "host", "0.1.0"]);

  // Without a network all of it is there.
  await kept(page);
  await stored(page, "workshop/rulebook.toml", 'version = "0.1.0"');
  await page.context().setOffline(true);
  await page.reload();
  await page.locator("header .of-host", { hasText: "某市软件协会" }).waitFor();
  await open(page, "", base);
  await cards(page).filter({ hasText: "绿色工坊认定" }).waitFor();
  await open(page, "#/package/workshop", base);
  await notices(page).waitFor();
  const offline = papersIn(await download(page, () => page.locator("#make-package").click()));
  assert.equal(offline.manifest.origin, "host");
  await page.context().setOffline(false);

  // The folder is changed: fetched during the next visit, there on the one after.
  const said = JSON.parse(await readFile(join(site, "host", "host.json"), "utf8"));
  const put = (more) => writeFile(join(site, "host", "host.json"), JSON.stringify({ ...said, ...more }, null, 2));
  await put({ name: { zh: "改了名的协会", en: "Renamed" } });
  const main = join(site, "host", "workshop", "rulebook.toml");
  await writeFile(main, (await readFile(main, "utf8")).replace('version = "0.1.0"', 'version = "0.2.0"'));
  await page.reload();
  await stored(page, "workshop/rulebook.toml", 'version = "0.2.0"');
  await page.reload();
  await page.locator("header .of-host", { hasText: "改了名的协会" }).waitFor();
  await open(page, "#/result/workshop", base);
  await notices(page).filter({ hasText: "改了名的协会" }).filter({ hasText: "0.2.0" }).waitFor();

  // The kit is newer than the folder's table: it is left out, and the settings say why; the rest goes on.
  const table = join(site, "host", "table.toml");
  await writeFile(table, TABLE.replace(/^for_version = .*$/m, 'for_version = "0"'));
  await page.reload();
  await stored(page, "table.toml", 'for_version = "0"');
  await page.reload();
  await open(page, "#/settings", base);
  await section(page, "host").getByText("没有生效").waitFor();
  await section(page, "host").getByText("for_version").first().waitFor();
  await section(page, "host").locator("li").filter({ hasText: "绿色工坊认定" }).filter({ hasText: "对所有访问者有效" }).waitFor();
  assertNoErrors(page);

  // Damaged: the site is as without it, all answers are there, and the settings say what is wrong and where.
  await writeFile(join(site, "host", "host.json"), '{ "schema": 1, "name": ');
  await page.reload();
  await stored(page, "host.json", '"name": ');
  await page.waitForFunction(async () => {
    const cache = (await caches.keys()).find((name) => name.startsWith("ziping-host "));
    return (await (await caches.open(cache)).keys()).length === 1;
  });
  await page.reload();
  await open(page, "", base);
  await page.waitForFunction(() => document.querySelectorAll("#main .books b").length === 6);
  assert.equal(await page.locator(".of-host").count(), 0);
  await open(page, "#/settings", base);
  await section(page, "host").getByText("host/host.json").first().waitFor();
  await section(page, "host").getByText("第 1 行").first().waitFor();
  await open(page, "#/organisation", base);
  await page.waitForFunction(() => [...document.querySelectorAll("input")].some((input) => input.value === "示例科技有限公司"));
  await page.context().close();
});

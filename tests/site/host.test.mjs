// The host folder: an association puts its own files beside the site, below a path of its host. Its name, contact, overlay
// and form reach every visitor and the papers; a damaged folder costs nothing but itself; an empty one costs no failed
// request; changes are followed, and without a network the last copy is used.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, cli, download, drawn, keeping, launch, newPage, open, python, saved, says } from "./harness.mjs";
import { papersIn } from "./papers.mjs";
import { copyOfSite, serve } from "./hosts.mjs";
import { kept } from "./pages.mjs";
import { overlay, section } from "./settings.mjs";

let browser;
let below;
let host;
let server;
before(async () => {
  browser = await launch();
  // As an office has it: the site lies in a folder of the host.
  const root = await mkdtemp(join(tmpdir(), "ziping-host-"));
  below = join(root, "zp");
  await rename(await copyOfSite(), below);
  host = join(below, "host");
  server = await serve(root);
});
after(() => {
  server?.close();
  return browser?.close();
});

const base = () => `${server.address}zp/`;

const FORM = `
import sys, docx
d = docx.Document()
d.add_paragraph("某市软件协会申报表")
d.add_paragraph("单位：{{org.name}}")
d.save(sys.argv[1])
`;

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z" fill="#1c3d8f"/></svg>';

const FILLED = {
  schema: 1,
  name: { zh: "某市软件协会", en: "Software Association" },
  mark: "logo.svg",
  contact: { person: { zh: "王老师", en: "Ms Wang" }, phone: "010-12345678" },
  hand_in: { zh: "纸质材料一式两份，寄到示例路 1 号。", en: "Two copies by mail." },
  links: [{ title: { zh: "申报通知", en: "Call" }, address: "https://www.example.org/call" }],
  icp: "京ICP备12345678号-1",
  regimes: ["om", "credit"],
  accent: { light: "#1c3d8f", dark: "#8fb8f0" },
  overlays: ["指标 2026.toml"],
  forms: [{ file: "虚构申报书.docx" }],
};

/** Puts files into the host folder, in the place of all that were there. */
async function fill(said, files = {}) {
  await rm(host, { recursive: true, force: true });
  await mkdir(host, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(host, name), content);
  await writeFile(join(host, "host.json"), typeof said === "string" ? said : JSON.stringify(said, null, 2));
}

async function fillAll() {
  const form = join(await mkdtemp(join(tmpdir(), "ziping-form-")), "form.docx");
  execFileSync(python, ["-X", "utf8", "-c", FORM, form]);
  await fill(FILLED, {
    "logo.svg": LOGO,
    "指标 2026.toml": overlay("credit-indicators"),
    "虚构申报书.docx": await readFile(form),
  });
}

/** The rule books that the program shows; before it runs the page has all of them. */
const shown = async (page) => {
  await drawn(page);
  return page.locator("#main .books b").allInnerTexts();
};

/** A first visitor without a service worker: what is seen is what the host sends. */
const visitor = (options = {}) => newPage(browser, options);

test("an empty folder costs no failed request, and the site says that nobody has filled it in", async () => {
  await fill('{ "schema": 1 }\n');
  const page = await visitor();
  await open(page, "", base());
  assert.equal(await page.locator(".of-host").count(), 0);
  assert.equal((await shown(page)).length, 6);
  await open(page, "#/settings", base());
  await section(page, "host").getByText("没有填写 host/host.json").waitFor();
  assert.equal(page.record.requests.filter((address) => address.includes("/host/")).length, 1, "one small file, once");
  assertNoErrors(page);
  await page.context().close();
});

test("name, mark, contact, rule books and colour are there for every visitor, as the host's own word, in both languages", async () => {
  await fillAll();
  const page = await visitor();
  await open(page, "", base());
  await page.locator("header .of-host", { hasText: "某市软件协会" }).waitFor();
  // `decode` waits until the picture is there, and refuses one that cannot be drawn.
  assert.ok(await page.locator("header .of-host img").evaluate(async (image) => (await image.decode(), image.naturalWidth > 0)));
  assert.deepEqual(await shown(page), ["计算机信息系统集成企业资质运行维护能力评定", "科技服务行业企业信用等级评价"]);
  const foot = page.locator("footer .of-host");
  await foot.filter({ hasText: "本站由某市软件协会提供。 · 联系人：王老师 · 电话：010-12345678" }).waitFor();
  assert.equal(await foot.getByText("京ICP备12345678号-1").getAttribute("href"), "https://beian.miit.gov.cn/");
  assert.equal(await foot.getByText("申报通知").getAttribute("href"), "https://www.example.org/call");
  const own = section(page, "host");
  await says(own, /由提供本站的某市软件协会填写，不是评价规则的规定[\s\S]*一式两份，寄到示例路 1 号/);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("header .mark")).color), "rgb(28, 61, 143)");
  await page.getByRole("button", { name: "English", exact: true }).click();
  await foot.filter({ hasText: "This site is served by Software Association. · Contact: Ms Wang" }).waitFor();
  await says(own, /Two copies by mail/);
  assertNoErrors(page);
  assertStayedHome(page, base());
  await page.context().close();
});

test("the host's overlay counts and its form is filled, with nothing loaded by hand; papers, calendar page and manifest name the host", async () => {
  await fillAll();
  const page = await visitor();
  await page.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
  await open(page, "", base());
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await saved(page);
  await open(page, "#/settings", base());
  await section(page, "host").filter({ hasText: "对所有访问者有效" }).waitFor();
  await says(section(page, "host"), /虚构信用指标表[\s\S]*虚构申报书\.docx/);
  await section(page, "overlays").getByText("没有载入补充规则").waitFor();
  await open(page, "#/assess/credit/scores", base());
  await page.locator("section.q").filter({ hasText: "办公场所得几分" }).waitFor();
  // There at once after a reload: what became of the overlay is kept.
  await page.reload();
  await page.locator("section.q").filter({ hasText: "办公场所得几分" }).waitFor();
  await open(page, "#/calendar/credit", base());
  await section(page, "host").getByText("寄到示例路 1 号").waitFor();
  await open(page, "#/package/credit", base());
  await page.locator(".forms li").filter({ hasText: "由本站提供方提供" }).filter({ hasText: "虚构申报书.docx" }).waitFor();
  const zip = await download(page, () => page.locator("#make-package").click());
  const { words, manifest, result } = papersIn(zip);
  assert.deepEqual(manifest.overlays, ["made-up-credit@1.0.0"]);
  assert.deepEqual(manifest.host, {
    name: "某市软件协会",
    contact: ["联系人：王老师", "电话：010-12345678"],
    hand_in: "纸质材料一式两份，寄到示例路 1 号。",
  });
  assert.match(words["01-申请表/虚构申报书.docx"], /某市软件协会申报表\n单位：示例科技有限公司/);
  const guide = words["05-递交指南/递交指南.docx"];
  assert.match(guide, /由提供本站的某市软件协会填写[\s\S]*电话：010-12345678/);
  assert.match(guide, /还依据补充规则《虚构信用指标表》（编号 made-up-credit，版本 1\.0\.0，由提供本站的某市软件协会提供）/);
  assert.equal(await page.locator("#host-lacks").count(), 0);
  const facts = result.elements.flatMap(({ indicators }) => (indicators ?? []).map(({ fact }) => fact));
  assert.ok(facts.includes("overlay.made-up-credit.premises"), `the indicators of the overlay are scored: ${facts}`);
  assert.ok(Object.values(words).some((text) => text.includes("办公场所")), "a paper names the overlay's indicator");
  assertNoErrors(page);
  await page.context().close();

  // The command line makes the same of the folder.
  const out = join(await mkdtemp(join(tmpdir(), "ziping-cli-")), "package.zip");
  const answers = new URL("../../content/credit/example.json", import.meta.url).pathname;
  execFileSync(cli, ["package", "--regime", "credit", "--as-of", "2026-11-21", "--host", host, "--out", out, answers]);
  const own = papersIn(out);
  assert.deepEqual([own.manifest.host, own.manifest.overlays], [manifest.host, manifest.overlays]);
  assert.equal(own.words["01-申请表/虚构申报书.docx"], words["01-申请表/虚构申报书.docx"]);
});

for (const [what, said, code] of [
  ["no JSON", "{ \"schema\": 1, ", /host\/host\.json[\s\S]*1 处问题/],
  ["a wrong key and a colour that cannot be read", { schema: 1, name: "甲", regime: ["om"], accent: { light: "#ffd400", dark: "#8fb8f0" } }, /2 处问题[\s\S]*不认识的键“regime”[\s\S]*是不是想写“regimes”[\s\S]*看不清[\s\S]*最接近的可用颜色/],
]) {
  test(`a host.json with ${what}: the site is as without it, and the settings say what is wrong and where`, async () => {
    await fill(said);
    const page = await visitor();
    await open(page, "", base());
    assert.equal((await shown(page)).length, 6);
    assert.equal(await page.locator(".of-host").count(), 0);
    // It came: loading the page again brings nothing.
    await says(page.locator("#host-lacks"), /设置（host\/host\.json）有错，没有采用[\s\S]*刷新没有用/);
    await open(page, "#/settings", base());
    await section(page, "host").locator(".problems").waitFor();
    await says(section(page, "host"), code);
    assertNoErrors(page);
    await page.context().close();
  });
}

test("an overlay that does not fit is left out with its problems, one that is missing is named, the rest of the folder counts", async () => {
  await fill(
    { schema: 1, name: "甲", overlays: ["bad.toml", "gone.toml", "good.toml"] },
    { "bad.toml": overlay("credit-indicators").replace('regime = "credit"', 'regime = "crdit"'), "good.toml": overlay("iets-levels") },
  );
  const page = await visitor();
  await open(page, "#/settings", base());
  const own = section(page, "host");
  await own.getByText("对所有访问者有效").waitFor();
  await own.locator("li", { hasText: "host/bad.toml" }).getByText("crdit").first().waitFor();
  await says(own, /“host\/gone\.toml”没有取到/);
  await open(page, "#/result/credit", base());
  await says(page.locator("#host-lacks"), /没有全部取到（host\/gone\.toml）[\s\S]*可能与该单位的表不同/);
  await page.locator("header .of-host", { hasText: "甲" }).waitFor();
  await page.context().close();
});

test("a mark and a form that do not come are named in the settings, and no visitor is asked for a form that only the host has", async () => {
  await fill({ schema: 1, name: "甲", mark: "gone.svg", forms: [{ file: "没有.docx", regime: "credit" }] });
  const page = await visitor();
  await open(page, "#/settings", base());
  const own = section(page, "host");
  await own.getByText("“host/gone.svg”没有取到").waitFor();
  await own.getByText("“host/没有.docx”没有取到").waitFor();
  await open(page, "#/package/credit", base());
  await page.locator(".forms .notice", { hasText: "提供本站的单位规定了这些表格，但没有取到：没有.docx" }).waitFor();
  assert.doesNotMatch(await page.locator(".forms").innerText(), /请选上/);
  await page.context().close();
});

test("a host may show one language only, and begins in it", async () => {
  await fill({ schema: 1, name: { zh: "甲", en: "Office A" }, languages: ["en"] });
  const page = await visitor();
  await open(page, "", base());
  await page.locator("html[lang^=en]").waitFor();
  await page.locator("header .of-host", { hasText: "Office A" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "中文", exact: true }).count(), 0);
  assertNoErrors(page);
  await page.context().close();
});

test("without a network the last copy is used; a change of the folder is followed from the visit after it, and a removed file is gone", async () => {
  await fillAll();
  const page = await newPage(browser, keeping);
  await open(page, "", base());
  await kept(page);
  const stored = (text) =>
    page.waitForFunction(async (text) => {
      for (const name of (await caches.keys()).filter((name) => name.startsWith("ziping-host "))) {
        const answer = await (await caches.open(name)).match(new URL("host/host.json", document.baseURI).href);
        if (answer && (await answer.text()).includes(text)) return true;
      }
      return false;
    }, text);
  await stored("某市软件协会");
  await page.context().setOffline(true);
  await page.reload();
  await page.locator("header .of-host", { hasText: "某市软件协会" }).waitFor();
  await open(page, "#/settings", base());
  await section(page, "host").getByText("对所有访问者有效").waitFor();
  await page.context().setOffline(false);

  await fill({ schema: 1, name: "换了名字的协会" });
  await page.reload();
  await stored("换了名字的协会");
  await page.reload();
  await page.locator("header .of-host", { hasText: "换了名字的协会" }).waitFor();
  const files = await page.evaluate(async () => {
    const name = (await caches.keys()).find((name) => name.startsWith("ziping-host "));
    return (await (await caches.open(name)).keys()).map(({ url }) => decodeURIComponent(url.split("/").pop()));
  });
  assert.deepEqual(files, ["host.json"]);
  await page.context().close();
});

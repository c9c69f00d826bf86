// Nothing leaves the machine: the policy of the built page, and what the site asks for over everything one does in it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, dist, download, keeping, launch, newPage } from "./harness.mjs";
import { dialogOpen, languages, loadExample, pages, typeEverywhere, visit } from "./pages.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const built = () => readFileSync(join(dist, "index.html"), "utf8");

test("the policy allows the site's own files and WebAssembly, nothing else", () => {
  const [, policy] = built().match(/http-equiv="Content-Security-Policy" content="([^"]+)"/) ?? [];
  assert.ok(policy, "the built page has a policy");
  const directives = Object.fromEntries(policy.split(";").map((part) => part.trim().split(/\s+(.*)/s).slice(0, 2)));
  assert.equal(directives["default-src"], "'none'", "what is not named is refused");
  const allowed = new Set(["'self'", "'none'", "'wasm-unsafe-eval'", "data:", "blob:"]);
  for (const [name, sources] of Object.entries(directives)) {
    for (const source of sources.split(" ")) {
      assert.ok(allowed.has(source), `${name} ${source}`);
      // Addresses that hold their own content may be pictures; as scripts or connections they would be a way around.
      if (["data:", "blob:"].includes(source)) assert.equal(name, "img-src", `${name} ${source}`);
      if (source === "'wasm-unsafe-eval'") assert.equal(name, "script-src", `${name} ${source}`);
    }
  }
  assert.equal(directives["connect-src"], "'self'");
  assert.equal(directives["form-action"], "'none'");
  assert.ok(directives["base-uri"], "a `<base>` could send relative addresses elsewhere");
});

test("the built page has no script, style or handler of its own", () => {
  const page = built();
  for (const [script, attributes, content] of page.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    assert.match(attributes, /\bsrc=/, script);
    assert.equal(content.trim(), "", script);
  }
  assert.doesNotMatch(page, /<style\b|\sstyle=|\son[a-z]+=/);
  const addresses = [...page.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  assert.deepEqual(addresses.filter((address) => /^(https?:)?\/\//.test(address)), [], "addresses elsewhere");
});

/** Keeps what the policy refuses, from the first moment of every document. */
function watchPolicy() {
  window.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.refused.push(`${event.effectiveDirective}: ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
  });
}

/** Scripts and styles that stand in the page itself, and addresses in it that the browser would fetch from elsewhere. */
function inlined() {
  const style = [...document.querySelectorAll("[style], style")].map((element) => `style: ${element.outerHTML.slice(0, 120)}`);
  const script = [...document.querySelectorAll("script:not([src])")].map((element) => `script: ${element.outerHTML.slice(0, 120)}`);
  const handlers = [...document.querySelectorAll("*")].flatMap((element) =>
    element.getAttributeNames().filter((name) => name.startsWith("on")).map((name) => `${name}: ${element.outerHTML.slice(0, 120)}`),
  );
  return [...style, ...script, ...handlers];
}

test("over every page, filled and in use, nothing is asked of anyone else and the policy refuses nothing", async () => {
  const page = await newPage(browser, keeping);
  await page.addInitScript(watchPolicy);
  const found = [];
  for (const language of languages) {
    await loadExample(page, language);
    for (const { name, path, dialogs = {} } of pages) {
      await visit(page, path, language);
      for (const opener of Object.values(dialogs)) {
        await opener(page).click();
        await dialogOpen(page);
        await page.keyboard.press("Escape");
      }
      // Everything that unfolds, and every field for text, as someone does who goes through it all.
      for (const summary of await page.locator("main summary:visible").all()) await summary.click();
      await typeEverywhere(page, " ", false);
      found.push(...(await page.evaluate(inlined)).map((line) => `${name}: ${line}`));
      if (name === "package") await download(page, () => page.locator("#make-package").click());
      found.push(...(await page.evaluate(() => window.refused.splice(0))).map((line) => `${name}: refused ${line}`));
    }
  }
  assert.deepEqual(found, []);
  assert.ok(page.record.requests.some((address) => address.endsWith("worker_bg.wasm")), "the recording saw the worker");
  assertStayedHome(page);
  assertNoErrors(page);
  await page.context().close();
});

test("answering sends nothing at all", async () => {
  const page = await newPage(browser, keeping);
  await loadExample(page);
  await visit(page, "#/assess/credit/scores");
  // Until then it keeps the site's files for use without a network.
  await page.evaluate(() => navigator.serviceWorker.ready);
  const before = page.record.requests.length;
  const field = page.locator("main input[type=text]").first();
  for (const points of ["9", "10", "11"]) {
    await field.fill(points);
    await field.blur();
  }
  await page.locator("header .saved:not(.saving)").waitFor();
  assert.deepEqual(page.record.requests.slice(before), []);
  assert.deepEqual(await page.context().cookies(), []);
  await page.context().close();
});

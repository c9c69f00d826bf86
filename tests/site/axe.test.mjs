// axe finds nothing: every page, empty, filled, with mistakes and with a dialog open, in both languages; what is about colours in
// one language, for they are the same in both, and again in the other appearance, which changes nothing else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, newPage } from "./harness.mjs";
import { TABLE } from "./making.mjs";
import { dialogOpen, languages, loadExample, pages, regimes, sectionsOf, themes, typeEverywhere, visit } from "./pages.mjs";
import { file } from "./settings.mjs";
import { WORKSHOP, given } from "./workshop.mjs";

/** The rules of WCAG 2.2 at the levels A and AA, and what axe counts as good practice with them. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
/** The rules that ask for colours. */
const COLOURS = ["color-contrast", "link-in-text-block"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** All rules. */
const ALL = { runOnly: { type: "tag", values: TAGS } };
/** What can differ from one language to the other: colours are the same in all. */
const BUT_COLOURS = { ...ALL, rules: Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }])) };
/** What can differ from one appearance to the other. */
const ONLY_COLOURS = { runOnly: { type: "rule", values: COLOURS } };

/** What axe finds wrong with the page as it stands, by these rules, one line for each place. */
async function violations(page, rules = ALL) {
  // Through the debugger, for the page's policy rightly refuses a script that is put into the page.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return page.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, { ...rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(" ")}: ${failureSummary.split("\n").slice(1).join(" ")}`),
    );
  }, rules);
}

/** What it finds in both appearances. */
async function inBoth(page) {
  const [first, ...others] = themes;
  const found = (await violations(page)).map((line) => `${first}: ${line}`);
  for (const theme of others) {
    await page.emulateMedia({ colorScheme: theme });
    found.push(...(await violations(page, ONLY_COLOURS)).map((line) => `${theme}: ${line}`));
  }
  await page.emulateMedia({ colorScheme: first });
  return found;
}

/** Types what cannot be an answer into every field for text on the page, and says whether there is one. */
const makeMistakes = (page) => typeEverywhere(page, "没有这样的数 ✗", true);

const states = {
  empty: async () => {},
  filled: (page, language) => loadExample(page, language),
};

for (const [state, prepare] of Object.entries(states)) {
  for (const language of languages) {
    test(`axe finds nothing: ${state}, ${language}`, async () => {
      const page = await newPage(browser, { colorScheme: themes[0], reducedMotion: "reduce" });
      await prepare(page, language);
      const found = [];
      const find = language === languages[0] ? inBoth : (page) => violations(page, BUT_COLOURS);
      const look = async (where) => found.push(...(await find(page)).map((line) => `${where}, ${line}`));
      for (const { name, path, dialogs = {} } of pages) {
        await visit(page, path, language);
        await look(name);
        for (const [dialog, opener] of Object.entries(dialogs)) {
          await opener(page).click();
          await dialogOpen(page);
          await look(`${name}, dialog: ${dialog}`);
          await page.keyboard.press("Escape");
          await page.locator("dialog[open]").waitFor({ state: "detached" });
        }
        if (state === "empty" && (await makeMistakes(page))) {
          await look(`${name} with mistakes`);
        }
      }
      assert.deepEqual(found, []);
      await page.context().close();
    });
  }
}

test("the other appearance has colours of its own, and they are looked at", async () => {
  const page = await newPage(browser, { colorScheme: themes[0], reducedMotion: "reduce" });
  await visit(page, "#/");
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const first = await paper();
  await page.emulateMedia({ colorScheme: themes[1] });
  assert.notEqual(await paper(), first);
  await page.locator("main .lead").first().evaluate((lead) => (lead.style.color = "rgb(70, 70, 70)"));
  const found = await violations(page, ONLY_COLOURS);
  assert.ok(found.some((line) => line.startsWith("color-contrast")), found.join("\n"));
  await page.context().close();
});

test("axe finds nothing where a host's own rule book and figures are put in, and where an overlay is tried, also on a phone", async () => {
  const table = file("table.toml", TABLE);
  const newer = file("newer.toml", TABLE.replace('version = "1.0.0"', 'version = "1.1.0"'));
  const narrow = { width: 390, height: 844 };
  const found = [];
  const page = await newPage(browser, { reducedMotion: "reduce" });
  const look = async (where) => {
    found.push(...(await inBoth(page)).map((line) => `${where}: ${line}`));
    await page.setViewportSize(narrow);
    found.push(...(await violations(page)).map((line) => `${where}, narrow: ${line}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > narrow.width) found.push(`${where}: ${wide} px wide on a phone`);
    await page.setViewportSize({ width: 1280, height: 720 });
  };
  await visit(page, "#/host");
  await page.locator("#host-files").setInputFiles([table]);
  await page.locator("#host-rulebook-files").setInputFiles(given(WORKSHOP));
  await page.locator("#rules-taken").waitFor();
  const figure = page.locator("[aria-labelledby=make-figures] input");
  await figure.nth(0).fill("6000");
  await figure.nth(1).fill("2026");
  await page.locator("#host-problems").waitFor();
  await look("host");
  await visit(page, "#/settings");
  await page.locator("#load-overlay").setInputFiles([table]);
  await page.locator("[aria-labelledby=overlays] li h3").waitFor();
  await visit(page, "#/rulebooks");
  await page.locator("#rulebook-files").setInputFiles([newer]);
  await page.locator("#use-overlay").click();
  await page.locator("#tried-overlays li").waitFor();
  await look("overlay");
  assert.deepEqual(found, []);
  await page.context().close();
});

test("axe finds nothing in the questions of any rule book", async () => {
  const page = await newPage(browser, { reducedMotion: "reduce" });
  await loadExample(page);
  const found = [];
  for (const regime of regimes) {
    for (const path of [...(await sectionsOf(page, regime)), `#/clauses/${regime}`, `#/package/${regime}`]) {
      await visit(page, path);
      found.push(...(await violations(page)).map((line) => `${path}: ${line}`));
    }
  }
  assert.deepEqual(found, []);
  await page.context().close();
});

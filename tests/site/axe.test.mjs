// axe finds nothing: every page, empty, filled, with mistakes and with a dialog open, in both languages and appearances.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, newPage } from "./harness.mjs";
import { dialogOpen, languages, loadExample, pages, regimes, sectionsOf, themes, visit } from "./pages.mjs";

/** The rules of WCAG 2.2 at the levels A and AA, and what axe counts as good practice with them. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** What axe finds wrong with the page as it stands, one line for each place. */
async function violations(page) {
  // Through the debugger, for the page's policy rightly refuses a script that is put into the page.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return page.evaluate(async (values) => {
    const { violations } = await window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(" ")}: ${failureSummary.split("\n").slice(1).join(" ")}`),
    );
  }, TAGS);
}

/** Types what cannot be an answer into every field for text on the page. */
async function makeMistakes(page) {
  const fields = page.locator("main input[type=text]:visible");
  for (let place = 0; place < (await fields.count()); place++) {
    await fields.nth(place).fill("没有这样的数 ✗");
    await fields.nth(place).blur();
  }
}

const states = {
  empty: async () => {},
  filled: (page, language) => loadExample(page, language),
};

for (const [state, prepare] of Object.entries(states)) {
  for (const language of languages) {
    for (const theme of themes) {
      test(`axe finds nothing: ${state}, ${language}, ${theme}`, async () => {
        const page = await newPage(browser, { colorScheme: theme, reducedMotion: "reduce" });
        await prepare(page, language);
        const found = [];
        const look = async (where) => found.push(...(await violations(page)).map((line) => `${where}: ${line}`));
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
          if (state === "empty") {
            await makeMistakes(page);
            await look(`${name} with mistakes`);
          }
        }
        assert.deepEqual(found, []);
        await page.context().close();
      });
    }
  }
}

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

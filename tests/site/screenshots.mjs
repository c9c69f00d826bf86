// Takes pictures of every page of the built site, wide and narrow, light and dark, Chinese and English, with an index.html
// that shows them side by side. `cargo xtask screenshots` runs it.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launch, pageOn } from "./harness.mjs";
import { dialogOpen, languages, loadExample, pages, themes, visit } from "./pages.mjs";

const sizes = [
  { size: "1360", width: 1360, height: 1000 },
  { size: "390", width: 390, height: 844 },
];

const folder = process.argv[2] ?? "target/screenshots";
await mkdir(folder, { recursive: true });
// A phone draws its scroll bars over the page; so does a picture of all of it.
const browser = await launch(["--hide-scrollbars"]);
const taken = [];
let failures = 0;

/** One picture; what goes wrong is told and does not stop the others. */
async function picture(page, name, variant, prepare) {
  const file = `${name}-${variant}.png`;
  try {
    await prepare();
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, file), fullPage: true });
    taken.push({ name, variant, file });
    console.log(file);
  } catch (error) {
    failures += 1;
    console.error(`${file}: ${error.message}`);
  }
}

try {
  for (const { size, width, height } of sizes) {
    for (const theme of themes) {
      for (const language of languages) {
        const variant = `${size}-${theme}-${language}`;
        const options = { viewport: { width, height }, colorScheme: theme, reducedMotion: "reduce" };
        const page = await pageOn(browser, options);
        await picture(page, "home-empty", variant, () => visit(page, "#/", language));
        await loadExample(page, language);
        for (const { name, path, dialogs = {} } of pages) {
          await picture(page, name, variant, () => visit(page, path, language));
          // On a narrow screen the result is folded away.
          const fold = page.locator("aside.result .fold[aria-expanded=false]:visible");
          if (await fold.count()) await picture(page, `${name}-unfolded`, variant, () => fold.click());
          for (const [dialog, opener] of Object.entries(dialogs)) {
            await picture(page, `${name}-${dialog.replaceAll(" ", "-")}`, variant, async () => {
              await opener(page).click();
              await dialogOpen(page);
            });
            await page.keyboard.press("Escape");
          }
        }
        await page.context().close();
      }
    }
  }
} finally {
  await browser.close();
}

/** All pictures of a page in a row, small; each opens in full. */
function sheet() {
  const names = [...new Set(taken.map(({ name }) => name))];
  const rows = names.map((name) => {
    const row = taken.filter((one) => one.name === name);
    const figures = row.map(({ file, variant }) => `<figure><a href="${file}"><img src="${file}" loading="lazy" alt="${name}, ${variant}"></a><figcaption>${variant}</figcaption></figure>`);
    return `<h2>${name}</h2><div>${figures.join("")}</div>`;
  });
  const style = "body{font-family:sans-serif;margin:1rem;background:#ddd}div{display:flex;gap:8px;align-items:start;overflow-x:auto}figure{margin:0;flex:none}img{height:420px;border:1px solid #888}";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screenshots</title><style>${style}</style>${rows.join("\n")}</html>\n`;
}
await writeFile(join(folder, "index.html"), sheet());
console.log(`${taken.length} pictures; ${join(folder, "index.html")} shows them all`);
process.exitCode = failures === 0 ? 0 : 1;

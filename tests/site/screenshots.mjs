// Takes pictures of the built site's pages: wide and narrow, light and dark, Chinese and English.
// `cargo xtask screenshots` runs it.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launch, newPage, open } from "./harness.mjs";

/** The pages: a name for the picture and the address inside the site. */
const routes = [
  { name: "home", path: "" },
  { name: "organisation", path: "#/organisation" },
  { name: "assess", path: "#/assess/credit/caps_b" },
  { name: "ask", path: "#/ask/bizsec" },
  { name: "finder", path: "#/assess/bizsec/industries" },
  { name: "result", path: "#/result/credit" },
  { name: "clauses", path: "#/clauses/credit" },
  { name: "calendar", path: "#/calendar/credit" },
  { name: "dates", path: "#/calendar" },
  { name: "package", path: "#/package/credit" },
];

const sizes = [
  { name: "wide", width: 1360, height: 900 },
  { name: "narrow", width: 390, height: 844 },
];
const themes = ["light", "dark"];
const languages = ["zh", "en"];

/** The address of a page in a language; the query stands before a `#`. */
function address(path, language) {
  const [before, hash] = path.split("#");
  const query = `${before.includes("?") ? "&" : "?"}lang=${language}`;
  return before + query + (hash === undefined ? "" : `#${hash}`);
}

const folder = process.argv[2] ?? "target/screenshots";
await mkdir(folder, { recursive: true });
const browser = await launch();
let failures = 0;
try {
  for (const { width, height, ...size } of sizes) {
    for (const theme of themes) {
      const page = await newPage(browser, { viewport: { width, height } });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      // The example stays in this browser from page to page.
      await open(page);
      await page.getByRole("button", { name: /载入示例单位|example/i }).first().click();
      await page.locator("header [role=status]").filter({ hasText: "已存于本机" }).waitFor();
      for (const route of routes) {
        for (const language of languages) {
          const file = join(folder, `${route.name}-${size.name}-${theme}-${language}.png`);
          try {
            await open(page, address(route.path, language));
            await page.locator("h1").filter({ hasNotText: /正在打开|Opening/ }).waitFor();
            await page.evaluate(() => document.fonts.ready);
            await page.screenshot({ path: file, fullPage: true });
            console.log(file);
          } catch (error) {
            failures += 1;
            console.error(`${file}: ${error.message}`);
          }
        }
      }
      await page.context().close();
    }
  }
} finally {
  await browser.close();
}
process.exitCode = failures === 0 ? 0 : 1;

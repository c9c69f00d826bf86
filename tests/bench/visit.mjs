// A first visit of the site at ZIPING_SITE, as one line of JSON: `web.mjs` runs it for the site with an empty host folder and
// for one with a full folder, side by side.
import { launch } from "../site/harness.mjs";
import { OCCURRENCE, answers } from "./answers.mjs";
import { firstLoad } from "./bytes.mjs";

const browser = await launch();
try {
  const { files, bodies, shown } = await firstLoad(browser);
  // A table of the host's works the points out that are typed elsewhere; occurrences are asked by every site.
  const { median, p95 } = await answers(browser, 1, [OCCURRENCE]);
  const said = { bodies, files: files.length, shown, median, p95 };
  if (!process.argv.includes("--no-lighthouse")) {
    const { lighthouse } = await import("./lighthouse.mjs");
    said.lighthouse = await lighthouse("mobile");
  }
  console.log(JSON.stringify(said));
} finally {
  await browser.close();
}

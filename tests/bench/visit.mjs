// A first visit of the site at ZIPING_SITE and answers to it, as one line of JSON: `web.mjs` runs it for the site with an empty
// host folder and for one with a full folder, side by side.
import { launch } from "../site/harness.mjs";
import { answers } from "./answers.mjs";
import { firstLoad } from "./bytes.mjs";

/** A question whose answers change the result with and without the folder: its table takes the place of the typed points. */
const ASKED = [
  { path: "#/assess/credit/caps_b", selector: "main .q:first-child .seg label:nth-child(1) input, main .q:first-child .seg label:nth-child(4) input" },
];

const browser = await launch();
try {
  const { files, bodies, shown } = await firstLoad(browser);
  const [plain, slowed] = [await answers(browser, 1, ASKED), await answers(browser, 4, ASKED)];
  const said = { bodies, files: files.length, shown, plain, slowed };
  if (!process.argv.includes("--no-lighthouse")) {
    const { lighthouse } = await import("./lighthouse.mjs");
    said.lighthouse = await lighthouse("mobile");
  }
  console.log(JSON.stringify(said));
} finally {
  await browser.close();
}

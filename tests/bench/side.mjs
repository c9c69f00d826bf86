// What one site measures, as one line of JSON: `before.mjs` runs it for two builds of the site, one after the other.
import { launch } from "../site/harness.mjs";
import { answers } from "./answers.mjs";
import { firstLoad } from "./bytes.mjs";
import { memory } from "./memory.mjs";
import { packages } from "./packages.mjs";

const browser = await launch();
try {
  const { bodies, files, shown } = await firstLoad(browser);
  const [plain, slowed] = [await answers(browser, 1), await answers(browser, 4)];
  const { heap, wasm } = await memory(browser, 500);
  const { first, median } = await packages(browser);
  console.log(JSON.stringify({ bodies, files: files.length, shown, plain, slowed, heap: heap[1], wasm: wasm[1], first, package: median }));
} finally {
  await browser.close();
}

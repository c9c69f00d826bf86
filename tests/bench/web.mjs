// Measures the built site in Chromium and prints the budgets beside it. `cargo xtask bench --web` runs it.
import { execFileSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dist, launch } from "../site/harness.mjs";
import { answers, answersInLibrary, bare, libraryLoad } from "./answers.mjs";
import { firstLoad } from "./bytes.mjs";
import { memory } from "./memory.mjs";
import { packages } from "./packages.mjs";
import { kb, ms, program } from "./sizes.mjs";
import { MOST, tables } from "./tables.mjs";

const browser = await launch();
const rows = [];
const note = (what, measured, budget = "") => rows.push({ what, measured, budget });

try {
  console.log("First load …");
  const load = await firstLoad(browser);
  console.log(`\n${"brotli".padStart(9)} ${"sent".padStart(9)}  file (opening a question, nothing kept from before)`);
  for (const { file, sent } of load.files) {
    const packed = await stat(join(dist, `${file}.br`)).then((data) => data.size, () => null);
    console.log(`${String(packed ?? "–").padStart(9)} ${String(sent).padStart(9)}  ${file}`);
  }
  note("first load, bodies as sent (Brotli)", kb(load.bodies), "≤ 330 kB");
  const library = process.env.ZIPING_FORM_LIBRARY;
  const beside = await libraryLoad(browser, library);
  note("the form library's page, the same", kb(beside.bodies));
  note("first load, with the heads of the answers", `${kb(load.sent)} in ${load.files.length} files`);

  console.log("\nAnswer to screen, 200 changes …");
  /** The site beside the form library, both measured in this run. */
  const ofLibrary = (own, other) => `${ms(own)} / ${ms(other)} = ${(own / other).toFixed(2)}`;
  const [plain, plainly] = [await answers(browser, 1), await answersInLibrary(browser, 1, library)];
  note("answer → results, site / form library, median", ofLibrary(plain.median, plainly.median), "≤ 0.75");
  note("answer → results, site / form library, p95", ofLibrary(plain.p95, plainly.p95), "≤ 0.75");
  const floor = await bare(browser, 1);
  note("twenty lines of a bare page, median / p95", `${ms(floor.median)} / ${ms(floor.p95)}`);
  const above = ({ median, p95 }) => (p95 / median).toFixed(1);
  note("p95 ÷ median, of answers / of the bare page", `${above(plain)} / ${above(floor)}`);
  const [slowed, slowly] = [await answers(browser, 4), await answersInLibrary(browser, 4, library)];
  note("the same, processor slowed 4×, median", ofLibrary(slowed.median, slowly.median), "≤ 0.6");
  note("the same, processor slowed 4×, p95", ofLibrary(slowed.p95, slowly.p95), "≤ 0.6");

  console.log("Large tables …");
  const [few, most] = [await tables(browser, 10), await tables(browser, MOST)];
  const grown = (few, most) => `${ms(few)} / ${ms(most)} = 1 : ${(most / few).toFixed(1)}`;
  note("table of 10 / 10,000 rows, opened", grown(few.opened, most.opened), "≤ 1000 ms");
  note("the same after a reload of the page", grown(few.reloaded, most.reloaded));
  for (const [what, of] of [["a key in a word", "word"], ["a key in an amount", "amount"], ["a key in another answer", "other"]]) {
    note(`${what}, median`, grown(few[of].median, most[of].median));
    note(`${what}, p95`, grown(few[of].p95, most[of].p95), "≤ 50 ms");
    note(`${what}, work of the page's thread for it`, grown(few[of].cpu, most[of].cpu));
    note(`${what}, longest task over 50 ms after it`, most[of].long ? ms(most[of].long) : "none", "none");
  }

  console.log("Memory, 500 changes …");
  const { heap, wasm } = await memory(browser, 500);
  note("JavaScript heap, before → after 500 changes", `${kb(heap[0])} → ${kb(heap[1])}`);
  note("memory of the program, before → after", `${kb(wasm[0])} → ${kb(wasm[1])}`);

  console.log("Packages …");
  const made = await packages(browser);
  note("first package, the worker not yet loaded", ms(made.first));
  note("further packages, median of " + made.further.length, ms(made.median), "≤ 100 ms");
  for (const [name, most] of [["worker", 512], ["workbooks", 300], ["overlays", 200]]) {
    note(`the program ${name}, Brotli`, kb(program(dist, name)), `≤ ${most} kB`);
  }
} finally {
  await browser.close();
}

console.log("Host folder: empty, and with a table of forty lines and a form …");
const visit = fileURLToPath(new URL("visit.mjs", import.meta.url));
const [empty, full] = [process.env.ZIPING_SITE, process.env.ZIPING_SITE_HOSTED].map((site) =>
  JSON.parse(execFileSync(process.execPath, [visit, ...process.argv.slice(2)], { env: { ...process.env, ZIPING_SITE: site }, encoding: "utf8" })),
);
const both = (of) => `${of(empty)} / ${of(full)}`;
note("host folder empty / full: first load, bodies", both(({ bodies, files }) => `${kb(bodies)} in ${files} files`));
note("host folder empty / full: the question is there after", both(({ shown }) => ms(shown)));
note("the same: an occurrence chosen → results, median", both(({ median }) => ms(median)));
note("the same, p95", both(({ p95 }) => ms(p95)));
if (empty.lighthouse) {
  for (const category of Object.keys(empty.lighthouse.scores)) note(`Lighthouse mobile, ${category}`, both(({ lighthouse }) => lighthouse.scores[category]));
  for (const name of Object.keys(empty.lighthouse.timings)) note(`Lighthouse mobile, ${name}`, both(({ lighthouse }) => lighthouse.timings[name]));
}

if (!process.argv.includes("--no-lighthouse")) {
  console.log("Lighthouse …");
  const { lighthouse, BUDGETS } = await import("./lighthouse.mjs");
  for (const form of ["desktop", "mobile"]) {
    const { scores, timings, failures } = await lighthouse(form);
    for (const [category, score] of Object.entries(scores)) note(`Lighthouse ${form}, ${category}`, String(score), BUDGETS[form][category]);
    for (const [name, value] of Object.entries(timings)) note(`Lighthouse ${form}, ${name}`, value, BUDGETS[form][name]);
    for (const failure of failures) console.log(`  ${form}: ${failure}`);
  }
}

/** Chinese characters take two columns. */
const width = (text) => [...text].reduce((sum, c) => sum + (c.codePointAt(0) > 0x2e80 ? 2 : 1), 0);
const padded = (text, columns) => text + " ".repeat(Math.max(0, columns - width(text)));
console.log(`\n${padded("", 46)} ${padded("measured", 26)} budget`);
for (const { what, measured, budget } of rows) console.log(`${padded(what, 46)} ${padded(measured, 26)} ${budget}`);

// Two builds of the site side by side: an earlier one (ZIPING_SITE_BEFORE, its files in ZIPING_DIST_BEFORE) and that of this
// tree, measured by turns in one run. `cargo xtask bench --before FOLDER` runs it.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { kb, ms, program } from "./sizes.mjs";

/** How often each is measured; the better of them counts, for what disturbs a machine makes everything slower. */
const TURNS = 3;

const sites = [
  { address: process.env.ZIPING_SITE_BEFORE, dist: process.env.ZIPING_DIST_BEFORE, measured: [] },
  { address: process.env.ZIPING_SITE, dist: process.env.ZIPING_DIST, measured: [] },
];
const side = fileURLToPath(new URL("side.mjs", import.meta.url));
for (let turn = 1; turn <= TURNS; turn++) {
  for (const site of sites) {
    console.log(`${turn} of ${TURNS}: ${site.dist} …`);
    const said = execFileSync(process.execPath, [side], { env: { ...process.env, ZIPING_SITE: site.address }, encoding: "utf8" });
    site.measured.push(JSON.parse(said));
  }
}

const rows = [["", "before", "now", "now / before"]];
const note = (what, shown, of) => {
  const [before, now] = sites.map(({ measured }) => Math.min(...measured.map(of)));
  rows.push([what, shown(before), shown(now), (now / before).toFixed(2)]);
};
note("first visit, bodies as sent (Brotli)", kb, ({ bodies }) => bodies);
note("first visit, files", String, ({ files }) => files);
note("a question is there after", ms, ({ shown }) => shown);
note("answer → results, median", ms, ({ plain }) => plain.median);
note("answer → results, p95", ms, ({ plain }) => plain.p95);
note("the same, processor slowed 4×, median", ms, ({ slowed }) => slowed.median);
note("the same, processor slowed 4×, p95", ms, ({ slowed }) => slowed.p95);
note("JavaScript heap after 500 changes", kb, ({ heap }) => heap);
note("memory of the program after 500 changes", kb, ({ wasm }) => wasm);
note("first package, the worker not yet loaded", ms, ({ first }) => first);
note("further packages, median", ms, (measured) => measured.package);

for (const name of ["worker", "workbooks", "overlays"]) {
  const [before, now] = sites.map(({ dist }) => program(dist, name));
  rows.push([`the program ${name}, Brotli`, before ? kb(before) : "–", kb(now), before ? (now / before).toFixed(2) : "–"]);
}

const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
console.log("");
for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join("   ").trimEnd());

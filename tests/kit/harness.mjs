// What the tests of the JavaScript module share: the module as Node loads it, and the command line beside it.
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The folder of the built package. */
export const folder = process.env.ZIPING_KIT;
const cli = process.env.ZIPING_CLI;
if (!folder || !cli) throw new Error("run this through `cargo xtask test kit`, which sets ZIPING_KIT and ZIPING_CLI");

/** The module. */
export const kit = await import(pathToFileURL(join(folder, "node.js")).href);

export const REGIMES = ["bizsec", "credit", "iets", "iii-consulting", "nextgen-it", "om"];

const lines = (text) => text.split("\n").filter((line) => line !== "");

/** The cases that ship with a rule book: `{ name, as_of, answers }`. */
export function cases(regime) {
  const options = { encoding: "utf8", maxBuffer: 1 << 28 };
  return lines(execFileSync(cli, ["case-answers", "--regime", regime], options)).map((line) => JSON.parse(line));
}

/** What `ziping batch` prints for answers, a line each; its exit status says whether all were good. */
export function batch(regime, asOf, answers, ...more) {
  const run = spawnSync(cli, ["batch", "--regime", regime, "--as-of", asOf, ...more], {
    encoding: "utf8",
    input: answers.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n"),
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0 && run.status !== 1) throw new Error(`ziping batch ended with ${run.status}: ${run.stderr}`);
  return lines(run.stdout);
}

/** Cases by their assessment date. */
export function byDate(all) {
  return Map.groupBy?.(all, (one) => one.as_of)
    ?? all.reduce((dates, one) => dates.set(one.as_of, [...(dates.get(one.as_of) ?? []), one]), new Map());
}

/** What a call throws. */
export function thrown(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

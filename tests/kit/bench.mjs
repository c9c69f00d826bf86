// The outcome-only path of the module beside the same rules written by hand in JavaScript, in one Node process.
// Each pair grades the same sheets and must agree on all of them before anything is timed.
// `cargo xtask bench` runs it; alone: ZIPING_KIT=target/kit-package node tests/kit/bench.mjs
import assert from "node:assert/strict";
import { cpus } from "node:os";
import { pathToFileURL } from "node:url";
import * as hand from "./hand.mjs";
import * as plain from "./plain.mjs";
import { seeded, sheet } from "./sheets.mjs";

const kit = await import(pathToFileURL(`${process.env.ZIPING_KIT}/node.js`).href);

const AS_OF = "2026-11-21";
const SHEETS = 2_000;
const ROUNDS = 31;

const random = seeded(20_261_121);
const files = Array.from({ length: SHEETS }, () => sheet(random));
const texts = files.map((file) => JSON.stringify(file));
const moment = hand.momentOf(AS_OF);
const plainMoment = plain.momentOf(AS_OF);
const rules = { credit: new kit.Rules("credit", AS_OF), om: new kit.Rules("om", AS_OF) };

const kept = files.map((file) => new kit.Sheet(file));
const together = new kit.Sheets(files);
const integers = files.map(({ facts }) => ({ credit: hand.creditSheet(facts), om: hand.omSheet(facts) }));

const grades = new Map();
const many = { credit: rules.credit.grades(together), om: rules.om.grades(together) };
for (const [place, file] of files.entries()) {
  for (const regime of ["credit", "om"]) {
    const ours = rules[regime].grade(kept[place]);
    const theirs = hand[regime](integers[place][regime], moment);
    assert.equal(many[regime][place], ours);
    assert.equal(theirs, ours, `${regime}: ${JSON.stringify(file)}`);
    assert.equal(plain[regime](file.facts, plainMoment), ours, `${regime}: ${JSON.stringify(file)}`);
    grades.set(`${regime} ${ours}`, (grades.get(`${regime} ${ours}`) ?? 0) + 1);
  }
}

/** Nanoseconds a sheet, median and best round; timed by turns, so that none has the quieter machine. */
function race(...runs) {
  const times = runs.map(() => []);
  let sink = 0;
  for (let round = 0; round < ROUNDS + 10; round += 1) {
    for (const [place, run] of runs.entries()) {
      const start = process.hrtime.bigint();
      sink += run();
      const spent = Number(process.hrtime.bigint() - start) / SHEETS;
      // The first rounds are the compiler's.
      if (round >= 10) times[place].push(spent);
    }
  }
  assert.ok(sink >= 0);
  return times.map((all) => {
    const sorted = all.sort((a, b) => a - b);
    return { median: sorted[Math.floor(sorted.length / 2)], best: sorted[0] };
  });
}

const ourGrades = (names) => () => {
  let sink = 0;
  for (let i = 0; i < SHEETS; i += 1) for (const name of names) sink += rules[name].grade(kept[i]);
  return sink;
};
const manyGrades = (names) => () => {
  let sink = 0;
  for (const name of names) for (const grade of rules[name].grades(together)) sink += grade;
  return sink;
};
const theirGrades = (names) => () => {
  let sink = 0;
  for (let i = 0; i < SHEETS; i += 1) for (const name of names) sink += hand[name](integers[i][name], moment);
  return sink;
};
const ourText = (source) => () => {
  let sink = 0;
  for (let i = 0; i < SHEETS; i += 1) {
    const one = new kit.Sheet(source[i]);
    sink += rules.credit.grade(one) + rules.om.grade(one);
    one.free();
  }
  return sink;
};
const theirText = (read) => () => {
  let sink = 0;
  for (let i = 0; i < SHEETS; i += 1) {
    const facts = read(i);
    sink += hand.credit(hand.creditSheet(facts), moment) + hand.om(hand.omSheet(facts), moment);
  }
  return sink;
};

const plainGrades = (names) => () => {
  let sink = 0;
  for (let i = 0; i < SHEETS; i += 1) for (const name of names) sink += plain[name](files[i].facts, plainMoment);
  return sink;
};

const rows = [
  ["credit, one call for all sheets", race(manyGrades(["credit"]), theirGrades(["credit"]))],
  ["om, one call for all sheets", race(manyGrades(["om"]), theirGrades(["om"]))],
  ["credit and om, one call each", race(manyGrades(["credit", "om"]), theirGrades(["credit", "om"]))],
  ["credit, sheets read before", race(ourGrades(["credit"]), theirGrades(["credit"]))],
  ["om, sheets read before", race(ourGrades(["om"]), theirGrades(["om"]))],
  ["credit and om, sheets read before", race(ourGrades(["credit", "om"]), theirGrades(["credit", "om"]))],
  ["… by hand on the answer file's objects", race(ourGrades(["credit", "om"]), plainGrades(["credit", "om"]))],
  ["credit and om, from parsed objects", race(ourText(files), theirText((i) => files[i].facts))],
  ["credit and om, from JSON texts", race(ourText(texts), theirText((i) => JSON.parse(texts[i]).facts))],
];

console.log(`${SHEETS} sheets, ${ROUNDS} rounds, median (best); Node ${process.version}, ${cpus()[0].model}`);
console.log(`all graded alike: ${[...grades].sort().map(([name, count]) => `${name}×${count}`).join(", ")}\n`);
console.log(`${"".padEnd(40)}${"module".padStart(20)}${"by hand".padStart(20)}${"by hand / module".padStart(19)}`);
for (const [name, [ours, theirs]] of rows) {
  const shown = ({ median, best }) => `${median.toFixed(0)} (${best.toFixed(0)}) ns`.padStart(20);
  const ratio = (theirs.median / ours.median).toFixed(2).padStart(19);
  console.log(`${name.padEnd(40)}${shown(ours)}${shown(theirs)}${ratio}`);
}

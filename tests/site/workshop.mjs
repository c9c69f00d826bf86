// The made-up workshop of the authors' guide: a rule book that nobody has issued, as files, as a zip, changed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { python } from "./harness.mjs";
import { file } from "./settings.mjs";

const GUIDE = readFileSync(new URL("../../content/README.md", import.meta.url), "utf8");
/** The files of the guide's rule book, by their names. */
export const WORKSHOP = Object.fromEntries(
  [...GUIDE.matchAll(/```toml\n(# my-rules\/workshop\/(\S+)\n[\s\S]*?)\n```/g)].map(([, text, name]) => [name, `${text}\n`]),
);
/** How many cases it has. */
export const CASES = Number(GUIDE.match(/conditions and (\d+) cases/)[1]);

/** The rule book with something written otherwise. */
export function changed(name, from, to) {
  assert.ok(WORKSHOP[name].includes(from), `${name} says ${from}`);
  return { ...WORKSHOP, [name]: WORKSHOP[name].replace(from, to) };
}

/** The workshop as if somebody had issued it. */
export const ISSUED = changed("rulebook.toml", 'status = "draft"', 'status = "undated"');

const PACK = `
import sys, json, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    for name, text in json.load(sys.stdin).items():
        z.writestr(name, text)
`;

/** A zip of files. */
export async function zip(files) {
  const path = join(await mkdtemp(join(tmpdir(), "ziping-rulebook-")), "workshop.zip");
  execFileSync(python, ["-X", "utf8", "-c", PACK, path], { input: JSON.stringify(files) });
  return path;
}

/** The files in a folder. */
export const below = (folder, files) => Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
/** The files as a chooser takes them. */
export const given = (files) => Object.entries(files).map(([name, text]) => file(name, text));

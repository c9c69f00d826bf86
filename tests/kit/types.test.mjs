// The package's types hold for a user of it, resolved through its package.json as Node and as bundlers do.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { folder } from "./harness.mjs";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const use = new URL("types/use.ts", import.meta.url);

const WAYS = {
  "as Node resolves": { module: "nodenext", moduleResolution: "nodenext" },
  "as bundlers resolve": { module: "esnext", moduleResolution: "bundler" },
};

let project;
before(() => {
  project = mkdtempSync(join(tmpdir(), "ziping-types-"));
  mkdirSync(join(project, "node_modules"));
  symlinkSync(folder, join(project, "node_modules", "ziping"), "junction");
  cpSync(use, join(project, "use.ts"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
});
after(() => rmSync(project, { recursive: true, force: true }));

for (const [name, resolution] of Object.entries(WAYS)) {
  test(`the types are right ${name}`, () => {
    const compilerOptions = {
      ...resolution, target: "es2022", lib: ["es2022", "esnext.disposable", "dom"], strict: true, noEmit: true, types: [],
      // The package's own declarations are checked too.
      skipLibCheck: false, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true,
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
    const run = spawnSync(process.execPath, [tsc, "--project", project], { encoding: "utf8" });
    assert.equal(run.stdout + run.stderr, "");
    assert.equal(run.status, 0);
  });
}

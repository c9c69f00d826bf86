// Time, size and peak memory of a package in Chromium, with none and with 200 MB of attachments, and how long files take
// to be attached; the same of the back-up of everything and of restoring it in another profile. `cargo xtask bench --package` builds the site and runs this.
//
// Memory is what the kernel says of all processes of the browser (anonymous and shared pages, several times a second),
// above what they had just before: nothing inside the page sees the bytes that the browser holds for it.
import { randomFillSync } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { download, launch, newPage, open } from "../site/harness.mjs";

const MB = 1_000_000;
/** Attachments: how many and how large each. */
const CASES = [
  { files: 0, each: 0 },
  { files: 8, each: 25 * MB },
  { files: 1, each: 200 * MB },
];

/** The pages in memory that belong to a process itself, in bytes. */
function held(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const kilobytes = (name) => Number(status.match(new RegExp(`^${name}:\\s+(\\d+)`, "m"))?.[1] ?? 0);
    return 1024 * (kilobytes("RssAnon") + kilobytes("RssShmem"));
  } catch {
    // It has ended.
    return 0;
  }
}

/** Watches the memory of the whole browser while `work` runs; how far it rose at most, and how long it took. */
async function watched(browser, work) {
  const session = await browser.newBrowserCDPSession();
  const all = async () => (await session.send("SystemInfo.getProcessInfo")).processInfo.map((process) => process.id);
  const total = async () => (await all()).reduce((sum, pid) => sum + held(pid), 0);
  const before = await total();
  let most = before;
  let done = false;
  const watch = (async () => {
    while (!done) {
      most = Math.max(most, await total());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const from = performance.now();
  const result = await work();
  const took = performance.now() - from;
  done = true;
  await watch;
  return { result, took, rose: most - before };
}

async function measure(folder, { files, each }) {
  const browser = await launch();
  const page = await newPage(browser);
  await open(page);
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await open(page, "#/evidence");
  await page.locator(".proof-card").first().waitFor();
  const paths = Array.from({ length: files }, (_, place) => {
    const path = join(folder, `${each}-${place}.bin`);
    writeFileSync(path, randomFillSync(Buffer.alloc(each)));
    return path;
  });
  let attaching = { took: 0, rose: 0 };
  if (files > 0) {
    attaching = await watched(browser, async () => {
      await page.locator("#add-licence").setInputFiles(paths);
      await page.locator(".proof-card:has(#paper-licence) .list li").nth(files - 1).waitFor({ timeout: 300_000 });
    });
  }
  await open(page, "#/package/credit");
  await page.locator("#make-package").waitFor();
  const making = await watched(browser, () => {
    page.setDefaultTimeout(300_000);
    return download(page, () => page.locator("#make-package").click());
  });
  const size = statSync(making.result).size;
  await open(page, "#/clients");
  await page.locator("#back-up").waitFor();
  const backing = await watched(browser, () => download(page, () => page.locator("#back-up").click()));
  const other = await newPage(browser);
  other.setDefaultTimeout(300_000);
  await open(other, "#/clients");
  await other.locator("#restore").waitFor();
  const restoring = await watched(browser, async () => {
    await other.locator("#restore").setInputFiles(backing.result);
    await other.locator("dialog #restore-add").click();
    await other.locator(".backup .notice").filter({ hasText: "已并入" }).waitFor();
  });
  await browser.close();
  const budget = 2 * each + 100 * MB;
  return { attaching, making, size, backing, restoring, budget };
}

const folder = await mkdtemp(join(tmpdir(), "ziping-bench-"));
const mb = (bytes) => `${(bytes / MB).toFixed(1)} MB`.padStart(9);
const ms = (time) => `${time.toFixed(0)} ms`.padStart(8);
console.log(
  "attachments         attach: time    memory   package: time     size    memory   back-up: time    memory   restore: time    memory   budget",
);
let over = false;
for (const wanted of CASES) {
  const { attaching, making, size, backing, restoring, budget } = await measure(folder, wanted);
  const name = wanted.files === 0 ? "none" : `${wanted.files} × ${wanted.each / MB} MB`;
  console.log(
    name.padEnd(20), ms(attaching.took), mb(attaching.rose), "     ", ms(making.took), mb(size), mb(making.rose),
    "     ", ms(backing.took), mb(backing.rose), "     ", ms(restoring.took), mb(restoring.rose), mb(budget),
  );
  over ||= [attaching, making, backing, restoring].some(({ rose }) => rose > budget);
}
if (over) {
  console.error("more memory than the budget: twice the largest attachment and 100 MB");
  process.exit(1);
}

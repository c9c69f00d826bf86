// Time, size and peak memory in Chromium, with none and with 200 MB of attachments: attaching the files, making the
// package, opening it as who receives it, the back-up of everything, and restoring that in another profile.
// `cargo xtask bench --package` builds the site and runs this.
//
// Memory is what the kernel says of all processes of the browser (anonymous and shared pages, several times a second),
// above what they had just before: nothing inside the page sees the bytes that the browser holds for it.
import { randomFillSync } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
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

/** How often memory is looked at, in milliseconds: nobody says when it rises, and looking costs the browser time. */
const EVERY = 20;

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
      await pause(EVERY);
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
  // The page looks through the files when it opens; that is not part of making the package.
  if (files > 0) await page.locator("#files-state[data-checked=true]").waitFor({ timeout: 300_000 });
  const making = await watched(browser, () => {
    page.setDefaultTimeout(300_000);
    return download(page, () => page.locator("#make-package").click());
  });
  const size = statSync(making.result).size;
  await open(page, "#/open");
  const opening = await watched(browser, async () => {
    await page.locator("#packages").setInputFiles(making.result);
    await page.locator("#package-view").waitFor({ timeout: 300_000 });
  });
  const verdict = await page.locator("#package-view .chip").first().innerText();
  if (!verdict.includes("文件完好，结果一致")) throw new Error(`the package just made is not sound: ${verdict}`);
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
  return { size, budget, steps: { attach: attaching, package: making, open: opening, "back-up": backing, restore: restoring } };
}

const folder = await mkdtemp(join(tmpdir(), "ziping-bench-"));
const mb = (bytes) => `${(bytes / MB).toFixed(1)} MB`.padStart(9);
const ms = (time) => `${time.toFixed(0)} ms`.padStart(8);
let over = false;
for (const wanted of CASES) {
  const { size, budget, steps } = await measure(folder, wanted);
  const name = wanted.files === 0 ? "no attachments" : `attachments ${wanted.files} × ${wanted.each / MB} MB`;
  console.log(`\n${name}: a package of ${mb(size).trim()}; memory allowed ${mb(budget).trim()}`);
  for (const [step, { took, rose }] of Object.entries(steps)) console.log("  ", step.padEnd(10), ms(took), mb(rose));
  over ||= Object.values(steps).some(({ rose }) => rose > budget);
}
if (over) {
  console.error("more memory than the budget: twice the largest attachment and 100 MB");
  process.exit(1);
}

// Lighthouse on the home page, desktop and mobile: the median of three runs, and what it would mend.
import * as chrome from "chrome-launcher";
import run, { desktopConfig, generateReport } from "lighthouse";
import { mkdir, writeFile } from "node:fs/promises";
import { site } from "../site/harness.mjs";

/** What `design.md` allows. */
export const BUDGETS = {
  desktop: { performance: "100", accessibility: "100", "best-practices": "100" },
  mobile: {
    performance: "≥ 95",
    accessibility: "100",
    "best-practices": "100",
    "largest paint": "≤ 1.5 s",
    "layout shift": "0",
  },
};

const categories = ["performance", "accessibility", "best-practices", "seo"];

async function once(form) {
  const browser = await chrome.launch({
    chromePath: process.env.ZIPING_CHROMIUM,
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
    // Lighthouse asks for a clean profile of its own.
    ignoreDefaultFlags: false,
  });
  try {
    const flags = { port: browser.port, onlyCategories: categories, logLevel: "error" };
    const { lhr } = await run(site, flags, form === "desktop" ? desktopConfig : undefined);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    await browser.kill();
  }
}

export async function lighthouse(form) {
  const runs = [];
  for (let count = 0; count < 3; count++) runs.push(await once(form));
  runs.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  const middle = runs[1];
  await mkdir("target/lighthouse", { recursive: true });
  await writeFile(`target/lighthouse/${form}.html`, generateReport(middle, "html"));
  const scores = Object.fromEntries(categories.map((name) => [name, Math.round(middle.categories[name].score * 100)]));
  const value = (audit) => middle.audits[audit].displayValue?.replace(/\u00a0/g, " ") ?? String(middle.audits[audit].numericValue);
  const timings = {
    "first paint": value("first-contentful-paint"),
    "largest paint": value("largest-contentful-paint"),
    "blocking time": value("total-blocking-time"),
    "layout shift": value("cumulative-layout-shift"),
  };
  const scored = Object.values(middle.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  const failures = scored
    .map(({ id }) => middle.audits[id])
    .filter(({ score }) => score !== null && score < 1)
    .map(({ id, title, displayValue }) => `${id}: ${title} ${displayValue ?? ""}`);
  return { scores, timings, failures: [...new Set(failures)] };
}

// What the tests of the settings share: the page of settings, overlays from files.
import { readFileSync } from "node:fs";
import { newPage, open, saved } from "./harness.mjs";

export const overlay = (name) => readFileSync(new URL(`../overlays/${name}.toml`, import.meta.url), "utf8");
export const file = (name, text) => ({ name, mimeType: "application/toml", buffer: Buffer.from(text) });
export const section = (page, id) => page.locator(`section[aria-labelledby=${id}]`);
export const loaded = (page) => section(page, "overlays").locator("ul.list > li");

/** A page of the example organisation, on its day, where the settings are. */
export async function withExample(browser, context) {
  const page = context ? Object.assign(await context.newPage(), { record: { errors: [], requests: [] } }) : await newPage(browser);
  await page.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
  await open(page);
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await page.getByText("已打开").waitFor();
  await saved(page);
  await settings(page);
  return page;
}

export async function settings(page) {
  await open(page, "#/settings");
  await section(page, "erase").waitFor();
}

export async function load(page, ...files) {
  await page.locator("#load-overlay").setInputFiles(files);
}

/** Loads the made-up credit indicators and waits until the rule book follows. */
export async function withIndicators(page) {
  await load(page, file("indicators.toml", overlay("credit-indicators")));
  await loaded(page).filter({ hasText: "虚构信用指标表" }).waitFor();
}


// The built page opens, wherever it lies, and asks nobody else for anything.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, dist, launch, newPage, open, site, siteBelow } from "./harness.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const [where, base] of [
  ["at the root of a host", site],
  ["below a path of a host", siteBelow],
]) {
  test(`the page opens ${where} without errors`, async () => {
    const page = await newPage(browser);
    await open(page, "", base);
    assertNoErrors(page);
  });

  test(`the page ${where} asks for nothing outside its origin`, async () => {
    const page = await newPage(browser);
    await open(page, "", base);
    await page.waitForLoadState("networkidle");
    assert.ok(page.record.requests.some((address) => address.endsWith(".wasm")), "the recording saw the WASM");
    assertStayedHome(page, base);
  });
}

test("the page's policy refuses an inline script and another origin", async () => {
  const page = await newPage(browser);
  await open(page);
  const refused = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.inlineRan = true";
    document.head.append(script);
    const fetched = await fetch("https://example.com/").then(() => "fetched", () => "refused");
    return { inline: window.inlineRan ?? "refused", fetched };
  });
  assert.deepEqual(refused, { inline: "refused", fetched: "refused" });
  assert.ok(page.record.errors.some((error) => error.includes("Content Security Policy")), "the policy said so");
});

test("every file in the asset list is served", async () => {
  const list = JSON.parse(await readFile(join(dist, "asset-list"), "utf8"));
  assert.ok(list.files.some((file) => file.path.endsWith(".wasm")));
  for (const file of list.files) {
    const answer = await fetch(new URL(file.path, site));
    assert.equal(answer.status, 200, file.path);
    assert.equal((await answer.arrayBuffer()).byteLength, file.bytes, file.path);
  }
});

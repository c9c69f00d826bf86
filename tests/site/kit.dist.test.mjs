// The JavaScript module in a page: the files that lie beside the site, under the site's own policy.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { assertStayedHome, cli, launch, newPage, open, site } from "./harness.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test("a page loads the module and gets the report of the command line", async () => {
  const asOf = "2026-11-21";
  const answers = {
    schema: 1,
    organisation: "示例科技有限公司",
    facts: { "org.kind": "enterprise", "record.quality_penalty": "2026-03-01" },
  };
  const page = await newPage(browser);
  await open(page);
  const reported = await page.evaluate(
    async ([address, answers, asOf]) => {
      const { default: init, assess } = await import(address);
      await init();
      return JSON.stringify(assess("credit", answers, asOf));
    },
    [new URL("kit/ziping.js", site).href, answers, asOf],
  );
  const printed = execFileSync(cli, ["batch", "--regime", "credit", "--as-of", asOf], {
    encoding: "utf8",
    input: JSON.stringify(answers),
  });
  assert.equal(reported, printed.trimEnd());
  assertStayedHome(page);
});

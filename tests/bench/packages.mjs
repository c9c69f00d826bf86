// How long a package takes, from the press of the button until the download begins.
import { newPage } from "../site/harness.mjs";
import { loadExample, visit } from "../site/pages.mjs";

/**
 * Presses the button and waits until the page hands the package to the browser, or says why there is none. What it says of one
 * that is made is no sign: of the next one it says the same, and nothing on the page changes.
 */
function make() {
  const region = document.querySelector("#make-package").closest("section");
  return new Promise((done, failed) => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
      const notice = region.querySelector("#package-outcome.bad");
      if (notice) failed(new Error(notice.textContent));
    });
    observer.observe(region, { childList: true, subtree: true });
    const hand = URL.createObjectURL;
    URL.createObjectURL = (file) => {
      URL.createObjectURL = hand;
      observer.disconnect();
      done(performance.now() - start);
      return hand.call(URL, file);
    };
    document.querySelector("#make-package").click();
  });
}

export async function packages(browser) {
  const page = await newPage(browser);
  await loadExample(page);
  await visit(page, "#/package/credit");
  const times = [];
  for (let count = 0; count < 6; count++) {
    await page.locator("#make-package:enabled").waitFor();
    times.push(await page.evaluate(make));
  }
  await page.context().close();
  const [first, ...further] = times;
  const median = [...further].sort((a, b) => a - b)[Math.floor(further.length / 2)];
  return { first, further, median };
}

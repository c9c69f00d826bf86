// How long a package takes, from the press of the button until the download begins.
import { newPage } from "../site/harness.mjs";
import { loadExample, visit } from "../site/pages.mjs";

/** Presses the button and waits for the page to say that the package is made. */
function make() {
  const region = document.querySelector("#make-package").closest("section");
  const told = () => region.querySelector("#package-outcome");
  // What was told of the last package stands there until the button is pressed.
  const last = told();
  return new Promise((done, failed) => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
      const notice = told();
      if (!notice || notice === last) return;
      observer.disconnect();
      if (notice.matches(".bad")) failed(new Error(notice.textContent));
      else done(performance.now() - start);
    });
    observer.observe(region, { childList: true, subtree: true });
    document.querySelector("#make-package").click();
  });
}

export async function packages(browser) {
  const page = await newPage(browser);
  await loadExample(page);
  await visit(page, "#/package/credit");
  const times = [];
  for (let count = 0; count < 6; count++) times.push(await page.evaluate(make));
  await page.context().close();
  const [first, ...further] = times;
  const median = [...further].sort((a, b) => a - b)[Math.floor(further.length / 2)];
  return { first, further, median };
}

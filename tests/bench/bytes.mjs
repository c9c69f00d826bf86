// What a first visitor's browser receives until the first question can be answered.
import { keeping, newPage, site } from "../site/harness.mjs";
import { drawn } from "../site/pages.mjs";

/** A question of the site is there. */
const asked = async (page) => {
  await drawn(page);
  await page.locator(".seg").first().waitFor();
};

/**
 * Opens a page in a new profile, by default a question of the site: every file with the bytes of its body, the sums, and after
 * how many milliseconds it was `there`.
 */
export async function firstLoad(browser, address = new URL("#/assess/credit/caps_b", site).href, there = asked) {
  const page = await newPage(browser, keeping);
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const requests = new Map();
  session.on("Network.responseReceived", ({ requestId, response }) => {
    requests.set(requestId, { url: response.url, head: response.encodedDataLength, sent: 0 });
  });
  let all = 0;
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request) request.sent = encodedDataLength - request.head;
    all += encodedDataLength;
  });
  await page.goto(address);
  await there(page);
  const shown = await page.evaluate(() => performance.now());
  await page.waitForLoadState("networkidle");
  const files = [...requests.values()]
    .filter(({ url }) => url.startsWith("http"))
    .map(({ url, sent }) => ({ file: new URL(url).pathname.slice(1) || "index.html", sent }))
    .sort((a, b) => b.sent - a.sent);
  await page.context().close();
  return { files, bodies: files.reduce((sum, { sent }) => sum + sent, 0), sent: all, shown };
}

// Every page of the site, once: what checks all pages goes through this list. A page that the navigation leads to and
// that is not here fails a test (pages.test.mjs).
import { drawn, framed, site } from "./harness.mjs";

export { drawn };

/** The rule books. */
export const regimes = ["iets", "nextgen-it", "credit", "om", "bizsec", "iii-consulting"];

const button = (name) => (page) => page.getByRole("button", { name }).first();

/**
 * The pages: a name, the address, and what opens a dialog there. Pages of a rule book stand here for one that scores,
 * caps and takes ranges; `sectionsOf` has the questions of the others.
 */
export const pages = [
  { name: "home", path: "#/" },
  { name: "organisation", path: "#/organisation" },
  { name: "evidence", path: "#/evidence" },
  { name: "import", path: "#/import" },
  { name: "open", path: "#/open" },
  { name: "clients", path: "#/clients" },
  { name: "compare", path: "#/compare" },
  { name: "collect", path: "#/collect" },
  { name: "take", path: "#/take" },
  {
    name: "assess",
    path: "#/assess/credit/caps_b",
    dialogs: { "a clause": (page) => page.locator("main button.clause").first(), why: button(/^(为什么？|Why\?)$/) },
  },
  { name: "ask", path: "#/ask/om" },
  { name: "scores", path: "#/assess/credit/scores" },
  { name: "table", path: "#/assess/om/projects", dialogs: { paste: button(/从表格软件粘贴|Paste from a spreadsheet/) } },
  { name: "result", path: "#/result/credit", dialogs: { "a clause": (page) => page.locator("main button.clause").first() } },
  { name: "way", path: "#/way/credit" },
  { name: "check", path: "#/check/credit" },
  { name: "calendar", path: "#/calendar/credit" },
  { name: "plan", path: "#/plan/credit" },
  { name: "deadlines", path: "#/deadlines" },
  { name: "clauses", path: "#/clauses/credit" },
  { name: "package", path: "#/package/credit" },
  { name: "settings", path: "#/settings", dialogs: { erase: (page) => page.locator("#erase-all") } },
  { name: "rulebooks", path: "#/rulebooks" },
  { name: "changes", path: "#/changes" },
  { name: "host", path: "#/host" },
  { name: "unknown", path: "#/nowhere" },
];

/** Languages and what must be asked for to get the appearance. */
export const languages = ["zh", "en"];
export const themes = ["light", "dark"];

/** The address of a page in a language; the query stands before the `#`. */
export function address(path, language = "zh") {
  return new URL(`?lang=${language}${path}`, site).href;
}

/** Goes to a page and waits until it is drawn. */
export async function visit(page, path, language = "zh") {
  await page.goto(address(path, language));
  await framed(page);
  await drawn(page);
}

/** Waits until a dialog is open and what stands in it has come. */
export async function dialogOpen(page) {
  const dialog = page.locator("dialog[open]");
  await dialog.waitFor();
  await dialog.locator("p[role=status]").waitFor({ state: "detached" });
}

/**
 * Types into every field for text that is shown, and into those that come of it, and says whether there is one; `all`: over
 * what stands there. Typed in the page itself, as one would with a keyboard: through the driver it takes a tenth of a second
 * a field.
 */
export async function typeEverywhere(page, text, all) {
  const fields = page.locator("main input[type=text]:visible");
  const type = (fields, [text, all]) => {
    const left = fields.filter((field) => !field.readOnly && !field.disabled && !("typed" in field.dataset));
    for (const field of left) {
      field.dataset.typed = "";
      field.focus();
      field.setSelectionRange(all ? 0 : field.value.length, field.value.length);
      document.execCommand("insertText", false, text);
      field.blur();
    }
    return left.length;
  };
  let [typed, more, rounds] = [0, 0, 0];
  do {
    more = await fields.evaluateAll(type, [text, all]);
    typed += more;
    rounds += 1;
    await framed(page, 2);
  } while (more > 0 && rounds < 10);
  if (more > 0) throw new Error(`${page.url()}: what is typed makes new fields without end`);
  return typed > 0;
}

/** Fills the site with the made-up organisation. */
export async function loadExample(page, language = "zh") {
  await visit(page, "#/", language);
  await page.getByRole("button", { name: /载入示例单位|Load the example/ }).click();
  await page.waitForFunction(() => !document.querySelector(".saved.saving"));
  await page.locator("header .saved").filter({ hasText: /已存于本机|Saved here/ }).waitFor();
}

/** The addresses of all questions of a rule book, read from its own navigation. */
export async function sectionsOf(page, regime) {
  await visit(page, `#/assess/${regime}`);
  return page.$$eval(".room a", (links, start) => {
    const addresses = links.map((link) => link.getAttribute("href")).filter((address) => address.startsWith(start));
    return [...new Set(addresses)];
  }, `#/assess/${regime}/`);
}

/** The page is served by its service worker from now on. */
export const kept = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    }
  });

// What holds on every page: it is in the list, fits a narrow screen and a zoomed one, its controls are large enough,
// it says where one is, and it keeps still for those who ask for that.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { framed, launch, newPage } from "./harness.mjs";
import { drawn, languages, loadExample, pages, visit } from "./pages.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Looks at every page of the filled site; `look` returns lines that say what is wrong. */
async function onEveryPage(options, language, look) {
  const page = await newPage(browser, options);
  await loadExample(page, language);
  const found = [];
  for (const { name, path } of pages) {
    await visit(page, path, language);
    found.push(...(await look(page)).map((line) => `${name}: ${line}`));
  }
  await page.context().close();
  return found;
}

test("every page that the navigation leads to is checked by these tests", async () => {
  const page = await newPage(browser);
  const kind = (address) => address.split("/")[1];
  const listed = new Set(pages.map(({ path }) => kind(path)));
  const missing = new Set();
  for (const { path } of pages) {
    await visit(page, path);
    for (const address of await page.$$eval("a[href^='#/']", (links) => links.map((link) => link.getAttribute("href")))) {
      if (!listed.has(kind(address))) missing.add(address);
    }
  }
  assert.deepEqual([...missing], [], "add these to tests/site/pages.mjs");
  await page.context().close();
});

/** How far the page is wider than the window, and by which of its parts. */
function tooWide() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const parts = [...document.body.querySelectorAll("*")].filter((part) => part.getBoundingClientRect().right > clientWidth + 0.5);
  const names = parts.slice(0, 4).map((part) => `${part.localName}.${part.className}`);
  return [`${scrollWidth} px wide in ${clientWidth} px: ${names.join(", ")}`];
}

for (const [name, options] of Object.entries({
  "320 px": { viewport: { width: 320, height: 640 } },
  "a desk zoomed to 200 %": { viewport: { width: 640, height: 500 }, deviceScaleFactor: 2 },
  "a telephone held upright": { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
})) {
  test(`no page scrolls sideways: ${name}`, async () => {
    for (const language of languages) {
      assert.deepEqual(await onEveryPage(options, language, (page) => page.evaluate(tooWide)), [], language);
    }
  });
}

/**
 * Controls that are smaller than a finger needs: 44 px high, and in lines of text (chips of clauses, links) 24 px, as WCAG
 * 2.5.8 asks at least. Measured by what answers to a finger: a chip may take more room than is drawn.
 */
function tooSmall() {
  const controls = [...document.querySelectorAll("button, input, select, textarea, summary, a.button, nav a")];
  const lines = controls.flatMap((control) => {
    // A control that its label stands for is as large as the label.
    const target = control.closest("label") ?? control;
    const { width } = target.getBoundingClientRect();
    if (!control.checkVisibility({ visibilityProperty: true }) || control.tabIndex < 0 || width <= 1) return [];
    target.scrollIntoView({ block: "center" });
    const { x, y, width: wide, height } = target.getBoundingClientRect();
    const answers = (dy) => target.contains(document.elementFromPoint(x + wide / 2, y + height / 2 + dy));
    let taken = height;
    if (height < 43.5) {
      const reach = (sign) => {
        let far = 0;
        while (far < 22 && answers(sign * (far + 1))) far += 1;
        return far;
      };
      taken = reach(-1) + reach(1) + 1;
    }
    const inText = control.matches("button.clause, button.link");
    if (width >= 24 && taken >= (inText ? 24 : 43.5)) return [];
    return [`${control.localName}.${control.className} “${target.textContent.trim().slice(0, 20)}”: ${Math.round(width)}×${Math.round(taken)}`];
  });
  return [...new Set(lines)];
}

for (const [name, width] of [["wide", 1360], ["narrow", 390]]) {
  test(`every control is as high as a finger needs: ${name}`, async () => {
    const options = { viewport: { width, height: 844 } };
    assert.deepEqual(await onEveryPage(options, "zh", (page) => page.evaluate(tooSmall)), []);
  });
}

test("after following a link the page's heading has the focus and the title names it", async () => {
  const page = await newPage(browser);
  await visit(page, "#/nowhere");
  for (const { name, path } of pages.filter(({ name }) => name !== "unknown")) {
    await page.evaluate((path) => (location.hash = path), path);
    await framed(page);
    await drawn(page);
    const { focus, heading, title, headings, mains } = await page.evaluate(() => ({
      focus: document.activeElement.id,
      heading: document.querySelector("h1").textContent,
      title: document.title,
      headings: document.querySelectorAll("h1").length,
      mains: document.querySelectorAll("main").length,
    }));
    assert.equal(focus, "heading", name);
    assert.ok(name === "home" || title.startsWith(heading), `${name}: the title “${title}” names “${heading}”`);
    assert.deepEqual([headings, mains], [1, 1], `${name}: one h1 and one main`);
  }
  await page.context().close();
});

test("nothing moves where the visitor asked for less motion", async () => {
  const moving = () => {
    const long = (list) => list.split(",").some((time) => Number.parseFloat(time) > (time.trim().endsWith("ms") ? 10 : 0.01));
    return [...document.querySelectorAll("*")].flatMap((element) => {
      const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(element);
      const moves = long(transitionDuration) || (animationName !== "none" && long(animationDuration)) || scrollBehavior === "smooth";
      return moves ? [`${element.localName}.${element.className}`] : [];
    });
  };
  assert.deepEqual(await onEveryPage({ reducedMotion: "reduce" }, "zh", (page) => page.evaluate(moving)), []);
});

test("what can be read before the program runs is what the program draws", async () => {
  for (const language of languages) {
    const page = await newPage(browser);
    await visit(page, "#/", language);
    const drawnTexts = await page.$$eval(".lead, .book b, .book .who", (parts) => parts.map((part) => part.textContent.trim()));
    const built = await page.evaluate(async () => (await fetch("./")).text());
    const before = await page.evaluate(([html, lang]) => {
      const main = new DOMParser().parseFromString(html, "text/html").querySelector(`main[lang^=${lang}]`);
      return [...main.querySelectorAll(".lead, .book b, .book .who")].map((part) => part.textContent.trim());
    }, [built, language]);
    assert.equal(before.length, 13, "the lead, and six rule books with who they are for");
    for (const text of before) assert.ok(drawnTexts.includes(text), `${language}: “${text}” is not drawn`);
    await page.context().close();
  }
});

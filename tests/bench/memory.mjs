// Whether a long session grows: the JavaScript heap and the program's own memory before and after many answers.
import { newPage } from "../site/harness.mjs";
import { loadExample, visit } from "../site/pages.mjs";

/** Keeps the program's memory where it can be read; the site itself does not offer it. */
function keepMemory() {
  window.memories = [];
  const keep = (instance) => {
    for (const thing of Object.values(instance.exports)) {
      if (thing instanceof WebAssembly.Memory && !window.memories.includes(thing)) window.memories.push(thing);
    }
  };
  for (const name of ["instantiateStreaming", "instantiate"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      keep(made.instance ?? made);
      return made;
    };
  }
}

export async function memory(browser, count) {
  const page = await newPage(browser);
  await page.addInitScript(keepMemory);
  await loadExample(page);
  await visit(page, "#/assess/credit/scores");
  const session = await page.context().newCDPSession(page);
  const sizes = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const wasm = await page.evaluate(() => window.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
    return [usedSize, wasm];
  };
  const before = await sizes();
  if (before[1] === 0) throw new Error("the program's memory was not seen");
  await page.evaluate(async (count) => {
    const field = document.querySelector("main .q input[type=text]");
    for (let change = 0; change < count; change++) {
      field.value = String((change % 12) + 0.5);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
      // Frames between the answers, as between a person's: what is drawn, saved and let go has its turn.
      await new Promise(requestAnimationFrame);
    }
  }, count);
  await page.locator("header .saved:not(.saving)").waitFor();
  const after = await sizes();
  await page.context().close();
  return { heap: [before[0], after[0]], wasm: [before[1], after[1]] };
}

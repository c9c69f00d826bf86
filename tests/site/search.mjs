// How long the list of organisations takes to follow what is sought.

/** Seeks each text in turn: milliseconds to the next frame, laid out. A step is a text and, where it is known, how many rows it finds. */
export const timedSearch = (page, steps) =>
  page.evaluate(async (steps) => {
    const seek = document.querySelector("#seek");
    const times = [];
    for (const [text, rows] of steps) {
      const start = performance.now();
      seek.value = text;
      seek.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await new Promise(requestAnimationFrame);
      // Laid out, as the frame is about to show it.
      document.body.getBoundingClientRect();
      times.push(Math.round(performance.now() - start));
      const found = document.querySelectorAll("tbody tr").length;
      if (rows !== undefined && found !== rows) throw new Error(`“${text}” finds ${found} of ${rows}`);
    }
    return times;
  }, steps);

// The site as a single file, opened from a disk: everything that the program asks for stands in the page itself
// (xtask/src/release/single.rs). The page's policy lets nothing be fetched at all.
(() => {
  const Browser = window.Worker;
  const base = new URL(".", document.baseURI).href;
  const types = { wasm: "application/wasm", json: "application/json" };

  const element = (name) => document.querySelector(`script[data-file="${CSS.escape(name)}"]`);

  /** The name of a file of the site by its address, whole or relative. */
  const nameOf = (address) => new URL(String(address?.url ?? address), base).href.slice(base.length).split(/[?#]/)[0];

  const packed = new Map();

  /** A file as it stands in the page, packed with gzip. */
  function gzip(name) {
    const found = element(name);
    if (found && !packed.has(name)) {
      packed.set(name, new Blob([Uint8Array.from(atob(found.textContent), (c) => c.charCodeAt(0))]));
    }
    return packed.get(name);
  }

  window.fetch = async (address) => {
    const name = nameOf(address);
    const file = gzip(name);
    if (!file) return new Response(null, { status: 404 });
    const type = types[name.split(".").pop()] ?? "application/octet-stream";
    return new Response(file.stream().pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });
  };

  // A worker's program and what starts it, and which of the files it asks for.
  const programs = { "work.js": "worker", "overlay.js": "overlays", "workbook.js": "workbooks" };
  const sources = new Map();

  /** Where a worker's scripts stand, put together from those in the page. */
  function source(starter) {
    if (!sources.has(starter)) {
      const texts = ["single-worker.js", `${programs[starter]}.js`, starter].map((name) => `${element(name).textContent}\n`);
      sources.set(starter, URL.createObjectURL(new Blob(texts, { type: "text/javascript" })));
    }
    return sources.get(starter);
  }

  window.Worker = class extends Browser {
    constructor(address) {
      const starter = nameOf(address);
      super(source(starter));
      const all = [...document.querySelectorAll("script[data-file]")].map((one) => one.dataset.file);
      const names = all.filter((name) => name.startsWith("packs/") || name === `${programs[starter]}_bg.wasm`);
      this.postMessage({ zipingFiles: Object.fromEntries(names.map((name) => [name, gzip(name)])) });
    }
  };
})();

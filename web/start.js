// Starts the site. A file of its own, because the page's policy allows no inline script.
// The build writes the addresses of the two built files into this script's element (xtask/src/assemble.rs).
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const address = (relative) => new URL(relative, document.baseURI);
const root = document.documentElement;

/** Says that the program is no more. What is typed now would be lost, so nothing more is taken. */
function stopped(error) {
  if (document.querySelector("body > .stopped[role=alert]:not(#not-started)")) return;
  const notice = document.getElementById("stopped").content.firstElementChild.cloneNode(true);
  notice.querySelector("code").textContent = String(error);
  document.body.prepend(notice);
  notice.addEventListener("click", ({ target }) => target.closest("button") && location.reload());
  for (const kind of ["beforeinput", "click"]) {
    addEventListener(kind, (event) => notice.contains(event.target) || event.preventDefault(), { capture: true });
  }
}

/** What is wrong with a file of the site, as far as the browser tells: its name, what the host answered, its type. */
async function fault(path, error) {
  const name = path.split("/").pop();
  try {
    const answer = await fetch(address(path), { cache: "no-cache" });
    if (!answer.ok) return `${name} (${answer.status})`;
    return `${name} (Content-Type: ${answer.headers.get("Content-Type") ?? "?"}): ${error}`;
  } catch {
    return `${name}: ${error}`;
  }
}

// A fault inside the program ends it: it cannot go on from a state that nobody foresaw.
const check = (error) => error instanceof WebAssembly.RuntimeError && stopped(error);
addEventListener("error", ({ error }) => check(error));
addEventListener("unhandledrejection", ({ reason }) => check(reason));

// Hosts that do not know WebAssembly send it as another type, which reading while it comes refuses. Its bytes are the
// same; only a page in its place (a host's answer to what it does not have) is none.
const streaming = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = async (source, imports) => {
  const answer = await source;
  const type = answer.headers.get("Content-Type") ?? "";
  if (!answer.ok || type.startsWith("text/html")) throw new TypeError(`${answer.url} (${answer.status}, ${type})`);
  if (type.startsWith("application/wasm")) return streaming.call(WebAssembly, answer, imports);
  return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
};

// A part that does not come because the site has a newer build by now (the program looks, see web/src/outdated.rs).
addEventListener("ziping-outdated", () => {
  if (root.dataset.update) return;
  root.dataset.update = "waits";
  addEventListener("ziping-take-over", () => location.reload(), { once: true });
  dispatchEvent(new Event("ziping-update"));
});

// What can be read comes first: on a slow line the program would only keep it waiting, and on a slow processor compiling it
// would keep the picture from being drawn that the page has ready. Nothing is painted where nobody looks, and nobody should
// wait for a paint that does not come.
await new Promise((done) => {
  if (document.hidden) return done();
  if (PerformanceObserver.supportedEntryTypes.includes("paint")) {
    new PerformanceObserver(done).observe({ type: "paint", buffered: true });
  } else {
    requestAnimationFrame(() => setTimeout(done));
  }
  setTimeout(done, 1000);
});
/** The names of the files that a host.json asks for when the page begins. */
function named(bytes) {
  try {
    const { compiled, overlays, rulebooks } = JSON.parse(new TextDecoder().decode(bytes));
    return [compiled, overlays, rulebooks].flat().filter((file) => typeof file === "string");
  } catch {
    // What is wrong with it, the program says in the settings.
    return [];
  }
}

/** host.json as it came; what it names comes beside the program, and not one after the other once that runs. */
async function hostFolder() {
  const answer = await fetch(address("host/host.json"));
  if (!answer.ok) return null;
  const bytes = await answer.arrayBuffer();
  for (const file of named(bytes)) {
    const link = Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
    link.href = `host/${file.split("/").map(encodeURIComponent).join("/")}`;
    document.head.append(link);
  }
  return bytes;
}

// What every page needs.
for (const link of document.querySelectorAll("link[data-rel]")) link.rel = link.dataset.rel;
// Read by web/src/host.rs. While a folder is tried out in this tab, that one counts.
const tried = (() => {
  try {
    return sessionStorage.getItem("ziping.host-preview");
  } catch {
    return null;
  }
})();
if (!tried) window.zipingHost = hostFolder().catch(() => null);

let path = js;
try {
  // In the single file the program's script stands in the page (single.js).
  const site = window.zipingSite ?? (await import(address(js)));
  path = wasm;
  await site.default({ module_or_path: address(wasm) });
} catch (error) {
  window.zipingNotStarted("lost", await fault(path, error));
  throw error;
}
root.dataset.started = "";
document.getElementById("not-started").remove();
// Only what runs is worth keeping; a file on a disk is kept already.
if (root.dataset.single === undefined) {
  const { keepForOffline } = await import(address("offline.js"));
  keepForOffline();
}

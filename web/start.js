// Starts the site. A file of its own, because the page's policy allows no inline script.
// Trunk writes the addresses of the two built files into this script's element (see Trunk.toml).
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const address = (relative) => new URL(relative, document.baseURI);

/** Says that the program is not there, or no more. What is typed now would be lost, so nothing more is taken. */
function stopped(when, error) {
  if (document.querySelector(".stopped")) return;
  const notice = document.getElementById("stopped").content.firstElementChild.cloneNode(true);
  notice.dataset.when = when;
  notice.querySelector("code").textContent = String(error);
  document.body.prepend(notice);
  notice.addEventListener("click", ({ target }) => target.closest("button") && location.reload());
  if (when === "before") return;
  for (const kind of ["beforeinput", "click"]) {
    addEventListener(kind, (event) => notice.contains(event.target) || event.preventDefault(), { capture: true });
  }
}

// A fault inside the program ends it: it cannot go on from a state that nobody foresaw.
const check = (error) => error instanceof WebAssembly.RuntimeError && stopped("later", error);
addEventListener("error", ({ error }) => check(error));
addEventListener("unhandledrejection", ({ reason }) => check(reason));

// What can be read comes first: on a slow line the program would only keep it waiting. Nothing is painted where nobody
// looks, and nobody should wait for a paint that does not come.
await new Promise((done) => {
  if (document.hidden) return done();
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 1000);
});
// What stands near the questions comes along where an address needs it at once (see web/src/later.rs).
const near = /^#?\/?(organisation|ask\/|$)/.test(location.hash);
for (const link of document.querySelectorAll("link[data-rel]")) {
  if (near || link.dataset.part !== "near") link.rel = link.dataset.rel;
}

let site;
try {
  site = await import(address(js));
  await site.default({ module_or_path: address(wasm) });
} catch (error) {
  stopped("before", error);
  throw error;
}
// Only what runs is worth keeping.
const { keepForOffline } = await import(address("offline.js"));
keepForOffline();

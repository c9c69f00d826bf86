// Starts the site. A file of its own, because the page's policy allows no inline script.
// Trunk writes the addresses of the two built files into this script's element (see Trunk.toml).
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const address = (relative) => new URL(relative, document.baseURI);
const site = await import(address(js));
await site.default({ module_or_path: address(wasm) });
// Only what runs is worth keeping.
const { keepForOffline } = await import(address("offline.js"));
keepForOffline();

// Starts the program that reads overlays, whose files the build writes beside this one.
importScripts("overlays.js");
// A program that does not come is an error of the worker, of which the page hears.
wasm_bindgen({ module_or_path: "overlays_bg.wasm" }).catch((error) => setTimeout(() => { throw error; }));

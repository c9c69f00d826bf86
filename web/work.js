// Starts the worker's program, whose files the build writes beside this one.
importScripts("worker.js");
// A program that does not come is an error of the worker, of which the page hears.
wasm_bindgen({ module_or_path: "worker_bg.wasm" }).catch((error) => setTimeout(() => { throw error; }));

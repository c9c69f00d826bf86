// Starts the worker's program, whose files Trunk writes beside this one.
importScripts("worker.js");
wasm_bindgen({ module_or_path: "worker_bg.wasm" });

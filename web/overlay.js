// Starts the program that reads overlays, whose files Trunk writes beside this one.
importScripts("overlays.js");
wasm_bindgen({ module_or_path: "overlays_bg.wasm" });

// Starts the program that makes and reads workbooks, whose files the build writes beside this one.
importScripts("workbooks.js");
// A program that does not come is an error of the worker, of which the page hears.
wasm_bindgen({ module_or_path: "workbooks_bg.wasm" }).catch((error) => setTimeout(() => { throw error; }));

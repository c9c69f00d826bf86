// For Node: the module of pages, started from the file beside it.
import { readFileSync } from "node:fs";
import { initSync } from "./ziping.js";

initSync({ module: readFileSync(new URL("ziping_bg.wasm", import.meta.url)) });

export * from "./ziping.js";

// Pages wait for this before the first call; here it is done, and the same code runs.
export default async function init() {}

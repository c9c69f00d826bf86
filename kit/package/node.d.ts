export * from "./ziping.js";

/** Nothing to wait for in Node; here so that the same code runs in pages, which must wait. */
export default function init(module?: unknown): Promise<void>;

// Sizes and times as the benches say them, and how large a program of the site is.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
export const ms = (time) => `${time.toFixed(1)} ms`;

/** The size of a worker's program with its script, in Brotli; 0 where the built site has none of this name. */
export function program(dist, name) {
  const files = readdirSync(dist).filter((file) => file.startsWith(name) && /\.(js|wasm)\.br$/.test(file));
  return files.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0);
}

// A reporter of Node's test runner: how long each test took, one line each, for `cargo xtask test`.
import { basename } from "node:path";

export default async function* times(source) {
  for await (const { type, data } of source) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    if (data.details.type === "suite" || !data.file || data.name === data.file) continue;
    yield `${(data.details.duration_ms / 1000).toFixed(3)}\t${basename(data.file)}: ${data.name}\n`;
  }
}

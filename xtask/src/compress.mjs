// Packs files with Brotli at its highest quality, on all cores: `node compress.mjs FILE PACKED FILE PACKED …`
import { readFile, rename, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const pack = promisify(brotliCompress);
const paths = process.argv.slice(2);
const pairs = Array.from({ length: paths.length / 2 }, (_, pair) => paths.slice(2 * pair, 2 * pair + 2));
await Promise.all(
  pairs.map(async ([file, packed]) => {
    const raw = await readFile(file);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_DEFAULT_WINDOW,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    };
    // Whole or not at all: a file under this name is not packed again.
    await writeFile(`${packed}.part`, await pack(raw, { params }));
    await rename(`${packed}.part`, packed);
  }),
);

// What the browser keeps of the rules that it had (web/src/changes), read and changed behind the site's back.

/** As if another build of the site had kept them. */
const OTHER = "another build";

/**
 * In the page, of the rules that are kept: their `"key"`, or their `"files"` in Base64, for numbers take the debugger a minute;
 * nothing where none are kept.
 */
async function read(of) {
  const opened = await new Promise((done, failed) => {
    const opening = indexedDB.open("ziping");
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
  const request = opened.transaction("saves").objectStore("saves").get("rules");
  const kept = await new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  opened.close();
  if (!kept || of === "key") return kept?.now.key;
  const reader = new FileReader();
  await new Promise((done) => {
    reader.onload = done;
    reader.readAsDataURL(kept.now.files);
  });
  return reader.result.slice(reader.result.indexOf(",") + 1);
}

/** In the page: puts other files, in Base64, in the place of those that are kept. */
async function write({ key, files }) {
  const bytes = Uint8Array.from(atob(files), (sign) => sign.charCodeAt(0));
  const opened = await new Promise((done, failed) => {
    const opening = indexedDB.open("ziping");
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
  const transaction = opened.transaction("saves", "readwrite");
  const saves = transaction.objectStore("saves");
  const request = saves.get("rules");
  request.onsuccess = () => {
    const kept = request.result;
    kept.now.key = key;
    kept.now.files = new Blob([bytes]);
    saves.put(kept, "rules");
  };
  await new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onerror = () => failed(transaction.error);
  });
  opened.close();
}

/** Waits until the rules that the site has now are kept. */
export async function keptRules(page) {
  for (let tries = 0; tries < 200; tries += 1) {
    const key = await page.evaluate(read, "key");
    if (key && key !== OTHER) return;
    await page.waitForTimeout(100);
  }
  throw new Error("the rules of today are not kept");
}

// A pack of texts: a head in a line, eight bytes of sum, then how many strings there are and each with its length before it
// (postcard). The sum is FNV-1a.
const HEAD = Buffer.from("ziping-pack-of-another-build\n");

function unpack(pack) {
  let at = pack.indexOf(10) + 1 + 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = pack[at];
      at += 1;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return pack.subarray(at - length, at).toString("utf8");
  };
  return Object.fromEntries(Array.from({ length: number() }, () => [text(), text()]));
}

function pack(files) {
  const number = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...number(Math.floor(value / 128))]);
  const text = (string) => {
    const bytes = Buffer.from(string);
    return Buffer.concat([Buffer.from(number(bytes.length)), bytes]);
  };
  const entries = Object.entries(files);
  const body = Buffer.concat([Buffer.from(number(entries.length)), ...entries.flat().map(text)]);
  let sum = 0xcbf29ce484222325n;
  for (const byte of body) sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n);
  const sums = Buffer.alloc(8);
  sums.writeBigUInt64LE(sum);
  return Buffer.concat([HEAD, sums, body]);
}

/** Puts an earlier edition in the place of the rules that are kept: `change` takes the files by their paths and gives others. */
export async function putRulesBefore(page, change) {
  await keptRules(page);
  const files = Buffer.from(await page.evaluate(read, "files"), "base64");
  await page.evaluate(write, { key: OTHER, files: pack(change(unpack(files))).toString("base64") });
}

// Browsers of years ago, from npm packages that ship the program (tests/browsers/). Drivers of today refuse them, so they
// are spoken to in the DevTools protocol itself, over a pipe.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

/** The program of a package, unpacked once; `undefined` where the package is not installed. */
function program(name) {
  const folder = process.env.ZIPING_OLD_BROWSERS;
  if (!folder) throw new Error("ZIPING_OLD_BROWSERS is not set; run the tests with `cargo xtask test browser`");
  const bin = join(folder, "node_modules", name, "bin");
  const unpacked = join(bin, "chromium");
  if (!existsSync(unpacked)) {
    // What draws without a graphics card lies beside it.
    const drawing = join(bin, "swiftshader");
    mkdirSync(drawing, { recursive: true });
    execFileSync("tar", ["-xf", "-", "-C", drawing], { input: brotliDecompressSync(readFileSync(join(bin, "swiftshader.tar.br"))) });
    // Under a name of its own first: a run that is stopped leaves no half of a program.
    const part = `${unpacked}.${process.pid}`;
    writeFileSync(part, brotliDecompressSync(readFileSync(join(bin, "chromium.br"))));
    chmodSync(part, 0o755);
    renameSync(part, unpacked);
  }
  return unpacked;
}

/** What takes longer is stuck: the test then says where, and the browser is ended. In milliseconds. */
const AT_MOST = 60_000;

/** Waits for a promise, but not for ever. */
async function inTime(what, promise) {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`no answer in ${AT_MOST / 1000} s: ${what}`)), AT_MOST);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** An old browser with a new profile. `page(width, height)` opens a page; `close` ends it. */
export async function oldBrowser(name) {
  const profile = mkdtempSync(join(tmpdir(), "ziping-old-"));
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-zygote", "--single-process"];
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"];
  const child = spawn(program(name), [...flags, ...quiet, "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const waiting = new Map();
  let [count, rest] = [0, ""];
  // A chunk may end within a character.
  child.stdio[4].setEncoding("utf8");
  child.stdio[4].on("data", (data) => {
    const messages = (rest + data).split("\0");
    rest = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) {
      const { done, failed } = waiting.get(message.id) ?? {};
      waiting.delete(message.id);
      if (message.error) failed?.(new Error(message.error.message));
      else done?.(message.result);
    }
  });
  child.on("exit", () => waiting.forEach(({ failed }) => failed(new Error(`${name} ended`))));
  const send = (method, params = {}, sessionId = undefined) =>
    inTime(`${name}: ${method}`, new Promise((done, failed) => {
      waiting.set(++count, { done, failed });
      child.stdio[3].write(`${JSON.stringify({ id: count, method, params, sessionId })}\0`);
    }));

  const page = async (width = 1360, height = 900) => {
    const { targetId } = await send("Target.createTarget", { url: "about:blank", width, height });
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    const ask = (method, params) => send(method, params, sessionId);
    await ask("Page.enable");
    await ask("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    const evaluate = async (code) => {
      const { result, exceptionDetails } = await ask("Runtime.evaluate", { expression: code, awaitPromise: true, returnByValue: true, userGesture: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    };
    return {
      evaluate,
      goto: (address) => ask("Page.navigate", { url: address }),
      ask,
      /** Waits until an expression is true in the page. */
      async until(code, what = code) {
        const look = `new Promise((done, failed) => {
          const end = Date.now() + 20000;
          const look = () => { try { if (${code}) return done(true); } catch {} Date.now() > end ? done(false) : setTimeout(look, 50); };
          look();
        })`;
        if (!(await evaluate(look))) throw new Error(`not in 20 s: ${what}\n${await evaluate("document.body.innerText.slice(0, 800)")}`);
      },
      /** A picture of what is seen. */
      async picture(path) {
        const { data } = await ask("Page.captureScreenshot", { format: "png" });
        writeFileSync(path, Buffer.from(data, "base64"));
      },
      /** Does what starts a download and answers the path of the file. */
      async download(start) {
        const folder = mkdtempSync(join(tmpdir(), "ziping-old-"));
        mkdirSync(folder, { recursive: true });
        await ask("Page.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
        await start();
        // The file has its name once it is whole; of events that old browsers send of it some do not come.
        for (const end = Date.now() + AT_MOST; Date.now() < end; ) {
          const [file] = readdirSync(folder).filter((file) => !file.endsWith(".crdownload"));
          if (file) return join(folder, file);
          await new Promise((done) => setTimeout(done, 50));
        }
        throw new Error(`${name}: no download in ${AT_MOST / 1000} s`);
      },
    };
  };
  return {
    page,
    close: () => {
      child.kill("SIGKILL");
    },
  };
}

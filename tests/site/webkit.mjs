// WebKit, the engine of Safari, as Debian ships it: MiniBrowser under a display of its own (Xvfb), driven by plain
// WebDriver requests (W3C WebDriver).
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What takes longer is stuck, and the test says where. In milliseconds; a page may take a minute to load. */
const AT_MOST = 120_000;

/** Starts it; `undefined` where the machine has none (only Debian's packages bring it, see xtask). */
export async function webkit() {
  const [driver, browser] = [process.env.ZIPING_WEBKIT_DRIVER, process.env.ZIPING_WEBKIT];
  if (!driver || !browser) return undefined;
  const home = mkdtempSync(join(tmpdir(), "ziping-webkit-"));
  // The number of a free display is written to the fourth channel.
  const display = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1360x900x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = await new Promise((done, failed) => {
    display.stdio[3].once("data", (data) => done(String(data).trim()));
    display.once("error", failed);
    display.once("exit", (code) => failed(new Error(`Xvfb ended: ${code}`)));
  });
  const env = { ...process.env, DISPLAY: `:${number}`, HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home, WEBKIT_DISABLE_COMPOSITING_MODE: "1", LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" };
  const port = 20_000 + (process.pid % 20_000);
  const child = spawn(driver, [`--port=${port}`], { env, stdio: "ignore" });
  const base = `http://127.0.0.1:${port}`;
  const ask = async (method, path, body) => {
    const answer = await fetch(`${base}${path}`, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(AT_MOST) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value?.message ?? answer.status}`);
    return value;
  };
  const end = () => {
    child.kill("SIGKILL");
    display.kill("SIGKILL");
  };
  // The driver listens a moment after it has started.
  const options = { "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } };
  let session;
  for (const last = Date.now() + 20_000; !session; ) {
    try {
      session = await ask("POST", "/session", { capabilities: { alwaysMatch: options } });
    } catch (error) {
      if (Date.now() > last || !/fetch failed/.test(String(error))) {
        end();
        throw error;
      }
    }
  }
  const at = `/session/${session.sessionId}`;
  await ask("POST", `${at}/timeouts`, { script: 90_000, pageLoad: 60_000 });
  const run = (script, ...args) => ask("POST", `${at}/execute/async`, { script: `const done = arguments[arguments.length - 1]; (async () => { ${script} })().then(done, (error) => done({ error: String(error) }));`, args });
  const evaluate = async (script, ...args) => {
    const value = await run(script, ...args);
    if (value?.error) throw new Error(value.error);
    return value;
  };
  return {
    version: `${session.capabilities.browserName} ${session.capabilities.browserVersion}`,
    goto: (url) => ask("POST", `${at}/url`, { url }),
    evaluate,
    /** Waits until an expression is true in the page. */
    async until(code) {
      const seen = await evaluate(`
        const end = Date.now() + 60000;
        while (Date.now() < end) {
          try { if (${code}) return true; } catch {}
          await new Promise((done) => setTimeout(done, 50));
        }
        return false;`);
      if (!seen) throw new Error(`not in 60 s: ${code}\n${await evaluate("return document.body.innerText.slice(0, 800)")}`);
    },
    async close() {
      await ask("DELETE", at).catch(() => {});
      end();
    },
  };
}

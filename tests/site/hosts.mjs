// Hosts as they are: a static server of a folder that answers like one of them.
import { cp, mkdtemp, readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { dist } from "./harness.mjs";

/** The types of the site's files, as a host that knows them sends them. */
export const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/**
 * Serves `folder`, whose files can be changed while it runs. `wrong`: types of endings that differ; `without`: files or
 * endings that the host does not have, a pattern; `fallback`: every unknown address is answered with the first page.
 */
export async function serve(folder, { wrong = {}, without, fallback = false } = {}) {
  const host = { wrong, without, fallback };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    let name = path.endsWith("/") ? `${path}index.html` : path;
    const has = async (name) => !host.without?.test(name) && (await stat(join(folder, name)).catch(() => undefined))?.isFile();
    if (!(await has(name))) {
      if (!host.fallback) return response.writeHead(404, { "Content-Type": "text/html" }).end("<h1>404</h1>");
      name = "/index.html";
    }
    const type = host.wrong[extname(name)] ?? types[extname(name)] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-cache" }).end(await readFile(join(folder, name)));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  // A test that fails before it closes the server keeps nobody waiting.
  server.unref();
  return { host, server, address: `http://127.0.0.1:${server.address().port}/`, close: () => (server.closeAllConnections(), server.close()) };
}

/** A copy of the built site, to change things in. */
export async function copyOfSite() {
  const folder = await mkdtemp(join(tmpdir(), "ziping-site-"));
  await cp(dist, folder, { recursive: true });
  return folder;
}

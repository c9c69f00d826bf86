// Keeps the whole site for use without a network. `cargo xtask build` writes it into dist/sw.js behind two constants:
// BUILD, the stamp of the sources, and FILES, every file of the site with its SHA-256.
//
// One cache for each build and each place of the site: what one build keeps, no other ever reads.
const PLACE = new URL(registration.scope).pathname;
const CACHE = `ziping ${PLACE} ${BUILD}`;
const HOME = "index.html";
// What whoever serves the site has put into the folder `host/`: of no build, as it was when it last came as a whole.
const HOST = `ziping-host ${PLACE}`;
const FOLDER = `${PLACE}host/`;

// What the site's files are, whatever a host takes them for: its headers are not kept.
const TYPES = {
  bin: "application/octet-stream",
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
};
const typeOf = (path) => TYPES[path.split(".").pop()] ?? "application/octet-stream";

const digest = async (bytes) => {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

// A host may write into its own page (a record number, a link): what tells the page's build is the mark that it carries.
const isHome = async (answer) => (await answer.clone().text()).includes(`<meta name="ziping-build" content="${BUILD}"`);

// A file of another build must not get in, whatever a cache on the way answers: its hash decides.
const fits = async (answer, path, hash) =>
  answer?.ok &&
  (path === HOME ? await isHome(answer) : (await digest(await answer.clone().arrayBuffer())) === hash);

// With the type that it has; and a redirected answer could not be given to a navigation later on.
const put = async (cache, address, path, answer) =>
  cache.put(address, new Response(await answer.blob(), { headers: { "Content-Type": typeOf(path) } }));

const keep = async (cache, [path, hash]) => {
  const address = new URL(path, registration.scope).href;
  let answer = path === HOME ? undefined : await caches.match(address);
  if (!(await fits(answer, path, hash))) answer = await fetch(address, { cache: "no-cache" });
  if (!(await fits(answer, path, hash))) throw new Error(`${path} is not of this build`);
  await put(cache, address, path, answer);
};

addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      const queue = [...FILES];
      const take = async () => {
        for (let file = queue.shift(); file; file = queue.shift()) await keep(cache, file);
      };
      try {
        await Promise.all([take(), take(), take()]);
        await refreshHost();
      } catch (error) {
        await caches.delete(CACHE);
        throw error;
      }
    })(),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const mine = (name) => name.startsWith(`ziping ${PLACE} `) && name !== CACHE;
      for (const name of (await caches.keys()).filter(mine)) await caches.delete(name);
      await clients.claim();
    })(),
  );
});

// The page asks for it when the user has said so; until then the old build goes on undisturbed.
addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});

// The page that the host has now, for the next visit: of this build with what the host wrote into it; a newer build comes
// with its own worker.
const refreshHome = async () => {
  try {
    const address = new URL(HOME, registration.scope).href;
    const now = await fetch(address, { cache: "no-cache" });
    if (await fits(now, HOME, "")) await put(await caches.open(CACHE), address, HOME, now);
  } catch {
    // Without a network there is nothing newer.
  }
};

// The files that host.json names; none where it cannot be read: the page says so.
const named = (text) => {
  try {
    const { mark, overlays = [], forms = [], rulebooks = [], compiled } = JSON.parse(text);
    return [mark, ...overlays, ...forms.map(({ file }) => file), ...rulebooks, compiled].filter((name) => typeof name === "string");
  } catch {
    return [];
  }
};

// Where a file of the host folder lies; those of a rule book lie in a folder of its own.
const inFolder = (name) => new URL(FOLDER + name.split("/").map(encodeURIComponent).join("/"), location.origin);

// The host folder as it is now, for the next visit: all of it, or the last copy stays. What the host does not have any more
// is forgotten.
const refreshHost = async () => {
  try {
    const ask = (name) => fetch(inFolder(name), { cache: "no-cache" });
    const names = ["host.json"];
    const answers = [await ask("host.json")];
    if (answers[0].ok) names.push(...named(await answers[0].clone().text()));
    for (const name of names.slice(1)) answers.push(await ask(name));
    // A host in trouble has not changed its folder.
    if (answers.some(({ status }) => status >= 500)) return;
    const cache = await caches.open(HOST);
    const known = (await cache.keys()).map(({ url }) => url);
    const kept = [];
    for (const [place, name] of names.entries()) {
      if (!answers[place].ok) continue;
      const { href } = inFolder(name);
      kept.push(href);
      await put(cache, href, name, answers[place]);
    }
    for (const url of known.filter((url) => !kept.includes(url))) await cache.delete(url);
  } catch {
    // Without a network there is nothing newer.
  }
};

const answerHost = async (request) => {
  const cache = await caches.open(HOST);
  return (await cache.match(request.url)) ?? fetch(request);
};

const answer = async (request) => {
  const url = new URL(request.url);
  url.search = "";
  url.hash = "";
  if (url.pathname === PLACE) url.pathname += HOME;
  const cache = await caches.open(CACHE);
  return (await cache.match(url.href)) ?? fetch(request);
};

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && url.origin === location.origin && url.pathname.startsWith(PLACE)) {
    event.respondWith(url.pathname.startsWith(FOLDER) ? answerHost(event.request) : answer(event.request));
    if (event.request.mode === "navigate") event.waitUntil(Promise.all([refreshHome(), refreshHost()]));
  }
});

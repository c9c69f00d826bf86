// Keeps the whole site for use without a network. `cargo xtask build` writes it into dist/sw.js behind two constants:
// BUILD, the stamp of the sources, and FILES, every file of the site with its SHA-256.
//
// One cache for each build and each place of the site: what one build keeps, no other ever reads.
const PLACE = new URL(registration.scope).pathname;
const CACHE = `ziping ${PLACE} ${BUILD}`;
const HOME = "index.html";

const digest = async (bytes) => {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

// A file of another build must not get in, whatever a cache on the way answers: its hash decides.
const keep = async (cache, [path, hash]) => {
  const address = new URL(path, registration.scope).href;
  const fits = async (answer) => answer?.ok && (await digest(await answer.clone().arrayBuffer())) === hash;
  let answer = await caches.match(address);
  if (!(await fits(answer))) answer = await fetch(address, { cache: "no-cache" });
  if (!(await fits(answer))) throw new Error(`${path} is not of this build`);
  // A redirected answer could not be given to a navigation later on.
  const { status, statusText, headers } = answer;
  await cache.put(address, new Response(await answer.blob(), { status, statusText, headers }));
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
    event.respondWith(answer(event.request));
  }
});

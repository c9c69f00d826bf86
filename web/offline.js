// Keeps the site for use without a network, once the page has come to rest; see service-worker.js. A new build waits
// until the user says so: the page shows it (event `ziping-update`) and asks for it (event `ziping-take-over`).
const workers = navigator.serviceWorker;

let asked = false;

function offer(registration) {
  // The program may not listen yet: then it looks here when it begins to.
  document.documentElement.dataset.update = "waits";
  dispatchEvent(new Event("ziping-update"));
  const takeOver = () => {
    asked = true;
    if (registration.waiting) registration.waiting.postMessage("take over");
    // Another tab was first: the new build is in charge already.
    else location.reload();
  };
  addEventListener("ziping-take-over", takeOver, { once: true });
}

function follow(registration) {
  // On the first visit there is nothing to update.
  if (registration.waiting && workers.controller) offer(registration);
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => {
      if (coming.state === "installed" && workers.controller) offer(registration);
    });
  });
}

export function keepForOffline() {
  // Builds of Trunk's own loop (`serve --watch`) have neither a policy nor a service worker; they need a network.
  if (!workers || !document.querySelector("meta[http-equiv=Content-Security-Policy]")) return;
  let served = Boolean(workers.controller);
  workers.addEventListener("controllerchange", async () => {
    if (asked) location.reload();
    else if (served) offer(await workers.ready);
    served = true;
  });
  let trying = false;
  const again = () => addEventListener("online", register);
  const register = async () => {
    if (trying) return;
    trying = true;
    removeEventListener("online", register);
    try {
      const registration = await workers.register(new URL("sw.js", document.baseURI), { updateViaCache: "none" });
      follow(registration);
      // A first worker that could not get all files is given up by the browser.
      const first = registration.active ? null : registration.installing;
      first?.addEventListener("statechange", () => first.state === "redundant" && again());
    } catch {
      // The network is gone or bad; or the browser refuses (private mode, a policy) and has the page with a network.
      again();
    }
    trying = false;
  };
  if ("requestIdleCallback" in window) requestIdleCallback(register, { timeout: 4000 });
  else setTimeout(register, 2000);
}

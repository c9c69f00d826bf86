// Keeps the site for use without a network, once the page has come to rest; see service-worker.js. A new build waits
// until the user says so: the page shows it (event `ziping-update`) and asks for it (event `ziping-take-over`).
const workers = navigator.serviceWorker;

function offer(registration) {
  // The program may not listen yet: then it looks here when it begins to.
  document.documentElement.dataset.update = "waits";
  dispatchEvent(new Event("ziping-update"));
  addEventListener("ziping-take-over", () => registration.waiting?.postMessage("take over"), { once: true });
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
  // Trunk's own builds have neither a policy nor a service worker; they need a network.
  if (!workers || !document.querySelector("meta[http-equiv=Content-Security-Policy]")) return;
  const updating = Boolean(workers.controller);
  workers.addEventListener("controllerchange", () => {
    if (updating) location.reload();
  });
  const register = () => {
    // A browser that refuses (private mode, a policy) has the page with a network.
    workers.register(new URL("sw.js", document.baseURI), { updateViaCache: "none" }).then(follow, () => {});
  };
  if ("requestIdleCallback" in window) requestIdleCallback(register, { timeout: 4000 });
  else setTimeout(register, 2000);
}

// Comes before the program of a worker in the single file (single.js): the page hands over the files that it may ask for.
(() => {
  const given = new Promise((done) => {
    addEventListener("message", function take(event) {
      if (!event.data?.zipingFiles) return;
      event.stopImmediatePropagation();
      removeEventListener("message", take);
      done(event.data.zipingFiles);
    });
  });
  // The scripts stand one behind the other already.
  self.importScripts = () => {};
  self.fetch = async (address) => {
    const name = String(address).replace(/^\.\//, "");
    const file = (await given)[name];
    if (!file) return new Response(null, { status: 404 });
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(file.stream().pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });
  };
})();

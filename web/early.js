// Before the first paint: the language and the appearance that were chosen last, so that nothing flickers, and what
// the program will need in that language.
// A file of its own, because the page's policy allows no inline script.
{
  const root = document.documentElement;
  const remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const lang = new URLSearchParams(location.search).get("lang") ?? remembered("ziping.lang") ?? "";
  const english = lang.startsWith("en");
  if (english) root.lang = "en";
  // What the program will ask for comes beside it and not after it, once start.js fetches them all.
  for (const name of ["texts", "words"]) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "after-paint", as: "fetch", crossOrigin: "anonymous" });
    link.dataset.rel = "preload";
    link.href = `packs/${name}.${english ? "en" : "zh"}.pack`;
    document.head.append(link);
  }
  const theme = remembered("ziping.theme");
  if (theme) root.dataset.theme = theme;
}

// Before the first paint: the language and the appearance that were chosen last, so that nothing flickers.
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
  if (lang.startsWith("en")) root.lang = "en";
  const theme = remembered("ziping.theme");
  if (theme) root.dataset.theme = theme;
}

// Before the first paint: whether this browser can run the page and whether its files come, said in #not-started where
// not; the language and the appearance that were chosen last, so that nothing flickers; and what the program will need
// in that language. A file of its own, because the page's policy allows no inline script. In the language of 2009, so that
// every browser gets as far as saying that it is too old.
(function () {
  var root = document.documentElement;

  // Chrome and Edge 108, Firefox 115, Safari 16.4: what each of them has, and their predecessors have not all of.
  function canRun() {
    return (
      "noModule" in document.createElement("script") &&
      typeof WebAssembly === "object" &&
      typeof CompressionStream === "function" &&
      !!window.CSS &&
      CSS.supports("height", "1dvh")
    );
  }

  var told = null;

  // Shows why the page does not run: "old", "file" or "lost", with the file and what is wrong with it.
  function tell(why, detail) {
    if (told === "old" || root.hasAttribute("data-started")) return;
    told = why;
    var notice = document.getElementById("not-started");
    if (!notice) {
      document.addEventListener("DOMContentLoaded", function () {
        told = null;
        tell(why, detail);
      });
      return;
    }
    var reasons = notice.querySelectorAll("[data-why]");
    for (var i = 0; i < reasons.length; i++) {
      reasons[i].style.display = reasons[i].getAttribute("data-why") === why ? "" : "none";
    }
    notice.querySelector("code").textContent = detail || "";
    notice.setAttribute("role", "alert");
    root.setAttribute("data-not-started", why);
    var buttons = notice.querySelectorAll("button");
    for (var j = 0; j < buttons.length; j++) {
      buttons[j].onclick = function () {
        location.reload();
      };
    }
  }
  window.zipingNotStarted = tell;

  if (!canRun()) tell("old", navigator.userAgent);
  else if (location.protocol === "file:" && !root.hasAttribute("data-single")) tell("file", "");

  // A script that does not come, comes as another type, or cannot be read by this browser.
  window.addEventListener(
    "error",
    function (event) {
      var address = event.target && (event.target.src || event.target.href);
      if (address && event.target.rel !== "icon") {
        var name = String(address).split("/").pop();
        if (!window.fetch || location.protocol === "file:") return tell("lost", name);
        fetch(address).then(
          function (answer) {
            var type = answer.headers.get("Content-Type") || "?";
            tell("lost", name + (answer.ok ? " (Content-Type: " + type + ")" : " (" + answer.status + ")"));
          },
          function () {
            tell("lost", name);
          },
        );
      } else if (event.error instanceof SyntaxError) {
        tell("old", navigator.userAgent);
      }
    },
    true,
  );

  function remembered(key) {
    try {
      return localStorage.getItem(key);
    } catch (error) {
      return null;
    }
  }
  if (told === "old") return;
  var asked = new URLSearchParams(location.search).get("lang");
  var lang = asked === null ? remembered("ziping.lang") || "" : asked;
  var english = lang.indexOf("en") === 0;
  if (english) root.lang = "en";
  // What the program will ask for comes beside it and not after it, once start.js fetches them all; in the single file it
  // stands in the page.
  (root.hasAttribute("data-single") ? [] : ["texts", "words"]).forEach(function (name) {
    var link = document.createElement("link");
    link.rel = "after-paint";
    link.as = "fetch";
    link.crossOrigin = "anonymous";
    link.setAttribute("data-rel", "preload");
    link.href = "packs/" + name + "." + (english ? "en" : "zh") + ".bin";
    document.head.appendChild(link);
  });
  var theme = remembered("ziping.theme");
  if (theme) root.setAttribute("data-theme", theme);
})();

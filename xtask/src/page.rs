//! What is done to the page once it is put together: one file of styles, what to fetch before the program asks for it, its
//! security policy, and the copy for unknown addresses.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::styles;

/// Finishes dist/index.html and puts a 404.html beside it.
///
/// The policy is written here and not in web/index.html because Trunk's own `serve` adds an inline
/// script for reloading, which the policy rightly forbids.
/// `build`: the stamp of the sources; the page carries it, so that its scripts know whether the host has another one by
/// now, and what is kept for use without a network knows its own page whatever the host wrote into it.
pub fn finish(project: &Project, dist: &Path, build: &str) -> Result<()> {
    let path = dist.join("index.html");
    let html = fs::read_to_string(&path).with_context(|| format!("the build left no `{}`", path.display()))?;
    let page = with_policy(&early(&styles::bundle(&html, dist)?), &policy(&project.read("web/csp.txt")?))?;
    let page = page.replacen("</head>", &format!("<meta name=\"ziping-build\" content=\"{build}\" /></head>"), 1);
    for name in ["index.html", "404.html"] {
        let path = dist.join(name);
        fs::write(&path, &page).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    Ok(())
}

/// What every page needs whatever its language comes beside the program and not after it (`web/early.js` does the same
/// for what is of a language, `web/start.js` for the host folder); and all of it after the first paint, which it would only
/// keep waiting.
fn early(html: &str) -> String {
    let link = |file: &str| format!("<link rel=\"preload\" href=\"./{file}\" as=\"fetch\" crossorigin=\"anonymous\">");
    let mut page = html.replacen("</head>", &format!("{}</head>", link("packs/library.bin")), 1);
    for kind in ["preload", "modulepreload"] {
        page =
            page.replace(&format!("<link rel=\"{kind}\""), &format!("<link rel=\"after-paint\" data-rel=\"{kind}\""));
    }
    page
}

/// The directives of web/csp.txt on one line.
fn policy(text: &str) -> String {
    let directives = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    directives.collect::<Vec<_>>().join("; ")
}

/// The page with its policy before everything that the policy governs.
fn with_policy(html: &str, policy: &str) -> Result<String> {
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />");
    // The encoding must stand within the first 1024 bytes, so it stays in front.
    let anchor = ["<meta charset=\"utf-8\" />", "<meta charset=\"utf-8\">", "<head>"]
        .into_iter()
        .find_map(|mark| html.find(mark).map(|at| at + mark.len()));
    match anchor.and_then(|at| html.split_at_checked(at)) {
        Some((before, after)) => Ok(format!("{before}\n    {meta}{after}")),
        None => bail!("web/index.html has no `<head>`, so the page's policy has no place"),
    }
}

/// The page for a visitor who came by an address inside the site: relative addresses start at `base`.
pub fn based(html: &str, base: &str) -> String {
    html.replacen("<head>", &format!("<head><base href=\"{base}\" />"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_stands_after_the_encoding_and_before_scripts() {
        let html = "<head>\n<meta charset=\"utf-8\" />\n<script src=\"a.js\"></script></head>";
        let page = with_policy(html, "default-src 'none'").unwrap();
        let policy = page.find("Content-Security-Policy").unwrap();
        assert!(page.find("charset").unwrap() < policy);
        assert!(policy < page.find("<script").unwrap());
    }

    #[test]
    fn nothing_is_fetched_for_the_program_before_the_first_paint() {
        let page =
            early("<head><link rel=\"modulepreload\" href=\"./a.js\"><link rel=\"stylesheet\" href=\"a.css\"></head>");
        assert_eq!(page.matches("rel=\"after-paint\"").count(), 2, "{page}");
        assert!(!page.contains("<link rel=\"modulepreload\"") && !page.contains("<link rel=\"preload\""), "{page}");
        assert!(page.contains("<link rel=\"stylesheet\""), "{page}");
    }

    #[test]
    fn comments_do_not_get_into_the_policy() {
        assert_eq!(policy("# why\na 'self'\n\nb 'none'\n"), "a 'self'; b 'none'");
    }

    #[test]
    fn the_page_s_policy_has_no_hole() {
        let policy = policy(&Project::find().unwrap().read("web/csp.txt").unwrap());
        assert!(policy.starts_with("default-src 'none'"));
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"));
        assert!(!policy.contains("http") && !policy.contains('*') && !policy.contains('"'));
    }

    #[test]
    fn the_notice_runs_in_browsers_of_2009_and_browsers_with_two_engines_take_the_newer() {
        let project = Project::find().unwrap();
        let early = project.read("web/early.js").unwrap();
        let code: String =
            early.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for newer in ["=>", "`", "let ", "const ", "class ", "async ", "await ", "?.", "??", "...", "for (var x of"] {
            assert!(!code.contains(newer), "early.js has `{newer}`, which the browsers that it is for cannot read");
        }
        let html = project.read("web/index.html").unwrap();
        let place = |part: &str| html.find(part).unwrap_or_else(|| panic!("{part} is not in the page"));
        for wanted in ["name=\"renderer\" content=\"webkit\"", "http-equiv=\"X-UA-Compatible\" content=\"IE=edge\""] {
            assert!(place(wanted) < place("<script"), "{wanted}");
        }
        // A plain script before everything else, and what it shows stands in the page, readable without any script.
        assert_eq!(place("<script"), place("<script src=\"early.js\"></script>"));
        assert!(place("<div id=\"not-started\"") < place("<div id=\"app\">"));
        for browser in ["Chrome 108", "Edge 108", "Firefox 115", "Safari 16.4"] {
            assert_eq!(html.matches(browser).count(), 2, "{browser} in both languages");
        }
    }

    #[test]
    fn a_page_without_a_head_is_refused() {
        assert!(with_policy("<p>", "x").is_err());
    }
}

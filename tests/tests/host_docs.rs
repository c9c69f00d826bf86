//! What is written of the host folder elsewhere agrees with what reads it: the guides for those who serve the site, and
//! the colours of the pages.

#![expect(clippy::panic, reason = "a failed test panics")]

use std::fs;
use ziping_base::diag::Source;
use ziping_host::{DARK, Ground, LIGHT, read, write};
use ziping_tests::project::root;

const GUIDES: [&str; 2] = ["docs/hosting.md", "docs/hosting.zh-CN.md"];
const REGIMES: [&str; 2] = ["om", "credit"];

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The blocks of code of a guide.
fn blocks(guide: &str) -> Vec<String> {
    text(guide).split("```").skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_example_of_the_guides_is_read_as_it_stands_and_has_every_key() {
    for guide in GUIDES {
        let blocks = blocks(guide);
        let example = blocks[0].strip_prefix("json\n").unwrap_or_else(|| panic!("{guide} begins with another example"));
        let host = match read(&Source { name: guide, text: example }, &REGIMES) {
            Ok(Some(host)) => host,
            Ok(None) => panic!("{guide}: the example is empty"),
            Err(problems) => panic!("{guide}: {}", problems[0]),
        };
        let written = write(&host);
        let keys: Vec<&str> = written
            .lines()
            .filter(|line| line.starts_with("  \""))
            .filter_map(|line| line.trim_start_matches("  \"").split('"').next())
            .collect();
        assert_eq!(keys.len(), 17, "{keys:?}");
        for key in keys {
            assert!(
                text(guide).lines().any(|line| line.starts_with('|') && line.contains(&format!("`{key}`"))),
                "{guide}: {key}"
            );
        }
    }
}

#[test]
fn both_guides_have_the_same_examples_and_as_many_sections() {
    assert_eq!(blocks(GUIDES[0]), blocks(GUIDES[1]));
    let sections = |guide: &str| text(guide).lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(sections(GUIDES[0]), sections(GUIDES[1]));
}

#[test]
fn contrast_is_reckoned_on_the_colours_of_the_pages() {
    let styles = text("web/styles/tokens.css");
    let themes: Vec<&str> = styles.splitn(2, "@media").collect();
    for (theme, ground) in themes.into_iter().zip([LIGHT, DARK]) {
        let Ground { paper, sheet, on } = ground;
        for (name, colour) in [("--paper", paper), ("--sheet", sheet), ("--on-seal", on)] {
            let written = theme.split(&format!("{name}: ")).nth(1).and_then(|rest| rest.split(';').next());
            let written = if written == Some("#fff") { Some("#ffffff") } else { written };
            assert_eq!(written, Some(colour.to_string().as_str()), "{name}");
        }
    }
}

//! The rooms of a crate are its top-level modules. They use each other in one direction only, and this holds them to it.
//! Among the crates of the core Cargo does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::project::Project;

/// Crates of which no room needs itself by a detour.
const CRATES: &[&str] = &[
    "core/base/src",
    "core/rules/src",
    "core/regime/src",
    "core/content/src",
    "core/assess/src",
    "core/unzip/src",
    "core/dossier/src",
    "core/host/src",
    "core/collect/src",
    "core/author/src",
    "cli/src",
    "kit/src",
    "web/src",
    "xtask/src",
];

/// Rooms that hold tests alone: those of the page's components draw whole pages.
const TESTS: &str = "trials";

/// Which other rooms each room uses, with a file that does.
type Uses = BTreeMap<String, BTreeMap<String, PathBuf>>;

fn uses(src: &Path) -> Uses {
    let mut rooms = Uses::new();
    let mut folders = vec![src.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inside = path.strip_prefix(src).unwrap();
            let first = inside.iter().next().unwrap().to_string_lossy().into_owned();
            let Some(room) = first.strip_suffix(".rs").or_else(|| path.extension().map(|_| first.as_str())) else {
                continue;
            };
            if room == "lib" || room == "main" {
                continue;
            }
            let others = rooms.entry(room.to_owned()).or_default();
            // Above a file of the first level, and above a room's own `mod.rs`, is the root.
            let below_root = inside.components().count() == 1 || inside.ends_with(Path::new(&first).join("mod.rs"));
            let text = fs::read_to_string(&path).unwrap();
            let text = if below_root { text.replace("use super::", "use crate::") } else { text };
            for used in used(&text) {
                if used != room {
                    others.entry(used).or_insert_with(|| inside.to_path_buf());
                }
            }
        }
    }
    // What the crate's root passes on is in a room; macros and functions of its own are in none.
    let passed_on = fs::read_to_string(src.join("lib.rs")).map(|root| passed_on(&root)).unwrap_or_default();
    let known: BTreeSet<String> = rooms.keys().cloned().collect();
    for (room, others) in &mut rooms {
        let named = std::mem::take(others);
        let homes = named.into_iter().map(|(used, file)| (passed_on.get(&used).cloned().unwrap_or(used), file));
        others.extend(homes.filter(|(used, _)| known.contains(used) && used != room));
    }
    rooms
}

/// The items that a root passes on (`pub use room::Item;`), with their rooms.
fn passed_on(root: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let uses = root.split(';').filter_map(|statement| statement.rsplit_once("use ")).map(|(_, used)| used);
    for (room, items) in uses.filter_map(|used| used.trim().split_once("::")) {
        let words = items.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
        found.extend(words.map(|item| (item.to_owned(), room.to_owned())));
    }
    found
}

/// The rooms that a file names: `crate::room::…` and `crate::{room::…, room::…}`, outside comments.
fn used(text: &str) -> BTreeSet<String> {
    let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code = code.join("\n");
    let name = |text: &str| text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    let mut found = BTreeSet::new();
    for (at, head) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + head.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(name(rest));
            continue;
        };
        let (mut depth, mut begins) = (0, true);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => begins = true,
                c if begins && !c.is_whitespace() => {
                    found.insert(name(&group[at..]));
                    begins = false;
                }
                _ => {}
            }
        }
    }
    found
}

/// What is left when rooms that use nothing left, and rooms that nothing left uses, are taken away: the circles.
fn in_circles(rooms: &Uses) -> BTreeSet<&str> {
    let mut left: BTreeSet<&str> = rooms.keys().map(String::as_str).collect();
    loop {
        let uses_one = |room: &str| rooms[room].keys().any(|used| left.contains(used.as_str()));
        let is_used = |room: &str| left.iter().any(|other| rooms[*other].contains_key(room));
        let still: BTreeSet<&str> = left.iter().copied().filter(|room| uses_one(room) && is_used(room)).collect();
        if still == left {
            return left;
        }
        left = still;
    }
}

#[test]
fn no_rooms_form_a_circle() {
    let project = Project::find().unwrap();
    for crate_ in CRATES {
        let mut rooms = uses(&project.root().join(crate_));
        rooms.remove(TESTS);
        assert!(!rooms.is_empty(), "{crate_}");
        let circles = in_circles(&rooms);
        assert!(circles.is_empty(), "{crate_}: {circles:?}\n{rooms:#?}");
    }
}

#[test]
fn what_a_file_uses_is_found_in_every_form() {
    let found = used(
        "use crate::fact::{Sheet, Value};\nuse crate::{\n  diag::{Said, Span},\n  say,\n};\n// crate::not\nlet x = crate::node::read();\n$crate::no",
    );
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, ["diag", "fact", "node", "say"]);
}

#[test]
fn what_a_root_passes_on_is_known_by_its_room() {
    let found = passed_on("mod a;\npub use a::{Sheet, read};\npub(crate) use b::c::Deep;\n");
    let found: Vec<(&str, &str)> = found.iter().map(|(item, room)| (item.as_str(), room.as_str())).collect();
    assert_eq!(found, [("Deep", "b"), ("Sheet", "a"), ("c", "b"), ("read", "a")]);
}

#[test]
fn a_circle_is_found_and_what_hangs_on_it_is_not() {
    let room = |name: &str, used: &[&str]| {
        (name.to_owned(), used.iter().map(|used| ((*used).to_owned(), PathBuf::new())).collect())
    };
    let rooms = Uses::from([room("a", &["b"]), room("b", &["c", "d"]), room("c", &["b"]), room("d", &[])]);
    assert_eq!(in_circles(&rooms), BTreeSet::from(["b", "c"]));
}

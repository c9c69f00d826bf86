//! Broken rule books made from a good one by edits that show the mistake and nothing else.
//!
//! An edits file has lines of one letter, a blank and a text: `@ path` names the file that the next edits are for,
//! `- line` a line to be found after the last one that was, or else from the top (its indent does not matter), `+ line` what stands there
//! instead, `> line` a line at the end of the file, `x path` a file taken away; `#` begins a remark.

use crate::project::files_below;
use std::path::Path;
use ziping_content::TextFile;

/// The good files with edits made to them.
///
/// # Errors
/// An edit that cannot be made, or files that cannot be read.
pub fn broken(good: &Path, edits: &str) -> Result<Vec<TextFile>, String> {
    let mut files = files_below(good).map_err(|error| error.to_string())?;
    let mut at: Option<Editing> = None;
    for (number, line) in edits.lines().enumerate() {
        let (sign, text) = line.split_at_checked(2).unwrap_or((line, ""));
        let fail = |why: &str| Err(format!("edit in line {}: {why}: {line}", number + 1));
        match (sign.trim(), &mut at) {
            ("" | "#", _) => {}
            ("@", _) => {
                store(&mut files, at.take());
                let Some(file) = files.iter().find(|file| file.path == text) else { return fail("no such file") };
                at =
                    Some(Editing { path: text.into(), lines: file.text.lines().map(str::to_owned).collect(), next: 0 });
            }
            ("x", _) => {
                store(&mut files, at.take());
                files.retain(|file| file.path != text);
            }
            ("-", Some(editing)) => {
                let all = || editing.lines.iter().enumerate();
                let mut rest = all().skip(editing.next).chain(all());
                let Some((found, _)) = rest.find(|(_, line)| line.trim() == text) else { return fail("not found") };
                editing.lines.remove(found);
                editing.next = found;
            }
            ("+", Some(editing)) => {
                editing.lines.insert(editing.next, text.to_owned());
                editing.next += 1;
            }
            (">", Some(editing)) => editing.lines.push(text.to_owned()),
            _ => return fail("not an edit"),
        }
    }
    store(&mut files, at);
    Ok(files)
}

struct Editing {
    path: String,
    lines: Vec<String>,
    next: usize,
}

fn store(files: &mut [TextFile], editing: Option<Editing>) {
    if let Some(Editing { path, lines, .. }) = editing
        && let Some(file) = files.iter_mut().find(|file| file.path == path)
    {
        file.text = lines.join("\n") + "\n";
    }
}

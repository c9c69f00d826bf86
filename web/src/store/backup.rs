//! Everything in one file. JSON that is laid out in lines: the first says what it is, the second holds the save, the
//! last closes it. What may be large stands on lines of its own, so that the file can be put together of parts and
//! never has to lie in memory as one text.

use super::format::{self, Opened};
use crate::state::Workspace;
use serde_json::Value as Json;
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said, Source, Span};
use ziping_base::encoding::NotText;
use ziping_base::node::json;
use ziping_base::node::{Node, Value as Raw, read_json};
use ziping_base::say;
use ziping_rules::fact::Catalogue;

/// The schema that this version writes and reads.
const SCHEMA: u64 = 1;

/// A back-up that was read.
#[derive(Debug)]
pub(crate) struct Backup {
    pub(crate) workspace: Workspace,
    /// The day it was written, when it says so.
    pub(crate) written: Option<Day>,
    /// Some organisations in it could not be read.
    pub(crate) partial: bool,
}

/// Why a file is no back-up to restore.
pub(crate) type Refused = Vec<Diagnostic>;

/// The parts of a back-up, in their order.
pub(crate) fn write(workspace: &Workspace, catalogue: &Catalogue, today: Day) -> [String; 3] {
    [
        format!("{{\"ziping\":\"backup\",\"schema\":{SCHEMA},\"written\":\"{today}\",\"workspace\":\n"),
        // What an earlier version has read with damaged characters keeps a place for each; no file holds the mark itself.
        format::write(workspace, catalogue).replace(char::REPLACEMENT_CHARACTER, "□"),
        "\n}\n".to_owned(),
    ]
}

/// Reads a back-up, or a save that was put aside and downloaded.
///
/// # Errors
/// What is wrong, with its place where the file stops being JSON.
pub(crate) fn read(name: &str, text: &str, catalogue: &Catalogue) -> Result<Backup, Refused> {
    let source = Source { name, text };
    let refuse = |code: &str, message: Said, help: Said| {
        Err(vec![Diagnostic::error(code, message).help(help).at(&source, Span::new(0, 1))])
    };
    let node = read_json(&source).map_err(|problem| vec![problem])?;
    if let Some(span) = damage(&node) {
        let line = usize::try_from(source.place(span).line).unwrap_or(1);
        return Err(vec![NotText::Damaged(line).problem().at(&source, span)]);
    }
    let Some(file) = json::of_node(node) else {
        return refuse(
            "not-a-backup",
            say!("this back-up holds a number that is not whole", "备份里有不是整数的数"),
            say!("choose the file as it was saved", "请选用存下后没有改动过的文件"),
        );
    };
    let (save, written) = match file.get("ziping").and_then(Json::as_str) {
        Some("workspace") => (Some(&file), None),
        Some("backup") => match file.get("schema").and_then(Json::as_u64) {
            Some(SCHEMA) => (file.get("workspace"), file.get("written").and_then(Json::as_str).and_then(Day::parse)),
            _ => return newer(&source),
        },
        _ => {
            return refuse(
                "not-a-backup",
                say!("this is not a back-up of this site", "这不是本站的备份"),
                say!(
                    "choose a file that «back up everything» has written; an answer file is opened on the home page",
                    "请选用“备份全部”存下的文件；答案文件请在首页导入"
                ),
            );
        }
    };
    let read = |workspace, partial| Ok(Backup { workspace, written, partial });
    match save.map(|save| format::read_json(save, catalogue)) {
        Some(Opened::Whole(workspace)) => read(workspace, false),
        Some(Opened::Part(workspace)) => read(workspace, true),
        Some(Opened::Newer) => newer(&source),
        Some(Opened::Damaged) | None => {
            let message = say!("no organisation in this back-up can be read", "备份里没有读得出的单位");
            refuse("damaged", message, say!("choose an older back-up", "请换一份较早的备份"))
        }
    }
}

/// The first text into which a program put `U+FFFD`, where it could not read a character.
fn damage(node: &Node) -> Option<Span> {
    match &node.value {
        Raw::Text(text) => text.contains(char::REPLACEMENT_CHARACTER).then_some(node.span),
        Raw::List(items) => items.iter().find_map(damage),
        Raw::Table(entries) => entries.iter().find_map(|(_, value)| damage(value)),
        Raw::Null | Raw::Bool(_) | Raw::Number(_) => None,
    }
}

fn newer(source: &Source<'_>) -> Result<Backup, Refused> {
    let message = say!("a newer version of the site wrote this back-up", "备份由更新的版本写成");
    let help = say!("reload the page to get the newer version, then restore again", "请刷新页面得到新版本，再恢复一次");
    Err(vec![Diagnostic::error("newer-backup", message).help(help).at(source, Span::new(0, 1))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Action;
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_rules::fact::Answers;

    fn catalogue() -> Catalogue {
        Catalogue::new(Vec::new())
    }

    fn two() -> Workspace {
        let open = |id: &str, name: &str| Action::Open {
            id: id.into(),
            answers: Answers { organisation: name.into(), ..Default::default() },
        };
        [open("1", "甲"), open("2", "乙"), Action::Archive { id: "2".into(), archived: true }]
            .into_iter()
            .fold(Workspace::new("0".into()), |workspace, action| workspace.after(action))
    }

    fn code(text: &str) -> (String, bool) {
        let problems = read("b.json", text, &catalogue()).unwrap_err();
        (problems[0].code.clone(), problems[0].place.is_some())
    }

    #[wasm_bindgen_test]
    fn a_backup_gives_everything_back_and_its_large_parts_stand_on_lines_of_their_own() {
        let text = write(&two(), &catalogue(), Day::EARLIEST).concat();
        assert_eq!(text.lines().count(), 3);
        let backup = read("b.json", &text, &catalogue()).unwrap();
        assert_eq!((backup.workspace.clients, backup.written), (two().clients, Some(Day::EARLIEST)));
    }

    #[wasm_bindgen_test]
    fn a_save_that_was_put_aside_can_be_restored_too() {
        let text = format::write(&two(), &catalogue());
        assert_eq!(read("b.json", &text, &catalogue()).unwrap().workspace.clients.len(), 2);
    }

    #[wasm_bindgen_test]
    fn what_is_no_backup_is_refused_with_what_to_do() {
        let text = write(&two(), &catalogue(), Day::EARLIEST).concat();
        assert_eq!(code(&text[..text.len() / 2]), ("not-json".into(), true));
        assert_eq!(code(r#"{"schema":1,"organisation":"x","facts":{}}"#), ("not-a-backup".into(), true));
        assert_eq!(code(&text.replacen("\"schema\":1", "\"schema\":9", 1)), ("newer-backup".into(), true));
        assert_eq!(code(r#"{"ziping":"backup","schema":1,"workspace":{}}"#), ("damaged".into(), true));
        assert_eq!(code(""), ("not-json".into(), true));
        for damaged in ["\u{fffd}", "\\ufffd"] {
            assert_eq!(code(&text.replace("甲", damaged)), ("damaged-text".into(), true));
        }
    }
}

//! A rule book that somebody is writing, as the files of its folder: gathered from what was handed over, kept as one text,
//! laid beside the others or in the place of the one that has its id.
//!
//! What it says is read by the loader with everything else ([`crate::load`]), so that it says the same of it wherever the
//! folder lies.

use super::files::TextFile;
use super::load::{Content, load_with_problems};
use super::packs::words_of_book;
use super::reader::Get;
use std::collections::BTreeMap;
use ziping_base::diag::{Diagnostic, Severity, Source, Span};
use ziping_base::dropping::is_dropping;
use ziping_base::encoding::NotText;
use ziping_base::id::is_word;
use ziping_base::node::{json, read_toml};
use ziping_base::say;
use ziping_regime::{Origin, Status, Words};

/// The most bytes of all files of one rule book.
pub const LARGEST: usize = 1_500_000;
/// The file that makes a folder that of a rule book.
const RULEBOOK: &str = "rulebook.toml";
/// The other files of a rule book's folder.
const OTHERS: [&str; 10] = [
    "facts.toml",
    "facts.zh.toml",
    "facts.en.toml",
    "evidence.toml",
    "evidence.zh.toml",
    "evidence.en.toml",
    "zh.toml",
    "en.toml",
    "cases.toml",
    "example.json",
];

/// The files of a rule book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The id that it says it has.
    pub id: String,
    /// Its files, in the folder of that name.
    pub files: Vec<TextFile>,
}

/// A file as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// Its path, with `/`, as far as it has one.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What was found among files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// The rule book; or everything that keeps it from being read.
    pub draft: Result<Draft, Vec<Diagnostic>>,
    /// Files that do not belong to it, by their paths.
    pub left_out: Vec<String>,
}

/// Finds the files of one rule book among those that were handed over, in whichever folder they lie. `read` makes text of
/// bytes.
#[must_use]
pub fn gather(handed: Vec<Handed>, read: impl Fn(&[u8]) -> Result<String, NotText>) -> Gathered {
    // Nor does what is hidden, such as the history of a version control.
    let is_hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
    let is_own = |path: &str| !is_dropping(path) && !is_hidden(path);
    let folders: Vec<String> = handed
        .iter()
        .filter(|file| is_own(&file.path))
        .filter_map(|file| folder_of(&file.path))
        .map(str::to_owned)
        .collect();
    let (mut own, mut left_out) = (Vec::new(), Vec::new());
    let first = folders.first().cloned().unwrap_or_default();
    for file in handed {
        let name = file.path.strip_prefix(&first).filter(|name| is_file(name));
        match name.map(str::to_owned) {
            Some(name) if !folders.is_empty() && is_own(&file.path) => own.push((name, file.bytes)),
            _ => left_out.push(file.path),
        }
    }
    own.sort();
    left_out.sort();
    let draft = match folders.as_slice() {
        [] => Err(vec![no_rule_book()]),
        [_] => texts(own, first.trim_end_matches('/'), read),
        several => Err(vec![several_rule_books(several)]),
    };
    Gathered { draft, left_out }
}

/// Whether a file of this name belongs to the folder of a rule book.
#[must_use]
pub fn is_file(name: &str) -> bool {
    name == RULEBOOK || OTHERS.contains(&name)
}

/// The folder of a rule book's main file, with the `/` behind it; `None`: the path is that of another file.
fn folder_of(path: &str) -> Option<&str> {
    path.strip_suffix(RULEBOOK).filter(|folder| folder.is_empty() || folder.ends_with('/'))
}

/// Makes texts of a rule book's files, in the folder of its id.
fn texts(
    own: Vec<(String, Vec<u8>)>,
    folder: &str,
    read: impl Fn(&[u8]) -> Result<String, NotText>,
) -> Result<Draft, Vec<Diagnostic>> {
    if own.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > LARGEST {
        return Err(vec![too_large()]);
    }
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for (name, bytes) in own {
        match read(&bytes) {
            Ok(text) => files.push(TextFile { path: name, text }),
            Err(refused) => problems.push(refused.problem_of(&name)),
        }
    }
    let id = match files.iter().find(|file| file.path == RULEBOOK) {
        Some(file) => id_of(file, folder).map_err(|problem| problems.push(*problem)).unwrap_or_default(),
        None => String::new(),
    };
    if !problems.is_empty() {
        return Err(problems);
    }
    for file in &mut files {
        file.path = format!("{id}/{}", file.path);
    }
    Ok(Draft { id, files })
}

/// The id that a rule book says it has. Where the file is no TOML, that of its folder: what is wrong is told by the loader.
fn id_of(file: &TextFile, folder: &str) -> Result<String, Box<Diagnostic>> {
    let source = Source { name: &file.path, text: &file.text };
    let (id, span) = match read_toml(&source) {
        Ok(node) => (node.owned("id"), node.span_of("id")),
        Err(_) => {
            (folder.rsplit('/').next().filter(|name| is_word(name)).unwrap_or("rules").to_owned(), Span::default())
        }
    };
    if is_word(&id) {
        return Ok(id);
    }
    let message = if id.is_empty() {
        say!("the rule book has no `id`", "规则没有写编号（id）")
    } else {
        say!("`{id}` cannot be the id of a rule book", "“{id}”不能用作规则编号")
    };
    let help = say!(
        "id = \"workshop\": lower-case letters, digits, _ and -, at most 40, a letter first",
        "写 id = \"workshop\"：只用小写字母、数字、_ 和 -，以字母开头，最多 40 个"
    );
    Err(Box::new(Diagnostic::error("bad-id", message).help(help).at(&source, span)))
}

fn too_large() -> Diagnostic {
    let message = say!("the files of the rule book have more than 1.5 MB together", "规则的文件合起来超过 1.5 MB");
    Diagnostic::error("too-large", message).help(say!("leave out what is not needed", "请删去用不着的内容"))
}

fn no_rule_book() -> Diagnostic {
    let message = say!("there is no rulebook.toml among these files", "这些文件里没有 rulebook.toml");
    Diagnostic::error("no-rulebook", message).help(say!(
        "hand over the whole folder of one rule book, or a zip of it: rulebook.toml, zh.toml, en.toml and what else it has",
        "请放入一份规则的整个文件夹或它的 zip：rulebook.toml、zh.toml、en.toml 以及其他文件"
    ))
}

fn several_rule_books(folders: &[String]) -> Diagnostic {
    let names: Vec<&str> =
        folders.iter().map(|folder| folder.trim_end_matches('/')).filter(|name| !name.is_empty()).collect();
    let message = say!(
        "there are several rule books among these files: {en}",
        "这些文件里有好几份规则：{zh}",
        en = names.join(", "),
        zh = names.join("、")
    );
    Diagnostic::error("several-rulebooks", message)
        .help(say!("hand over the folder of one of them at a time", "请一次放入其中一份的文件夹"))
}

impl Draft {
    /// The rule book whose files lie in the folder of its id, as the folder of a host has them: each with its path, `ID/FILE`.
    ///
    /// # Errors
    /// It is too large. What else is wrong is told by the loader.
    pub fn of_folder(id: &str, files: Vec<TextFile>) -> Result<Self, Box<Diagnostic>> {
        let bytes = files.iter().map(|file| file.text.len()).sum::<usize>();
        if bytes > LARGEST { Err(Box::new(too_large())) } else { Ok(Self { id: id.to_owned(), files }) }
    }

    /// All of it as one text, by which it is kept. The same files give the same text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let files: serde_json::Map<String, serde_json::Value> =
            self.files.iter().map(|file| (file.path.clone(), file.text.clone().into())).collect();
        serde_json::json!({ "rulebook": self.id, "files": files }).to_string()
    }

    /// Reads what [`Self::to_text`] gives; `None`: it is something else.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let kept = json::read(text)?;
        let files = kept.get("files")?.as_object()?.iter();
        let file = |(path, text): (&String, &serde_json::Value)| {
            Some(TextFile { path: path.clone(), text: text.as_str()?.to_owned() })
        };
        Some(Self { id: json::word(&kept, "rulebook")?, files: files.map(file).collect::<Option<_>>()? })
    }

    /// The files of a content folder with this rule book in it, in the place of the one that has its id.
    #[must_use]
    pub fn among(&self, files: &[TextFile]) -> Vec<TextFile> {
        let folder = format!("{}/", self.id);
        let others = files.iter().filter(|file| !file.path.starts_with(&folder));
        others.chain(&self.files).cloned().collect()
    }

    /// The words of this rule book alone, by language, as they stand in loaded content.
    #[must_use]
    pub fn words(&self, content: &Content) -> BTreeMap<String, Words> {
        content.words.keys().map(|lang| (lang.clone(), words_of_book(content, lang, &self.id))).collect()
    }

    /// Says in loaded content who has put it there. One that is tried out is a draft, whatever it says of itself: nobody
    /// has issued it.
    fn mark(&self, origin: Origin, content: &mut Content) {
        if let Some(book) = content.library.regimes.iter_mut().find(|book| book.id == self.id) {
            book.origin = origin;
            if origin == Origin::Trial {
                book.status = Status::Draft;
            }
        }
    }
}

/// Lays rule books over the files of a content folder, one after the other, each with who puts it there, and leaves out those
/// with errors, so that one that does not fit any more takes no other with it. The content with those that fit, marked, and
/// the problems of each; none: it is in.
#[must_use]
pub fn lay_each(files: &[TextFile], drafts: &[(Draft, Origin)]) -> (Content, Vec<Vec<Diagnostic>>) {
    let mut files = files.to_vec();
    let (mut content, mut fit, mut found) = (None, Vec::new(), Vec::new());
    for (draft, origin) in drafts {
        let with = draft.among(&files);
        let (loaded, problems) = load_with_problems(&with);
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            found.push(problems);
        } else {
            files = with;
            content = Some(loaded);
            fit.push((draft, *origin));
            found.push(Vec::new());
        }
    }
    let mut content = content.unwrap_or_else(|| load_with_problems(&files).0);
    fit.iter().for_each(|(draft, origin)| draft.mark(*origin, &mut content));
    (content, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(files: &[(&str, &str)]) -> Gathered {
        let handed = files.iter().map(|(path, text)| Handed { path: (*path).into(), bytes: text.as_bytes().to_vec() });
        gather(handed.collect(), |bytes| String::from_utf8(bytes.to_vec()).map_err(|_| NotText::Unknown))
    }

    fn paths(gathered: &Gathered) -> Vec<&str> {
        gathered.draft.as_ref().unwrap().files.iter().map(|file| file.path.as_str()).collect()
    }

    fn code(gathered: &Gathered) -> String {
        gathered.draft.as_ref().unwrap_err()[0].code.clone()
    }

    const BOOK: &str = "id = 'workshop'\n";

    #[test]
    fn a_folder_is_found_wherever_it_lies_and_what_is_not_of_it_is_named() {
        let bare = gathered(&[("zh.toml", ""), ("rulebook.toml", BOOK)]);
        assert_eq!(paths(&bare), ["workshop/rulebook.toml", "workshop/zh.toml"]);
        assert!(bare.left_out.is_empty());
        let deep = gathered(&[
            ("my-rules/facts.toml", ""),
            ("my-rules/old name/rulebook.toml", BOOK),
            ("my-rules/old name/cases.toml", ""),
            ("my-rules/old name/notes.txt", ""),
            ("my-rules/old name/.DS_Store", ""),
            ("my-rules/old name/more/en.toml", ""),
            ("__MACOSX/my-rules/old name/rulebook.toml", ""),
        ]);
        assert_eq!(paths(&deep), ["workshop/cases.toml", "workshop/rulebook.toml"]);
        assert_eq!(
            deep.left_out,
            [
                "__MACOSX/my-rules/old name/rulebook.toml",
                "my-rules/facts.toml",
                "my-rules/old name/.DS_Store",
                "my-rules/old name/more/en.toml",
                "my-rules/old name/notes.txt"
            ]
        );
    }

    #[test]
    fn what_is_no_rule_book_is_refused_with_what_to_do() {
        assert_eq!(code(&gathered(&[("zh.toml", "")])), "no-rulebook");
        assert_eq!(code(&gathered(&[("a/rulebook.toml", BOOK), ("b/rulebook.toml", BOOK)])), "several-rulebooks");
        for id in ["", "id = '../x'", "id = 'Werkstatt'", "id = 7"] {
            let found = gathered(&[("rulebook.toml", id)]);
            assert_eq!(code(&found), "bad-id", "{id}");
            let problem = &found.draft.unwrap_err()[0];
            assert_eq!(problem.place.as_ref().unwrap().file, "rulebook.toml");
            assert!(problem.help.is_some() && problem.zh.help.is_some());
        }
        let big = "#".repeat(LARGEST);
        assert_eq!(code(&gathered(&[("rulebook.toml", BOOK), ("zh.toml", &big)])), "too-large");
    }

    #[test]
    fn a_rule_book_that_is_no_toml_is_handed_to_the_loader_under_its_folder_s_name() {
        assert_eq!(paths(&gathered(&[("workshop/rulebook.toml", "id = ")])), ["workshop/rulebook.toml"]);
        assert_eq!(paths(&gathered(&[("规则/rulebook.toml", "id = ")])), ["rules/rulebook.toml"]);
    }

    #[test]
    fn a_draft_is_the_same_after_it_was_kept() {
        let draft = gathered(&[("rulebook.toml", BOOK), ("zh.toml", "# “文字”\n")]).draft.unwrap();
        assert_eq!(Draft::from_text(&draft.to_text()), Some(draft.clone()));
        assert_eq!(Draft::from_text("id = 'x'"), None);
        assert_eq!(Draft::from_text(&draft.to_text().replace("files", "file")), None);
    }

    #[test]
    fn it_takes_the_place_of_the_one_that_has_its_id() {
        let file = |path: &str, text: &str| TextFile { path: path.into(), text: text.into() };
        let draft = Draft { id: "a".into(), files: vec![file("a/rulebook.toml", "new")] };
        let files =
            [file("facts.toml", ""), file("a/rulebook.toml", "old"), file("a/zh.toml", ""), file("ab/zh.toml", "")];
        let with = draft.among(&files);
        assert_eq!(with, [file("facts.toml", ""), file("ab/zh.toml", ""), file("a/rulebook.toml", "new")]);
    }
}

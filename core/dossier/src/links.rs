//! What an office file carries that reaches beyond it or runs by itself: pictures, templates, objects and texts that are
//! fetched from elsewhere when it is opened, macros and controls. Each is named; what a form has of them is left out.
//!
//! Links that somebody has to follow by hand (`hyperlink`) fetch nothing by themselves and stay.

use super::scan::{Scan, Space, Tag, edited, unescaped};
use core::ops::Range;
use serde::Serialize;
use ziping_base::diag::Said;
use ziping_base::say;
use ziping_unzip::{Limits, Zip};

/// Something that reaches beyond an office file or runs by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Carried {
    /// What it is.
    pub kind: CarriedKind,
    /// The part of the file that has it.
    pub part: String,
    /// Where it leads, or what it is called in the file; at most 200 characters, without what is hidden.
    pub target: String,
}

/// What a file carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CarriedKind {
    /// A picture that is fetched.
    Picture,
    /// A template that is fetched.
    Template,
    /// An object that another program keeps (an OLE link).
    Object,
    /// A field that fetches: `INCLUDEPICTURE`, `INCLUDETEXT`, `LINK`, `DDE`, `DATABASE`.
    Field,
    /// Macros.
    Macro,
    /// A control that runs (`ActiveX`).
    Control,
    /// A document within, or fetched, that the program reads on opening.
    Document,
    /// Data that are fetched: of a chart, of a mail merge, of another workbook.
    Data,
    /// Anything else that is fetched.
    Other,
}

impl CarriedKind {
    /// Whether it runs by itself; what does never stays in a form.
    #[must_use]
    pub const fn runs(self) -> bool {
        matches!(self, Self::Macro | Self::Control)
    }
}

impl Carried {
    /// What became of it in a form, where what fetches is `kept` or left out.
    #[must_use]
    pub fn told(&self, form: &str, kept: bool) -> Said {
        let Said { en, zh } = self.said();
        if kept && !self.kind.runs() {
            say!("{form}: kept {en}", "{form}：保留了{zh}")
        } else {
            say!("{form}: left out {en}", "{form}：去掉了{zh}")
        }
    }

    /// What it is and where it leads.
    #[must_use]
    pub fn said(&self) -> Said {
        let target = &self.target;
        let part = &self.part;
        let Said { en, zh } = match self.kind {
            CarriedKind::Picture => say!("a picture that is fetched from elsewhere", "从外部读取的图片"),
            CarriedKind::Template => say!("a template that is fetched from elsewhere", "从外部读取的模板"),
            CarriedKind::Object => say!("a linked object", "外部链接的对象"),
            CarriedKind::Field => say!("a field that fetches from elsewhere", "从外部读取内容的域"),
            CarriedKind::Macro => say!("macros", "宏"),
            CarriedKind::Control => say!("a control that runs by itself", "会自动运行的控件"),
            CarriedKind::Document => say!("a document within the document", "嵌入的其他文档"),
            CarriedKind::Data => say!("data that are fetched from elsewhere", "从外部读取的数据"),
            CarriedKind::Other => say!("something that is fetched from elsewhere", "从外部读取的内容"),
        };
        say!("{en}: `{target}` ({part})", "{zh}：“{target}”（{part}）")
    }
}

/// A file of a package: its name and bytes.
pub(super) type File = (String, Vec<u8>);

/// A relation of a part.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `image`, `header`.
    pub(super) kind: String,
    pub(super) target: String,
    pub(super) outside: bool,
    place: Range<usize>,
}

/// Where the relations of a part stand; of the package as a whole with an empty name.
fn relations_name(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The part whose relations a part has.
fn source_of(relations: &str) -> Option<String> {
    let (folder, name) = relations.rsplit_once('/')?;
    let name = name.strip_suffix(".rels")?;
    let folder = folder.strip_suffix("_rels")?;
    Some(format!("{folder}{name}"))
}

/// Where a target lies, seen from a part.
pub(super) fn resolved(part: &str, target: &str) -> String {
    let (mut path, target): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(target) => (Vec::new(), target),
        None => (part.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(), target),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

fn text_of<'f>(files: &'f [File], name: &str) -> Option<&'f str> {
    let (_, bytes) = files.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    let text = core::str::from_utf8(bytes).ok()?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn relations_in(text: &str) -> Vec<Relation> {
    let mut scan = Scan::new(text);
    let mut found = Vec::new();
    let mut begun: Option<Relation> = None;
    while let Ok(Some(tag)) = scan.next() {
        if tag.local != "Relationship" {
            continue;
        }
        if tag.opens {
            let value = |name| unescaped(scan.attribute(&tag, name).unwrap_or_default());
            let kind = value("Type").rsplit('/').next().unwrap_or_default().to_owned();
            let outside = value("TargetMode") == "External";
            begun =
                Some(Relation { id: value("Id"), kind, target: value("Target"), outside, place: tag.place.clone() });
        }
        if tag.closes
            && let Some(mut relation) = begun.take()
        {
            relation.place.end = tag.place.end;
            found.push(relation);
        }
    }
    found
}

/// The relations of a part.
pub(super) fn relations_of(files: &[File], part: &str) -> Vec<Relation> {
    text_of(files, &relations_name(part)).map(relations_in).unwrap_or_default()
}

/// What a relation brings along that reaches beyond the file or runs; `None`: nothing.
fn kind_of(relation: &Relation) -> Option<CarriedKind> {
    let kind = match relation.kind.as_str() {
        "hyperlink" => return None,
        "vbaProject" | "wordVbaData" | "xlMacrosheet" | "xlIntlMacrosheet" => return Some(CarriedKind::Macro),
        "control" | "activeXControlBinary" => return Some(CarriedKind::Control),
        "aFChunk" => return Some(CarriedKind::Document),
        "image" => CarriedKind::Picture,
        "attachedTemplate" => CarriedKind::Template,
        "oleObject" | "package" => CarriedKind::Object,
        "subDocument" | "frame" => CarriedKind::Document,
        "mailMergeSource" | "mailMergeHeaderSource" | "externalLinkPath" | "recipientData" => CarriedKind::Data,
        _ => CarriedKind::Other,
    };
    relation.outside.then_some(kind)
}

/// The words that fields which fetch begin with.
const FETCH: [&str; 8] = ["INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE"];

fn fetches(told: &str) -> bool {
    let first = told.split_whitespace().next().unwrap_or_default();
    FETCH.iter().any(|known| known.eq_ignore_ascii_case(first))
}

/// A field that fetches: what it is told, and what goes so that only what it shows stays.
struct Fetching {
    told: String,
    goes: Vec<Range<usize>>,
}

/// A field while it is read.
#[derive(Default)]
struct Field {
    told: String,
    shows: bool,
    goes: Vec<Range<usize>>,
}

/// The fields of a part that fetch.
fn fetching(xml: &str) -> Vec<Fetching> {
    if !xml.contains("instr") {
        return Vec::new();
    }
    let (mut found, mut scan) = (Vec::new(), Scan::new(xml));
    let (mut open, mut fields): (Vec<Tag<'_>>, Vec<Field>) = (Vec::new(), Vec::new());
    let mut simple: Vec<Option<(String, Range<usize>)>> = Vec::new();
    let mut at = 0;
    while let Ok(Some(tag)) = scan.next() {
        let text = xml.get(at..tag.place.start).unwrap_or_default();
        at = tag.place.end;
        if open.last().is_some_and(|open| open.is_word("instrText"))
            && let Some(field) = fields.last_mut()
        {
            field.told.push_str(&unescaped(text));
        }
        if tag.opens {
            if tag.is_word("fldSimple") {
                let told = unescaped(scan.attribute(&tag, "instr").unwrap_or_default());
                let begun = fetches(&told).then(|| (told, tag.place.clone()));
                if tag.closes {
                    found.extend(begun.map(|(told, place)| Fetching { told, goes: vec![place] }));
                } else {
                    simple.push(begun);
                }
            }
            if tag.is_word("fldChar") {
                match scan.attribute(&tag, "fldCharType") {
                    Some("begin") => fields.push(Field::default()),
                    Some("separate") => fields.last_mut().into_iter().for_each(|field| field.shows = true),
                    _ => {}
                }
            }
            let ends = tag.is_word("fldChar") && scan.attribute(&tag, "fldCharType") == Some("end");
            if tag.closes {
                element(tag.place.clone(), &open, &mut fields, tag.is_word("fldChar"));
            } else {
                open.push(tag);
            }
            if ends && let Some(field) = fields.pop() {
                found.extend(finished(field, &mut fields));
            }
            continue;
        }
        let Some(begun) = open.pop() else { break };
        let whole = begun.place.start..tag.place.end;
        if begun.is_word("fldSimple")
            && let Some(Some((told, first))) = simple.pop()
        {
            found.push(Fetching { told, goes: vec![first, tag.place.clone()] });
        }
        element(whole, &open, &mut fields, begun.is_word("fldChar"));
    }
    found
}

/// An element of a run has ended: it goes with the field around it, unless that shows it.
fn element(place: Range<usize>, open: &[Tag<'_>], fields: &mut [Field], mark: bool) {
    let in_run = open.last().is_some_and(|open| open.is_word("r"));
    if let Some(field) = fields.last_mut().filter(|field| in_run && (mark || !field.shows)) {
        field.goes.push(place);
    }
}

/// A field that has ended: one that fetches, or a part of what the one around it is told.
fn finished(field: Field, around: &mut [Field]) -> Option<Fetching> {
    if fetches(&field.told) {
        return Some(Fetching { told: field.told, goes: field.goes });
    }
    if let Some(outer) = around.last_mut().filter(|outer| !outer.shows) {
        outer.goes.extend(field.goes);
    }
    None
}

/// A stranger's text in one line.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !ziping_base::diag::is_hidden(*c)).take(200).collect::<String>().trim().to_owned()
}

/// Everything that a file carries, from its files.
pub(super) fn carried(files: &[File]) -> Vec<Carried> {
    let mut found = Vec::new();
    for (name, bytes) in files {
        let Ok(text) = core::str::from_utf8(bytes) else { continue };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if let Some(source) = source_of(name) {
            for relation in relations_in(text) {
                // The data of macros and controls belong to what is named already.
                let within = matches!(relation.kind.as_str(), "wordVbaData" | "activeXControlBinary");
                if let Some(kind) = kind_of(&relation).filter(|_| !within) {
                    found.push(Carried { kind, part: source.clone(), target: shown(&relation.target) });
                }
            }
        } else if name.starts_with("word/") && name.ends_with(".xml") {
            let field = |told: &str| Carried { kind: CarriedKind::Field, part: name.clone(), target: shown(told) };
            found.extend(fetching(text).iter().map(|fetching| field(&fetching.told)));
        }
    }
    found
}

/// What an office file carries; nothing where it is none that can be read.
pub(crate) fn carried_in(bytes: &[u8]) -> Vec<Carried> {
    let Ok(zip) = Zip::open(&bytes, &Limits::DOCUMENT) else { return Vec::new() };
    // Pictures and fonts are as large as they are and say nothing.
    let told = |name: &str| name.ends_with(".rels") || name.ends_with(".xml");
    let read =
        |entry: &ziping_unzip::Entry| Some((entry.name().to_owned(), zip.read(entry, Limits::DOCUMENT.single).ok()?));
    let files: Vec<File> = zip.entries().iter().filter(|entry| told(entry.name())).filter_map(read).collect();
    carried(&files)
}

/// The files without what reaches beyond them; `macros_only`: without what runs only.
pub(super) fn without(files: Vec<File>, macros_only: bool) -> Vec<File> {
    let goes = |relation: &Relation| kind_of(relation).is_some_and(|kind| !macros_only || kind.runs());
    let mut gone: Vec<String> = Vec::new();
    let mut ids: Vec<(String, Vec<String>)> = Vec::new();
    for (name, _) in &files {
        let Some(source) = source_of(name) else { continue };
        let left_out: Vec<Relation> = relations_of(&files, &source).into_iter().filter(|found| goes(found)).collect();
        for relation in left_out.iter().filter(|relation| !relation.outside) {
            let part = resolved(&source, &relation.target);
            // What belongs to it goes with it: the data of macros, the state of a control.
            let of_part = relations_of(&files, &part).into_iter().filter(|relation| !relation.outside);
            gone.extend(of_part.map(|relation| resolved(&part, &relation.target)));
            gone.push(relations_name(&part));
            gone.push(part);
        }
        if !left_out.is_empty() {
            ids.push((source, left_out.into_iter().map(|relation| relation.id).collect()));
        }
    }
    let ids_of = |part: &str| ids.iter().find(|(known, _)| known == part).map(|(_, ids)| ids.as_slice());
    let is_gone = |name: &str| gone.iter().any(|gone| gone.eq_ignore_ascii_case(name));
    let kept = files.into_iter().filter(|(name, _)| !is_gone(name));
    kept.map(|(name, bytes)| {
        let Ok(text) = core::str::from_utf8(&bytes) else { return (name, bytes) };
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        if name == "[Content_Types].xml" {
            edits = types(text, &is_gone);
        } else if let Some(ids) = source_of(&name).as_deref().and_then(ids_of) {
            let left_out = relations_in(text).into_iter().filter(|relation| ids.contains(&relation.id));
            edits = left_out.map(|relation| (relation.place, String::new())).collect();
        } else {
            if let Some(ids) = ids_of(&name) {
                edits = unrelated(text, ids);
            }
            if !macros_only && name.starts_with("word/") {
                let goes = fetching(text).into_iter().flat_map(|fetching| fetching.goes);
                edits.extend(goes.map(|place| (place, String::new())));
            }
        }
        if edits.is_empty() { (name, bytes) } else { (name, edited(text, edits).into_bytes()) }
    })
    .collect()
}

/// The types of parts, without those that are gone; a template or a document with macros becomes a document.
fn types(text: &str, is_gone: &dyn Fn(&str) -> bool) -> Vec<(Range<usize>, String)> {
    const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    const OTHERS: [&str; 3] = [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ];
    let (mut edits, mut scan) = (Vec::new(), Scan::new(text));
    while let Ok(Some(tag)) = scan.next() {
        if tag.local != "Override" || !tag.opens {
            continue;
        }
        let part = scan.attribute(&tag, "PartName").unwrap_or_default();
        let kind = scan.attribute(&tag, "ContentType").unwrap_or_default();
        if is_gone(part.trim_start_matches('/')) && tag.closes {
            edits.push((tag.place.clone(), String::new()));
        } else if OTHERS.contains(&kind) {
            let tag_text = text.get(tag.place.clone()).unwrap_or_default();
            edits.push((tag.place.clone(), tag_text.replace(kind, DOCUMENT)));
        }
    }
    edits
}

/// What names relations that are gone: a picture stays as an empty frame, anything else goes as a whole.
fn unrelated(text: &str, ids: &[String]) -> Vec<(Range<usize>, String)> {
    let (mut edits, mut scan) = (Vec::new(), Scan::new(text));
    let mut open: Vec<(Tag<'_>, bool)> = Vec::new();
    while let Ok(Some(tag)) = scan.next() {
        if !tag.opens {
            if let Some((begun, true)) = open.pop() {
                edits.push((begun.place.start..tag.place.end, String::new()));
            }
            continue;
        }
        let attributes = scan.attributes(&tag);
        let names = |attribute: &super::scan::Attribute<'_>| {
            attribute.space == Space::Relations && ids.iter().any(|id| *id == unescaped(attribute.value))
        };
        let mut goes = false;
        if attributes.iter().any(names) {
            goes = !matches!(tag.local, "blip" | "imagedata" | "fill" | "stroke");
            if goes && let Some((_, goes)) = open.iter_mut().find(|(open, _)| open.is_word("mailMerge")) {
                // Without its data a mail merge asks for them.
                *goes = true;
            }
            if goes && tag.closes {
                edits.push((tag.place.clone(), String::new()));
            } else if !goes {
                let inner = text.get(tag.place.clone()).unwrap_or_default();
                let gone = attributes.iter().filter(|attribute| names(attribute));
                let left = gone.fold(inner.to_owned(), |tag, attribute| {
                    let Some(from) = tag.find(&format!(" {}", attribute.key)) else { return tag };
                    let quote = tag.get(from..).and_then(|rest| rest.find(['"', '\''])).map_or(from, |at| from + at);
                    let end = quote + attribute.value.len() + 2;
                    format!("{}{}", tag.get(..from).unwrap_or_default(), tag.get(end..).unwrap_or_default())
                });
                edits.push((tag.place.clone(), left));
            }
        }
        if !tag.closes {
            open.push((tag, goes));
        }
    }
    edits
}

//! From papers to one zip with a manifest.

use super::archive::Archive;
use super::compose::{self, Draft};
use super::{
    Manifest, ManifestFile, Order, Package, PackageError, Progress, excel::excel, ics, word::word, xml::clean,
};
use crate::assess::{Lang, Mode, ReportOptions, report};
use crate::fact::write_answers;
use core::fmt::Write as _;
use core::ops::ControlFlow;
use sha2::{Digest, Sha256};

/// The manifest's path in the zip.
pub const MANIFEST: &str = "清单.manifest.json";
/// The answer file's.
pub const ANSWERS: &str = "06-数据/答案.ziping.json";
/// The result's.
pub const RESULT: &str = "06-数据/结果.json";

/// One file to make.
#[derive(Debug, Clone, Copy)]
enum Part {
    Application,
    Conditions,
    ConditionsBook,
    Evidence,
    Plan,
    Guide,
    Calendar,
    Answers,
    Result,
}

/// Text as part of a file name: without what a file system would not take, not longer than 60 characters.
fn name_part(text: &str) -> String {
    let kept = clean(text).replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\n', '\t'], " ");
    let kept: String = kept.trim().trim_matches('.').chars().take(60).collect();
    if kept.is_empty() { "未命名".to_owned() } else { kept }
}

/// The files in the order of hand-in.
fn plan(draft: &Draft<'_>) -> Vec<(String, Part)> {
    let application = name_part(draft.named("application"));
    [
        (format!("01-申请表/{application}.docx"), Part::Application),
        ("02-条件对照表/条件对照表.docx".to_owned(), Part::Conditions),
        ("02-条件对照表/条件对照表.xlsx".to_owned(), Part::ConditionsBook),
        ("03-证明材料/证明材料目录.xlsx".to_owned(), Part::Evidence),
        ("04-改进计划/差距与改进计划.docx".to_owned(), Part::Plan),
        ("05-递交指南/递交指南.docx".to_owned(), Part::Guide),
        ("06-数据/日程.ics".to_owned(), Part::Calendar),
        (ANSWERS.to_owned(), Part::Answers),
        (RESULT.to_owned(), Part::Result),
    ]
    .into()
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    // These types always serialise; the text ends in a line feed as text files do.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

/// The result as JSON. In an export for outsiders the sentences and paths, which tell answers, are left out.
fn result(draft: &Draft<'_>) -> Vec<u8> {
    let Order { library, rulebook, words, sheet, as_of, redact, .. } = *draft.order;
    let options = ReportOptions { lang: Lang::Zh, horizon: Mode::Held };
    let mut report = report(library, rulebook, words, &draft.name(), sheet, as_of, options);
    if redact.any() {
        report.conditions.iter_mut().for_each(|condition| condition.because.clear());
        report.caps.iter_mut().for_each(|cap| cap.because.clear());
        report.paths.clear();
        report.figures.clear();
        report.notes.clear();
    }
    json(&report)
}

fn bytes_of(draft: &Draft<'_>, part: Part, files: &[&str]) -> Result<Vec<u8>, PackageError> {
    let author = draft.name();
    let made = draft.order.as_of;
    match part {
        Part::Application => word(&compose::application(draft), &author, made),
        Part::Conditions => word(&compose::conditions(draft), &author, made),
        Part::ConditionsBook => excel(&compose::conditions_book(draft), &author, made),
        Part::Evidence => excel(&compose::evidence_book(draft), &author, made),
        Part::Plan => word(&compose::plan(draft), &author, made),
        Part::Guide => word(&compose::guide(draft, files), &author, made),
        Part::Calendar => Ok(ics::calendar(&draft.regime().title, made, &compose::dates(draft))),
        Part::Answers => {
            let organisation =
                if draft.order.redact.names { String::new() } else { draft.order.organisation.to_owned() };
            Ok(write_answers(&organisation, &draft.shown, &draft.order.library.catalogue).into_bytes())
        }
        Part::Result => Ok(result(draft)),
    }
}

/// The calendar of an order by itself: dates that follow a certificate, with reminders, days on which a cap lapses or
/// the grade changes, the applicant's steps (RFC 5545).
#[must_use]
pub fn calendar(order: &Order<'_>) -> Vec<u8> {
    let draft = Draft::new(order);
    ics::calendar(&draft.regime().title, order.as_of, &compose::dates(&draft))
}

/// Makes the package. `progress` is told of each file before it is made and may stop the work.
///
/// # Errors
/// When `progress` stops it, the target is not an outcome of the regime, or a file would be too large.
pub fn package(
    order: &Order<'_>,
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<Package, PackageError> {
    if let Some(target) = order.target
        && usize::from(target) >= order.rulebook.grade.outcomes.len()
    {
        return Err(PackageError::UnknownTarget(target));
    }
    let draft = Draft::new(order);
    let plan = plan(&draft);
    let names: Vec<&str> = plan.iter().map(|(path, _)| path.as_str()).chain([MANIFEST]).collect();
    let mut bytes = Vec::new();
    let mut sink = |part: &[u8]| bytes.extend_from_slice(part);
    let mut archive = Archive::new(&mut sink);
    let mut files = Vec::new();
    let of = plan.len();
    for (done, (path, part)) in plan.iter().enumerate() {
        if progress(Progress { done, of, file: path }).is_break() {
            return Err(PackageError::Cancelled);
        }
        let content = bytes_of(&draft, *part, &names)?;
        archive.add(path, &content)?;
        files.push(ManifestFile {
            path: path.clone(),
            bytes: content.len() as u64,
            sha256: hexadecimal(&Sha256::digest(&content)),
        });
    }
    let manifest = manifest(&draft, files);
    archive.add(MANIFEST, &json(&manifest))?;
    archive.finish()?;
    // A stop at the very end comes too late to save work, but is still obeyed.
    if progress(Progress { done: of, of, file: "" }).is_break() {
        return Err(PackageError::Cancelled);
    }
    let redacted = if order.redact.any() { "（隐去版）" } else { "" };
    let file_name = format!(
        "{}-{}-申请材料{redacted}-{}.zip",
        name_part(&draft.name()),
        name_part(draft.named("short")),
        order.as_of
    );
    Ok(Package { file_name, bytes, manifest })
}

fn manifest(draft: &Draft<'_>, files: Vec<ManifestFile>) -> Manifest {
    let order = draft.order;
    Manifest {
        schema: 1,
        notice: compose::NOTICE.to_owned(),
        kit: order.kit_version.to_owned(),
        regime: order.rulebook.id.clone(),
        regime_title: draft.regime().title.clone(),
        rulebook: order.rulebook.version.clone(),
        status: order.rulebook.status,
        organisation: (!order.redact.names).then(|| draft.name()),
        as_of: order.as_of.to_string(),
        target: order.rulebook.grade.outcomes.get(usize::from(draft.target)).cloned().unwrap_or_default(),
        redacted: order.redact.any().then_some(order.redact),
        files,
    }
}

//! From papers to one zip with a manifest.

use super::archive::{Archive, TooLarge};
use super::compose::{self, Draft};
use super::enclose::{FOLDER, name_part};
use super::fill::{Filled, fill_with};
use super::links::Carried;
use super::measure::hexadecimal;
use super::template::TEMPLATE;
use super::{
    Extent, Manifest, ManifestFile, Measured, Order, Package, PackageError, Piece, Progress, Written, excel::excel,
    ics, plain, word::word,
};
use core::ops::ControlFlow;
use sha2::{Digest, Sha256};
use ziping_assess::proof::{Records, write_records};
use ziping_assess::{Applied, ItemReport, Mode, ReportOptions, report};
use ziping_base::lang::Lang;
use ziping_regime::Document;
use ziping_rules::fact::write_answers;

/// The folder of the forms to hand in.
const FORMS: &str = "01-申请表";
/// The manifest's path in the zip.
pub const MANIFEST: &str = "清单.manifest.json";
/// The answer file's.
pub const ANSWERS: &str = "06-数据/答案.ziping.json";
/// The path of what is said of the papers that prove things, and of where their files lie in the zip.
pub const RECORDS: &str = "06-数据/材料.json";
/// The result's.
pub const RESULT: &str = "06-数据/结果.json";

/// One file to make.
#[derive(Debug, Clone)]
enum Part<'a> {
    Application,
    /// A form of a procedure that is no application anew.
    Letter(&'a Document),
    /// A form of an association's own, filled.
    Form(Vec<u8>),
    Conditions,
    ConditionsBook,
    Evidence,
    /// A file that lies elsewhere.
    Attached(&'a Measured),
    Plan,
    Guide,
    Calendar,
    Answers,
    Records,
    Result,
}

/// The forms of an association's own, filled: all of them or none.
fn forms(draft: &Draft<'_>) -> Result<Vec<(String, Filled)>, PackageError> {
    let (mut filled, mut bad) = (Vec::new(), Vec::new());
    for form in draft.order.forms {
        match fill_with(form.bytes, draft) {
            Ok(form_filled) => filled.push((form.name.to_owned(), form_filled)),
            Err(problems) => bad.push((form.name.to_owned(), problems)),
        }
    }
    if bad.is_empty() { Ok(filled) } else { Err(PackageError::Forms(bad)) }
}

/// Puts filled forms in the place of the kit's own: under their own names, where those do not tell what an export leaves
/// out.
fn enclose_forms<'a>(
    draft: &Draft<'_>,
    plan: &mut Vec<(String, Part<'a>)>,
    carried: &mut Vec<(String, Vec<Carried>)>,
) -> Result<(), PackageError> {
    for (name, Filled { bytes, carried: of_form }) in forms(draft)? {
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        // Filled, it is no template any more.
        let stem = stem.strip_suffix(TEMPLATE).unwrap_or(stem);
        let stem = name_part(if draft.order.redact.names { "协会表格" } else { stem });
        let path = |n: usize| match n {
            1 => format!("{FORMS}/{stem}.docx"),
            n => format!("{FORMS}/{stem}-{n}.docx"),
        };
        let free = |path: &String| plan.iter().all(|(known, _)| known != path);
        if let Some(path) = (1..).map(path).find(free) {
            plan.push((path, Part::Form(bytes)));
        }
        if !of_form.is_empty() {
            carried.push((name, of_form));
        }
    }
    Ok(())
}

/// The files in the order of hand-in.
fn plan<'a>(
    draft: &Draft<'a>,
    carried: &mut Vec<(String, Vec<Carried>)>,
) -> Result<Vec<(String, Part<'a>)>, PackageError> {
    let has_dates = calendar_file(draft, None).is_some();
    let dates = has_dates.then(|| ("06-数据/日程.ics".to_owned(), Part::Calendar));
    let data = [("05-递交指南/递交指南.docx".to_owned(), Part::Guide)].into_iter().chain(dates).chain([
        (ANSWERS.to_owned(), Part::Answers),
        (RECORDS.to_owned(), Part::Records),
        (RESULT.to_owned(), Part::Result),
    ]);
    if !draft.assesses() {
        let titled = |form: &'a Document| {
            let title = name_part(draft.order.words.title("document", &form.id));
            (format!("{FORMS}/{title}.docx"), Part::Letter(form))
        };
        let mut plan = Vec::new();
        enclose_forms(draft, &mut plan, carried)?;
        plan.extend(draft.forms().into_iter().filter(|form| !draft.is_replaced(form)).map(titled));
        plan.extend(data);
        return Ok(plan);
    }
    let application = name_part(draft.application_title());
    let mut plan = Vec::new();
    enclose_forms(draft, &mut plan, carried)?;
    if !draft.is_application_replaced() {
        plan.insert(0, (format!("{FORMS}/{application}.docx"), Part::Application));
    }
    for form in draft.pledges().filter(|form| !draft.is_replaced(form)) {
        let title = name_part(draft.order.words.title("document", &form.id));
        plan.push((format!("{FORMS}/{title}.docx"), Part::Letter(form)));
    }
    plan.extend([
        ("02-条件对照表/条件对照表.docx".to_owned(), Part::Conditions),
        ("02-条件对照表/条件对照表.xlsx".to_owned(), Part::ConditionsBook),
        (format!("{FOLDER}/证明材料目录.xlsx"), Part::Evidence),
    ]);
    for enclosure in &draft.enclosures {
        let (at, name) = (&enclosure.file.at, &enclosure.file.name);
        let measured = draft.order.measured.iter().find(|measured| measured.at == *at);
        let measured = measured.ok_or_else(|| PackageError::Gone(name.clone()))?;
        if (measured.bytes, &measured.sha256) != (enclosure.file.bytes, &enclosure.file.sha256) {
            return Err(PackageError::Changed(name.clone()));
        }
        plan.push((enclosure.path.clone(), Part::Attached(measured)));
    }
    plan.push(("04-改进计划/差距与改进计划.docx".to_owned(), Part::Plan));
    plan.extend(data);
    Ok(plan)
}

/// What is said of the regime's papers, their files where they lie in the zip. In an export for outsiders the files
/// are left out, for nobody can take names out of them, and so is what the applicant wrote.
fn records(draft: &Draft<'_>) -> Vec<u8> {
    let mut records = Records::default();
    for need in &draft.papers {
        let mut record = draft.order.records.of(need.paper);
        record.files.clear();
        for enclosure in draft.enclosures.iter().filter(|enclosure| enclosure.paper == need.paper) {
            record.files.push(ziping_assess::proof::Attached { at: enclosure.path.clone(), ..enclosure.file.clone() });
        }
        if draft.order.redact.names {
            record.note.clear();
            record.owner.clear();
        }
        records.put(need.paper, record);
    }
    write_records(&records).into_bytes()
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    // These types always serialise; the text ends in a line feed as text files do.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

/// The result as JSON. In an export for outsiders the sentences and paths, which tell answers, are left out.
fn result(draft: &Draft<'_>) -> Vec<u8> {
    let Order { words, redact, .. } = *draft.order;
    let options = ReportOptions { lang: Lang::Zh, horizon: Mode::Held };
    let mut report = report(&draft.findings, words, &draft.name(), options);
    if redact.any() {
        report.conditions.iter_mut().for_each(|condition| condition.because.clear());
        report.caps.iter_mut().for_each(|cap| cap.because.clear());
        let below = report.elements.iter_mut().flat_map(|element| &mut element.items);
        below.chain(&mut report.items).for_each(ItemReport::hide);
        report.paths.clear();
        report.figures.clear();
        report.notes.clear();
    }
    json(&report)
}

fn bytes_of(draft: &Draft<'_>, part: &Part<'_>, files: &[&str]) -> Result<Vec<u8>, TooLarge> {
    let author = draft.name();
    let made = draft.order.as_of;
    match part {
        Part::Application => word(&compose::application(draft), &author, made),
        Part::Letter(form) => word(&compose::letter(draft, form), &author, made),
        Part::Form(bytes) => Ok(bytes.clone()),
        Part::Conditions => word(&compose::conditions(draft), &author, made),
        Part::ConditionsBook => excel(&compose::conditions_books(draft), &author, made, Lang::Zh),
        Part::Evidence => excel(&compose::evidence_books(draft), &author, made, Lang::Zh),
        Part::Plan => word(&compose::plan(draft), &author, made),
        Part::Guide => word(&compose::guide(draft, files), &author, made),
        Part::Calendar => Ok(calendar_file(draft, None).unwrap_or_default()),
        Part::Answers => {
            let organisation =
                if draft.order.redact.names { String::new() } else { draft.order.organisation.to_owned() };
            Ok(write_answers(&organisation, &draft.answers(), &draft.order.library.catalogue).into_bytes())
        }
        Part::Records => Ok(records(draft)),
        Part::Result => Ok(result(draft)),
        // The caller puts them in place.
        Part::Attached(_) => Ok(Vec::new()),
    }
}

/// The calendar file by itself, as the package has it; `None` where nothing has a day. `sequence`: minutes since
/// 2020-01-01T00:00:00Z, where there is a clock, so that a calendar program takes a later export for a later one.
#[must_use]
pub fn calendar(order: &Order<'_>, sequence: Option<u32>) -> Option<Vec<u8>> {
    calendar_file(&Draft::new(order), sequence)
}

fn calendar_file(draft: &Draft<'_>, sequence: Option<u32>) -> Option<Vec<u8>> {
    ics::calendar(&compose::calendar_of(draft, sequence), &compose::dates(draft))
}

/// What the papers of an order say, as plain text by path; without forms of an association's own, attached files and
/// data.
///
/// # Errors
/// As for [`write_package`].
pub fn texts(order: &Order<'_>) -> Result<Vec<(String, String)>, PackageError> {
    let draft = Draft::new(order);
    let plan = plan(&draft, &mut Vec::new())?;
    let names: Vec<&str> = plan.iter().map(|(path, _)| path.as_str()).chain([MANIFEST]).collect();
    let sheets = |books: &[super::book::Book]| books.iter().map(plain::book).collect::<Vec<_>>().join("\n");
    let said = |part: &Part<'_>| match part {
        Part::Application => Some(plain::paper(&compose::application(&draft))),
        Part::Letter(form) => Some(plain::paper(&compose::letter(&draft, form))),
        Part::Conditions => Some(plain::paper(&compose::conditions(&draft))),
        Part::ConditionsBook => Some(sheets(&compose::conditions_books(&draft))),
        Part::Evidence => Some(sheets(&compose::evidence_books(&draft))),
        Part::Plan => Some(plain::paper(&compose::plan(&draft))),
        Part::Guide => Some(plain::paper(&compose::guide(&draft, &names))),
        Part::Form(_) | Part::Attached(_) | Part::Calendar | Part::Answers | Part::Records | Part::Result => None,
    };
    Ok(plan.iter().filter_map(|(path, part)| Some((path.clone(), said(part)?))).collect())
}

/// Makes a package without files from elsewhere, in memory. `progress` is told of each file before it is made and may
/// stop the work.
///
/// # Errors
/// As for [`write_package`].
pub fn package(
    order: &Order<'_>,
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<Package, PackageError> {
    let mut bytes = Vec::new();
    let mut elsewhere = None;
    let mut sink = |piece: Piece<'_>| match piece {
        Piece::Bytes(part) => bytes.extend_from_slice(part),
        Piece::File(at) => elsewhere = Some(at.to_owned()),
    };
    let Written { file_name, manifest, carried, .. } = write_package(order, &mut sink, progress)?;
    match elsewhere {
        None => Ok(Package { file_name, bytes, manifest, carried }),
        Some(at) => Err(PackageError::Gone(at)),
    }
}

/// Writes the package piece by piece. `progress` is told of each file before it is made and may stop the work.
///
/// # Errors
/// When `progress` stops it, the target is not an outcome of the regime, the package would be too large, or an
/// attached file is not among the measured ones or has changed. What was written until then is no package.
pub fn write_package(
    order: &Order<'_>,
    sink: &mut dyn FnMut(Piece<'_>),
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<Written, PackageError> {
    if let Some(target) = order.target
        && usize::from(target) >= order.rulebook.grade.outcomes.len()
    {
        return Err(PackageError::UnknownTarget(target));
    }
    if order.procedure.is_some_and(|procedure| !order.rulebook.procedures().contains(&procedure)) {
        return Err(PackageError::UnknownProcedure);
    }
    let draft = Draft::new(order);
    let mut carried = Vec::new();
    let plan = plan(&draft, &mut carried)?;
    let names: Vec<&str> = plan.iter().map(|(path, _)| path.as_str()).chain([MANIFEST]).collect();
    let mut archive = Archive::new(sink);
    let mut files = Vec::new();
    let of = plan.len();
    for (done, (path, part)) in plan.iter().enumerate() {
        if progress(Progress { done, of, file: path }).is_break() {
            return Err(PackageError::Cancelled);
        }
        let (bytes, sha256) = if let Part::Attached(measured) = part {
            archive.add_file(path, measured)?;
            (measured.bytes, measured.sha256.clone())
        } else {
            let content = bytes_of(&draft, part, &names)?;
            archive.add(path, &content)?;
            (content.len() as u64, hexadecimal(&Sha256::digest(&content)))
        };
        files.push(ManifestFile { path: path.clone(), bytes, sha256 });
    }
    let manifest = manifest(&draft, files);
    archive.add(MANIFEST, &json(&manifest))?;
    let bytes = archive.finish()?;
    // A stop at the very end comes too late to save work, but is still obeyed.
    if progress(Progress { done: of, of, file: "" }).is_break() {
        return Err(PackageError::Cancelled);
    }
    let redacted = if order.redact.any() { "（隐去版）" } else { "" };
    // The first application needs no word for what it is.
    let what = if order.procedure.is_none_or(|procedure| procedure == order.rulebook.first_procedure()) {
        "申请材料".to_owned()
    } else {
        format!("{}材料", name_part(order.words.title("procedure", draft.procedure())))
    };
    let file_name = format!(
        "{}-{}-{what}{redacted}-{}.zip",
        name_part(&draft.name()),
        name_part(draft.named("short")),
        order.as_of
    );
    Ok(Written { file_name, bytes, manifest, carried })
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
        origin: order.rulebook.origin,
        status: order.rulebook.status,
        overlays: order.rulebook.overlays.iter().map(|over| format!("{}@{}", over.id, over.version)).collect(),
        organisation: (!order.redact.names).then(|| draft.name()),
        as_of: order.as_of.to_string(),
        target: applied_for(draft),
        answers: Some(if order.whole_sheet { Extent::Whole } else { Extent::Used }),
        procedure: draft.procedure().to_owned(),
        host: compose::manifest_host(draft),
        redacted: order.redact.any().then_some(order.redact),
        files,
    }
}

/// The outcome applied for, by id; empty where nobody has said it, or nobody applies for one.
fn applied_for(draft: &Draft<'_>) -> String {
    match draft.applied {
        Applied::Stated(place) => {
            draft.order.rulebook.grade.outcomes.get(usize::from(place)).cloned().unwrap_or_default()
        }
        Applied::Predicted(_) | Applied::NotAsked => String::new(),
    }
}

//! The kit's own forms as Word templates with placeholders, for an association to start from. Filled with the same answers
//! they say what the kit's own forms say.

use crate::compose::{APPLICATION, Draft, application, letter};
use crate::enclose::name_part;
use crate::word::word;
use crate::{Order, PackageError, Redaction};
use ziping_assess::proof::Records;
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook, Words};
use ziping_rules::fact::Sheet;

/// How the name of a template ends; a form that is filled is named without it.
pub(crate) const TEMPLATE: &str = "-模板";

/// A form of the kit's own as a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The document of the rule book in whose place the filled form goes; empty where the rule book names none.
    pub document: String,
    /// What the form is called.
    pub title: String,
    /// A name for the file.
    pub file_name: String,
    /// The Word document.
    pub bytes: Vec<u8>,
}

/// All forms of a procedure, the application or the first letter first. `procedure`: by id; `None`: the first that the
/// rule book names. `words` are the Chinese ones. `made` goes into the files' properties.
///
/// # Errors
/// When the rule book has no such procedure, or a file would be larger than a zip archive can be.
pub fn templates(
    library: &Library,
    rulebook: &RuleBook,
    words: &Words,
    procedure: Option<&str>,
    made: Day,
) -> Result<Vec<Template>, PackageError> {
    if procedure.is_some_and(|procedure| !rulebook.procedures().contains(&procedure)) {
        return Err(PackageError::UnknownProcedure);
    }
    let (sheet, records) = (Sheet::new(), Records::default());
    let order = Order {
        library,
        rulebook,
        words,
        organisation: "",
        sheet: &sheet,
        records: &records,
        measured: &[],
        as_of: made,
        target: None,
        procedure,
        tasks: &[],
        hand_in: None,
        forms: &[],
        kit_version: "",
        redact: Redaction::default(),
        keep_links: false,
        whole_sheet: false,
        host: None,
    };
    let draft = Draft::new(&order);
    let (mut papers, forms) = (Vec::new(), draft.forms());
    if draft.assesses() {
        let document = forms.first().map_or("", |form| form.id.as_str());
        papers.push((document, draft.as_template(APPLICATION, application)));
        papers
            .extend(draft.pledges().map(|form| (form.id.as_str(), draft.as_template(&form.id, |of| letter(of, form)))));
    } else {
        papers.extend(
            forms.into_iter().map(|form| (form.id.as_str(), draft.as_template(&form.id, |of| letter(of, form)))),
        );
    }
    let file = |(document, paper): (&str, crate::paper::Paper)| {
        let bytes = word(&paper, "", made)?;
        let file_name = format!("{}-{}{TEMPLATE}.docx", name_part(draft.named("short")), name_part(&paper.title));
        Ok(Template { document: document.to_owned(), title: paper.title, file_name, bytes })
    };
    papers.into_iter().map(file).collect()
}

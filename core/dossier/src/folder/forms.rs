//! The Word forms of a host folder: which procedure each is for, and whether it can be filled.

use super::{FolderFile, Found, bytes};
use crate::{Order, Redaction, fill};
use std::borrow::Cow;
use std::collections::BTreeSet;
use ziping_assess::proof::Records;
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said};
use ziping_base::say;
use ziping_host::{Host, HostForm};
use ziping_regime::{Library, RuleBook, Words};
use ziping_rules::fact::Sheet;

/// Gives the Chinese words of a rule book.
pub type Lookup<'w> = &'w dyn Fn(&str) -> Cow<'w, Words>;

/// The forms of a host for a procedure of a rule book, each with the document in whose place it stands: those that overlays
/// name for it, and for a first application those of the rule book itself that no overlay names. `None`: the application.
#[must_use]
pub fn forms_for<'h>(host: &'h Host, rulebook: &RuleBook, procedure: &str) -> Vec<(&'h HostForm, Option<String>)> {
    let here = rulebook.forms_of_overlays(procedure);
    let anywhere = |name: &str| named_in(rulebook).contains(name);
    let is_first = procedure == rulebook.first_procedure();
    let one = |form: &'h HostForm| {
        let document = here.iter().find(|(name, _)| *name == form.file).map(|(_, document)| (*document).to_owned());
        let own = is_first && form.regime.as_deref() == Some(rulebook.id.as_str()) && !anywhere(&form.file);
        (document.is_some() || own).then_some((form, document))
    };
    host.forms.iter().filter_map(one).collect()
}

/// The files that the overlays of a rule book name as forms.
fn named_in(rulebook: &RuleBook) -> BTreeSet<&str> {
    let forms = rulebook.overlays.iter().flat_map(|overlay| &overlay.forms);
    forms.filter_map(|form| form.docx.as_deref()).collect()
}

/// The rule books for which the host has forms: those whose words [`check_forms`] asks for.
#[must_use]
pub fn books_with_forms<'l>(host: &Host, library: &'l Library) -> Vec<&'l RuleBook> {
    let has =
        |book: &&RuleBook| book.procedures().into_iter().any(|procedure| !forms_for(host, book, procedure).is_empty());
    library.regimes.iter().filter(has).collect()
}

/// What is wrong with the forms, each filled with no answers at all, and which are named on one side only. `library` and
/// `words` (in Chinese) have the overlays of the folder, whose own problems are told where they are read. A file that is not
/// there is told by [`super::missing_files`].
#[must_use]
pub fn check_forms(host: &Host, library: &Library, words: Lookup<'_>, files: &[FolderFile]) -> Found {
    let mut found: Found = Vec::new();
    let mut used = BTreeSet::new();
    for book in books_with_forms(host, library) {
        let words = words(&book.id);
        for procedure in book.procedures() {
            for (form, _) in forms_for(host, book, procedure) {
                if !used.insert(form.file.as_str()) {
                    continue;
                }
                let Some(bytes) = bytes(files, &form.file) else { continue };
                let (sheet, records) = (Sheet::new(), Records::default());
                let order = Order {
                    library,
                    rulebook: book,
                    words: &words,
                    organisation: "",
                    sheet: &sheet,
                    records: &records,
                    measured: &[],
                    as_of: Day::EARLIEST,
                    target: None,
                    procedure: Some(procedure),
                    tasks: &[],
                    hand_in: None,
                    forms: &[],
                    kit_version: env!("CARGO_PKG_VERSION"),
                    redact: Redaction::default(),
                    keep_links: false,
                    whole_sheet: false,
                    host: Some(host),
                };
                if let Err(wrong) = fill(bytes, &order) {
                    found.push((form.file.clone(), wrong.iter().map(crate::FormProblem::diagnostic).collect()));
                }
            }
        }
    }
    let named: BTreeSet<&str> = library.regimes.iter().flat_map(|book| named_in(book)).collect();
    let listed = |name: &&str| host.forms.iter().any(|form| form.file == *name);
    for name in named.into_iter().filter(|name| !listed(name)) {
        found.push((name.to_owned(), vec![not_listed(name)]));
    }
    for form in host.forms.iter().filter(|form| !used.contains(form.file.as_str())) {
        found.push((form.file.clone(), vec![unused(&form.file)]));
    }
    found
}

fn problem(code: &str, message: Said, help: Said) -> Diagnostic {
    Diagnostic::error(code, message).help(help)
}

fn not_listed(name: &str) -> Diagnostic {
    problem(
        "form-not-listed",
        say!("an overlay names the form `{name}`, host.json does not", "补充规则指定了表格“{name}”，host.json 里没有"),
        say!(
            "put it beside host.json and add to forms: {{ \"file\": \"{name}\" }}",
            "请把它放在 host.json 旁边，并在 forms 里加上 {{ \"file\": \"{name}\" }}"
        ),
    )
}

fn unused(name: &str) -> Diagnostic {
    problem(
        "unused-form",
        say!("nothing fills the form `{name}`", "没有地方会填“{name}”这份表"),
        say!(
            "name its rule book: {{ \"file\": \"{name}\", \"regime\": \"om\" }}; or name it in an overlay (docx)",
            "请写明它属于哪份规则：{{ \"file\": \"{name}\", \"regime\": \"om\" }}；或由补充规则指定（docx）"
        ),
    )
}

//! What papers are made of, for every command that makes some: content, answers, and for what.

use crate::args::{How, Purpose, Redact};
use crate::assess::{Failure, Setup};
use std::path::Path;
use ziping_assess::proof::Records;
use ziping_assess::{Beyond, applied, assess};
use ziping_base::diag::{Diagnostic, Said, joined};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_dossier::{Form, Measured, Order, Redaction};
use ziping_host::Host;
use ziping_regime::{RuleBook, Words};
use ziping_rules::fact::Answers;

/// Everything that an order rests on but the papers and forms that go in.
pub struct Matter<'a> {
    setup: Setup,
    /// Papers are in Chinese.
    words: Words,
    answers: Answers,
    target: Option<u8>,
    procedure: Option<&'a str>,
    redact: Redaction,
    whole_sheet: bool,
    keep_links: bool,
    host: Option<Host>,
}

fn refuse<T>(code: &str, message: Said, help: Said) -> Result<T, Failure> {
    Err(Failure::Content(vec![Diagnostic::error(code, message).help(help)]))
}

fn one_of<'k>(known: impl Iterator<Item = &'k str> + Clone) -> Said {
    let Said { en, zh } = joined(known);
    say!("one of: {en}", "可以写：{zh}")
}

/// The place of an outcome.
fn outcome(rulebook: &RuleBook, wanted: &str) -> Result<u8, Failure> {
    let outcomes = &rulebook.grade.outcomes;
    let place = outcomes.iter().position(|outcome| outcome == wanted).and_then(|place| u8::try_from(place).ok());
    match place {
        Some(place) => Ok(place),
        None => refuse(
            "unknown-outcome",
            say!("`{wanted}` is not an outcome of `{id}`", "“{id}”没有“{wanted}”这个等级", id = &rulebook.id),
            one_of(outcomes.iter().map(String::as_str)),
        ),
    }
}

impl<'a> Matter<'a> {
    /// Reads what is asked for; `None` when the answers are bad, which is said.
    ///
    /// # Errors
    /// Bad content, or an outcome or procedure that the regime does not have.
    pub fn read(how: &How, lang: Lang, purpose: &'a Purpose, answers: &Path) -> Result<Option<Self>, Failure> {
        let setup = Setup::new(how, lang)?;
        let Some(rulebook) = setup.rulebook() else { return Ok(None) };
        let target = purpose.target.as_deref().map(|wanted| outcome(rulebook, wanted)).transpose()?;
        let procedure = purpose.procedure.as_deref();
        if let Some(wanted) = procedure.filter(|wanted| !rulebook.procedures().contains(wanted)) {
            return refuse(
                "unknown-procedure",
                say!(
                    "`{id}` has no procedure `{wanted}` with a form to fill",
                    "“{id}”没有“{wanted}”这个要填表的程序",
                    id = &rulebook.id
                ),
                one_of(rulebook.procedures().iter().copied()),
            );
        }
        let Some(answers) = setup.open(answers) else { return Ok(None) };
        let words = setup.content().words_for("zh", &rulebook.id);
        let redact = Redaction {
            contacts: purpose.redact.contains(&Redact::Contacts),
            names: purpose.redact.contains(&Redact::Names),
            amounts: purpose.redact.contains(&Redact::Amounts),
        };
        Ok(Some(Self {
            setup,
            words,
            answers,
            target,
            procedure,
            redact,
            whole_sheet: purpose.whole_sheet,
            keep_links: purpose.keep_links,
            host: None,
        }))
    }

    /// With who serves the site.
    pub fn of_host(mut self, host: Option<Host>) -> Self {
        self.host = host;
        self
    }

    /// The regime's rule book.
    pub fn rulebook(&self) -> Option<&RuleBook> {
        self.setup.rulebook()
    }

    /// The procedure that it is for.
    pub fn procedure<'r>(&self, rulebook: &'r RuleBook) -> &'r str
    where
        'a: 'r,
    {
        self.procedure.unwrap_or_else(|| rulebook.first_procedure())
    }

    /// The order, with what there is of papers, and forms to fill.
    pub fn order<'o>(
        &'o self,
        rulebook: &'o RuleBook,
        records: &'o Records,
        measured: &'o [Measured],
        forms: &'o [Form<'o>],
    ) -> Order<'o> {
        Order {
            library: &self.setup.content().library,
            rulebook,
            words: &self.words,
            organisation: &self.answers.organisation,
            sheet: &self.answers.sheet,
            records,
            measured,
            as_of: self.setup.as_of(),
            target: self.target,
            procedure: self.procedure,
            hand_in: None,
            tasks: &[],
            forms,
            kit_version: env!("CARGO_PKG_VERSION"),
            redact: self.redact,
            keep_links: self.keep_links,
            whole_sheet: self.whole_sheet,
            host: self.host.as_ref(),
        }
    }

    /// A warning where the level applied for lies beyond what is predicted.
    pub fn warning(&self, rulebook: &RuleBook, lang: Lang) -> Option<String> {
        let library = &self.setup.content().library;
        let grade = assess(library, rulebook, &self.answers.sheet, self.setup.as_of()).grade;
        let level = applied(rulebook, &self.answers.sheet, grade);
        let beyond = level.beyond(grade)?;
        let words = self.setup.words();
        let outcome = |place: u8| rulebook.grade.outcomes.get(usize::from(place));
        let title = |place: u8| outcome(place).map_or("", |id| words.title("outcome", id));
        let (stated, predicted) = (title(level.levels(rulebook).worst), (title(grade.worst), title(grade.best)));
        let (worst, best) = predicted;
        Some(match (beyond, lang) {
            (Beyond::Above, Lang::Zh) => format!("申报的等级 {stated} 高于预测的 {best}"),
            (Beyond::Above, Lang::En) => format!("the level applied for, {stated}, lies above the predicted {best}"),
            (Beyond::Open, Lang::Zh) => {
                format!("申报的等级为 {stated}；预测为 {worst} 至 {best}，取决于尚未确定的事项")
            }
            (Beyond::Open, Lang::En) => {
                format!("the level applied for is {stated}; {worst} to {best} is predicted, what is still open decides")
            }
        })
    }
}

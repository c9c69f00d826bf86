//! What papers are made of, for every command that makes some: content, answers, and for what.

use crate::args::{How, Purpose, Redact};
use crate::assess::{Failure, Setup};
use std::path::Path;
use ziping_core::diag::{Diagnostic, Said};
use ziping_core::dossier::{Form, Measured, Order, Redaction};
use ziping_core::fact::Answers;
use ziping_core::proof::Records;
use ziping_core::regime::{RuleBook, Words};

/// Everything that an order rests on but the papers and forms that go in.
pub struct Matter<'a> {
    setup: Setup,
    /// Papers are in Chinese.
    words: Words,
    answers: Answers,
    target: Option<u8>,
    procedure: Option<&'a str>,
    redact: Redaction,
}

fn refuse<T>(code: &str, message: String, help: String) -> Result<T, Failure> {
    Err(Failure::Content(vec![Diagnostic::error(code, Said::english(message)).help(Said::english(help))]))
}

/// The place of an outcome.
fn outcome(rulebook: &RuleBook, wanted: &str) -> Result<u8, Failure> {
    let outcomes = &rulebook.grade.outcomes;
    let place = outcomes.iter().position(|outcome| outcome == wanted).and_then(|place| u8::try_from(place).ok());
    match place {
        Some(place) => Ok(place),
        None => refuse(
            "unknown-outcome",
            format!("`{wanted}` is not an outcome of `{}`", rulebook.id),
            format!("one of: {}", outcomes.join(", ")),
        ),
    }
}

impl<'a> Matter<'a> {
    /// Reads what is asked for; `None` when the answers are bad, which is said.
    ///
    /// # Errors
    /// Bad content, or an outcome or procedure that the regime does not have.
    pub fn read(how: &How, purpose: &'a Purpose, answers: &Path) -> Result<Option<Self>, Failure> {
        let setup = Setup::new(how)?;
        let Some(rulebook) = setup.rulebook() else { return Ok(None) };
        let target = purpose.target.as_deref().map(|wanted| outcome(rulebook, wanted)).transpose()?;
        let procedure = purpose.procedure.as_deref();
        if let Some(wanted) = procedure.filter(|wanted| !rulebook.procedures().contains(wanted)) {
            return refuse(
                "unknown-procedure",
                format!("`{}` has no procedure `{wanted}` with a form to fill", rulebook.id),
                format!("one of: {}", rulebook.procedures().join(", ")),
            );
        }
        let Some(answers) = setup.open(answers) else { return Ok(None) };
        let words = setup.content().words_for("zh", &rulebook.id);
        let redact = Redaction {
            contacts: purpose.redact.contains(&Redact::Contacts),
            names: purpose.redact.contains(&Redact::Names),
            amounts: purpose.redact.contains(&Redact::Amounts),
        };
        Ok(Some(Self { setup, words, answers, target, procedure, redact }))
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
            forms,
            kit_version: env!("CARGO_PKG_VERSION"),
            redact: self.redact,
        }
    }
}

//! Why a value is refused, with the part of it that is wrong.

use ziping_base::diag::{Diagnostic, Said};
use ziping_base::node::{Node, key_takes};

/// Why a value was refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    pub(super) code: &'static str,
    /// What is wrong, and what to do.
    said: Box<[Said; 2]>,
    pub(super) span: Option<ziping_base::diag::Span>,
}

impl Refused {
    pub(super) fn new(code: &'static str, message: Said, help: Said) -> Self {
        Self { code, said: Box::new([message, help]), span: None }
    }

    /// With another remedy.
    pub(super) fn help(mut self, help: Said) -> Self {
        let [_, before] = &mut *self.said;
        *before = help;
        self
    }

    pub(super) fn within(mut self, node: &Node) -> Self {
        self.span.get_or_insert(node.span);
        self
    }

    /// Where it is: the part of the answer that is wrong.
    #[must_use]
    pub fn span_in(&self, node: &Node) -> ziping_base::diag::Span {
        self.span.unwrap_or(node.span)
    }

    /// As a diagnostic that names the fact.
    #[must_use]
    pub fn named(&self, fact: &str) -> Diagnostic {
        let [Said { en, zh }, help] = &*self.said;
        let message = Said::new(format!("`{fact}`: {en}"), format!("“{fact}”：{zh}"));
        Diagnostic::error(self.code, message).help(help.clone())
    }
}

pub(super) fn wrong_kind(name: &str, wanted: &Said, got: &Node) -> Diagnostic {
    Diagnostic::error("wrong-kind", key_takes(name, wanted, got))
}

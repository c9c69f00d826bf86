//! Why a value is refused, with the part of it that is wrong.

use crate::diag::Diagnostic;
use crate::node::Node;

/// Why a value was refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) span: Option<crate::diag::Span>,
}

impl Refused {
    pub(super) fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into(), span: None }
    }

    pub(super) fn within(mut self, node: &Node) -> Self {
        self.span.get_or_insert(node.span);
        self
    }

    /// Where it is: the part of the answer that is wrong.
    #[must_use]
    pub fn span_in(&self, node: &Node) -> crate::diag::Span {
        self.span.unwrap_or(node.span)
    }

    /// As a diagnostic that names the fact.
    #[must_use]
    pub fn named(&self, fact: &str) -> Diagnostic {
        Diagnostic::error(self.code, format!("`{fact}`: {}", self.message)).help(self.help.clone())
    }
}

pub(super) fn wrong_kind(name: &str, wanted: &str, got: &Node) -> Diagnostic {
    Diagnostic::error("wrong-kind", format!("`{name}` takes {wanted}, this is {}", got.value.kind()))
}

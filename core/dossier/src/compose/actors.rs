//! Who acts in a procedure and to whom papers go, by the names of the document.

use super::super::paper::{TO_FILL, to_fill};
use super::Draft;
use super::say::{apart, guessed};
use crate::words;
use ziping_regime::{Document, Step};

impl<'a> Draft<'a> {
    /// What an actor is called.
    pub(super) fn actor(&self, actor: &'a str) -> &'a str {
        self.title("actor", actor)
    }

    /// The same, marked where the document does not say that it is they.
    pub(super) fn acting(&self, actor: &'a str, inferred: bool) -> String {
        guessed(self.actor(actor), inferred)
    }

    /// Where a paper is handed in: to whom it goes, or at whose it is left for them.
    pub(super) fn recipient(&self, document: &'a Document) -> Option<String> {
        let to = self.acting(document.to.as_deref()?, document.inferred_to);
        Some(match document.through.as_deref() {
            Some(through) => words::letters::PassedOn { through: self.actor(through), to }.to_string(),
            None => to,
        })
    }

    /// What happens in a step; where it is for some outcomes only, for which.
    pub(super) fn told(&self, step: &Step) -> String {
        let text = &self.order.words.get("step", &step.id).text;
        if step.only.is_empty() {
            return text.clone();
        }
        let only: Vec<&str> = step.only.iter().map(|outcome| self.title("outcome", outcome)).collect();
        words::letters::OnlyFor { step: text, outcomes: apart(&only.join("、")) }.to_string()
    }

    /// The name as a letter is addressed: that of the one chosen where the document knows only of what kind it is, else
    /// the actor's own in full. `None`: the document does not say to whom.
    pub(super) fn addressed(&self, actor: Option<&'a str>) -> String {
        let Some(actor) = actor else { return to_fill(words::letters::RECEIVER) };
        if let Some(fact) = self.order.rulebook.name_of(actor) {
            return self.put(&format!("to-{actor}"), || {
                let name = self.answer(fact);
                if name == TO_FILL { to_fill(&words::letters::name_of(self.actor(actor))) } else { name }
            });
        }
        let words = self.order.words.get("actor", actor);
        if words.text.is_empty() { self.actor(actor).to_owned() } else { words.text.clone() }
    }
}

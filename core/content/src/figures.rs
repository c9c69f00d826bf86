//! Figures of the year: what an issuer publishes, given to a rule book that uses it by an overlay or whoever hosts it.

use ziping_base::diag::Diagnostic;
use ziping_base::say;
use ziping_regime::{Library, RuleBook};
use ziping_rules::rule::score::{Changing, Given, Value};

/// Gives a figure to a rule book, wherever it uses it; answers whether it has such a figure.
pub fn give(book: &mut RuleBook, given: &Given) -> bool {
    let Some(slot) = book.published.iter_mut().find(|known| known.id == given.id) else { return false };
    slot.low = given.low;
    slot.high = given.high;
    book.change_within(&mut |piece| {
        if let Changing::Value(Value::Given(known)) = piece
            && known.id == given.id
        {
            (known.low, known.high) = (given.low, given.high);
        }
    });
    true
}

/// The figures that have to be given and are not, by id, with what to say of each.
#[must_use]
pub fn missing_figures(library: &Library) -> Vec<(String, Diagnostic)> {
    let missing = |book: &RuleBook| {
        let open = book.published.iter().filter(|figure| figure.required && !figure.is_published());
        open.map(|figure| {
            let (id, of) = (figure.id.clone(), book.id.clone());
            let message = say!("the figure `{id}` of `{of}` is not given", "规则“{of}”的数值“{id}”还没有给出");
            let help = say!(
                "give it in an overlay: [[given]] figure = \"{id}\", value = \"…\"; or write its value beside it",
                "请在补充规则里给出：[[given]] figure = \"{id}\"、value = \"…\"；或直接在它那里写 value"
            );
            (figure.id.clone(), Diagnostic::error("figure-missing", message).help(help))
        })
        .collect::<Vec<_>>()
    };
    library.regimes.iter().flat_map(missing).collect()
}

//! Figures of the year that an overlay gives to its rule book.

use crate::reader::Reader;
use crate::surroundings::{Surroundings, compile};
use crate::written;
use ziping_base::diag::{did_you_mean, nearest};
use ziping_base::say;
use ziping_regime::RuleBook;
use ziping_rules::rule::compile_value;
use ziping_rules::rule::score::{Given, Shown, Value};

/// The figures that an overlay gives to its rule book.
pub(super) fn given_figures(
    written: &[written::Given<'_>],
    book: &RuleBook,
    around: &mut Surroundings<'_>,
    reader: &mut Reader<'_>,
) -> Vec<Given> {
    let mut all: Vec<Given> = Vec::new();
    for given in written {
        let (id, span) = (given.figure.text(), given.figure.span);
        let Some(figure) = book.published.iter().find(|figure| figure.id == id) else {
            let known = book.published.iter().map(|figure| figure.id.as_str());
            let help = nearest(id, known).map_or_else(
                || say!("name a [[published]] figure of the rule book", "写规则里 [[published]] 的编号"),
                did_you_mean,
            );
            let message = say!("`{of}` has no figure `{id}`", "规则“{of}”没有数值“{id}”", of = &book.id);
            reader.problem(span, "unknown-figure", message, help);
            continue;
        };
        if figure.is_published() || all.iter().any(|known| known.id == id) {
            let message = say!("the figure `{id}` is given already", "数值“{id}”已经给出");
            reader.problem(span, "duplicate-id", message, say!("give it once", "只给出一次"));
            continue;
        }
        let Some((of, unit)) = compile(given.value, reader.source, around, &[], reader.problems, compile_value) else {
            continue;
        };
        let bare = unit == Shown::Plain && !matches!(figure.shown, Shown::Money | Shown::Percent);
        match of {
            Value::Fixed(at) if unit == figure.shown || bare => {
                let outside = figure.low.is_some_and(|low| at < low) || figure.high.is_some_and(|high| at > high);
                if outside {
                    let message = say!("the figure lies outside of what it can be", "这个数值超出了原来写明的可能范围");
                    let help =
                        say!("correct it, or `low` and `high` of the figure", "请改正它，或改正该数值的 low、high");
                    reader.problem(given.value.span, "bad-band", message, help);
                }
                all.push(Given { low: Some(at), high: Some(at), ..figure.clone() });
            }
            _ => {
                let message = say!("the figure `{id}` is of another unit", "数值“{id}”的单位不是这样的");
                let help = say!(
                    "write it as the rule book does: 4000万元, 40%, or a number",
                    "写法与规则里一致：4000万元、40%，或不带单位的数"
                );
                reader.problem(given.value.span, "wrong-type", message, help);
            }
        }
    }
    all
}

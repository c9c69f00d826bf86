//! Fields: one for each kind of fact. A field shows the answer at hand, reads what is typed, keeps what cannot be
//! read, and sends actions; it holds no answer of its own.

mod choice;
mod date;
mod number;
mod occurrence;
mod score;
mod segments;
mod several;
mod table;
mod text;
mod typed;
mod unsure;
mod yearly;

pub(crate) use date::DateEntry;
pub(crate) use segments::segments;
pub(crate) use table::{TableField, TableFieldProps};

use crate::browser;
use crate::site::{Site, use_site};
use crate::state::{Action, Drafts};
use std::rc::Rc;
use yew::prelude::*;
use ziping_base::calendar::Day;
use ziping_rules::fact::{FactIx, Kind, Value};

/// What every field gets.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct FieldProps {
    pub(crate) fact: FactIx,
    pub(crate) value: Option<Value>,
    pub(crate) drafts: Rc<Drafts>,
    /// The note at an answer that is not known yet.
    #[prop_or_default]
    pub(crate) unsure: Option<AttrValue>,
    /// The assessment date: which fiscal years are closed, which days lie ahead.
    pub(crate) as_of: Day,
    /// The element that says what is asked.
    pub(crate) labelled_by: AttrValue,
    /// The element that says what is wrong with the answer, where something is.
    #[prop_or_default]
    pub(crate) described_by: Option<AttrValue>,
}

impl FieldProps {
    /// The id of the field's first control, and with a part's name that of another.
    pub(crate) fn id(&self, part: &str) -> String {
        if part.is_empty() { format!("f{}", self.fact.index()) } else { format!("f{}-{part}", self.fact.index()) }
    }

    /// The name under which a part's unreadable text is kept.
    fn draft_name(&self, site: &Site, part: &str) -> String {
        format!("{}#{part}", site.id_of(self.fact))
    }

    fn draft(&self, site: &Site, part: &str) -> Option<AttrValue> {
        self.drafts.get(&self.draft_name(site, part)).map(|text| AttrValue::from(text.clone()))
    }
}

/// The field of a fact: one component for all kinds, drawn by a function for each, for every component costs room in
/// the program that a visitor waits for.
#[component]
pub(crate) fn Field(props: &FieldProps) -> Html {
    let site = use_site();
    let more = use_state(|| 0);
    let Some(fact) = site.library().catalogue.get(props.fact) else { return Html::default() };
    let field = match &fact.kind {
        Kind::Bool => segments::yes_or_no(&site, props),
        Kind::Choice { options, .. } => choice::choice(&site, props, options),
        Kind::Several { options } => several::several(&site, props, options),
        Kind::Count | Kind::Money { .. } => number::number(&site, props, &fact.kind),
        Kind::Score { max } => score::score(&site, props, &fact.kind, *max),
        Kind::Yearly { .. } => yearly::yearly(&site, props, &fact.kind, more.clone()),
        Kind::Date => date::date(&site, props),
        Kind::Occurrence => occurrence::occurrence(&site, props),
        Kind::Text(format) => text::text(&site, props, *format),
        Kind::Table { columns } => {
            let table = TableFieldProps { field: props.clone(), columns: columns.clone() };
            html! { <TableField ..table /> }
        }
    };
    let clear = props.value.is_some().then(|| {
        let label = format!("{}: {}", site.t.field_clear(), site.words.title("fact", site.id_of(props.fact)));
        let (dispatch, fact, drafts) = (site.dispatch.clone(), props.fact, props.draft_name(&site, ""));
        let first = props.id("");
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Draft { field: drafts.clone(), text: None });
            dispatch.dispatch(Action::Answer { fact, value: None, typing: false });
            // The button goes with what it clears.
            browser::hand_on(vec![first.clone()]);
        });
        html! { <button type="button" class="clear" aria-label={label} {onclick}>{ site.t.field_clear() }</button> }
    });
    // Whoever comes into the field hears what is wrong with its answer.
    let described = props.described_by.is_some();
    html! {
        <div
            class="field"
            role={described.then_some("group")}
            aria-labelledby={described.then(|| props.labelled_by.clone())}
            aria-describedby={props.described_by.clone()}
        >
            { field }
            // A place of its own even when there is nothing to clear: were it an `Option`, the field would be made anew
            // when its first answer comes, and lose the focus.
            { clear.unwrap_or_default() }
            { unsure::unsure(&site, props) }
        </div>
    }
}

/// Sends an answer.
pub(crate) fn answer(site: &Site, fact: FactIx, value: Option<Value>, typing: bool) {
    site.dispatch.dispatch(Action::Answer { fact, value, typing });
}

//! Advice that decides nothing: which items the applicant's clients point to, and the lowest outcome whose text covers
//! the work wanted. It comes from the tables `finder` and `scope`, in whichever rule book has them.

use super::grade::GradeRange;
use super::say::Speaker;
use ziping_base::lang::Lang;
use ziping_regime::{Library, RuleBook, Words};
use ziping_rules::fact::{FactIx, Kind, Sheet, Value};
use ziping_rules::rule::Truth;

/// What the industry finder says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The fact that says in which sections of GB/T 4754 the clients are.
    pub sections: FactIx,
    /// The fact that says which items are applied for.
    pub items: FactIx,
    /// What the chosen sections point to, in the order of the rule book.
    pub suggested: Vec<Suggestion>,
}

/// An item that the clients point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion {
    /// Its place in the rule book's finder.
    pub place: usize,
    /// Its place among the options of the items.
    pub option: u8,
    /// It is applied for already.
    pub chosen: bool,
}

/// What covers the work wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The fact that says how large the work is.
    pub scale: FactIx,
    /// The fact that says in which role.
    pub role: FactIx,
    /// The rows of the rule book's scope that speak of this work, by place; none while it is not said what is wanted.
    pub rows: Vec<usize>,
    /// The lowest outcome whose text names the work: under the kindest reading, and under every reading. `None`: no
    /// text names it, or it is not said what is wanted.
    pub level: Option<(u8, u8)>,
    /// Whether the grade reaches it; unknown while the grade is open, the reading matters, or nothing is wanted.
    pub reached: Truth,
}

/// The options of a fact that is a choice of one or of several.
fn options(library: &Library, fact: FactIx) -> &[String] {
    match library.catalogue.get(fact).map(|fact| &fact.kind) {
        Some(Kind::Choice { options, .. } | Kind::Several { options }) => options,
        _ => &[],
    }
}

/// The fact of the rule book that has all these options: one that its pages ask or its conditions look at.
fn with_options<'o>(
    library: &Library,
    rulebook: &RuleBook,
    several: bool,
    wanted: impl Iterator<Item = &'o String> + Clone,
) -> Option<FactIx> {
    let mut facts: Vec<FactIx> = rulebook.sections.iter().flat_map(|section| section.facts.iter().copied()).collect();
    rulebook.conditions.iter().for_each(|condition| ziping_rules::rule::facts_of(&condition.when, &mut facts));
    facts.into_iter().find(|fact| {
        let options = options(library, *fact);
        let kind =
            library.catalogue.get(*fact).is_some_and(|fact| matches!(fact.kind, Kind::Several { .. }) == several);
        kind && !options.is_empty() && wanted.clone().all(|id| options.contains(id))
    })
}

/// The facts that are asked for advice only: no condition looks at them, no form has them.
#[must_use]
pub fn advised(library: &Library, rulebook: &RuleBook) -> Vec<FactIx> {
    let mut decides = Vec::new();
    rulebook.conditions.iter().for_each(|condition| ziping_rules::rule::facts_of(&condition.when, &mut decides));
    let finder = || with_options(library, rulebook, true, rulebook.finder.iter().flat_map(|row| &row.sections));
    let scale = || with_options(library, rulebook, false, rulebook.scope.iter().map(|row| &row.scale));
    let role = || with_options(library, rulebook, false, rulebook.scope.iter().map(|row| &row.role));
    let of_finder = if rulebook.finder.is_empty() { None } else { finder() };
    let of_scope = if rulebook.scope.is_empty() { [None, None] } else { [scale(), role()] };
    let facts = of_finder.into_iter().chain(of_scope.into_iter().flatten());
    facts.filter(|fact| !decides.contains(fact)).collect()
}

/// What the industry finder says of these answers; `None` where the rule book has none.
#[must_use]
pub fn found(library: &Library, rulebook: &RuleBook, sheet: &Sheet) -> Option<Found> {
    if rulebook.finder.is_empty() {
        return None;
    }
    let sections = with_options(library, rulebook, true, rulebook.finder.iter().flat_map(|row| &row.sections))?;
    let items = with_options(library, rulebook, true, rulebook.finder.iter().map(|row| &row.item))?;
    let set = |fact: FactIx| match sheet.get(fact) {
        Some(Value::Several(set)) => *set,
        _ => 0,
    };
    let (of_clients, applied) = (set(sections), set(items));
    let has = |set: u64, options: &[String], id: &String| {
        options.iter().position(|option| option == id).is_some_and(|place| set >> place & 1 == 1)
    };
    let suggestion = |(place, row): (usize, &ziping_regime::Finder)| {
        let pointed = row.sections.iter().any(|id| has(of_clients, options(library, sections), id));
        let option = options(library, items).iter().position(|id| *id == row.item)?;
        pointed.then_some(Suggestion {
            place,
            option: u8::try_from(option).ok()?,
            chosen: has(applied, options(library, items), &row.item),
        })
    };
    let suggested = rulebook.finder.iter().enumerate().filter_map(suggestion).collect();
    Some(Found { sections, items, suggested })
}

/// What covers the work wanted, beside a grade; `None` where the rule book does not say what an outcome can undertake.
#[must_use]
pub fn covered(library: &Library, rulebook: &RuleBook, sheet: &Sheet, grade: GradeRange) -> Option<Covered> {
    if rulebook.scope.is_empty() {
        return None;
    }
    let scale = with_options(library, rulebook, false, rulebook.scope.iter().map(|row| &row.scale))?;
    let role = with_options(library, rulebook, false, rulebook.scope.iter().map(|row| &row.role))?;
    let said = |fact: FactIx| match sheet.get(fact) {
        Some(Value::Choice(place)) => options(library, fact).get(usize::from(*place)),
        _ => None,
    };
    let (wanted_scale, wanted_role) = (said(scale), said(role));
    let rows: Vec<usize> = rulebook
        .scope
        .iter()
        .enumerate()
        .filter(|(_, row)| Some(&row.scale) == wanted_scale && Some(&row.role) == wanted_role)
        .map(|(place, _)| place)
        .collect();
    let levels = || rows.iter().filter_map(|place| rulebook.scope.get(*place)?.level);
    let level = levels().min().zip(levels().max());
    let reached = match level {
        Some((_, safe)) if grade.worst >= safe => Truth::True,
        Some((kindest, _)) if grade.best < kindest => Truth::False,
        _ => Truth::Unknown,
    };
    Some(Covered { scale, role, rows, level, reached })
}

/// The advice in sentences, for a report: only what was asked for.
#[must_use]
pub fn advice(
    library: &Library,
    rulebook: &RuleBook,
    words: &Words,
    sheet: &Sheet,
    grade: GradeRange,
    speaker: &Speaker<'_>,
) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(found) = found(library, rulebook, sheet) {
        let items = found.suggested.iter().filter(|suggestion| !suggestion.chosen);
        for row in items.filter_map(|suggestion| rulebook.finder.get(suggestion.place)) {
            let of = words.get("finder", &row.item);
            said.push(speaker.suggestion(&of.title, &of.text, row.backing.clause(), row.prompt));
        }
    }
    if let Some(covered) = covered(library, rulebook, sheet, grade)
        && let Some(row) = covered.rows.first().and_then(|place| rulebook.scope.get(*place))
    {
        let title = words.title("scope", &format!("{}.{}", row.scale, row.role)).to_owned();
        said.push(speaker.covered(&title, row.backing.clause(), &covered));
    }
    said
}

impl Speaker<'_> {
    /// An item that the clients point to and that is not applied for.
    #[must_use]
    pub fn suggestion(&self, title: &str, text: &str, clause: &str, prompt: bool) -> String {
        match (self.lang(), prompt) {
            (Lang::Zh, false) => format!("按客户所属门类，建议申请“{title}”（{clause}）：{text}"),
            (Lang::Zh, true) => format!("按客户所属门类，可以考虑“{title}”（{clause}）：{text}"),
            (Lang::En, false) => format!("the clients' sections point to “{title}” ({clause}): {text}"),
            (Lang::En, true) => format!("the clients' sections may point to “{title}” ({clause}): {text}"),
        }
    }

    /// The lowest outcome that covers the work wanted, and whether the grade reaches it.
    #[must_use]
    pub fn covered(&self, work: &str, clause: &str, covered: &Covered) -> String {
        let Some((kindest, safe)) = covered.level else {
            return match self.lang() {
                Lang::Zh => format!("想承接的工作“{work}”：没有一个等级的文字写到（{clause}）"),
                Lang::En => format!("the work wanted, “{work}”: no level's text names it ({clause})"),
            };
        };
        let lowest = self.outcome_title(safe);
        let mut said = match self.lang() {
            Lang::Zh => format!("想承接的工作“{work}”：最低要{lowest}（{clause}）"),
            Lang::En => format!("the work wanted, “{work}”: {lowest} at least ({clause})"),
        };
        if kindest != safe {
            let kindest = self.outcome_title(kindest);
            said.push_str(&match self.lang() {
                Lang::Zh => format!("，有一种读法认为{kindest}即可"),
                Lang::En => format!("; under one reading {kindest} is enough"),
            });
        }
        said.push_str(match (self.lang(), covered.reached) {
            (Lang::Zh, Truth::True) => "；预测等级已够",
            (Lang::Zh, Truth::False) => "；预测等级不够",
            (Lang::Zh, Truth::Unknown) => "；预测等级够不够还没有定",
            (Lang::En, Truth::True) => "; the predicted grade covers it",
            (Lang::En, Truth::False) => "; the predicted grade does not cover it",
            (Lang::En, Truth::Unknown) => "; whether the predicted grade covers it is open",
        });
        said
    }
}

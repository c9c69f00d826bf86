//! What is asked: which facts, in which order, why, and which papers.

use crate::tongue::{Regime, both};
use crate::words;
use ziping_assess::proof::{Records, needs};
use ziping_assess::{assess, missing};
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said, joined, one_of};
use ziping_regime::{Evidence, Form, Library, RuleBook};
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::facts_of;
use ziping_rules::rule::score::facts_of_scored;

/// The section of the papers.
pub const PAPERS: &str = "papers";

/// What to ask for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// All facts and rule books.
    pub library: &'a Library,
    /// The rule books that are to be answered, at least one.
    pub regimes: &'a [Regime<'a>],
    /// The procedure; the first of each rule book when left out, and for rule books that have not this one.
    pub procedure: Option<&'a str>,
    /// Only these sections: those of shared facts (`finance`), those of a rule book (`projects`, `om.projects`), `papers`;
    /// none: all.
    pub sections: &'a [String],
    /// Only what is still missing.
    pub open_only: bool,
    /// What is known.
    pub sheet: &'a Sheet,
    /// The day for which it is assessed.
    pub as_of: Day,
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Questions by section, in order.
    pub groups: Vec<Group>,
    /// Papers wanted, in order.
    pub papers: Vec<Paper>,
}

/// A section of questions.
#[derive(Debug, Clone)]
pub struct Group {
    /// The section's id: `finance`, `om.projects`.
    pub id: String,
    /// Its heading.
    pub title: Said,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// The fact.
    pub fact: FactIx,
    /// What rests on it: rule book, clause, what it decides. None where only forms print it.
    pub why: Vec<Said>,
}

/// A paper wanted.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub why: Vec<Said>,
    /// How it is handed in; `None`: no rule book says.
    pub form: Option<Form>,
    /// A document asks for it; else the kit suggests it.
    pub asked: bool,
}

impl Asked {
    /// All facts that are asked, in order.
    pub fn facts(&self) -> impl Iterator<Item = FactIx> {
        self.groups.iter().flat_map(|group| &group.questions).map(|question| question.fact)
    }
}

/// The heading of a section of shared facts.
fn shared_title(section: &str) -> Said {
    match section {
        "org" => both(words::questions::sections::org),
        "people" => both(words::questions::sections::people),
        "finance" => both(words::questions::sections::finance),
        "record" => both(words::questions::sections::record),
        "contact" => both(words::questions::sections::contact),
        "event" => both(words::questions::sections::event),
        _ => both(words::questions::sections::other),
    }
}

/// What is asked for.
///
/// # Errors
/// A procedure that no rule book has, or a section that nothing of this has, each with those that there are.
pub fn ask(wanted: &Wanted<'_>) -> Result<Asked, Diagnostic> {
    let Wanted { regimes, sections, procedure, .. } = *wanted;
    if let Some(procedure) = procedure
        && !regimes.iter().any(|regime| regime.rulebook.procedures().contains(&procedure))
    {
        let known = || regimes.iter().flat_map(|regime| regime.rulebook.procedures());
        let message = both(|lang| words::refused::order::procedure(lang, procedure));
        return Err(Diagnostic::error("unknown-procedure", message).help(one_of(procedure, known())));
    }
    let mut asked = Asked { groups: all_groups(wanted), papers: papers(wanted) };
    if let Some(strange) = sections.iter().find(|section| !is_known(section, &asked, wanted)) {
        return Err(unknown_section(strange, wanted));
    }
    if !sections.is_empty() {
        asked.groups.retain(|group| sections.iter().any(|section| names(section, &group.id)));
        if !sections.iter().any(|section| section == PAPERS) {
            asked.papers.clear();
        }
    }
    for group in &mut asked.groups {
        for question in &mut group.questions {
            question.why = regimes.iter().flat_map(|regime| why(wanted.library, regime, question.fact)).collect();
        }
    }
    Ok(asked)
}

/// Whether a section as it was typed names this one: `om.projects` or `projects`.
fn names(typed: &str, id: &str) -> bool {
    typed == id || id.split_once('.').is_some_and(|(_, own)| typed == own)
}

/// The ids of all sections that there can be.
fn section_ids(wanted: &Wanted<'_>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let shared = wanted.library.catalogue.iter().filter_map(|(_, fact)| fact.section.clone());
    let own = wanted.regimes.iter().flat_map(|regime| {
        regime.rulebook.sections.iter().map(|section| format!("{}.{}", regime.rulebook.id, section.id))
    });
    for section in shared.chain(own).chain([PAPERS.to_owned()]) {
        if !all.contains(&section) {
            all.push(section);
        }
    }
    all
}

fn is_known(section: &str, asked: &Asked, wanted: &Wanted<'_>) -> bool {
    asked.groups.iter().any(|group| names(section, &group.id))
        || section_ids(wanted).iter().any(|known| names(section, known))
}

fn unknown_section(section: &str, wanted: &Wanted<'_>) -> Diagnostic {
    let known = section_ids(wanted);
    let Said { en, zh } = joined(known.iter().map(String::as_str));
    Diagnostic::error("unknown-section", both(|lang| words::refused::order::section(lang, section)))
        .help(both(|lang| words::refused::order::section_help(lang, lang.pick(&zh, &en))))
}

/// The facts that a rule book asks for, in the order of its pages.
fn facts(wanted: &Wanted<'_>, rulebook: &RuleBook) -> Vec<FactIx> {
    let Wanted { library, sheet, as_of, .. } = *wanted;
    let procedure = procedure_of(wanted, rulebook);
    let nothing = Sheet::new();
    // Of an organisation of which nothing is known everything is missing.
    let known = if wanted.open_only { sheet } else { &nothing };
    let assessment = assess(library, rulebook, known, as_of);
    let missing = missing(library, rulebook, procedure, known, &Records::default(), &assessment, as_of);
    missing.answers.into_iter().map(|lacking| lacking.fact).collect()
}

fn procedure_of<'a>(wanted: &Wanted<'a>, rulebook: &'a RuleBook) -> &'a str {
    let procedure = wanted.procedure.filter(|wanted| rulebook.procedures().contains(wanted));
    procedure.unwrap_or_else(|| rulebook.first_procedure())
}

fn all_groups(wanted: &Wanted<'_>) -> Vec<Group> {
    let catalogue = &wanted.library.catalogue;
    let (mut shared, mut own): (Vec<FactIx>, Vec<(String, Said, FactIx)>) = (Vec::new(), Vec::new());
    for regime in wanted.regimes {
        for fact in facts(wanted, regime.rulebook) {
            if catalogue.get(fact).is_some_and(|fact| fact.section.is_some()) {
                shared.push(fact);
            } else if !own.iter().any(|(_, _, known)| *known == fact) {
                let (id, title) = section_of(wanted.library, regime, fact);
                own.push((id, title, fact));
            }
        }
    }
    // The catalogue is in the order in which the organisation's own page asks.
    shared.sort_unstable();
    shared.dedup();
    let shared = shared.into_iter().map(|fact| {
        let section = catalogue.get(fact).and_then(|fact| fact.section.clone()).unwrap_or_default();
        let title = shared_title(&section);
        (section, title, fact)
    });
    let mut groups: Vec<Group> = Vec::new();
    for (id, title, fact) in shared.chain(own) {
        let question = Question { fact, why: Vec::new() };
        match groups.iter_mut().find(|group| group.id == id) {
            Some(group) => group.questions.push(question),
            None => groups.push(Group { id, title, questions: vec![question] }),
        }
    }
    groups
}

/// The section of a rule book that asks a fact: its id and heading.
fn section_of(library: &Library, regime: &Regime<'_>, fact: FactIx) -> (String, Said) {
    let Regime { rulebook, .. } = regime;
    let found = rulebook.sections.iter().find(|section| {
        let mut asked = section.facts.clone();
        section.items.iter().for_each(|item| rulebook.facts_of_item(&library.catalogue, item, &mut asked));
        asked.contains(&fact)
    });
    let of = regime.title("regime", "");
    match found {
        Some(section) => {
            let title = regime.title("section", &section.id);
            let title = Said::new(format!("{}: {}", of.en, title.en), format!("{}：{}", of.zh, title.zh));
            (format!("{}.{}", rulebook.id, section.id), title)
        }
        None => {
            let title = both(|lang| words::questions::sections::other_of(lang, lang.pick(&of.zh, &of.en)));
            (format!("{}.other", rulebook.id), title)
        }
    }
}

/// What a rule book decides by a fact: rule book, clause and what it is.
fn why(library: &Library, regime: &Regime<'_>, fact: FactIx) -> Vec<Said> {
    let Regime { rulebook, .. } = regime;
    let mut found: Vec<(&str, Said)> = Vec::new();
    let looks = |test: &ziping_rules::rule::Test| {
        let mut facts = Vec::new();
        facts_of(test, &mut facts);
        facts.contains(&fact)
    };
    for condition in &rulebook.conditions {
        if looks(&condition.when) || condition.applies.as_ref().is_some_and(looks) {
            found.push((condition.backing.clause(), regime.title("condition", &condition.id)));
        }
    }
    for cap in rulebook.caps.iter().filter(|cap| looks(&cap.when)) {
        found.push((cap.backing.clause(), regime.title("cap", &cap.id)));
    }
    for ground in rulebook.grounds.iter().filter(|ground| looks(&ground.when)) {
        found.push((ground.backing.clause(), regime.title("ground", &ground.id)));
    }
    for element in rulebook.elements() {
        if element.fact == fact || element.facts().contains(&fact) {
            found.push((element.backing.clause(), regime.title("fact", library.catalogue.id(element.fact))));
        }
    }
    for standing in &rulebook.items {
        let mut facts = Vec::new();
        facts_of_scored(&standing.item, &mut facts);
        if facts.contains(&fact) {
            found.push((standing.item.clause(), regime.title("item", &standing.item.id)));
        }
    }
    let of = regime.title("regime", "");
    let said = |(clause, title): (&str, Said)| {
        Said::new(format!("{} {clause}: {}", of.en, title.en), format!("{}{clause}：{}", of.zh, title.zh))
    };
    found.into_iter().map(said).collect()
}

fn papers(wanted: &Wanted<'_>) -> Vec<Paper> {
    let Wanted { library, regimes, .. } = *wanted;
    let assessed = |regime: &&Regime<'_>| regime.rulebook.assesses(procedure_of(wanted, regime.rulebook));
    let books = regimes.iter().filter(assessed).map(|regime| regime.rulebook);
    let paper = |need: ziping_assess::proof::Need<'_>| {
        let known = library.evidence.iter().find(|evidence| evidence.id == need.paper);
        // A line for each rule book, with its clauses.
        let why = regimes.iter().filter_map(|regime| {
            let mut clauses: Vec<&str> = Vec::new();
            for used in need.uses.iter().filter(|used| used.rulebook.id == regime.rulebook.id) {
                if !clauses.contains(&used.clause()) {
                    clauses.push(used.clause());
                }
            }
            let (of, Said { en, zh }) = (regime.title("regime", ""), joined(clauses.iter().copied()));
            (!clauses.is_empty()).then(|| Said::new(format!("{}: {en}", of.en), format!("{}：{zh}", of.zh)))
        });
        let why = why.collect();
        let form = known.map(|evidence: &Evidence| evidence.form);
        Paper { id: need.paper.to_owned(), why, form, asked: need.asked() }
    };
    // What shows a misfortune is wanted only once there is one.
    let shows_nothing = |need: &ziping_assess::proof::Need<'_>| {
        library.evidence.iter().all(|evidence| evidence.id != need.paper || evidence.shows.is_empty())
    };
    needs(books).into_iter().filter(shows_nothing).map(paper).collect()
}

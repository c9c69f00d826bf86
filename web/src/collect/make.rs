//! Making what collects answers, whatever writes it: rule books with their words, orders, files handed over.

use super::order::{Event, Form, Made, Wish};
use crate::worker::{Rules, Trouble, ZIP, file_of, say};
use std::rc::Rc;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said, Source as Text};
use ziping_base::say;
use ziping_collect::{Made as Workbook, Order, Regime, Tongue, Wanted};
use ziping_dossier::archive_of;
use ziping_regime::{Library, Words};
use ziping_rules::fact::{Answers, Sheet, read_answers};

/// What makes a file of an order, and what such a file is.
pub(super) type Maker = (fn(&Order<'_>) -> Result<Workbook, Diagnostic>, &'static str);

/// Rule books with their words in both languages.
pub(super) struct Matter {
    rules: Rules,
    words: Vec<[Rc<Words>; 2]>,
}

impl Matter {
    pub(super) async fn of(scope: &DedicatedWorkerGlobalScope, over: Option<&Blob>) -> Result<Self, Trouble> {
        let rules = Rules::of(scope, over).await?;
        let mut words = Vec::new();
        for book in &rules.library().regimes {
            words.push([rules.words(scope, &book.id, "zh").await?, rules.words(scope, &book.id, "en").await?]);
        }
        Ok(Self { rules, words })
    }

    pub(super) fn library(&self) -> &Library {
        self.rules.library()
    }

    pub(super) fn regimes(&self) -> Vec<Regime<'_>> {
        let books = self.library().regimes.iter().zip(&self.words);
        books.map(|(rulebook, [zh, en])| Regime { rulebook, zh, en }).collect()
    }

    /// Answers that the page has written.
    pub(super) fn answers(&self, text: &str) -> Result<Answers, Said> {
        read_answers(&Text { name: "answers", text }, &self.library().catalogue).map_err(|problems| {
            problems.first().map_or_else(
                || say!("the answers cannot be read", "答案读不出来"),
                |problem| Said::new(problem.message.clone(), problem.zh.message.clone()),
            )
        })
    }
}

/// The rule books that are wanted, in their order.
pub(super) fn chosen_regimes<'m>(all: &[Regime<'m>], wish: &Wish) -> Vec<Regime<'m>> {
    let one = |id: &String| all.iter().find(|regime| regime.rulebook.id == *id).copied();
    wish.regimes.iter().filter_map(one).collect()
}

/// What is asked for.
pub(super) fn wanted<'a>(
    matter: &'a Matter,
    wish: &'a Wish,
    regimes: &'a [Regime<'a>],
    sheet: &'a Sheet,
    as_of: Day,
) -> Wanted<'a> {
    Wanted {
        library: matter.library(),
        regimes,
        procedure: wish.procedure.as_deref(),
        sections: &wish.sections,
        open_only: wish.open_only,
        sheet,
        as_of,
    }
}

/// Makes a file for each form and hands it over, several as a zip.
pub(super) fn make_all(
    scope: &DedicatedWorkerGlobalScope,
    matter: &Matter,
    (wish, forms): (&Wish, &[Form]),
    (make, kind): Maker,
) -> Result<(), Said> {
    let all = matter.regimes();
    let regimes = chosen_regimes(&all, wish);
    let mut files: Vec<(&str, Vec<u8>)> = Vec::new();
    let mut told = Vec::new();
    for (done, form) in forms.iter().enumerate() {
        say(scope, &Event::Making { done, of: forms.len() });
        let answers = matter.answers(&form.answers)?;
        let mut wanted = wanted(matter, wish, &regimes, &answers.sheet, form.as_of);
        if !form.sections.is_empty() {
            wanted.sections = &form.sections;
        }
        let order = Order {
            wanted,
            organisation: &form.organisation,
            filled: wish.filled,
            tongue: wish.lang.map_or(Tongue::Both, Tongue::One),
            unknown: &answers.unknown,
            from: &wish.from,
            until: wish.until,
            kit_version: env!("CARGO_PKG_VERSION"),
        };
        let (organisation, person) = (form.organisation.clone(), form.person.clone());
        told.push(match make(&order) {
            Ok(made) => {
                files.push((&form.name, made.bytes));
                let title = |fact: &_| {
                    ziping_collect::piece_title(&matter.library().catalogue, &all, *fact, &ziping_collect::Part::Whole)
                };
                let left_blank = made.left_blank.iter().map(title).collect();
                Made { organisation, person, questions: made.questions, papers: made.papers, left_blank, refused: None }
            }
            Err(problem) => {
                Made { organisation, person, questions: 0, papers: 0, left_blank: Vec::new(), refused: Some(problem) }
            }
        });
    }
    let file = match files.as_slice() {
        [] => None,
        // One of several that were wanted comes by itself all the same.
        [(_, bytes)] => Some((bytes.clone(), kind)),
        files => Some((archive_of(files).map_err(|_| too_large())?, ZIP)),
    };
    let file = file.map(|(bytes, kind)| file_of(&bytes, kind).ok_or_else(too_large)).transpose()?;
    say(scope, &Event::Made { file, made: told });
    Ok(())
}

fn too_large() -> Said {
    say!("the workbooks are too large for one file; choose fewer", "工作簿太大，一个文件装不下；请少选几个单位")
}

//! The worker's side: makes workbooks, reads what comes back, says what it would change, makes of two sides one.

use super::order::{Ask, Event, Form, Group, Made, Sides, Source, Take, View, Wish};
use super::tell::{Compared, Teller};
use crate::worker::{Errand, Reading, Rules, Trouble, listen, say};
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope};
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said, Source as Text};
use ziping_base::say;
use ziping_collect::{
    Collected, Order, Piece, Regime, Standing, Tongue, Wanted, ask, compare, make, merge, read, with,
};
use ziping_dossier::{UnpackError, archive_of, unpack};
use ziping_regime::{Library, Words};
use ziping_rules::fact::{Answers, Sheet, read_answers, write_answers};
use ziping_unzip::{Limits, ReadAt as _, Zip};

/// What a workbook is.
const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const ZIP: &str = "application/zip";

/// The largest workbook that is looked at, in bytes; what is refused as too large says so.
const LARGEST: u64 = 33 << 20;

/// What was read, by the row of the page.
#[derive(Clone)]
enum Theirs {
    Workbook(Rc<Collected>),
    Answers(Rc<Sheet>),
}

type Kept = Rc<RefCell<BTreeMap<usize, Theirs>>>;

/// Waits for errands.
pub(crate) fn work(scope: &DedicatedWorkerGlobalScope) {
    let kept = Kept::default();
    listen(scope, move |scope, errand: Errand<Ask>| {
        let kept = Rc::clone(&kept);
        spawn_local(async move {
            let done = match Matter::of(&scope, errand.over.as_ref()).await {
                Ok(matter) => serve(&scope, &kept, &matter, errand.ask, errand.files.into_iter().next()),
                Err(trouble) => Err(trouble.why),
            };
            if let Err(why) = done {
                say(&scope, &Event::Failed(why));
            }
        });
    });
}

/// Rule books with their words in both languages.
struct Matter {
    rules: Rules,
    words: Vec<[Rc<Words>; 2]>,
}

impl Matter {
    async fn of(scope: &DedicatedWorkerGlobalScope, over: Option<&Blob>) -> Result<Self, Trouble> {
        let rules = Rules::of(scope, over).await?;
        let mut words = Vec::new();
        for book in &rules.library().regimes {
            words.push([rules.words(scope, &book.id, "zh").await?, rules.words(scope, &book.id, "en").await?]);
        }
        Ok(Self { rules, words })
    }

    fn library(&self) -> &Library {
        self.rules.library()
    }

    fn regimes(&self) -> Vec<Regime<'_>> {
        let books = self.library().regimes.iter().zip(&self.words);
        books.map(|(rulebook, [zh, en])| Regime { rulebook, zh, en }).collect()
    }

    /// Answers that the page has written.
    fn answers(&self, text: &str) -> Result<Answers, Said> {
        read_answers(&Text { name: "answers", text }, &self.library().catalogue).map_err(|problems| {
            problems.first().map_or_else(
                || say!("the answers cannot be read", "答案读不出来"),
                |problem| Said::new(problem.message.clone(), problem.zh.message.clone()),
            )
        })
    }
}

fn serve(
    scope: &DedicatedWorkerGlobalScope,
    kept: &Kept,
    matter: &Matter,
    ask: Ask,
    file: Option<Blob>,
) -> Result<(), Said> {
    match ask {
        Ask::Count(wish, form) => count(scope, matter, &wish, &form),
        Ask::Make(wish, forms) => make_all(scope, matter, &wish, &forms),
        Ask::Open { row, as_of } => {
            match open(matter, file, as_of) {
                Ok((found, theirs)) => {
                    kept.borrow_mut().insert(row, theirs);
                    say(scope, &Event::Found { row, found: Box::new(found) });
                }
                Err(problems) => say(scope, &Event::Refused { row, problems }),
            }
            Ok(())
        }
        Ask::Read { row, name, text } => {
            match read_answers(&Text { name: &name, text: &text }, &matter.library().catalogue) {
                Ok(answers) => {
                    let teller = Teller { library: matter.library(), regimes: &matter.regimes() };
                    let found = Box::new(teller.answers(&answers, Source::Answers));
                    kept.borrow_mut().insert(row, Theirs::Answers(Rc::new(answers.sheet)));
                    say(scope, &Event::Found { row, found });
                }
                Err(problems) => say(scope, &Event::Refused { row, problems }),
            }
            Ok(())
        }
        Ask::Compare { row, mine } => {
            let Some(theirs) = kept.borrow().get(&row).cloned() else { return Ok(()) };
            let base = base_of(matter, &mine)?;
            let mine = matter.answers(&mine.mine)?.sheet;
            say(scope, &Event::Compared { row, view: compared(matter, base.as_ref(), &mine, &theirs).view });
            Ok(())
        }
        Ask::Merge { row, mine, takes } => {
            let Some(theirs) = kept.borrow().get(&row).cloned() else { return Ok(()) };
            let base = base_of(matter, &mine)?;
            let Answers { organisation, sheet: mine, .. } = matter.answers(&mine.mine)?;
            let pieces = compared(matter, base.as_ref(), &mine, &theirs).pieces;
            let chosen: Vec<Piece> = pieces.into_iter().zip(takes).filter_map(chosen).collect();
            let sheet = with(&mine, &chosen);
            let answers = write_answers(&organisation, &sheet, &matter.library().catalogue);
            say(scope, &Event::Merged { row, answers });
            Ok(())
        }
    }
}

/// What both sides came from.
fn base_of(matter: &Matter, sides: &Sides) -> Result<Option<Sheet>, Said> {
    sides.base.as_deref().map(|text| matter.answers(text).map(|answers| answers.sheet)).transpose()
}

/// A piece as it is to be taken: what is taken stands on their side of it.
fn chosen((piece, take): (Piece, Take)) -> Option<Piece> {
    match take {
        Take::Mine => None,
        Take::Theirs => Some(piece),
        Take::Before => Some(Piece { theirs: piece.base.clone(), ..piece }),
    }
}

/// What differs. A workbook's blank cells say nothing, and what of it cannot be read changes nothing.
fn compared(matter: &Matter, base: Option<&Sheet>, mine: &Sheet, theirs: &Theirs) -> Compared {
    let catalogue = &matter.library().catalogue;
    let regimes = matter.regimes();
    let teller = Teller { library: matter.library(), regimes: &regimes };
    let (found, same, kept) = match theirs {
        Theirs::Workbook(collected) => {
            let changes = compare(catalogue, mine, collected);
            let found = changes.changes.into_iter().map(|change| (change.piece, change.spots, change.doubt));
            (found.collect::<Vec<_>>(), changes.same, changes.newer_here.len())
        }
        Theirs::Answers(sheet) => {
            let merged = merge(catalogue, base, mine, sheet, None);
            let kept = merged.pieces.iter().filter(|piece| piece.standing == Standing::Mine).count();
            (merged.pieces.into_iter().map(|piece| (piece, Vec::new(), None)).collect(), merged.same, kept)
        }
    };
    let told = found.into_iter().filter_map(|(piece, spots, doubt)| {
        let line = teller.line(&piece, &spots, doubt)?;
        Some((piece, line))
    });
    let (pieces, lines) = told.unzip();
    Compared { pieces, view: View { lines, same, kept } }
}

/// What is in a workbook or a package.
fn open(matter: &Matter, file: Option<Blob>, as_of: Day) -> Result<(super::order::Found, Theirs), Vec<Diagnostic>> {
    let unreadable = || {
        let message = say!("the file cannot be read", "文件读不出来");
        vec![Diagnostic::error("unreadable", message).help(say!("choose it again", "请重新选一次"))]
    };
    let reading = file.and_then(Reading::of).ok_or_else(unreadable)?;
    let regimes = matter.regimes();
    let teller = Teller { library: matter.library(), regimes: &regimes };
    if let Some(answers) = package(matter, &reading)? {
        let (answers, files) = answers;
        let found = teller.answers(&answers, Source::Package(files));
        return Ok((found, Theirs::Answers(Rc::new(answers.sheet))));
    }
    let size = usize::try_from(reading.size().min(LARGEST)).map_err(|_| unreadable())?;
    let mut bytes = vec![0; size];
    reading.read_at(0, &mut bytes).map_err(|_| unreadable())?;
    let how = ziping_collect::Reading { library: matter.library(), regimes: &regimes, as_of };
    let collected = read(&bytes, &how).map_err(|refused| vec![refused.problem()])?;
    Ok((teller.workbook(&collected), Theirs::Workbook(Rc::new(collected))))
}

/// The answers of a package and how many attached files it has; `None`: it is none.
fn package(matter: &Matter, reading: &Reading) -> Result<Option<(Answers, usize)>, Vec<Diagnostic>> {
    let Ok(zip) = Zip::open(reading, &Limits::PACKAGE) else { return Ok(None) };
    match unpack(&zip, &matter.library().catalogue) {
        Ok(unpacked) => Ok(Some((unpacked.answers, unpacked.records.files().count()))),
        Err(UnpackError::NotAPackage(_) | UnpackError::Zip(_)) => Ok(None),
        Err(UnpackError::Answers(problems)) => Err(problems),
        Err(UnpackError::Redacted) => {
            let message = say!(
                "this package is an export for outsiders: what it leaves out cannot come back",
                "这是对外提供的隐去版，隐去的内容回不来"
            );
            let help = say!("ask for the whole package, or for the answer file", "请对方发完整的申请包，或者答案文件");
            Err(vec![Diagnostic::error("redacted", message).help(help)])
        }
        Err(error @ UnpackError::File(_)) => Err(vec![Diagnostic::error("damaged", Said::english(error.to_string()))]),
    }
}

/// The rule books that are wanted, in their order.
fn chosen_regimes<'m>(all: &[Regime<'m>], wish: &Wish) -> Vec<Regime<'m>> {
    let one = |id: &String| all.iter().find(|regime| regime.rulebook.id == *id).copied();
    wish.regimes.iter().filter_map(one).collect()
}

fn wanted<'a>(
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

fn count(scope: &DedicatedWorkerGlobalScope, matter: &Matter, wish: &Wish, form: &Form) -> Result<(), Said> {
    let all = matter.regimes();
    let regimes = chosen_regimes(&all, wish);
    let answers = matter.answers(&form.answers)?;
    let asked = ask(&wanted(matter, wish, &regimes, &answers.sheet, form.as_of))
        .map_err(|problem| Said::new(problem.message.clone(), problem.zh.message.clone()))?;
    let group =
        |group: ziping_collect::Group| Group { id: group.id, title: group.title, questions: group.questions.len() };
    say(scope, &Event::Counted { papers: asked.papers.len(), groups: asked.groups.into_iter().map(group).collect() });
    Ok(())
}

fn make_all(scope: &DedicatedWorkerGlobalScope, matter: &Matter, wish: &Wish, forms: &[Form]) -> Result<(), Said> {
    let all = matter.regimes();
    let regimes = chosen_regimes(&all, wish);
    let mut files: Vec<(&str, Vec<u8>)> = Vec::new();
    let mut told = Vec::new();
    for (done, form) in forms.iter().enumerate() {
        say(scope, &Event::Making { done, of: forms.len() });
        let answers = matter.answers(&form.answers)?;
        let order = Order {
            wanted: wanted(matter, wish, &regimes, &answers.sheet, form.as_of),
            organisation: &form.organisation,
            filled: wish.filled,
            tongue: wish.lang.map_or(Tongue::Both, Tongue::One),
            unknown: &answers.unknown,
            from: &wish.from,
            until: wish.until,
            kit_version: env!("CARGO_PKG_VERSION"),
        };
        let organisation = form.organisation.clone();
        told.push(match make(&order) {
            Ok(made) => {
                files.push((&form.name, made.bytes));
                let title = |fact: &_| {
                    ziping_collect::piece_title(&matter.library().catalogue, &all, *fact, &ziping_collect::Part::Whole)
                };
                let left_blank = made.left_blank.iter().map(title).collect();
                Made { organisation, questions: made.questions, papers: made.papers, left_blank, refused: None }
            }
            Err(problem) => {
                Made { organisation, questions: 0, papers: 0, left_blank: Vec::new(), refused: Some(problem) }
            }
        });
    }
    let file = match files.as_slice() {
        [] => None,
        // One of several that were wanted comes by itself all the same.
        [(_, bytes)] => Some((bytes.clone(), EXCEL)),
        files => Some((archive_of(files).map_err(|_| too_large())?, ZIP)),
    };
    let file = file.map(|(bytes, kind)| file_of(&bytes, kind).ok_or_else(too_large)).transpose()?;
    say(scope, &Event::Made { file, made: told });
    Ok(())
}

fn too_large() -> Said {
    say!("the workbooks are too large for one file; choose fewer", "工作簿太大，一个文件装不下；请少选几个单位")
}

fn file_of(bytes: &[u8], kind: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options).ok()
}

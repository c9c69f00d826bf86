//! The worker's side: makes workbooks, reads what comes back, says what it would change, makes of two sides one.

use super::make::{Matter, chosen_regimes, make_all, wanted};
use super::order::{Ask, Event, Form, Group, Sides, Source, Take, View, Wish};
use super::tell::{Compared, Teller};
use crate::worker::{EXCEL, Errand, Reading, listen, say};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said, Source as Text};
use ziping_base::say;
use ziping_collect::{Collected, Piece, Standing, ask, compare, make, merge, read, with};
use ziping_dossier::{UnpackError, unpack};
use ziping_rules::fact::{Answers, Sheet, read_answers, write_answers};
use ziping_unzip::{Limits, ReadAt as _, Zip};

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

fn serve(
    scope: &DedicatedWorkerGlobalScope,
    kept: &Kept,
    matter: &Matter,
    ask: Ask,
    file: Option<Blob>,
) -> Result<(), Said> {
    match ask {
        Ask::Count(wish, form) => count(scope, matter, &wish, &form),
        Ask::Make(wish, forms) => make_all(scope, matter, (&wish, &forms), (make, EXCEL)),
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

//! A file that has come back: what is in it, for which organisation it is, what of it is taken.

use crate::collect::{Differs, Found, Line, NoteKind, Remark, Source, Take, View};
use crate::state::{Client, Known, join_note, known};
use crate::store::NotKept;
use std::rc::Rc;
use web_sys::File;
use ziping_assess::proof::Records;
use ziping_base::diag::{Diagnostic, Source as Text};
use ziping_regime::Library;
use ziping_rules::fact::{Catalogue, Sheet, Unknown, read_answers};

/// How far a file is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum State {
    Reading,
    Found(Rc<Found>),
    Refused(Rc<Vec<Diagnostic>>),
    TooLarge,
    Unreadable,
}

/// For which organisation it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// One that is not here yet.
    New,
    /// The one of this id.
    Client(String),
}

/// What was taken in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Done {
    pub(super) client: String,
    /// Its answers after that: as long as they are these, one step back undoes it.
    pub(super) sheet: Rc<Sheet>,
    pub(super) count: usize,
    pub(super) papers: usize,
    /// The attached files that came along.
    pub(super) files: usize,
    /// It was taken in as an organisation of its own.
    pub(super) new: bool,
}

/// What a file is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    /// The organisation.
    pub(super) client: String,
    /// Its answers.
    pub(super) mine: Rc<Sheet>,
    /// What both sides came from.
    pub(super) base: Option<Rc<Sheet>>,
}

/// A file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) file: String,
    pub(super) state: State,
    /// What the user has chosen; `None`: the organisation of that code or name.
    pub(super) target: Option<Target>,
    /// The state that both sides came from, by its id; `None`: it is not known.
    pub(super) base: Option<String>,
    /// What it was compared with last, or is just being.
    pub(super) asked: Option<Asked>,
    pub(super) compared: Option<Rc<View>>,
    /// The side chosen for each line.
    pub(super) takes: Vec<Take>,
    /// The papers that it says are there are taken as being there.
    pub(super) with_papers: bool,
    /// The file itself, for what a package has of papers.
    pub(super) package: Option<File>,
    /// What a package has of papers is taken as well.
    pub(super) with_files: bool,
    /// That, once its files are kept.
    pub(super) enclosed: Option<Rc<Records>>,
    /// Why its files are not kept; nothing was taken then.
    pub(super) not_kept: Option<NotKept>,
    pub(super) taking: bool,
    pub(super) done: Option<Done>,
}

/// What is taken unless one says otherwise: gaps are filled, what has changed there only is taken; where somebody has to
/// decide, mine stays.
fn usual(line: &Line) -> Take {
    match line.differs {
        Differs::Filled | Differs::Newer => Take::Theirs,
        Differs::Conflict | Differs::Removed => Take::Mine,
    }
}

impl Row {
    pub(super) fn of(file: String) -> Self {
        Self {
            file,
            state: State::Reading,
            target: None,
            base: None,
            asked: None,
            compared: None,
            takes: Vec::new(),
            with_papers: true,
            package: None,
            with_files: true,
            enclosed: None,
            not_kept: None,
            taking: false,
            done: None,
        }
    }

    pub(super) fn found(&self) -> Option<&Found> {
        match &self.state {
            State::Found(found) => Some(found),
            _ => None,
        }
    }

    /// What an answer file says is not known yet; read again, for it is seldom wanted.
    pub(super) fn unknown(&self, catalogue: &Catalogue) -> Unknown {
        let source = self.found().map(|found| Text { name: "answers", text: &found.answers });
        let read = source.and_then(|source| read_answers(&source, catalogue).ok());
        read.map(|read| read.unknown).unwrap_or_default()
    }

    /// For which organisation it is: the one chosen, else the only one of that code, else the only one of that name, else
    /// one that is not here yet; `None`: it says nothing of that, or several would do, and somebody has to choose.
    pub(super) fn target(&self, clients: &[Rc<Client>], library: &Library) -> Option<Target> {
        let found = self.found()?;
        if let Some(target) = &self.target {
            let is_here = match target {
                Target::New => true,
                Target::Client(id) => clients.iter().any(|client| client.id == *id),
            };
            if is_here {
                return Some(target.clone());
            }
        }
        guess(found, clients, library)
    }

    /// The organisation that it goes into, if it is here.
    pub(super) fn client<'c>(&self, clients: &'c [Rc<Client>], library: &Library) -> Option<&'c Rc<Client>> {
        match self.target(clients, library)? {
            Target::New => None,
            Target::Client(id) => clients.iter().find(|client| client.id == id),
        }
    }

    /// Whether both come from the same organisation: of one code, or of one name where not both have a code.
    pub(super) fn is_of_same(&self, other: &Self) -> bool {
        let (State::Found(mine), State::Found(theirs)) = (&self.state, &other.state) else { return false };
        match (&mine.code, &theirs.code) {
            (Some(mine), Some(theirs)) => mine == theirs,
            _ => !mine.organisation.trim().is_empty() && mine.organisation.trim() == theirs.organisation.trim(),
        }
    }

    /// What it is to be compared with now; `None`: its organisation is not here.
    pub(super) fn wanted(&self, clients: &[Rc<Client>], library: &Library) -> Option<Asked> {
        let client = self.client(clients, library)?;
        let base = self.base.as_ref().and_then(|id| client.snapshots.iter().find(|known| known.id == *id));
        Some(Asked {
            client: client.id.clone(),
            mine: Rc::clone(&client.sheet),
            base: base.map(|snapshot| Rc::clone(&snapshot.sheet)),
        })
    }

    /// Its answers are compared with these now.
    pub(super) fn ask(&mut self, asked: Asked) {
        self.asked = Some(asked);
        self.compared = None;
        self.takes.clear();
    }

    pub(super) fn compared(&mut self, view: View) {
        self.takes = view.lines.iter().map(usual).collect();
        self.compared = Some(Rc::new(view));
    }

    /// Chooses a side for a line, or for all of them. What there is not before stays mine.
    pub(super) fn choose(&mut self, line: Option<usize>, take: Take) {
        match line {
            Some(line) => {
                if let Some(chosen) = self.takes.get_mut(line) {
                    *chosen = take;
                }
            }
            None => self.takes.fill(take),
        }
    }

    /// The papers that are taken as being there.
    pub(super) fn papers(&self) -> Vec<String> {
        let found = self.found().filter(|_| self.with_papers);
        found.map(|found| found.papers.iter().map(|(id, _)| id.clone()).collect()).unwrap_or_default()
    }

    /// How many attached files there are to take as well; `None`: it is no package, or they were left out by choice.
    pub(super) fn files(&self) -> Option<usize> {
        match self.found()?.source {
            Source::Package(files) if self.with_files && self.package.is_some() => Some(files),
            Source::Package(_) | Source::Workbook | Source::Answers => None,
        }
    }

    /// The remarks, each with whether it can be kept: beside a paper, or as the note at a question that nobody has answered.
    fn remarks(&self) -> impl Iterator<Item = (&Remark, bool)> {
        let mine = self.asked.as_ref().map(|asked| &asked.mine);
        let has = move |fact| mine.is_some_and(|mine| mine.get(fact).is_some());
        let kept = move |remark: &Remark| remark.fact.is_none_or(|fact| !remark.answered && !has(fact));
        self.found().into_iter().flat_map(|found| &found.remarks).map(move |remark| (remark, kept(remark)))
    }

    /// The remarks that become notes at questions, and those that are noted at papers.
    pub(super) fn notes(&self) -> (Unknown, Vec<(String, String)>) {
        let (mut facts, mut papers) = (Unknown::new(), Vec::new());
        for (remark, _) in self.remarks().filter(|(_, kept)| *kept) {
            match remark.fact {
                Some(fact) => join_note(facts.entry(fact).or_default(), &remark.text),
                None => papers.push((remark.id.clone(), remark.text.clone())),
            }
        }
        (facts, papers)
    }

    /// How many remarks are kept when it is taken in.
    pub(super) fn kept_remarks(&self) -> usize {
        self.remarks().filter(|(_, kept)| *kept).count()
    }

    /// Whether there are remarks that have no place to be kept: somebody has to see them.
    pub(super) fn has_loose_remarks(&self) -> bool {
        self.remarks().any(|(_, kept)| !kept)
    }

    /// How many lines there are of a kind.
    pub(super) fn count(&self, is: impl Fn(&Line) -> bool) -> usize {
        self.compared.as_ref().map_or(0, |view| view.lines.iter().filter(|line| is(line)).count())
    }

    /// How many cells cannot be read, contradict each other or are not known.
    pub(super) fn problems(&self) -> usize {
        let bad = |kind| matches!(kind, NoteKind::Unread | NoteKind::Contradiction | NoteKind::Unknown);
        self.found().map_or(0, |found| found.notes.iter().filter(|note| bad(note.kind)).count())
    }

    /// Whether it can be taken in without anybody deciding anything.
    pub(super) fn is_clear(&self) -> bool {
        let beside = self.papers().len() + self.kept_remarks() + self.files().unwrap_or(0);
        let any = self.count(|_| true) > 0 || beside > 0;
        any && !self.has_loose_remarks()
            && self.done.is_none()
            && self.compared.is_some()
            && self.count(Line::is_open) == 0
            && self.problems() == 0
    }

    /// Whether what was taken in is the last thing that happened to the organisation.
    pub(super) fn can_undo(&self, clients: &[Rc<Client>]) -> bool {
        let Some(done) = &self.done else { return false };
        let client = clients.iter().find(|client| client.id == done.client);
        client.is_some_and(|client| done.new || client.can_undo() && *client.sheet == *done.sheet)
    }
}

fn guess(found: &Found, clients: &[Rc<Client>], library: &Library) -> Option<Target> {
    match known(clients, &library.catalogue, found.code.as_deref(), &found.organisation) {
        Known::As(id) => Some(Target::Client(id)),
        Known::Several => None,
        Known::Not if found.organisation.trim().is_empty() && found.code.is_none() => None,
        Known::Not => Some(Target::New),
    }
}

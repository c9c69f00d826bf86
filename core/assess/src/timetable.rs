//! The procedures of a rule book, and the days of their steps: one after the other, counted back and forward from the day
//! on which the applicant hands in.

use super::assigned::DueTask;
use super::comes::Coming;
use super::duties::DutyDate;
use super::finding::CapFinding;
use super::grade::GradeRange;
use super::horizon::HorizonStep;
use ziping_base::calendar::{Day, Period, Unit, WorkingDays};
use ziping_regime::{Document, DurationUnit, Library, RuleBook, Step};

/// The procedures of a rule book, in the order of its steps and documents.
#[must_use]
pub fn procedures(rulebook: &RuleBook) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    let steps = rulebook.steps.iter().flat_map(|step| &step.procedures);
    for procedure in steps.chain(rulebook.documents.iter().flat_map(|document| &document.procedures)) {
        if !all.contains(&procedure.as_str()) {
            all.push(procedure);
        }
    }
    all
}

/// The last day of a step that begins on `from`, which is not counted (民法典 201), and whether that rests on working
/// days not known yet. A month ends on the corresponding day. `None`: the document publishes no duration.
#[must_use]
pub fn step_end(library: &Library, step: &Step, from: Day) -> Option<(Day, bool)> {
    let (count, unit) = step.duration?;
    Some(match unit {
        DurationUnit::WorkingDays => library.calendar.after(from, count),
        DurationUnit::Days => (Period { count, unit: Unit::Days }.after(from), false),
        DurationUnit::Months => (Period { count, unit: Unit::Months }.after(from), false),
    })
}

/// How a step lies to the day on which the applicant hands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It comes before, and must have begun by this day and be over by that one.
    Before {
        /// The last day on which it can begin, where the document publishes how long it takes.
        from: Option<Day>,
        /// The last day on which it can be over.
        by: Day,
    },
    /// The applicant hands in.
    HandIn(Day),
    /// It comes after and begins on this day at the earliest. `to`: when it is over then, where the document publishes how
    /// long it takes.
    After {
        /// The first day on which it can begin.
        from: Day,
        /// The day on which it is over when it begins then.
        to: Option<Day>,
    },
}

/// A step on its days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scheduled<'a> {
    /// The step.
    pub step: &'a Step,
    /// When.
    pub place: Place,
    /// Nothing before it is without a published duration: its days are certain, not only the earliest.
    pub certain: bool,
    /// It rests on working days that are not known yet.
    pub provisional: bool,
}

/// The documents that a step of a procedure hands in for that procedure.
fn handed_in<'a>(rulebook: &'a RuleBook, procedure: &str, step: &Step) -> impl Iterator<Item = &'a Document> {
    let all = rulebook.documents.iter();
    all.filter(move |document| document.is_of(procedure) && step.documents.contains(&document.id))
}

/// Whether a step of the applicant hands in documents, and all of them for another procedure: the yearly review is told among
/// the steps of a first rating, and is applied for long after it.
fn is_of_another(rulebook: &RuleBook, procedure: &str, step: &Step) -> bool {
    step.actor == "applicant" && !step.documents.is_empty() && handed_in(rulebook, procedure, step).next().is_none()
}

/// The place of the step with which the applicant hands in, among the steps of a procedure: the last one of the applicant
/// that hands in a form of that procedure, else the last that hands in anything for it, else the first of the applicant, else
/// the first.
fn hands_in(rulebook: &RuleBook, procedure: &str, steps: &[&Step]) -> usize {
    let own = |step: &Step| step.actor == "applicant";
    let last = |test: &dyn Fn(&Step) -> bool| steps.iter().rposition(|step| own(step) && test(step));
    last(&|step| handed_in(rulebook, procedure, step).any(|document| document.form))
        .or_else(|| last(&|step| handed_in(rulebook, procedure, step).next().is_some()))
        .or_else(|| steps.iter().position(|step| own(step)))
        .unwrap_or(0)
}

/// The steps of a procedure, those that lie ahead in their order, on their days. Where a later procedure is told among them,
/// its steps have none.
#[must_use]
pub fn schedule<'a>(
    library: &Library,
    rulebook: &RuleBook,
    procedure: &str,
    steps: &[&'a Step],
    hand_in: Day,
) -> Vec<Scheduled<'a>> {
    let at = hands_in(rulebook, procedure, steps);
    let (before, rest) = steps.split_at(at.min(steps.len()));
    let mut all: Vec<Scheduled<'a>> = Vec::new();
    let (mut by, mut provisional) = (hand_in, false);
    for step in before.iter().rev() {
        let from = step_begin(&library.calendar, step, by);
        provisional |= from.is_some_and(|(_, open)| open);
        let place = Place::Before { from: from.map(|(day, _)| day), by };
        all.push(Scheduled { step, place, certain: true, provisional });
        by = from.map_or(by, |(day, _)| day);
    }
    all.reverse();
    let Some((first, after)) = rest.split_first() else { return all };
    all.push(Scheduled { step: first, place: Place::HandIn(hand_in), certain: true, provisional: false });
    // A deadline of the hand-in itself is not a time that passes after it.
    let (mut from, mut certain, mut provisional) = (hand_in, true, false);
    for step in after.iter().take_while(|step| !is_of_another(rulebook, procedure, step)) {
        let end = step_end(library, step, from);
        provisional |= end.is_some_and(|(_, open)| open);
        all.push(Scheduled { step, place: Place::After { from, to: end.map(|(day, _)| day) }, certain, provisional });
        certain &= end.is_some();
        from = end.map_or(from, |(day, _)| day);
    }
    all
}

/// The last day on which a step can begin to be over on `by`, and whether that rests on working days not known yet.
fn step_begin(calendar: &WorkingDays, step: &Step, by: Day) -> Option<(Day, bool)> {
    let (count, unit) = step.duration?;
    let back = |unit: Unit| (ziping_base::calendar::count_back(by, Period { count, unit }, false), false);
    Some(match unit {
        DurationUnit::Days => back(Unit::Days),
        DurationUnit::Months => back(Unit::Months),
        DurationUnit::WorkingDays => {
            // Working days never take longer than this many days, long holidays among them.
            let furthest = i32::from(count) * 2 + 30;
            let begins = (1..=furthest).map(|back| by.plus_days(-back)).find_map(|day| {
                let (end, open) = calendar.after(day, count);
                (end <= by).then_some((day, open))
            });
            begins.unwrap_or((by.plus_days(-furthest), true))
        }
    })
}

/// What a day of the calendar is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Matter<'a> {
    /// A date that follows a certificate or an event.
    Duty(DutyDate),
    /// A cap, by place, holds no longer: certainly from the day on, arguably from this one.
    Free(usize, Day),
    /// A condition for applying is met of itself.
    Met(Coming),
    /// The grade becomes another one.
    Grade(GradeRange),
    /// A step of the procedure.
    Step(Scheduled<'a>),
    /// A task on the way to the hand-in that is not done yet.
    Task(&'a DueTask),
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dated<'a> {
    /// The day.
    pub day: Day,
    /// What it is about.
    pub matter: Matter<'a>,
}

/// What has days, each list as its own function works it out; of a list that is left out there is nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dates<'s, 'a> {
    /// What is due of itself or after an event ([`super::duties`]).
    pub duties: &'s [DutyDate],
    /// The caps of the assessment, some of which time ends.
    pub caps: &'s [CapFinding],
    /// Conditions for applying that time alone meets ([`super::coming`]).
    pub coming: &'s [Coming],
    /// The grade by the day ([`super::horizon`]).
    pub horizon: &'s [HorizonStep],
    /// The steps of a procedure, where the applicant has said when to hand in ([`schedule`]).
    pub schedule: &'s [Scheduled<'a>],
    /// Who does which task by when.
    pub tasks: &'a [DueTask],
}

impl<'a> Dates<'_, 'a> {
    /// Everything that has a day, in the order of the days: what the page lists and the calendar file holds. Of steps those
    /// with a day of their own: the applicant's before the hand-in and the hand-in, and the ends of what follows, and of the
    /// tasks those that are not done.
    #[must_use]
    pub fn agenda(self) -> Vec<Dated<'a>> {
        let mut all: Vec<Dated<'a>> = due(self.duties).collect();
        let caps = self.caps.iter().enumerate();
        let free = caps.filter_map(|(place, cap)| cap.free.map(|(arguable, safe)| (place, arguable, safe)));
        all.extend(free.map(|(place, arguable, day)| Dated { day, matter: Matter::Free(place, arguable) }));
        all.extend(self.coming.iter().map(|met| Dated { day: met.safe, matter: Matter::Met(*met) }));
        // A step that only rests on more answers of today leaves the grade as it is.
        let (before, after) = (self.horizon.iter(), self.horizon.iter().skip(1));
        let changes = before.zip(after).filter(|(before, step)| before.range != step.range);
        all.extend(changes.map(|(_, step)| Dated { day: step.from, matter: Matter::Grade(step.range) }));
        all.extend(to_do(self.tasks));
        all.extend(on_their_days(self.schedule));
        all.sort_by_key(|dated| dated.day);
        all
    }

    /// What is to be done by a day that has not passed: of the agenda the duties, the steps and the tasks, without what comes
    /// about by itself. A duty lies ahead as long as anybody can argue for it or it can still be made good, and a task as long
    /// as the hand-in does.
    #[must_use]
    pub fn deadlines(self, as_of: Day) -> Vec<Dated<'a>> {
        let handed_in = self.schedule.iter().any(|step| matches!(step.place, Place::HandIn(day) if day < as_of));
        let ahead = |dated: &Dated<'_>| match dated.matter {
            Matter::Duty(date) => date.arguable >= as_of || date.until.is_some_and(|end| end >= as_of),
            Matter::Task(_) => !handed_in,
            Matter::Step(_) | Matter::Free(..) | Matter::Met(_) | Matter::Grade(_) => dated.day >= as_of,
        };
        let to_be_done = due(self.duties).chain(to_do(self.tasks)).chain(on_their_days(self.schedule));
        let mut all: Vec<Dated<'a>> = to_be_done.filter(ahead).collect();
        all.sort_by_key(|dated| dated.day);
        all
    }
}

fn due<'a>(duties: &[DutyDate]) -> impl Iterator<Item = Dated<'a>> {
    duties.iter().map(|date| Dated { day: date.safe, matter: Matter::Duty(*date) })
}

/// Tasks that are not done and have a day.
fn to_do<'a>(tasks: &'a [DueTask]) -> impl Iterator<Item = Dated<'a>> {
    let open = tasks.iter().filter(|task| !task.done);
    open.filter_map(|task| Some(Dated { day: task.day?, matter: Matter::Task(task) }))
}

/// Steps with a day of their own.
fn on_their_days<'a>(schedule: &[Scheduled<'a>]) -> impl Iterator<Item = Dated<'a>> {
    schedule.iter().filter_map(|scheduled| {
        let own = scheduled.step.actor == "applicant";
        let day = match scheduled.place {
            Place::Before { by, .. } => own.then_some(by),
            Place::HandIn(day) => Some(day),
            Place::After { to, .. } => to,
        };
        Some(Dated { day: day?, matter: Matter::Step(*scheduled) })
    })
}

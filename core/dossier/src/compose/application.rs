//! The application form: cover, notes for filling, contents, declaration, organisation, figures, conditions, self-rating,
//! records, opinions, annexes.

use super::super::paper::{Align, Block, Cover, Paper, TO_FILL, Table, chinese_number};
use super::sentences::About;
use super::sheet::source;
use super::statements::{Part, Statement};
use super::{Draft, NOTICE, values};
use crate::words;
use crate::words::shared::labels::LEVEL;
use ziping_assess::{Finding, GradeRange, Outcome, found};
use ziping_regime::{Element, Model, SentencePart, Step};
use ziping_rules::fact::{Range, Value, format_fixed};
use ziping_rules::rule::Truth;
use ziping_rules::rule::score::Points;

/// A title, and where the points or the level come from when they are not the applicant's own.
fn worked_out(title: String, element: &Element) -> String {
    match source(element) {
        Some(source) => format!("{title}\n（{source}）"),
        None => title,
    }
}

/// The levels that an aspect may have, by place.
fn levels_of(range: Range) -> GradeRange {
    let place = |place: i64| u8::try_from(place).unwrap_or(0);
    GradeRange { worst: place(range.low), best: place(range.high) }
}

/// Those who give an opinion of the application, in the order of the procedure.
fn giving_opinions<'s>(steps: &[&'s Step]) -> Vec<&'s str> {
    let mut actors: Vec<&str> = Vec::new();
    for step in steps.iter().filter(|step| step.opinion) {
        if !actors.contains(&step.actor.as_str()) {
            actors.push(&step.actor);
        }
    }
    actors
}

/// Chapters are numbered as they come: some regimes leave some out.
struct Chapters(usize);

impl Chapters {
    fn begin(&mut self, paper: &mut Paper, title: &str) {
        self.0 += 1;
        paper.heading(format!("{}、{title}", chinese_number(self.0)));
    }
}

/// The application form.
pub(in super::super) fn application(draft: &Draft<'_>) -> Paper {
    let mut paper = Paper::new(draft.application_title());
    let mut chapters = Chapters(0);
    let statements = draft.statements();
    paper.add(Block::Cover(draft.cover()));
    draft.filling(&mut paper);
    paper.add(Block::NewPage).add(Block::Contents).add(Block::NewPage);
    chapters.begin(&mut paper, words::application::chapters::DECLARATION);
    draft.declaration(&mut paper);
    paper.add(Block::NewPage);
    chapters.begin(&mut paper, words::application::chapters::ORGANISATION);
    paper.add(Block::Form(draft.organisation()));
    let (short, long) = draft.particulars();
    if !short.is_empty() {
        paper.subheading(words::application::organisation::PEOPLE);
        paper.add(Block::Form(short));
    }
    if !long.is_empty() {
        paper.subheading(words::application::organisation::WORK);
        paper.add(Block::Form(long));
    }
    if let Some(form) = draft.forms().first() {
        let mut matter = Paper::default();
        if draft.matter(&mut matter, form) {
            chapters.begin(&mut paper, words::application::chapters::CERTIFICATE);
            paper.blocks.append(&mut matter.blocks);
        }
    }
    let mut finances = Paper::default();
    if draft.finances(&mut finances) {
        chapters.begin(&mut paper, words::application::chapters::FINANCES);
        paper.blocks.append(&mut finances.blocks);
    }
    for (part, title) in [
        (Part::Eligibility, words::application::chapters::ELIGIBILITY),
        (Part::Requirement, words::application::chapters::REQUIREMENTS),
    ] {
        if statements.iter().any(|statement| statement.part == part) {
            chapters.begin(&mut paper, title);
            paper.add(Block::Table(draft.stated_rows(&statements, part, words::shared::heads::OUTCOME)));
        }
    }
    draft.ratings(&mut paper, &mut chapters);
    for part in [Part::Cap, Part::Ground] {
        if statements.iter().any(|statement| statement.part == part) {
            chapters.begin(&mut paper, &words::application::chapters::declared(part.name()));
            paper.add(Block::Table(draft.stated_rows(&statements, part, words::application::heads::IS_THERE)));
        }
    }
    paper.add(Block::NewPage);
    chapters.begin(&mut paper, words::application::chapters::CONCLUSION);
    draft.conclusion(&mut paper);
    draft.opinions(&mut paper, &mut chapters);
    draft.tables(&mut paper, &mut chapters);
    chapters.begin(&mut paper, words::application::chapters::EVIDENCE);
    draft.list(&mut paper);
    paper
}

fn rows(statements: &[Statement], part: Part, outcome: &str) -> Table {
    let mut table = Table::new(&[
        (words::shared::heads::NUMBER, 7, Align::Centre),
        (words::shared::heads::MATTER, 31, Align::Left),
        (words::shared::heads::STATED, 36, Align::Left),
        (outcome, 13, Align::Centre),
        (words::shared::heads::PAPERS, 13, Align::Centre),
    ]);
    for (i, statement) in statements.iter().filter(|statement| statement.part == part).enumerate() {
        table.row([
            (i + 1).to_string(),
            format!("{}\n（{}）", statement.title, statement.clauses.join("、")),
            statement.stated.clone(),
            statement.outcome.clone(),
            statement.papers.clone(),
        ]);
    }
    table
}

/// The name of the sentences of a part in placeholders.
const fn name_of(part: SentencePart) -> &'static str {
    match part {
        SentencePart::Finances => "finances",
        SentencePart::Scores => "scores",
        SentencePart::Levels => "levels",
        SentencePart::Conclusion => "conclusion",
        SentencePart::Figures => "figures",
        SentencePart::Sheet => "sheet",
        _ => "other",
    }
}

/// Points that stand between two ends.
fn span(points: Points) -> String {
    if points.is_exact() {
        points.low.shown()
    } else {
        words::values::Between { low: points.low.shown(), high: points.high.shown() }.to_string()
    }
}

/// The name of a part of the rules in placeholders.
const fn id_of(part: Part) -> &'static str {
    match part {
        Part::Eligibility => "eligibility",
        Part::Requirement => "requirements",
        Part::Level => "level-conditions",
        Part::Cap => "caps",
        Part::Ground => "grounds",
    }
}

impl Draft<'_> {
    fn stated_rows(&self, statements: &[Statement], part: Part, outcome: &str) -> Table {
        let columns = ["no", "item", "stated", "outcome", "papers"];
        self.listed(id_of(part), &columns, rows(statements, part, outcome))
    }

    fn cover(&self) -> Cover {
        let mut marks = vec![words::application::cover::number("　".repeat(6))];
        if let Some(standing) = self.standing() {
            marks.push(standing.to_owned());
        }
        let line = |label: &str, value: String| (label.to_owned(), value);
        let mut lines = vec![
            line(words::application::cover::ORGANISATION, self.name()),
            line(words::application::cover::CODE, self.answer_of("org.uscc")),
        ];
        lines.extend(self.level().map(|level| line(LEVEL, level)));
        lines.extend(self.items());
        lines.extend([
            line(words::application::cover::REGION, self.answer_of("org.province")),
            line(words::application::cover::CONTACT, self.answer_of("contact.name")),
            line(words::application::cover::PHONE, self.answer_of("contact.phone")),
            line(words::application::cover::FILLED_IN, self.today()),
        ]);
        Cover {
            marks,
            over: self.regime().title.clone(),
            title: self.application_title().to_owned(),
            lines,
            foot: vec![words::application::cover::basis(self.named("document")), NOTICE.to_owned()],
        }
    }

    /// Where a rule book has items with a certificate each, which ones are applied for: they stand beside the level. None
    /// is no application, so that one that names none is still to be filled in.
    fn items(&self) -> Option<(String, String)> {
        let items = found(self.order.library, self.order.rulebook, &self.findings.sheet)?.items;
        let chosen = self.put("items", || match self.findings.sheet.get(items) {
            Some(Value::Several(0)) => TO_FILL.to_owned(),
            _ => self.answer(items),
        });
        Some((self.fact_title(items).to_owned(), chosen))
    }

    /// The kit's notes, on a leaf of their own: they are no part of what is signed.
    fn filling(&self, paper: &mut Paper) {
        paper.add(Block::Title(words::application::filling::TITLE.to_owned()));
        paper.add(Block::Subtitle(words::application::filling::WHOSE.to_owned()));
        let part = (SentencePart::Filling, About::default());
        self.sentence_list(paper, "filling", part, |no, note| Block::Item(format!("{no}."), note));
        self.text_list(paper, "filling-marked", || self.marked(), |_, note| Block::Item("※".to_owned(), note));
    }

    /// What must be known of the rules and of whoever serves the site.
    fn marked(&self) -> Vec<String> {
        let standing = self.standing().map(str::to_owned);
        let tables = self.overlays_used();
        [standing, self.rules_of_host(), tables, self.host_note()].into_iter().flatten().collect()
    }

    fn declaration(&self, paper: &mut Paper) {
        // An association's overlay may have a text of its own.
        let form = self.forms().first().map_or("", |form| form.id.as_str());
        if let Some(own) = self.order.words.get("document", form).labels.get("declaration") {
            paper.text(own.clone());
        } else {
            self.declare(paper);
        }
        paper.add(Block::Seal(vec![
            words::shared::signed::PERSON.to_owned(),
            words::shared::signed::APPLICANT.to_owned(),
        ]));
    }

    fn declare(&self, paper: &mut Paper) {
        paper.text(self.put("declaration-head", || self.said(SentencePart::DeclarationHead)));
        let part = (SentencePart::Declaration, About::default());
        self.sentence_list(paper, "declaration", part, |no, promise| Block::Item(format!("{no}."), promise));
    }

    /// The self-scoring sheet and the annexes: what is wide lies on its side.
    fn tables(&self, paper: &mut Paper, chapters: &mut Chapters) {
        let (mut sheet, mut annexes) = (Paper::default(), Paper::default());
        self.sheet(&mut sheet);
        self.annexes(&mut annexes);
        self.figures(&mut annexes);
        let mut turned = false;
        let all =
            [(words::sheet::TITLE, sheet, true), (words::application::chapters::ANNEXES, annexes, self.wide_annex())];
        for (title, mut of, landscape) in all.into_iter().filter(|(_, of, _)| !of.blocks.is_empty()) {
            if landscape || turned {
                paper.add(Block::Turn { landscape });
            }
            turned = landscape;
            chapters.begin(paper, title);
            paper.blocks.append(&mut of.blocks);
        }
        if turned {
            paper.add(Block::Turn { landscape: false });
        }
    }

    /// Points or levels with their basis.
    fn ratings(&self, paper: &mut Paper, chapters: &mut Chapters) {
        match &self.order.rulebook.grade.model {
            Model::Scored { elements, .. } => {
                chapters.begin(paper, words::application::chapters::SCORES);
                self.scores(paper, elements);
            }
            Model::Aspects { aspects, .. } => {
                chapters.begin(paper, words::application::chapters::LEVELS);
                self.levels(paper, aspects);
            }
            Model::Met { .. } => {}
        }
    }

    fn scores(&self, paper: &mut Paper, elements: &[Element]) {
        let mut table = Table::new(&[
            (words::shared::heads::ELEMENT, 30, Align::Left),
            (words::shared::heads::MOST, 12, Align::Centre),
            (words::shared::heads::POINTS, 20, Align::Centre),
            (words::shared::heads::CLAUSE, 16, Align::Centre),
            (words::shared::heads::PAPERS, 22, Align::Centre),
        ]);
        let mut full = 0;
        for (element, found) in elements.iter().zip(&self.findings.assessment().elements) {
            full += element.max;
            table.row([
                worked_out(self.fact_title(element.fact).to_owned(), element),
                format_fixed(element.max, 1),
                Self::points_of(found).map_or_else(|| TO_FILL.to_owned(), span),
                element.backing.all_clauses(),
                self.numbers(&element.backing),
            ]);
        }
        let total = self.total().map_or_else(|| TO_FILL.to_owned(), span);
        table.row([
            words::shared::SUM.to_owned(),
            format_fixed(full, 1),
            total,
            self.order.rulebook.grade.backing.all_clauses(),
        ]);
        paper.add(Block::Table(self.listed("scores", &["element", "most", "points", "clause", "papers"], table)));
        self.note(paper, SentencePart::Scores);
    }

    fn levels(&self, paper: &mut Paper, aspects: &[Element]) {
        let mut table = Table::new(&[
            (words::application::heads::ASPECT, 34, Align::Left),
            (words::application::heads::LEVEL, 26, Align::Centre),
            (words::shared::heads::CLAUSE, 18, Align::Centre),
            (words::shared::heads::PAPERS, 22, Align::Centre),
        ]);
        for (aspect, found) in aspects.iter().zip(&self.findings.assessment().elements) {
            let level = match self.findings.sheet.get(aspect.fact) {
                // What conditions work out stands here whatever was typed.
                _ if !aspect.level_rules().is_empty() => {
                    if found.answered {
                        self.outcomes(levels_of(found.range))
                    } else {
                        TO_FILL.to_owned()
                    }
                }
                Some(Value::Choice(place)) => self.outcome(*place).to_owned(),
                _ => TO_FILL.to_owned(),
            };
            table.row([
                worked_out(self.fact_title(aspect.fact).to_owned(), aspect),
                level,
                aspect.backing.all_clauses(),
                self.numbers(&aspect.backing),
            ]);
        }
        paper.add(Block::Table(self.listed("levels", &["aspect", "level", "clause", "papers"], table)));
        // What one does not state to fulfil is no part of what one applies with.
        let conditions: Vec<Statement> = self.level_statements().into_iter().filter(|of| !of.failed).collect();
        if !conditions.is_empty() {
            paper.subheading(words::application::LEVEL_CONDITIONS);
            let heads = words::shared::heads::OUTCOME;
            paper.add(Block::Table(self.stated_rows(&conditions, Part::Level, heads)));
        }
        self.note(paper, SentencePart::Levels);
    }

    fn conclusion(&self, paper: &mut Paper) {
        use super::super::paper::FormRow::Wide;
        let eligible = match self.findings.assessment().eligible {
            Truth::True => words::application::conclusion::ELIGIBLE,
            Truth::False => words::application::conclusion::NOT_ELIGIBLE,
            Truth::Unknown => match self.open_eligibility() {
                (true, true) => words::application::conclusion::OPEN_BOTH,
                (false, true) => words::application::conclusion::OPEN_READINGS,
                (_, false) => words::application::conclusion::OPEN_FACTS,
            },
        };
        let label = str::to_owned;
        let mut form = vec![Wide(label(words::application::conclusion::REFERENCE_DAY), self.today())];
        form.extend(self.level().map(|level| Wide(label(LEVEL), level)));
        form.extend(self.items().map(|(title, chosen)| Wide(title, chosen)));
        if self.order.rulebook.has_eligibility() {
            form.push(Wide(label(words::shared::labels::ELIGIBLE), self.put("eligible", || eligible.to_owned())));
        }
        if let Some(score) = self.total() {
            form.push(Wide(label(words::shared::labels::SCORE), self.put("score", || values::exact_points(score))));
        }
        let (grade, uncapped) = (self.findings.assessment().grade, self.findings.assessment().uncapped);
        let capped = uncapped != grade;
        if capped || !self.order.rulebook.caps.is_empty() || !self.order.rulebook.grounds.is_empty() {
            let said = self.put("uncapped", || self.outcomes(uncapped));
            self.row_part(&mut form, "capped", capped, Wide(label(words::application::conclusion::UNCAPPED), said));
        }
        form.push(Wide(label(words::shared::labels::RESULT), self.or_placeholder("grade", || self.outcomes(grade))));
        paper.add(Block::Form(form));
        self.note(paper, SentencePart::Conclusion);
    }

    /// Whether eligibility is open because of facts that are not answered, and because of readings.
    fn open_eligibility(&self) -> (bool, bool) {
        let open: Vec<&Finding> = self.eligibility(Outcome::Unknown).map(|(_, found)| found).collect();
        (open.iter().any(|found| !found.open.is_empty()), open.iter().any(|found| !found.readings.is_empty()))
    }

    /// The sentences of a part as a note.
    pub(super) fn note(&self, paper: &mut Paper, part: SentencePart) {
        let said = self.said(part);
        let name = name_of(part);
        self.part(paper, &format!("noted-{name}"), !said.is_empty(), |paper| {
            paper.remark(words::shared::note(self.put(&format!("note-{name}"), || said)));
        });
    }

    /// A box for each of those who give an opinion of the application, in the order of the procedure.
    fn opinions(&self, paper: &mut Paper, chapters: &mut Chapters) {
        let (all, acting) = (giving_opinions(&self.all_steps()), giving_opinions(&self.steps()));
        if !acting.is_empty() || (self.is_template() && !all.is_empty()) {
            chapters.begin(paper, words::application::chapters::OPINIONS);
        }
        for actor in all {
            let who = self.actor(actor);
            self.part(paper, &format!("opinion-{actor}"), acting.contains(&actor), |paper| {
                paper.add(Block::Opinion(words::application::opinion(who), who.to_owned()));
            });
        }
    }
}

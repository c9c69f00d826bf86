//! The application form: cover, notes for filling, contents, declaration, organisation, figures, conditions, self-rating,
//! records, opinions, annexes.

use super::super::paper::{Align, Block, Cover, Paper, TO_FILL, Table, chinese_number};
use super::sentences::About;
use super::sheet::source;
use super::statements::{Part, Statement};
use super::{Draft, NOTICE, values};
use ziping_assess::{Finding, GradeRange, Outcome, found};
use ziping_regime::{Element, Model, SentencePart, Step};
use ziping_rules::fact::{Range, Value, format_fixed};
use ziping_rules::rule::Truth;
use ziping_rules::rule::score::Points;

/// What the level applied for is called.
const LEVEL: &str = "申报等级";

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
    chapters.begin(&mut paper, "声明与承诺");
    draft.declaration(&mut paper);
    paper.add(Block::NewPage);
    chapters.begin(&mut paper, "单位基本情况");
    paper.add(Block::Form(draft.organisation()));
    let (short, long) = draft.particulars();
    if !short.is_empty() {
        paper.subheading("人员、负责人及其他情况");
        paper.add(Block::Form(short));
    }
    if !long.is_empty() {
        paper.subheading("业务与工作情况");
        paper.add(Block::Form(long));
    }
    if let Some(form) = draft.forms().first() {
        let mut matter = Paper::default();
        if draft.matter(&mut matter, form) {
            chapters.begin(&mut paper, "现有证书与有关情况");
            paper.blocks.append(&mut matter.blocks);
        }
    }
    let mut finances = Paper::default();
    if draft.finances(&mut finances) {
        chapters.begin(&mut paper, "近三年财务情况");
        paper.blocks.append(&mut finances.blocks);
    }
    for (part, title) in [(Part::Eligibility, "申报资格逐项说明"), (Part::Requirement, "评定条件逐项说明")]
    {
        if statements.iter().any(|statement| statement.part == part) {
            chapters.begin(&mut paper, title);
            paper.add(Block::Table(draft.stated_rows(&statements, part, "自评结论")));
        }
    }
    draft.ratings(&mut paper, &mut chapters);
    for part in [Part::Cap, Part::Ground] {
        if statements.iter().any(|statement| statement.part == part) {
            chapters.begin(&mut paper, &format!("{}申报", part.name()));
            paper.add(Block::Table(draft.stated_rows(&statements, part, "是否存在")));
        }
    }
    paper.add(Block::NewPage);
    chapters.begin(&mut paper, "自评结论");
    draft.conclusion(&mut paper);
    draft.opinions(&mut paper, &mut chapters);
    draft.tables(&mut paper, &mut chapters);
    chapters.begin(&mut paper, "证明材料清单");
    draft.list(&mut paper);
    paper
}

fn rows(statements: &[Statement], part: Part, outcome: &str) -> Table {
    let mut table = Table::new(&[
        ("序号", 7, Align::Centre),
        ("事项与条款", 31, Align::Left),
        ("本单位申报情况", 36, Align::Left),
        (outcome, 13, Align::Centre),
        ("材料编号", 13, Align::Centre),
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
    if points.is_exact() { points.low.shown() } else { format!("{}至{}", points.low.shown(), points.high.shown()) }
}

/// The name of a part of the rules in placeholders.
const fn id_of(part: Part) -> &'static str {
    match part {
        Part::Eligibility => "eligibility",
        Part::Requirement => "requirements",
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
        let mut marks = vec![format!("编号：{}（受理单位填写）", "　".repeat(6))];
        if let Some(standing) = self.standing() {
            marks.push(standing.to_owned());
        }
        let line = |label: &str, value: String| (label.to_owned(), value);
        let mut lines =
            vec![line("申报单位（盖章）", self.name()), line("统一社会信用代码", self.answer_of("org.uscc"))];
        lines.extend(self.level().map(|level| line(LEVEL, level)));
        lines.extend(self.items());
        lines.extend([
            line("所在地区", self.answer_of("org.province")),
            line("联系人", self.answer_of("contact.name")),
            line("联系电话", self.answer_of("contact.phone")),
            line("填报日期", self.today()),
        ]);
        Cover {
            marks,
            over: self.regime().title.clone(),
            title: self.application_title().to_owned(),
            lines,
            foot: vec![format!("依据《{}》整理", self.named("document")), NOTICE.to_owned()],
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
        paper.add(Block::Title("填　报　说　明".to_owned()));
        paper.add(Block::Subtitle("（本工具的提示，不是申报内容，递交时可以抽去）".to_owned()));
        let part = (SentencePart::Filling, About::default());
        self.sentence_list(paper, "filling", part, |no, note| Block::Item(format!("{no}."), note));
        if let Some(standing) = self.standing() {
            paper.add(Block::Item("※".to_owned(), standing.to_owned()));
        }
        if let Some(whose) = self.rules_of_host() {
            paper.add(Block::Item("※".to_owned(), whose));
        }
        if let Some(note) = self.host_note() {
            paper.add(Block::Item("※".to_owned(), note));
        }
    }

    fn declaration(&self, paper: &mut Paper) {
        let title = self.application_title();
        // An association's overlay may have a text of its own.
        let form = self.forms().first().map_or("", |form| form.id.as_str());
        if let Some(own) = self.order.words.get("document", form).labels.get("declaration") {
            paper.text(own.clone());
        } else {
            self.declare(paper, title);
        }
        paper.add(Block::Seal(vec!["法定代表人（签字）：".to_owned(), "申报单位（盖章）：".to_owned()]));
    }

    fn declare(&self, paper: &mut Paper, title: &str) {
        paper.text(self.put("declaration-head", || self.said(SentencePart::DeclarationHead, title)));
        let part = (SentencePart::Declaration, About { paper: title, ..About::default() });
        self.sentence_list(paper, "declaration", part, |no, promise| Block::Item(format!("{no}."), promise));
    }

    /// The self-scoring sheet and the annexes: what is wide lies on its side.
    fn tables(&self, paper: &mut Paper, chapters: &mut Chapters) {
        let (mut sheet, mut annexes) = (Paper::default(), Paper::default());
        self.sheet(&mut sheet);
        self.annexes(&mut annexes);
        self.figures(&mut annexes);
        let mut turned = false;
        let all = [("自评打分表", sheet, true), ("附表", annexes, self.wide_annex())];
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
                chapters.begin(paper, "评价要素自评得分");
                self.scores(paper, elements);
            }
            Model::Aspects { aspects, .. } => {
                chapters.begin(paper, "各方面自评等级");
                self.levels(paper, aspects);
            }
            Model::Met { .. } => {}
        }
    }

    fn scores(&self, paper: &mut Paper, elements: &[Element]) {
        let mut table = Table::new(&[
            ("评价要素", 30, Align::Left),
            ("满分", 12, Align::Centre),
            ("自评得分", 20, Align::Centre),
            ("条款", 16, Align::Centre),
            ("材料编号", 22, Align::Centre),
        ]);
        let mut full = 0;
        for (element, found) in elements.iter().zip(&self.findings.assessment().elements) {
            full += element.max;
            table.row([
                worked_out(self.fact_title(element.fact).to_owned(), element),
                format_fixed(element.max, 1),
                Self::points_of(found).map_or_else(|| TO_FILL.to_owned(), span),
                element.backing.clause().to_owned(),
                self.numbers(&element.backing),
            ]);
        }
        let total = self.total().map_or_else(|| TO_FILL.to_owned(), span);
        table.row([
            "合计".to_owned(),
            format_fixed(full, 1),
            total,
            self.order.rulebook.grade.backing.clause().to_owned(),
        ]);
        paper.add(Block::Table(self.listed("scores", &["element", "most", "points", "clause", "papers"], table)));
        self.note(paper, SentencePart::Scores);
    }

    fn levels(&self, paper: &mut Paper, aspects: &[Element]) {
        let mut table = Table::new(&[
            ("评价方面", 34, Align::Left),
            ("自评等级", 26, Align::Centre),
            ("条款", 18, Align::Centre),
            ("材料编号", 22, Align::Centre),
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
                aspect.backing.clause().to_owned(),
                self.numbers(&aspect.backing),
            ]);
        }
        paper.add(Block::Table(self.listed("levels", &["aspect", "level", "clause", "papers"], table)));
        self.note(paper, SentencePart::Levels);
    }

    fn conclusion(&self, paper: &mut Paper) {
        use super::super::paper::FormRow::Wide;
        let eligible = match self.findings.assessment().eligible {
            Truth::True => "符合申报资格",
            Truth::False => "不符合申报资格",
            Truth::Unknown => match self.open_eligibility() {
                (true, true) => "申报资格待定（有事项未填写，也取决于读法）",
                (false, true) => "申报资格待定（取决于读法）",
                (_, false) => "申报资格待定（有事项未填写）",
            },
        };
        let label = str::to_owned;
        let mut form = vec![Wide(label("评价基准日"), self.today())];
        form.extend(self.level().map(|level| Wide(label(LEVEL), level)));
        form.extend(self.items().map(|(title, chosen)| Wide(title, chosen)));
        if self.order.rulebook.has_eligibility() {
            form.push(Wide(label("申报资格"), self.put("eligible", || eligible.to_owned())));
        }
        if let Some(score) = self.total() {
            form.push(Wide(label("自评总分"), self.put("score", || values::exact_points(score))));
        }
        let (grade, uncapped) = (self.findings.assessment().grade, self.findings.assessment().uncapped);
        let capped = uncapped != grade;
        if capped || !self.order.rulebook.caps.is_empty() || !self.order.rulebook.grounds.is_empty() {
            let said = self.put("uncapped", || self.outcomes(uncapped));
            self.row_part(&mut form, "capped", capped, Wide(label("不计限制性情形的结果"), said));
        }
        form.push(Wide(label("自评结果"), self.or_placeholder("grade", || self.outcomes(grade))));
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
        let said = self.said(part, self.application_title());
        let name = name_of(part);
        self.part(paper, &format!("noted-{name}"), !said.is_empty(), |paper| {
            paper.remark(format!("注：{}", self.put(&format!("note-{name}"), || said)));
        });
    }

    /// A box for each of those who give an opinion of the application, in the order of the procedure.
    fn opinions(&self, paper: &mut Paper, chapters: &mut Chapters) {
        let (all, acting) = (giving_opinions(&self.all_steps()), giving_opinions(&self.steps()));
        if !acting.is_empty() || (self.is_template() && !all.is_empty()) {
            chapters.begin(paper, "推荐、评审和审定意见");
        }
        for actor in all {
            let who = self.actor(actor);
            self.part(paper, &format!("opinion-{actor}"), acting.contains(&actor), |paper| {
                paper.add(Block::Opinion(format!("{who}意见"), who.to_owned()));
            });
        }
    }
}

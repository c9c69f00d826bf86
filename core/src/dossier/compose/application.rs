//! The application form: cover, notes for filling, contents, declaration, organisation, figures, conditions, self-rating,
//! records, opinions, annexes.

use super::super::enclose::label;
use super::super::paper::{Align, Block, Cover, NONE, Paper, TO_FILL, Table, chinese_number};
use super::statements::{Part, Statement};
use super::{Draft, NOTICE, values};
use crate::fact::{Range, Value, format_fixed};
use crate::regime::{Element, Model};
use crate::rule::Truth;

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
            paper.add(Block::Table(rows(&statements, part, "本单位申报情况", "自评结论")));
        }
    }
    draft.ratings(&mut paper, &mut chapters);
    if statements.iter().any(|statement| matches!(statement.part, Part::Cap | Part::Ground)) {
        chapters.begin(&mut paper, "限制性情形与信用记录申报");
        for part in [Part::Cap, Part::Ground] {
            if statements.iter().any(|statement| statement.part == part) {
                paper.subheading(part.name());
                paper.add(Block::Table(rows(&statements, part, "本单位如实申报", "是否存在")));
            }
        }
    }
    paper.add(Block::NewPage);
    chapters.begin(&mut paper, "自评结论");
    draft.conclusion(&mut paper);
    draft.opinions(&mut paper, &mut chapters);
    let mut annexes = Paper::default();
    draft.annexes(&mut annexes);
    draft.figures(&mut annexes);
    if !annexes.blocks.is_empty() {
        let landscape = draft.wide_annex();
        if landscape {
            paper.add(Block::Turn { landscape });
        }
        chapters.begin(&mut paper, "附表");
        paper.blocks.append(&mut annexes.blocks);
        if landscape {
            paper.add(Block::Turn { landscape: false });
        }
    }
    chapters.begin(&mut paper, "证明材料清单");
    draft.list(&mut paper);
    paper
}

fn rows(statements: &[Statement], part: Part, stated: &str, outcome: &str) -> Table {
    let mut table = Table::new(&[
        ("序号", 7, Align::Centre),
        ("事项与条款", 31, Align::Left),
        (stated, 36, Align::Left),
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

/// Points of a total that stand between two ends.
fn span(range: Range) -> String {
    if range.is_exact() {
        format_fixed(range.low, 1)
    } else {
        format!("{}至{}", format_fixed(range.low, 1), format_fixed(range.high, 1))
    }
}

impl Draft<'_> {
    fn cover(&self) -> Cover {
        let mut marks = vec![format!("编号：{}（受理单位填写）", "　".repeat(6))];
        if let Some(standing) = self.standing() {
            marks.push(standing.to_owned());
        }
        let line = |label: &str, value: String| (label.to_owned(), value);
        Cover {
            marks,
            over: self.regime().title.clone(),
            title: self.application_title().to_owned(),
            lines: vec![
                line("申报单位（盖章）", self.name()),
                line("统一社会信用代码", self.answer_of("org.uscc")),
                line(self.aim(), self.outcome(self.target).to_owned()),
                line("所在地区", self.answer_of("org.province")),
                line("联系人", self.answer_of("contact.name")),
                line("联系电话", self.answer_of("contact.phone")),
                line("填报日期", values::day(self.order.as_of)),
            ],
            foot: vec![format!("依据《{}》整理", self.named("document")), NOTICE.to_owned()],
        }
    }

    /// What the outcome applied for is called.
    const fn aim(&self) -> &'static str {
        match self.order.rulebook.grade.model {
            Model::Scored { .. } | Model::Aspects { .. } => "申报等级",
            Model::Met { .. } => "申报结论",
        }
    }

    fn filling(&self, paper: &mut Paper) {
        paper.add(Block::Title("填　报　说　明".to_owned()));
        let document = self.named("document");
        let notes = [
            format!("本材料依据《{document}》公布的内容整理，用于自评和申报准备。主办单位发布了官方表格的，提交时请把内容誊入官方表格。"),
            format!("内容如实填写。标有“{TO_FILL}”的尚未填写，提交前须补齐；确实没有的写“{NONE}”。"),
            "“材料编号”为《证明材料目录》中的编号，所附材料按编号顺序装订。复印件逐页加盖公章，多页的加盖骑缝章。".to_owned(),
            "金额单位随数字写明，会计年度为公历1月1日至12月31日；评价基准日之前三个已结束的会计年度为“近三年”财务数据的口径。".to_owned(),
            format!("自评结论以{}为基准日，由本单位依据公布的规则作出，最终以评审结论为准。", values::day(self.order.as_of)),
            "纸张为A4幅面，双面打印，左侧装订；封面、声明与承诺处签字并加盖公章。".to_owned(),
            "目录页码由文字处理软件生成：内容改动后，右键单击目录，选择“更新域”。".to_owned(),
        ];
        for (i, note) in notes.into_iter().enumerate() {
            paper.add(Block::Item(format!("{}.", i + 1), note));
        }
        if let Some(standing) = self.standing() {
            paper.add(Block::Item("※".to_owned(), standing.to_owned()));
        }
    }

    fn declaration(&self, paper: &mut Paper) {
        paper.text(format!("本单位自愿参加{}，现就申报材料郑重声明并承诺如下：", self.regime().title));
        let promises = [
            "提交的全部材料和数据真实、准确、完整，复印件与原件一致，没有隐瞒和虚假。".to_owned(),
            format!("已阅读《{}》，了解各项规定并愿意遵守。", self.named("document")),
            "本单位的违法违规、失信和处罚情况已在本材料中如实申报，没有遗漏。".to_owned(),
            "接受受理、评审单位对材料的核查以及需要的现场审核，及时提供补充材料。".to_owned(),
            "获得评价结果以后按规定使用，重大事项发生变化时及时报告。".to_owned(),
            "如有不实，愿意承担由此产生的一切责任和后果。".to_owned(),
        ];
        for (i, promise) in promises.into_iter().enumerate() {
            paper.add(Block::Item(format!("{}.", i + 1), promise));
        }
        paper.add(Block::Seal(vec!["法定代表人（签字）：".to_owned(), "申报单位（盖章）：".to_owned()]));
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
        for (element, found) in elements.iter().zip(&self.found.elements) {
            full += element.max;
            table.row([
                self.fact_title(element.fact).to_owned(),
                format_fixed(element.max, 1),
                if found.answered { span(found.range) } else { TO_FILL.to_owned() },
                element.backing.clause().to_owned(),
                self.numbers(&element.backing),
            ]);
        }
        let total = self.found.score.map_or_else(|| TO_FILL.to_owned(), span);
        table.row([
            "合计".to_owned(),
            format_fixed(full, 1),
            total,
            self.order.rulebook.grade.backing.clause().to_owned(),
            NONE.to_owned(),
        ]);
        paper.add(Block::Table(table));
        paper.remark("注：评分由本单位对照所掌握的指标自评，最终以评审单位评分为准；没有填写的要素按其可能的全部分值计入合计区间。");
    }

    fn levels(&self, paper: &mut Paper, aspects: &[Element]) {
        let mut table = Table::new(&[
            ("评价方面", 34, Align::Left),
            ("自评等级", 26, Align::Centre),
            ("条款", 18, Align::Centre),
            ("材料编号", 22, Align::Centre),
        ]);
        for aspect in aspects {
            let level = match self.order.sheet.get(aspect.fact) {
                Some(Value::Choice(place)) => self.outcome(*place).to_owned(),
                _ => TO_FILL.to_owned(),
            };
            table.row([
                self.fact_title(aspect.fact).to_owned(),
                level,
                aspect.backing.clause().to_owned(),
                self.numbers(&aspect.backing),
            ]);
        }
        paper.add(Block::Table(table));
        paper.remark("注：各方面的等级由本单位对照所掌握的标准自评，最终以评审结论为准。");
    }

    fn conclusion(&self, paper: &mut Paper) {
        use super::super::paper::FormRow::{Pair, Wide};
        let eligible = match self.found.eligible {
            Truth::True => "符合申报资格",
            Truth::False => "不符合申报资格",
            Truth::Unknown => "申报资格待定（有事项未填写或取决于读法）",
        };
        let label = str::to_owned;
        let mut form = vec![
            Pair([
                (label("评价基准日"), values::day(self.order.as_of)),
                (label(self.aim()), self.outcome(self.target).to_owned()),
            ]),
            Wide(label("申报资格"), eligible.to_owned()),
        ];
        if let Some(score) = self.found.score {
            form.push(Wide(label("自评总分"), format!("{}分", span(score))));
        }
        if self.found.uncapped != self.found.grade {
            form.push(Wide(label("不计限制性情形的结果"), self.outcomes(self.found.uncapped)));
        }
        form.push(Wide(label("自评结果"), self.outcomes(self.found.grade)));
        paper.add(Block::Form(form));
        let open = self.found.open_facts();
        if !open.is_empty() {
            paper.remark(format!("注：尚有事项未填写，自评结果为区间：{}。", self.titles(&open)));
        }
    }

    /// A box for each of those who act after the applicant, the one who decides last at the end.
    fn opinions(&self, paper: &mut Paper, chapters: &mut Chapters) {
        let steps = self.steps();
        let mut actors: Vec<&str> = Vec::new();
        for step in steps.iter().rev() {
            let actor = step.actor.as_str();
            if !matches!(actor, "applicant" | "anyone") && !actors.contains(&actor) {
                actors.push(actor);
            }
        }
        actors.reverse();
        if actors.is_empty() {
            return;
        }
        chapters.begin(paper, "推荐、评审和审定意见");
        for actor in actors {
            let who = self.actor(actor);
            paper.add(Block::Opinion(format!("{who}意见"), who.to_owned()));
        }
    }

    /// The list of what is bound behind the form.
    fn list(&self, paper: &mut Paper) {
        let mut table = Table::new(&[
            ("编号", 12, Align::Centre),
            ("材料名称", 37, Align::Left),
            ("要求", 12, Align::Centre),
            ("形式", 26, Align::Centre),
            ("页码", 13, Align::Centre),
        ]);
        for (i, needed) in self.papers.iter().enumerate() {
            table.row([
                label(i + 1),
                self.title("evidence", needed.paper).to_owned(),
                if needed.asked() { "规则要求" } else { "建议" }.to_owned(),
                self.form_of(needed.paper).to_owned(),
                TO_FILL.to_owned(),
            ]);
        }
        if self.papers.is_empty() {
            table.row([]);
        }
        paper.add(Block::Table(table));
    }
}

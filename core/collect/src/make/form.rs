//! The same questions on paper, for those without Excel: a Word file to be filled in by hand. Nobody reads it back but
//! whoever types it in.

use super::guide;
use super::how::{because, how, unit};
use super::papers::{clauses, handed_in, named};
use super::questions::explained;
use super::table::{heading, width};
use super::years::{known_years, years};
use super::{Made, Order, asked};
use crate::answer::{Put, choices, put as held};
use crate::ask::{Asked, Group, Question};
use crate::tongue::{Tongue, both, fact_label, fact_text, fact_title};
use crate::words;
use crate::words::form::annexes;
use crate::words::sheets::heads;
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said};
use ziping_base::lang::Lang;
use ziping_dossier::paper::{Align, Block, FormRow, Paper, Table, chinese_number};
use ziping_dossier::{paper_text, word};
use ziping_rules::fact::{Column, Fact, Kind, Occurrence, TextFormat, Value};

/// A line to write on.
const LINE: &str = "＿＿＿＿＿＿＿＿＿＿";
/// So many options stand below each other; more stand in one paragraph.
const MANY: usize = 12;
/// A cell of two lines, high enough for writing by hand.
const ROOM: &str = "\n";
/// Rows of a table to be filled in, beside those that are known.
const ROWS: usize = 6;

/// Makes the form of an order. The same order gives the same bytes.
///
/// # Errors
/// As of [`super::make`].
pub fn form(order: &Order<'_>) -> Result<Made, Diagnostic> {
    let asked = asked(order)?;
    let Composed { paper, questions } = compose(order, &asked);
    let bytes = word(&paper, order.organisation, order.wanted.as_of).map_err(|_| {
        let message = both(words::refused::order::too_large);
        Diagnostic::error("too-large", message).help(both(words::refused::order::too_large_help))
    })?;
    Ok(Made { bytes, questions, papers: asked.papers.len(), left_blank: Vec::new() })
}

/// What the form says, as plain text.
///
/// # Errors
/// As of [`super::make`].
pub fn form_text(order: &Order<'_>) -> Result<String, Diagnostic> {
    Ok(paper_text(&compose(order, &asked(order)?).paper))
}

/// A form, and how many questions it asks.
struct Composed {
    paper: Paper,
    questions: usize,
}

fn compose(order: &Order<'_>, asked: &Asked) -> Composed {
    let tongue = order.tongue;
    let questions = asked.facts().count();
    let mut form =
        Form { order, paper: Paper::new(tongue.line(&guide::title(order))), parts: 0, number: 0, tables: Vec::new() };
    form.paper.add(Block::Title(tongue.lines(&guide::title(order))));
    for said in guide::about(order, questions).iter().chain(&steps()) {
        form.paper.text(tongue.lines(said));
    }
    for group in &asked.groups {
        form.group(group);
    }
    form.papers(asked);
    form.annexes();
    form.signature();
    Composed { paper: form.paper, questions }
}

fn steps() -> [Said; 4] {
    use words::form::steps::{more, typed, unknown, write};
    [both(write), both(unknown), both(more), both(typed)]
}

/// A form as it is composed, part by part.
struct Form<'o, 'a> {
    order: &'o Order<'a>,
    paper: Paper,
    /// Headings so far.
    parts: usize,
    /// Questions so far.
    number: usize,
    /// The tables that are asked, each with the number of its question: they follow on pages of their own.
    tables: Vec<(usize, &'o Question, &'o Fact)>,
}

impl<'o> Form<'o, '_> {
    fn heading(&mut self, title: &Said) {
        self.parts += 1;
        let (number, title) = (self.parts, self.order.tongue.line(title));
        self.paper.heading(match self.order.tongue {
            Tongue::One(Lang::En) => format!("{number}. {title}"),
            Tongue::One(Lang::Zh) | Tongue::Both => format!("{}、{title}", chinese_number(number)),
        });
    }

    fn head(&self, said: &Said) -> String {
        self.order.tongue.lines(said)
    }

    fn group(&mut self, group: &'o Group) {
        self.heading(&group.title);
        let heads = [both(heads::number), both(heads::question), both(heads::answer)];
        let [number, what, where_to] = heads.map(|said| self.head(&said));
        let mut table =
            Table::new(&[(&*number, 8, Align::Centre), (&*what, 52, Align::Left), (&*where_to, 40, Align::Left)]);
        let mut items: Vec<(&'o Question, Fact)> = Vec::new();
        for question in &group.questions {
            let Some(fact) = self.order.wanted.library.catalogue.get(question.fact) else { continue };
            self.number += 1;
            let answer = match &fact.kind {
                Kind::Yearly { .. } => {
                    items.push((question, fact.clone()));
                    self.head(&both(words::form::answers::in_years))
                }
                Kind::Table { .. } => {
                    self.tables.push((self.number, question, fact));
                    let number = self.tables.len();
                    self.head(&both(|lang| words::form::answers::in_annex(lang, number)))
                }
                _ => answer(self.order, question, fact),
            };
            table.row([self.number.to_string(), asked_of(self.order, question, fact), answer]);
        }
        self.paper.add(Block::Table(table));
        if !items.is_empty() {
            self.years(&items);
        }
    }

    /// Amounts by fiscal year: an item a row, a year a column.
    fn years(&mut self, items: &[(&Question, Fact)]) {
        let (order, tongue) = (self.order, self.order.tongue);
        let years = years(order, items);
        let heads: Vec<String> = years.iter().map(|year| tongue.lines(&both(|lang| heads::year(lang, year)))).collect();
        let item = self.head(&both(heads::item));
        let mut columns = vec![(&*item, 30, Align::Left)];
        columns.extend(heads.iter().map(|head| (&**head, 20, Align::Right)));
        let mut table = Table::new(&columns);
        for (question, fact) in items {
            let known = known_years(order.known(question.fact));
            let mut row = vec![tongue.lines(&fact_title(order.wanted.regimes, &fact.id))];
            row.extend(years.iter().map(|year| {
                let amount = known.iter().find(|(known, _)| known == year).map(|(_, amount)| Value::Number(*amount));
                amount.map_or_else(|| ROOM.to_owned(), |amount| written(order, &fact.kind, &amount, &fact.id))
            }));
            table.row(row);
        }
        self.paper.add(Block::Table(table));
    }

    /// The papers wanted, to be ticked.
    fn papers(&mut self, asked: &Asked) {
        if asked.papers.is_empty() {
            return;
        }
        self.heading(&both(words::form::papers::title));
        let heads = [both(heads::ready), both(heads::paper), both(heads::handed_in), both(heads::clauses)];
        let [ready, paper, form, why] = heads.map(|said| self.head(&said));
        let mut table = Table::new(&[
            (&*ready, 10, Align::Centre),
            (&*paper, 48, Align::Left),
            (&*form, 16, Align::Centre),
            (&*why, 26, Align::Left),
        ]);
        for paper in &asked.papers {
            let words = named(paper, self.order.wanted.regimes).map(|said| self.head(&said));
            let [form, why] = [handed_in(paper.form), clauses(&paper.why)].map(|said| self.head(&said));
            table.row(["□".to_owned(), below(&words), form, why]);
        }
        self.paper.add(Block::Table(table));
    }

    /// The tables, on pages on their side.
    fn annexes(&mut self) {
        if self.tables.is_empty() {
            return;
        }
        self.paper.add(Block::Turn { landscape: true });
        for (place, (number, question, fact)) in std::mem::take(&mut self.tables).into_iter().enumerate() {
            let Said { en, zh } = fact_title(self.order.wanted.regimes, &fact.id);
            let title = both(|lang| {
                let title = lang.pick(&zh, &en);
                annexes::Title { lang, number: place + 1, title, question: number }.to_string()
            });
            self.paper.heading(self.order.tongue.line(&title));
            self.annex(question, fact);
        }
    }

    fn annex(&mut self, question: &Question, fact: &Fact) {
        let (order, tongue) = (self.order, self.order.tongue);
        let Kind::Table { columns } = &fact.kind else { return };
        let regimes = order.wanted.regimes;
        for column in columns {
            let options = choices(&column.kind, &fact.id, regimes);
            if matches!(column.kind, Kind::Bool) || options.is_empty() {
                continue;
            }
            let label = fact_label(regimes, &fact.id, &column.id);
            let one_of = both(|lang| {
                let options = options.iter().map(|(said, _)| lang.pick(&said.zh, &said.en)).collect::<Vec<_>>();
                let column = lang.pick(&label.zh, &label.en);
                annexes::OneOf { lang, column, options: options.join(lang.pick("、", ", ")) }.to_string()
            });
            self.paper.text(tongue.lines(&one_of));
        }
        let known = match order.known(question.fact) {
            Some(Value::Table(rows)) => Some(rows),
            _ => None,
        };
        let tick = ticked(known.as_ref().is_some_and(|rows| rows.is_empty()));
        self.paper.text(tongue.lines(&both(|lang| annexes::none(lang, tick))));
        let heads: Vec<String> = columns.iter().map(|column| tongue.lines(&heading(order, fact, column))).collect();
        let sized = heads.iter().zip(columns);
        let sized = sized.map(|(head, column)| (&**head, u16::from(width(&column.kind)), Align::Left));
        let mut table = Table::new(&sized.collect::<Vec<_>>());
        for row in known.iter().flat_map(|rows| rows.iter()) {
            let cells = columns.iter().zip(&row.cells).map(|(column, value)| {
                value
                    .as_ref()
                    .map_or_else(|| empty(order, column), |value| written(order, &column.kind, value, &fact.id))
            });
            table.row(cells);
        }
        for _ in 0..ROWS {
            table.row(columns.iter().map(|column| empty(order, column)));
        }
        self.paper.add(Block::Table(table));
    }

    /// Who has filled it in.
    fn signature(&mut self) {
        use words::form::signature;
        let labels = [signature::person, signature::phone, signature::seal, signature::date];
        let [who, phone, seal, date] = labels.map(|words| (self.head(&both(words)), ROOM.to_owned()));
        self.paper.add(Block::Form(vec![FormRow::Pair([who, phone]), FormRow::Pair([seal, date])]));
    }
}

/// Texts below each other, without those that are empty.
fn below(texts: &[String]) -> String {
    let texts: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}

/// What is asked, how to answer and why.
fn asked_of(order: &Order<'_>, question: &Question, fact: &Fact) -> String {
    let (regimes, why) = (order.wanted.regimes, because(&question.why));
    let how = explained(order, fact, by_hand(&fact.kind));
    below(
        &[fact_title(regimes, &fact.id), fact_text(regimes, &fact.id), how, why].map(|said| order.tongue.lines(&said)),
    )
}

/// How to answer a question of a kind on paper, where nothing is chosen from a list.
fn by_hand(kind: &Kind) -> Said {
    match kind {
        Kind::Bool | Kind::Choice { .. } => both(words::form::how::one),
        Kind::Several { .. } => both(words::form::how::several),
        Kind::Occurrence => both(words::form::how::occurrence),
        Kind::Text(TextFormat::Block) => both(words::form::how::block),
        _ => how(kind),
    }
}

const fn ticked(is: bool) -> &'static str {
    if is { "☑" } else { "□" }
}

/// A day as papers write it; without one, room for it.
fn day(order: &Order<'_>, day: Option<Day>) -> String {
    let lang = match order.tongue {
        Tongue::One(lang) => lang,
        Tongue::Both => Lang::Zh,
    };
    match (lang, day) {
        (Lang::En, Some(day)) => day.to_string(),
        (Lang::Zh, Some(day)) => day.in_chinese(),
        (_, None) => words::form::answers::day(lang).to_owned(),
    }
}

/// An answer of one cell in words.
fn written(order: &Order<'_>, kind: &Kind, value: &Value, fact: &str) -> String {
    match value {
        Value::Text(text) => text.clone(),
        _ => match held(kind, value, fact, order.wanted.regimes, order.tongue) {
            Some(Put::Text(text) | Put::Number(text)) => text,
            Some(Put::Day(known)) => day(order, Some(known)),
            None => String::new(),
        },
    }
}

/// A blank cell of a table.
fn empty(order: &Order<'_>, column: &Column) -> String {
    match column.kind {
        Kind::Bool => {
            let [yes, no] = [crate::answer::yes(), crate::answer::no()].map(|said| order.tongue.line(&said));
            format!("□ {yes}\n□ {no}")
        }
        _ => ROOM.to_owned(),
    }
}

/// Where a question is answered: what is known, or boxes and lines to be filled in.
fn answer(order: &Order<'_>, question: &Question, fact: &Fact) -> String {
    let (tongue, regimes) = (order.tongue, order.wanted.regimes);
    let known = order.known(question.fact);
    let boxed = |said: &Said, is: bool| format!("{} {}", ticked(is), tongue.line(said));
    let options = choices(&fact.kind, &fact.id, regimes);
    let mut boxes: Vec<String> =
        options.iter().map(|(said, value)| boxed(said, known.as_ref() == Some(value))).collect();
    match &fact.kind {
        Kind::Bool => boxes.join("　　"),
        Kind::Choice { .. } => boxes.join(if boxes.len() > MANY { "　" } else { "\n" }),
        Kind::Occurrence => {
            let last = match &known {
                Some(Value::Occurrence(Occurrence::On(day))) => Some(*day),
                _ => None,
            };
            let said = boxed(&both(words::form::answers::last_on), last.is_some());
            boxes.push(format!("{said}\n{}", day(order, last)));
            boxes.join("\n")
        }
        Kind::Several { options } => {
            let chosen = match known {
                Some(Value::Several(set)) => Some(set),
                _ => None,
            };
            boxes.extend(options.iter().enumerate().map(|(place, option)| {
                boxed(&fact_label(regimes, &fact.id, option), chosen.is_some_and(|set| set >> place & 1 == 1))
            }));
            boxes.push(boxed(&both(words::answers::choices::none), chosen == Some(0)));
            boxes.join("\n")
        }
        kind => {
            let known = known.map(|known| written(order, kind, &known, &fact.id)).filter(|known| !known.is_empty());
            let line = || match kind {
                Kind::Date => day(order, None),
                Kind::Text(TextFormat::Block) => format!("{LINE}\n{LINE}\n{LINE}"),
                _ => LINE.to_owned(),
            };
            let unit = unit(kind).map_or_else(String::new, |unit| format!(" {}", tongue.line(&unit)));
            format!("{}{unit}", known.unwrap_or_else(line))
        }
    }
}

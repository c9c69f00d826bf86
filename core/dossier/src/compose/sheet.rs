//! The self-scoring sheet: every item and group of a table of points with its standard, the organisation's value, the row
//! that it falls in, and its points; to print and as a spreadsheet. Nothing where a rule book has none.

use super::super::book::{Book, Cell};
use super::super::paper::{Align, BLANK, Block, Paper, TO_FILL, Table};
use super::sentences::unpublished;
use super::standard::absent;
use super::{Draft, NOTICE, values};
use crate::words;
use ziping_assess::ElementFinding;
use ziping_regime::{Basis, Element, Model, SentencePart};
use ziping_rules::fact::FactIx;
use ziping_rules::rule::Truth;
use ziping_rules::rule::score::{ItemFinding, Looked, Points, Ratio, Rule, Scored, Shown, Value, facts_of_scored};

/// The columns of the sheet in placeholders.
const COLUMNS: [&str; 10] = ["no", "clause", "item", "standard", "value", "row", "points", "most", "papers", "remarks"];

/// A line of the sheet: an item or a group.
struct Line {
    /// 2, its parts 2.1, 2.2 …
    number: String,
    clause: String,
    title: String,
    /// The rows of the table, or how the parts of a group count.
    standard: String,
    /// The organisation's value, or what it chose.
    value: String,
    /// The row that it falls in.
    row: String,
    points: Points,
    most: Ratio,
    /// Numbers of the evidence index.
    papers: String,
    /// Own judgement, not published, not applicable, what is open.
    marks: Vec<String>,
}

/// The items of one element or aspect, or those that stand for themselves.
struct Part {
    /// The fact of the element or aspect; `items` for those that stand for themselves.
    id: String,
    title: String,
    lines: Vec<Line>,
}

/// The total of a score.
struct Totals {
    elements: Vec<Total>,
    points: Points,
    most: Ratio,
    clause: String,
}

/// An element of the score in the total.
struct Total {
    title: String,
    clause: String,
    /// Where its points come from.
    from: &'static str,
    /// Its points; nothing where it is typed and not answered.
    points: Option<Points>,
    most: Ratio,
}

/// Points as the sheet writes them: `7`, or `2.2–9.7` while something is open.
fn written(points: Points) -> String {
    if points.is_exact() { points.low.shown() } else { format!("{}–{}", points.low.shown(), points.high.shown()) }
}

/// Where the points or the level of an element come from when they are not the applicant's own.
pub(super) const fn source(element: &Element) -> Option<&'static str> {
    match element.basis {
        Basis::Items(_) => Some(words::sheet::source::ITEMS),
        Basis::Indicators(_) => Some(words::sheet::source::INDICATORS),
        Basis::Levels(_) => Some(words::sheet::source::LEVELS),
        Basis::Typed => None,
    }
}

impl Draft<'_> {
    /// What was found for the items and groups that are part of no other.
    pub(super) fn item_findings(&self) -> impl Iterator<Item = &ItemFinding> {
        self.findings
            .assessment()
            .elements
            .iter()
            .flat_map(|element| &element.items)
            .chain(&self.findings.assessment().items)
    }

    /// The points of an element: worked out with all decimals, else in tenths; `None`: nothing is answered.
    pub(super) fn points_of(found: &ElementFinding) -> Option<Points> {
        found.answered.then(|| found.exact.unwrap_or_else(|| Points::of_tenths(found.range)))
    }

    /// The total, worked out with all decimals, else in tenths; `None`: there is none.
    pub(in super::super) fn total(&self) -> Option<Points> {
        self.findings.assessment().exact.or_else(|| self.findings.assessment().score.map(Points::of_tenths))
    }

    fn parts_of_sheet(&self) -> Vec<Part> {
        let rulebook = self.order.rulebook;
        let mut parts = Vec::new();
        let mut number = 0;
        let mut add = |id: &str, title: &str, items: Vec<&Scored>, found: &[ItemFinding]| {
            let mut lines = Vec::new();
            for (item, found) in items.into_iter().zip(found) {
                number += 1;
                self.lines_of(item, found, &number.to_string(), &mut lines);
            }
            if !lines.is_empty() {
                parts.push(Part { id: id.to_owned(), title: title.to_owned(), lines });
            }
        };
        for (element, found) in rulebook.elements().iter().zip(&self.findings.assessment().elements) {
            add(self.fact_id(element.fact), self.fact_title(element.fact), rulebook.items_of(element), &found.items);
        }
        add(
            "items",
            words::sheet::ITEMS_BESIDE,
            rulebook.items_beside(None).collect(),
            &self.findings.assessment().items,
        );
        parts
    }

    fn lines_of(&self, item: &Scored, found: &ItemFinding, number: &str, lines: &mut Vec<Line>) {
        let (value, row) = self.looked_up(item, found);
        lines.push(Line {
            number: number.to_owned(),
            clause: item.clause().to_owned(),
            title: self.title("item", &item.id).to_owned(),
            standard: self.standard(item),
            value,
            row,
            points: found.points,
            most: item.most,
            papers: self.numbers_of_item(item),
            marks: self.marks(item, found),
        });
        for (place, (part, found)) in (1..).zip(item.parts().iter().zip(&found.parts)) {
            let place: usize = place;
            self.lines_of(part, found, &format!("{number}.{place}"), lines);
        }
    }

    /// The value of an item and the row that it falls in.
    fn looked_up(&self, item: &Scored, found: &ItemFinding) -> (String, String) {
        let (nothing, fill) = (|| BLANK.to_owned(), || TO_FILL.to_owned());
        if found.applies == Truth::False {
            return (nothing(), nothing());
        }
        if let Rule::Group(_) = item.rule {
            let taken = match found.looked {
                Looked::Parts(Some(place)) => item.parts().get(place),
                _ => None,
            };
            return (nothing(), taken.map_or_else(nothing, |part| words::sheet::taken(self.title("item", &part.id))));
        }
        let mut facts = Vec::new();
        facts_of_scored(item, &mut facts);
        if facts.iter().any(|fact| self.hidden(*fact)) && found.answered {
            return (values::HIDDEN.to_owned(), values::HIDDEN.to_owned());
        }
        if !found.answered && !facts.is_empty() {
            return (fill(), fill());
        }
        let value = found.value.map_or_else(nothing, |value| self.speaker.span(value, item.shown));
        let joined = |mut rows: Vec<String>, in_gap: bool| {
            if in_gap {
                rows.push(words::sheet::marks::OUTSIDE_NOT_PUBLISHED.to_owned());
            }
            if rows.is_empty() { BLANK.to_owned() } else { rows.join(words::sheet::OR) }
        };
        match (&item.rule, &found.looked) {
            (Rule::Bands(bands), Looked::Band { rows, in_gap }) => {
                let rows = rows.iter().filter_map(|place| bands.rows.get(*place));
                (value, joined(rows.map(|row| self.speaker.band(row, item.shown)).collect(), *in_gap))
            }
            (Rule::Choices(choices), Looked::Choice(Some(option))) => {
                let chosen = self.speaker.option(choices.fact, usize::from(*option));
                (chosen.clone(), chosen)
            }
            (_, Looked::Choice(_)) => (fill(), fill()),
            (_, Looked::Rows(counted)) => {
                let counted: Vec<String> = counted.iter().map(|counted| self.speaker.counted(*counted)).collect();
                (counted.join("\n"), nothing())
            }
            (_, Looked::Steps(fewest, most)) => (value, self.speaker.steps(*fewest, *most)),
            (Rule::Pieces(all), Looked::Pieces { pieces, in_gap }) => {
                let pieces = pieces.iter().filter_map(|place| all.pieces.get(*place));
                let said = |piece: &ziping_rules::rule::score::LinearPiece| {
                    self.speaker.between(&piece.from, &piece.to, item.shown)
                };
                (value, joined(pieces.map(said).collect(), *in_gap))
            }
            (Rule::Worth(Value::Fixed(_), _), _) => (nothing(), nothing()),
            _ => (value, nothing()),
        }
    }

    /// What is to be said of an item beside its points.
    fn marks(&self, item: &Scored, found: &ItemFinding) -> Vec<String> {
        let mut marks = Vec::new();
        match (found.applies, &item.applies) {
            (Truth::False, Some((_, how))) => return vec![words::sheet::marks::not_applicable(absent(*how))],
            (Truth::Unknown, _) => marks.push(words::sheet::marks::APPLIES_OPEN.to_owned()),
            _ => {}
        }
        let group = !found.parts.is_empty();
        if found.judgement {
            marks.push(if group { words::sheet::marks::JUDGED_PARTS } else { words::sheet::marks::JUDGED }.to_owned());
        }
        if !found.unpublished.is_empty() {
            marks.push(words::sheet::marks::not_published(self.titles_of("published", &found.unpublished)));
        } else if unpublished(found) {
            let open = !found.open.is_empty();
            let mark = match (group, open) {
                (true, _) => words::sheet::marks::PARTS_NOT_PUBLISHED,
                (false, true) => words::sheet::marks::SOME_NOT_PUBLISHED,
                (false, false) => words::shared::NOT_PUBLISHED,
            };
            marks.push(mark.to_owned());
        }
        // What keeps a part open is said there.
        let open = |fact: &&FactIx| !found.parts.iter().any(|part| part.open.contains(fact));
        let (told, untold): (Vec<FactIx>, Vec<FactIx>) =
            found.open.iter().filter(open).partition(|fact| self.findings.sheet.get(**fact).is_some());
        if !untold.is_empty() {
            marks.push(words::sheet::marks::blank(self.titles(&untold)));
        }
        if !told.is_empty() {
            marks.push(words::sheet::marks::vague(self.titles(&told)));
        }
        let disputed = |id: &&String| !found.parts.iter().any(|part| part.readings.contains(id));
        let readings: Vec<String> = found.readings.iter().filter(disputed).cloned().collect();
        if !readings.is_empty() {
            marks.push(words::sheet::marks::readings(self.titles_of("reading", &readings)));
        }
        if group && !found.points.is_exact() {
            marks.push(words::sheet::marks::SEE_PARTS.to_owned());
        }
        // Only a row that prints two numbers leaves them to the experts.
        let chosen = matches!(item.rule, Rule::Bands(_) | Rule::Choices(_)) && found.unpublished.is_empty();
        if chosen && !found.points.is_exact() && found.open.is_empty() && readings.is_empty() && !found.points.silent {
            marks.push(words::sheet::marks::EXPERTS.to_owned());
        }
        if found.at_ceiling {
            marks.push(words::sheet::marks::at_most(self.speaker.shown(item.most, Shown::Points)));
        }
        if found.at_floor {
            marks.push(words::sheet::marks::at_least(self.speaker.shown(item.least, Shown::Points)));
        }
        marks
    }

    fn titles_of(&self, kind: &str, ids: &[String]) -> String {
        ids.iter().map(|id| self.title(kind, id)).collect::<Vec<_>>().join("、")
    }

    /// The elements of a score, each with where its points come from, and all together; nothing where there is no score.
    fn totals(&self) -> Option<Totals> {
        let grade = &self.order.rulebook.grade;
        let Model::Scored { elements, .. } = &grade.model else { return None };
        let one = |(element, found): (&Element, &ElementFinding)| Total {
            title: self.fact_title(element.fact).to_owned(),
            clause: element.backing.clause().to_owned(),
            from: source(element).unwrap_or(words::sheet::TYPED),
            // What is worked out has its range even where nothing is answered.
            points: found.exact.or_else(|| Self::points_of(found)),
            most: Ratio::fixed(element.max, 1),
        };
        let elements: Vec<Total> = elements.iter().zip(&self.findings.assessment().elements).map(one).collect();
        let most = elements.iter().fold(Ratio::ZERO, |sum, one| sum.added(one.most));
        Some(Totals { elements, points: self.total()?, most, clause: grade.backing.clause().to_owned() })
    }

    /// The sheet to print, into a paper; nothing where there is none.
    pub(super) fn sheet(&self, paper: &mut Paper) {
        let parts = self.parts_of_sheet();
        if parts.is_empty() {
            return;
        }
        for part in parts {
            let mut table = Table::new(&[
                (words::shared::heads::NUMBER, 6, Align::Centre),
                (words::shared::heads::CLAUSE, 9, Align::Centre),
                (words::sheet::heads::ITEM, 14, Align::Left),
                (words::sheet::heads::STANDARD, 22, Align::Left),
                (words::sheet::heads::VALUE, 12, Align::Left),
                (words::sheet::heads::ROW, 12, Align::Left),
                (words::sheet::heads::POINTS, 9, Align::Centre),
                (words::shared::heads::MOST, 6, Align::Centre),
                (words::sheet::heads::PAPERS, 6, Align::Centre),
                (words::shared::heads::REMARKS, 15, Align::Left),
            ]);
            for line in part.lines {
                let marks = if line.marks.is_empty() { BLANK.to_owned() } else { line.marks.join("\n") };
                table.row([
                    line.number,
                    line.clause,
                    line.title,
                    line.standard,
                    line.value,
                    line.row,
                    written(line.points),
                    line.most.shown(),
                    line.papers,
                    marks,
                ]);
            }
            paper.subheading(part.title);
            paper.add(Block::Table(self.listed(&format!("sheet-{}", part.id), &COLUMNS, table)));
        }
        if let Some(totals) = self.totals() {
            let mut table = Table::new(&[
                (words::shared::heads::ELEMENT, 40, Align::Left),
                (words::shared::heads::CLAUSE, 15, Align::Centre),
                (words::sheet::heads::FROM, 20, Align::Centre),
                (words::shared::heads::POINTS, 15, Align::Centre),
                (words::shared::heads::MOST, 10, Align::Centre),
            ]);
            for one in totals.elements {
                let points = one.points.map_or_else(|| TO_FILL.to_owned(), written);
                table.row([one.title, one.clause, one.from.to_owned(), points, one.most.shown()]);
            }
            let (points, most) = (written(totals.points), totals.most.shown());
            table.row([words::shared::labels::TOTAL.to_owned(), totals.clause, BLANK.to_owned(), points, most]);
            paper.subheading(words::sheet::ALL);
            let columns = ["element", "clause", "from", "points", "most"];
            paper.add(Block::Table(self.listed("totals", &columns, table)));
        }
        self.note(paper, SentencePart::Sheet);
    }

    /// The sheet as a sheet of a spreadsheet; `None` where there is none.
    pub(super) fn sheet_book(&self) -> Option<Book> {
        let parts = self.parts_of_sheet();
        if parts.is_empty() {
            return None;
        }
        let mut book = Book::new(
            words::sheet::document(&self.regime().title),
            words::sheet::TITLE,
            words::sheet::Remark {
                organisation: self.name(),
                day: values::day(self.order.as_of),
                notice: NOTICE,
                said: self.said(SentencePart::Sheet),
            }
            .to_string(),
            &[
                (words::shared::heads::NUMBER, 7),
                (words::shared::heads::CLAUSE, 10),
                (words::sheet::heads::ITEM, 15),
                (words::sheet::heads::STANDARD, 25),
                (words::sheet::heads::VALUE, 13),
                (words::sheet::heads::ROW, 14),
                (words::sheet::heads::LOWEST, 8),
                (words::sheet::heads::HIGHEST, 8),
                (words::shared::heads::MOST, 6),
                (words::shared::heads::PAPERS, 9),
                (words::shared::heads::REMARKS, 15),
            ],
        );
        for part in parts {
            for line in part.lines {
                book.rows.push(vec![
                    line.number.into(),
                    line.clause.into(),
                    line.title.into(),
                    line.standard.into(),
                    line.value.into(),
                    line.row.into(),
                    Cell::Decimal(line.points.low),
                    Cell::Decimal(line.points.high),
                    Cell::Decimal(line.most),
                    line.papers.into(),
                    line.marks.join("\n").into(),
                ]);
            }
        }
        let mut sum = |title: String, clause: String, from: &str, points: Option<Points>, most: Ratio| {
            let end = |end: Option<Ratio>| end.map_or_else(|| Cell::from(TO_FILL), Cell::Decimal);
            book.rows.push(vec![
                words::shared::SUM.into(),
                clause.into(),
                title.into(),
                from.into(),
                BLANK.into(),
                BLANK.into(),
                end(points.map(|points| points.low)),
                end(points.map(|points| points.high)),
                Cell::Decimal(most),
                BLANK.into(),
                "".into(),
            ]);
        };
        if let Some(totals) = self.totals() {
            for one in totals.elements {
                sum(one.title, one.clause, one.from, one.points, one.most);
            }
            sum(
                words::shared::labels::TOTAL.to_owned(),
                totals.clause,
                words::sheet::ADDED,
                Some(totals.points),
                totals.most,
            );
        }
        Some(book)
    }
}

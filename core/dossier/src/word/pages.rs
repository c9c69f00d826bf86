//! On which page each heading comes to stand, for the contents of a file that no program has laid out yet.
//!
//! Lines are of fixed height and a Chinese character is as wide as it is high, so the pages of such a paper can be
//! counted. Latin text is taken at its usual widths, and where a line breaks can differ by a word. So that a heading near
//! the foot of a page does not come to stand on one page in one word processor and on another in the next, such a heading
//! begins a page. A word processor that renews the contents puts its own numbers in their place.

use super::super::paper::{Block, Paper};
use super::styles::{Style, style};
use super::{CELL_MARGIN, Page, table};

/// A page on which less than this part is written has only a few lines.
const FEW: u32 = 5;
/// So many lines of running text a page may hold more or fewer than counted.
const DOUBT: u32 = 2;
/// Half a point of border below each row.
const BORDER: u32 = 10;

/// May not begin a line and may hang over the edge at the end of one.
fn hanging(c: char) -> bool {
    "，。、；：？！".contains(c)
}

/// May not begin a line: what stands before it goes with it.
fn closing(c: char) -> bool {
    "）】》〉」』”’〕…".contains(c)
}

/// The width of a character, in hundredths of an em: Times New Roman for Latin, whole and half ems otherwise.
fn width_of(c: char) -> u32 {
    match c {
        '0'..='9' | '$' | '+' | '=' | '<' | '>' => 50,
        'i' | 'j' | 'l' | 't' | 'I' | '/' | '\\' | '!' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' => 28,
        'f' | 'r' | '(' | ')' | '-' | '[' | ']' => 33,
        'm' | 'M' | 'W' | '%' => 85,
        'w' | 'A'..='Z' => 70,
        '\u{20}'..='\u{7e}' => 48,
        '–' => 50,
        _ => 100,
    }
}

/// How many lines a text takes in a width, with indents of all lines and of the first.
pub(super) fn lines(text: &str, style: &Style, width: u32, first: i32) -> u32 {
    let per_line = i64::from(width) * 100 / i64::from(style.em().max(1));
    let first = i64::from(first) * 100 / i64::from(style.em().max(1));
    text.split('\n').enumerate().map(|(i, line)| wrapped(line, per_line, if i == 0 { first } else { 0 })).sum()
}

/// Between which a word processor leaves air when one is Chinese and the other Latin.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// Breaks as word processors do: before any Chinese character, between Latin words, never before a closing mark.
fn wrapped(line: &str, per_line: i64, first: i64) -> u32 {
    let mut count = 1;
    let mut used = first;
    let mut last = 0;
    let mut before = ' ';
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        // A quarter em of air between Chinese and Latin.
        let air = if before != ' ' && c != ' ' && is_letter(before) && is_letter(c) && before.is_ascii() != c.is_ascii()
        {
            25
        } else {
            0
        };
        before = c;
        let mut unit = i64::from(width_of(c)) + air;
        if c.is_ascii() && c != ' ' {
            while let Some(next) = chars.next_if(|next| next.is_ascii() && *next != ' ') {
                unit += i64::from(width_of(next));
                before = next;
            }
        } else if hanging(c) {
            used += unit;
            last += unit;
            continue;
        }
        if used + unit > per_line && used > 0 {
            count += 1;
            used = if closing(c) { last } else { 0 };
        }
        used += unit;
        last = if closing(c) { last + unit } else { unit };
    }
    count
}

/// Where the writing stands.
struct Pen {
    page: u32,
    used: u32,
    height: u32,
    /// Space still to be left: between two paragraphs the larger of what each wants.
    gap: u32,
    /// At the head of a page that was begun on purpose, where the space above a paragraph counts.
    top: bool,
}

impl Pen {
    /// Puts something that cannot be divided, with space above it.
    fn put(&mut self, above: u32, height: u32) {
        let gap = if self.used > 0 || self.top { self.gap.max(above) } else { 0 };
        if self.used > 0 && self.used + gap + height > self.height {
            self.turn();
            self.used = height;
        } else {
            self.used += gap + height;
        }
        self.gap = 0;
        self.top = false;
    }

    fn fits(&self, above: u32, height: u32) -> bool {
        self.used + self.gap.max(above) + height <= self.height
    }

    /// Goes on at the head of the next page.
    fn turn(&mut self) {
        self.page += 1;
        self.used = 0;
        self.gap = 0;
    }

    fn new_page(&mut self) {
        self.turn();
        self.top = true;
    }

    fn paragraph(&mut self, text: &str, style: &Style, width: u32) {
        let (left, first) = style.indents();
        let count = lines(text, style, width.saturating_sub(u32::from(left)), i32::from(first).max(0));
        let line = u32::from(style.line);
        // No line stands alone at the foot or at the head of a page.
        let (head, tail) = if count <= 3 || style.keeps() { (count, 0) } else { (2, 2) };
        self.put(u32::from(style.before), head * line);
        for _ in head + tail..count {
            self.put(0, line);
        }
        if tail > 0 {
            self.put(0, tail * line);
        }
        self.gap = u32::from(style.after);
    }
}

/// The height of a row: its tallest cell.
pub(super) fn row_height(row: &table::Row<'_>) -> u32 {
    let cell = |cell: &table::Cell<'_>| {
        let style = style(cell.style);
        let room = cell.width.saturating_sub(2 * CELL_MARGIN);
        lines(cell.text, style, room, 0) * u32::from(style.line) + u32::from(style.before + style.after)
    };
    row.cells.iter().map(cell).max().unwrap_or(0).max(row.height) + BORDER
}

/// Whether a row is better divided than moved: a long text would leave most of a page empty, and one longer than a
/// page could not be printed at all.
pub(super) fn divides(row: &table::Row<'_>, page: Page) -> bool {
    row_height(row) > page.body() / 2
}

/// The rows that stay together on a page, group by group; a head goes with what is under it.
fn groups<'g, 'a>(grid: &'g table::Grid<'a>) -> impl Iterator<Item = &'g [table::Row<'a>]> {
    grid.rows.split_inclusive(|row| !row.keep)
}

fn grid(pen: &mut Pen, grid: &table::Grid<'_>, page: Page) {
    let head: u32 = grid.rows.iter().filter(|row| row.head).map(row_height).sum();
    let mut begun = false;
    for group in groups(grid) {
        let whole: u32 = group.iter().map(row_height).sum();
        if pen.used > 0 && !group.iter().any(|row| divides(row, page)) && !pen.fits(0, whole) {
            pen.turn();
            pen.used = if begun { head } else { 0 };
        }
        for row in group {
            begun = true;
            let height = row_height(row);
            if divides(row, page) {
                pen.used += pen.gap + height;
                pen.gap = 0;
                while pen.used > pen.height {
                    pen.page += 1;
                    pen.used = pen.used - pen.height + head;
                }
                continue;
            }
            if !row.head && pen.used > 0 && !pen.fits(0, height) {
                pen.turn();
                pen.used = head;
            }
            pen.put(0, height);
        }
    }
    // One more border than rows.
    pen.put(0, u32::from(table::AFTER) + BORDER);
}

/// The least that must stand under a heading on its page: the beginning of what follows it.
fn begins_with(after: &[Block], page: Page) -> u32 {
    let grid = match after.first() {
        Some(Block::Table(rows)) => table::grid(rows, page),
        Some(Block::Form(rows)) => table::form(rows, page),
        Some(Block::Opinion(..)) => return table::opinion_height(),
        Some(Block::Heading(_, _)) => {
            let heading = style("Heading2");
            let below = begins_with(after.get(1..).unwrap_or_default(), page);
            return u32::from(heading.before + heading.line + heading.after) + below;
        }
        _ => return 2 * u32::from(style("BodyText").line),
    };
    groups(&grid).next().map_or(0, |group| group.iter().map(row_height).sum::<u32>() + BORDER)
}

/// How many of the last items of a list stay together: a page with fewer has only a few lines.
const TOGETHER: usize = 4;

/// The words of an item or a remark with their style.
fn listed(block: &Block) -> Option<(&str, &'static Style)> {
    match block {
        Block::Item(_, text) => Some((text, style("Item"))),
        Block::Remark(text) => Some((text, style("Remark"))),
        _ => None,
    }
}

/// Whether an item or a remark stays on the page of the next one: the last few of a list do. What is declared stays with
/// the seal under it.
pub(super) fn keeps_next(blocks: &[Block], place: usize) -> bool {
    if let (Some(Block::Text(_)), Some(Block::Seal(_))) = (blocks.get(place), blocks.get(place + 1)) {
        return true;
    }
    let after = blocks.iter().skip(place + 1).take_while(|block| listed(block).is_some()).count();
    blocks.get(place).is_some_and(|block| listed(block).is_some()) && (1..TOGETHER).contains(&after)
}

/// Turns the page where the last items of a list do not all fit on this one.
fn keep_list(pen: &mut Pen, blocks: &[Block], place: usize, width: u32) {
    let begins = keeps_next(blocks, place) && !place.checked_sub(1).is_some_and(|before| keeps_next(blocks, before));
    if !begins || pen.used == 0 {
        return;
    }
    let height = |(text, style): (&str, &Style)| {
        let (left, first) = style.indents();
        let count = lines(text, style, width.saturating_sub(u32::from(left)), i32::from(first).max(0));
        count * u32::from(style.line) + u32::from(style.before.max(style.after))
    };
    let whole: u32 = blocks.iter().skip(place).map_while(listed).map(height).sum();
    if !pen.fits(0, whole) {
        pen.turn();
    }
}

/// How a paper comes to stand.
pub(super) struct Layout {
    /// The page of each heading, counted as the page numbers count.
    pub(super) headings: Vec<u32>,
    /// The places of breaks that would leave a page with a few lines on it: what follows goes on there instead.
    pub(super) let_be: Vec<usize>,
    /// The places of headings that begin a page.
    pub(super) begin: Vec<usize>,
}

/// Lays a paper out.
pub(super) fn lay_out(paper: &Paper) -> Layout {
    let mut page = Page::of(paper.landscape);
    let mut width = page.text();
    let mut pen = Pen { page: 1, used: 0, height: page.body(), gap: 0, top: true };
    let (mut found, mut let_be, mut begin) = (Vec::new(), Vec::new(), Vec::new());
    // The page on which what stands between two breaks began.
    let mut begun = pen.page;
    for (i, block) in paper.blocks.iter().enumerate() {
        keep_list(&mut pen, &paper.blocks, i, width);
        match block {
            Block::Cover(_) => {}
            Block::Contents => {
                let heading = style("TOCHeading");
                pen.put(0, u32::from(heading.line));
                pen.gap = u32::from(heading.after);
                for entry in &paper.blocks {
                    if let Block::Heading(level, text) = entry {
                        pen.paragraph(text, style(if *level == 1 { "TOC1" } else { "TOC2" }), width);
                    }
                }
            }
            Block::Title(text) => pen.paragraph(text, style("Title"), width),
            Block::Subtitle(text) => pen.paragraph(text, style("Subtitle"), width),
            Block::Heading(level, text) => {
                let style = style(if *level == 1 { "Heading1" } else { "Heading2" });
                let after = paper.blocks.get(i + 1..).unwrap_or_default();
                let own = u32::from(style.line + style.after) + begins_with(after, page);
                let doubt = DOUBT * u32::from(self::style("BodyText").line);
                // One right below another was counted with it.
                let above = i.checked_sub(1).and_then(|before| paper.blocks.get(before));
                if pen.used > 0
                    && !matches!(above, Some(Block::Heading(..)))
                    && !pen.fits(u32::from(style.before), own + doubt)
                {
                    pen.new_page();
                    begin.push(i);
                }
                pen.paragraph(text, style, width);
                found.push(pen.page);
            }
            Block::Address(text) => pen.paragraph(text, style("Address"), width),
            Block::Text(text) => text.split('\n').for_each(|line| pen.paragraph(line, style("BodyText"), width)),
            Block::Remark(text) => pen.paragraph(text, style("Remark"), width),
            Block::Item(_, text) => pen.paragraph(text, style("Item"), width),
            Block::Form(rows) => grid(&mut pen, &table::form(rows, page), page),
            Block::Table(rows) => grid(&mut pen, &table::grid(rows, page), page),
            Block::Seal(lines) => {
                let (sign, date) = (style("Sign"), style("SignDate"));
                let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
                let below = u32::from(date.before + date.line);
                pen.put(u32::from(sign.before), count * u32::from(sign.before + sign.line) + below);
            }
            Block::Opinion(..) => {
                pen.put(0, table::opinion_height() + 2 * BORDER);
                pen.put(0, u32::from(table::AFTER));
            }
            Block::NewPage if pen.page > begun && pen.used < pen.height / FEW => {
                let_be.push(i);
                begun = pen.page;
            }
            Block::NewPage => {
                pen.new_page();
                begun = pen.page;
            }
            Block::Turn { landscape } => {
                page = Page::of(*landscape);
                width = page.text();
                pen.height = page.body();
                pen.new_page();
                begun = pen.page;
            }
        }
    }
    Layout { headings: found, let_be, begin }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_chinese_characters_and_never_before_a_closing_mark() {
        let body = style("TableText");
        let ten = body.em() * 10;
        assert_eq!(lines("一二三四五六七八九十", body, ten, 0), 1);
        assert_eq!(lines("一二三四五六七八九十。", body, ten, 0), 1);
        assert_eq!(lines("（一二三四五六七八九）", body, ten, 0), 2);
        assert_eq!(lines("（一二三四五六七八）（一二三四五六七八）", body, ten, 0), 2);
        assert_eq!(lines("一二三四五六七八九十一", body, ten, 0), 2);
        assert_eq!(lines("一\n二", body, ten, 0), 2);
        assert_eq!(lines("一二三四五六七八 abcdefgh", body, ten, 0), 2);
    }

    #[test]
    fn a_heading_goes_to_the_page_of_what_stands_under_it() {
        let mut paper = Paper::new("标题");
        let body = Page::UPRIGHT.body() / u32::from(style("BodyText").line);
        for _ in 0..body - 1 {
            paper.text("一行");
        }
        paper.heading("一、下一页");
        paper.text("正文");
        assert_eq!(lay_out(&paper).headings, [2]);
    }

    #[test]
    fn a_heading_near_the_foot_of_a_page_begins_the_next_one_and_takes_the_heading_above_along() {
        let body = Page::UPRIGHT.body() / u32::from(style("BodyText").line);
        let after = |count: u32, headings: &[&str]| {
            let mut paper = Paper::new("标题");
            (0..count).for_each(|_| {
                paper.text("一行");
            });
            headings.iter().for_each(|text| {
                paper.heading(*text);
            });
            paper.text("正文");
            let layout = lay_out(&paper);
            (layout.headings, layout.begin.len())
        };
        assert_eq!(after(body / 2, &["一、"]), (vec![1], 0), "far from the foot nothing is in doubt");
        let fits = (1..body).filter(|count| after(*count, &["一、"]) == (vec![1], 0)).count();
        let begins = (1..body).filter(|count| after(*count, &["一、"]) == (vec![2], 1)).count();
        assert_eq!(
            fits + begins,
            usize::try_from(body).unwrap() - 1,
            "each stands where it is counted or begins a page"
        );
        let near = u32::try_from(fits).unwrap();
        assert_eq!(after(near, &["一、", "附表一"]), (vec![2, 2], 1));
    }

    #[test]
    fn the_last_items_of_a_list_stay_together() {
        let mut paper = Paper::new("表");
        for _ in 0..6 {
            paper.add(Block::Item("1.".to_owned(), "一".to_owned()));
        }
        let keeps: Vec<bool> = (0..6).map(|place| keeps_next(&paper.blocks, place)).collect();
        assert_eq!(keeps, [false, false, true, true, true, false]);
        paper.text("正文");
        assert!(!keeps_next(&paper.blocks, 5), "not with what follows the list");
    }

    #[test]
    fn a_break_that_would_leave_two_lines_on_a_page_is_let_be() {
        let lines = Page::UPRIGHT.body() / u32::from(style("BodyText").line);
        let let_be = |count: u32| {
            let mut paper = Paper::new("标题");
            (0..count).for_each(|_| {
                paper.text("一行");
            });
            paper.add(Block::NewPage).heading("一、另一章").text("正文");
            let layout = lay_out(&paper);
            (layout.let_be.len(), layout.headings)
        };
        assert_eq!(let_be(2), (0, vec![2]), "a short chapter of its own keeps its page");
        assert_eq!(let_be(lines), (0, vec![2]));
        assert_eq!(let_be(lines + 2), (1, vec![2]));
        assert_eq!(let_be(lines + lines / 2), (0, vec![3]));
    }
}

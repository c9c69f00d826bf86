//! The draft of an overlay: every line of the table as an item, what was not understood as points that the applicant
//! types, everything else as comments.

use super::elements::{Home, Stated, elements};
use super::item::{Read, given_on_top, option, read};
use super::lines::{Line, Lines, lines};
use super::value::{Asked, Titles, Want};
use super::words::{Words, entry};
use crate::phrase::{Unread, at_most, is_bonus, on_top, plain, rule, sentences, weight};
use crate::toml_text::{commented, in_one_line, quoted};
use crate::workbook::{Sheet, Workbook, address};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use ziping_base::diag::{Diagnostic, Said, Severity};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_content::{Content, TextFile, overlay};
use ziping_regime::RuleBook;
use ziping_rules::rule::score::Ratio;

/// What is to be drafted.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// The rule book that the table belongs to.
    pub regime: &'a str,
    /// The id of the overlay: one word.
    pub id: &'a str,
    /// The language of the comments.
    pub lang: Lang,
    /// The file that the table stands in, for the overlay's source.
    pub file: &'a str,
}

/// A draft, and how far it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The overlay.
    pub text: String,
    /// Lines that were read.
    pub read: usize,
    /// Lines whose points the applicant types, because their rule was not understood.
    pub typed: usize,
    /// Lines without points that could be read: comments only.
    pub left: usize,
    /// Elements that the lines divide.
    pub divided: usize,
}

/// What becomes of a line.
pub(super) enum Fate {
    Read(Read),
    Typed(Said),
    Left(Said),
}

/// Drafts an overlay from the sheets of a workbook. Its cells all stand in it.
///
/// # Errors
/// No such rule book, an id that is none, no table in any sheet; or what is wrong with the draft and cannot be helped by
/// leaving lines to the applicant.
pub fn draft(workbook: &Workbook, content: &Content, order: &Order<'_>) -> Result<Draft, Vec<Diagnostic>> {
    let Some(book) = content.library.regime(order.regime) else {
        let problem =
            Diagnostic::error("unknown-regime", say!("unknown regime `{id}`", "没有“{id}”这份规则", id = order.regime));
        let help = say!("`ziping regimes` lists them", "用 ziping regimes 列出现有的规则");
        return Err(vec![problem.help(help)]);
    };
    let sheets = workbook.sheets.as_slice();
    let found: Vec<Lines> = sheets.iter().enumerate().map(|(place, sheet)| lines(place, sheet)).collect();
    let all: Vec<&Line> = found.iter().flat_map(|found| &found.lines).collect();
    if all.is_empty() {
        let message = say!("no table of points in `{file}`", "“{file}”里没有找到评分表", file = order.file);
        let help = say!(
            "a row of headings names the item (item, indicator) and its most points, rule or rows",
            "表头要有“项目”（或“指标”）一列，以及“满分”“评分标准”“分档”中的至少一列"
        );
        return Err(vec![Diagnostic::error("no-table", message).help(help)]);
    }
    let titles = Titles::of(content, book);
    let mut fates: Vec<Fate> = all.iter().map(|line| fate(line, &titles)).collect();
    let mut refused: BTreeMap<usize, Said> = BTreeMap::new();
    // What the loader refuses is left to the applicant, line by line, until nothing is refused.
    loop {
        let desk = Desk { sheets, beside: &workbook.beside, book, content, order };
        let Composed { draft, lines: places, gates } = desk.compose(&found, &all, &fates, &refused);
        let file = TextFile { path: format!("{}.overlay.toml", order.id), text: draft.text.clone() };
        let Err(problems) = overlay::apply(&content.library, &[file]) else { return Ok(draft) };
        let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
        let mut helped = false;
        for problem in errors {
            let line = problem.place.as_ref().map_or(0, |place| usize::try_from(place.line).unwrap_or(0));
            let within = |places: &[(usize, usize)]| places.iter().position(|(from, to)| (*from..*to).contains(&line));
            let of = within(&places);
            if let Some(gate) = within(&gates).filter(|gate| !refused.contains_key(gate)) {
                refused.insert(gate, Said::new(problem.message.clone(), problem.zh.message.clone()));
                helped = true;
            }
            if let Some(fate) = of.and_then(|of| fates.get_mut(of))
                && matches!(fate, Fate::Read(_))
            {
                let (en, zh) = (problem.message.clone(), problem.zh.message.clone());
                *fate = Fate::Typed(Said::new(en, zh));
                helped = true;
            }
        }
        if !helped {
            return Err(problems);
        }
    }
}

/// The most points of a line, as they are printed: `8`, `8分`.
fn most(line: &Line) -> Option<String> {
    let plain = plain(&line.most.as_ref()?.1);
    let bare = plain.trim_end_matches("points").trim_end_matches('分').trim();
    Ratio::parse(bare).filter(|most| most.is_positive()).map(|_| bare.to_owned())
}

fn fate(line: &Line, titles: &Titles) -> Fate {
    let Some(most) = most(line) else {
        return Fate::Left(match &line.most {
            None => say!("the most points are missing", "没有写满分"),
            Some((_, text)) => say!("these are no points: “{text}”", "满分读不懂：“{text}”"),
        });
    };
    let reason = match understood(line, &most, titles) {
        Ok(read) => return Fate::Read(read),
        Err(reason) => reason,
    };
    // What is typed has one decimal at most.
    let tenths = most.split_once('.').is_none_or(|(_, behind)| behind.trim_end_matches('0').len() <= 1);
    if tenths { Fate::Typed(reason) } else { Fate::Left(reason) }
}

fn understood(line: &Line, most: &str, titles: &Titles) -> Result<Read, Said> {
    let name = line.value.as_ref().map_or(&line.item.1, |(_, text)| text);
    // What is looked at is often named by its end alone: 客户满意度 is 满意度.
    let suffixes = |name: &str| -> Vec<String> {
        let name = plain(name);
        let bare = name.split('(').next().unwrap_or_default().to_owned();
        let ends = bare.char_indices().map(|(at, _)| bare.get(at..).unwrap_or_default().to_owned());
        let ends: Vec<String> = ends.filter(|end| end.chars().count() >= 2).collect();
        std::iter::once(name).chain(ends).collect()
    };
    let subjects: Vec<String> = [name, &line.item.1].into_iter().flat_map(|name| suffixes(name)).collect();
    let subjects: Vec<&str> = subjects.iter().map(String::as_str).collect();
    if let Some((_, text)) = &line.bare {
        return Err(say!(
            "{text} is a bare number: whether it is a percentage cannot be seen",
            "{text} 是没有单位的小数，看不出是不是百分数"
        ));
    }
    let words: Vec<&str> = line.rule.iter().map(|(_, text)| text.as_str()).collect();
    let words = words.join("\n");
    if line_is_bonus(line)
        && line.rows.is_empty()
        && let Some((what, points)) = on_top(&words)
    {
        return given_on_top(if what.chars().count() > 2 { &what } else { &line.item.1 }, &points, most);
    }
    let rows: Vec<String> = line
        .rows
        .iter()
        .map(|((_, text), points)| match points {
            Some((_, points)) => format!("{text}:{points}"),
            None => text.clone(),
        })
        .collect();
    let of = |text: &str| read(rule(text, &subjects), name, most, titles);
    if rows.is_empty() {
        return if words.is_empty() { read(Err(Unread::Nothing), name, most, titles) } else { of(&words) };
    }
    of(&rows.join("\n")).or_else(|reason| if words.is_empty() { Err(reason) } else { of(&words).map_err(|_| reason) })
}

/// Whether a line says that its points come on top.
fn line_is_bonus(line: &Line) -> bool {
    std::iter::once(&line.item).chain(&line.element).chain(&line.rule).any(|(_, text)| is_bonus(text))
}

/// A draft, and the rows of its text, from one to before another, that each line and each gate stand in.
struct Composed {
    draft: Draft,
    lines: Vec<(usize, usize)>,
    gates: Vec<(usize, usize)>,
}

/// What a draft is written from.
pub(super) struct Desk<'a> {
    sheets: &'a [Sheet],
    pub(super) beside: &'a [(String, String)],
    pub(super) book: &'a RuleBook,
    content: &'a Content,
    pub(super) order: &'a Order<'a>,
}

impl Desk<'_> {
    pub(super) fn say(&self, said: &Said) -> String {
        self.order.lang.pick(&said.zh, &said.en).to_owned()
    }

    pub(super) fn cell(&self, sheet: usize, at: (u32, u32)) -> String {
        let name = self.sheets.get(sheet).map_or("", |sheet| sheet.name.as_str());
        format!("{}!{}", commented(name), address(at))
    }

    /// What a line says of where it belongs.
    fn stated(&self, line: &Line, fate: &Fate) -> Stated {
        let points = most(line).and_then(|most| Ratio::parse(&most));
        let own = line.weight.iter().map(|placed| (placed, true));
        let mut weights = own.chain(line.element.iter().map(|placed| (placed, false)));
        let weight = weights.find_map(|((at, text), own)| Some((weight(text, own)?, self.cell(line.sheet, *at))));
        Stated {
            element: line.element.as_ref().map(|(_, text)| text.clone()),
            most: points.filter(|_| !matches!(fate, Fate::Left(_))),
            bonus: line_is_bonus(line),
            weight,
        }
    }

    /// The draft, and the rows of its text that each line and each gate stand in.
    fn compose(&self, found: &[Lines], all: &[&Line], fates: &[Fate], refused: &BTreeMap<usize, Said>) -> Composed {
        let stated: Vec<Stated> = all.iter().zip(fates).map(|(line, fate)| self.stated(line, fate)).collect();
        let others =
            found.iter().enumerate().flat_map(|(sheet, found)| found.others.iter().map(move |other| (sheet, other)));
        let limits: Vec<(String, String, String)> = others
            .flat_map(|(sheet, (at, text))| {
                let said = sentences(text).into_iter().filter_map(|sentence| at_most(&sentence));
                said.map(move |(name, points)| (name, points, self.cell(sheet, *at))).collect::<Vec<_>>()
            })
            .collect();
        let elements = elements(self.content, self.book, &stated, &limits);
        let mut text = self.head();
        self.others(found, &mut text);
        for note in &elements.notes {
            let _ = writeln!(text, "# TODO {}", commented(&self.say(note)));
        }
        let mut words = Words::default();
        let mut asked: BTreeMap<Asked, String> = BTreeMap::new();
        let mut places = Vec::new();
        let mut begun: BTreeSet<usize> = BTreeSet::new();
        let mut draft = Draft { text: String::new(), read: 0, typed: 0, left: 0, divided: elements.divided };
        for (place, ((line, fate), home)) in all.iter().zip(fates).zip(&elements.of_lines).enumerate() {
            if let Home::Group(group) = home
                && begun.insert(*group)
                && let Some(gathered) = elements.groups.get(*group)
            {
                self.group(*group, gathered, &elements, line, &mut words, &mut text);
            }
            let from = text.matches('\n').count() + 1;
            match fate {
                Fate::Read(_) => draft.read += 1,
                Fate::Typed(_) => draft.typed += 1,
                Fate::Left(_) => draft.left += 1,
            }
            let home = self.home(*home, &elements, stated.get(place).is_some_and(|stated| stated.bonus));
            self.line(place + 1, line, fate, &home, &mut asked, &mut words, &mut text);
            places.push((from, text.matches('\n').count() + 1));
        }
        let gates = self.gates(found, all, fates, refused, &mut words, &mut text);
        let title = self.sheets.iter().map(|sheet| in_one_line(&sheet.name)).next().unwrap_or_default();
        let title = if title.is_empty() { self.order.file.to_owned() } else { title };
        let todo = say!("English words are those of the table: translate them", "以下英文文字照抄了原表，请翻译");
        words.write(&title, &self.say(&todo), &mut text);
        draft.text = text;
        Composed { draft, lines: places, gates }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one line, written to one text")]
    fn line(
        &self,
        place: usize,
        line: &Line,
        fate: &Fate,
        home: &str,
        asked: &mut BTreeMap<Asked, String>,
        words: &mut Words,
        text: &mut String,
    ) {
        text.push('\n');
        for (heading, at, said) in &line.cells {
            let heading = commented(&in_one_line(heading));
            let heading = if heading.is_empty() { String::new() } else { format!("{heading}: ") };
            let _ = writeln!(text, "# {}  {heading}{}", self.cell(line.sheet, *at), commented(said));
        }
        let todo = |text: &mut String, said: &Said| {
            let _ = writeln!(text, "# TODO {}", commented(&self.say(said)));
        };
        let read = match fate {
            Fate::Read(read) => {
                read.notes.iter().for_each(|note| todo(text, note));
                Some(read)
            }
            Fate::Typed(reason) => {
                todo(text, reason);
                todo(text, &say!("until then the applicant types the points", "改好以前，由申请者自己填得分"));
                None
            }
            Fate::Left(reason) => {
                todo(text, reason);
                todo(text, &say!("not an item yet", "还没有写成项目"));
                return;
            }
        };
        let id = format!("overlay.{}.item_{place}", self.order.id);
        let title = in_one_line(&line.item.1);
        let keys = match read {
            Some(read) => self.facts(&id, &title, read, asked, words, text),
            None => {
                let fact = format!("{id}_points");
                let most = most(line).unwrap_or_default();
                let _ = writeln!(text, "[[fact]]\nid = {}\nkind = \"score\"\nmax = {}\n", quoted(&fact), quoted(&most));
                words.fact(&fact, &title, &format!("{title}得几分？"), &format!("Points for: {title}"), "");
                format!("points = {}\n", quoted(&fact))
            }
        };
        let at = line.number.clone().unwrap_or_else(|| self.cell(line.sheet, line.item.0));
        let _ = writeln!(text, "[[item]]\nid = {}", quoted(&id));
        text.push_str(home);
        let _ = writeln!(text, "clause = {}", quoted(&in_one_line(&at)));
        if let Some(most) = most(line) {
            let _ = writeln!(text, "max = {}", quoted(&most));
        }
        text.push_str(&keys);
        let told: Vec<String> = line.rule.iter().map(|(_, text)| in_one_line(text)).collect();
        let told = if told.is_empty() { title.clone() } else { told.join(" ") };
        words.item(&id, &title, &told);
    }

    /// The new facts of a line, and its keys with their ids.
    fn facts(
        &self,
        id: &str,
        title: &str,
        read: &Read,
        asked: &mut BTreeMap<Asked, String>,
        words: &mut Words,
        text: &mut String,
    ) -> String {
        let mut keys = read.keys.clone();
        for (place, new) in read.asked.iter().enumerate() {
            let fact = asked.entry(new.clone()).or_insert_with(|| {
                let fact = format!("{id}_{}", option(place));
                let signed = if new.want == Want::Yearly { "signed = true\n" } else { "" };
                let kind = new.want.kind();
                let _ = writeln!(text, "[[fact]]\nid = {}\nkind = \"{kind}\"\n{signed}", quoted(&fact));
                let (zh, en) = match new.want {
                    Want::Date => {
                        (format!("{}从哪一天起算？", new.title), format!("From which day on: {}?", new.title))
                    }
                    Want::Bool => (format!("{}：是不是？", new.title), format!("Yes or no: {}?", new.title)),
                    Want::Count | Want::Money | Want::Yearly => {
                        (format!("{}是多少？", new.title), format!("How much, or how many: {}?", new.title))
                    }
                };
                words.fact(&fact, &new.title, &zh, &en, "");
                fact
            });
            keys = keys.replace(&format!("{{{place}}}"), fact);
        }
        if !read.options.is_empty() {
            let fact = format!("{id}_grade");
            let options: Vec<String> = (0..read.options.len()).map(|place| quoted(&option(place))).collect();
            let _ = writeln!(
                text,
                "[[fact]]\nid = {}\nkind = \"choice\"\noptions = [{}]\n",
                quoted(&fact),
                options.join(", ")
            );
            let labels: Vec<String> = read
                .options
                .iter()
                .enumerate()
                .map(|(place, label)| format!("{} = {}", option(place), quoted(label)))
                .collect();
            let labels = format!(", options = {{ {} }}", labels.join(", "));
            words.fact(&fact, title, &format!("{title}属于哪一档？"), &format!("Which grade: {title}?"), &labels);
            keys = keys.replace("{options}", &fact);
        }
        if let Some(what) = &read.counts {
            let fact = format!("{id}_rows");
            let _ = writeln!(
                text,
                "[[fact]]\nid = {}\nkind = \"table\"\ncolumn = [{{ id = \"name\", kind = \"text\" }}, {{ id = \"on\", kind = \"date\" }}]\n",
                quoted(&fact)
            );
            let what = if what.is_empty() { title } else { what };
            let columns = ", columns = { name = \"名称\", on = \"日期\" }";
            words.facts.push(entry(&fact, title, &format!("请逐项列出：{what}"), columns));
            let columns = ", columns = { name = \"Name\", on = \"Day\" }";
            words.english.push(entry(&fact, title, &format!("List each: {what}"), columns));
            keys = keys.replace("{rows}", &fact);
        }
        keys
    }
}

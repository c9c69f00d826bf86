//! One line as an `[[item]]`.

use super::value::{Asked, Looked, Titles, Want, looked};
use crate::phrase::{Band, Edge, PartOf, Points, Rule, Unit, Unread};
use crate::toml_text::quoted;
use std::fmt::Write as _;
use ziping_base::diag::Said;
use ziping_base::say;
use ziping_rules::rule::score::Ratio;

/// An item as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    /// What gives its points: the keys of the item. `{0}`, `{1}` stand for the new answers, `{options}` for its choice and
    /// `{rows}` for its table.
    pub keys: String,
    /// New answers.
    pub asked: Vec<Asked>,
    /// The options of a new choice, as they are printed.
    pub options: Vec<String>,
    /// It counts the rows of a new table, of this.
    pub counts: Option<String>,
    /// The option that says that there is nothing, which gives no points, by place.
    pub nothing: Option<usize>,
    /// What is to be looked at.
    pub notes: Vec<Said>,
}

/// What a line says, as an item; `most` as it is printed.
///
/// # Errors
/// What of it is not understood.
pub(super) fn read(rule: Result<Rule, Unread>, name: &str, most: &str, titles: &Titles) -> Result<Read, Said> {
    match rule {
        Err(Unread::Nothing) => Err(say!("nothing says how it is scored", "没有写怎样计分")),
        Err(Unread::Part(part)) => Err(say!("not understood: “{part}”", "没有读懂：“{part}”")),
        Err(Unread::Units) => Err(say!("its ranges count different things", "各档的单位不一致")),
        Ok(Rule::Bands(bands)) => banded(&bands, name, most, titles),
        Ok(Rule::Choice(grades)) => chosen(&grades, most),
        Ok(Rule::Each { base, each, most: limit, used_up, what }) => {
            counted(base.as_deref(), &each, limit.as_deref(), used_up, &what, most)
        }
        Ok(Rule::Steps { standard, below, each, points, most: limit, part }) => {
            if let Some(limit) = limit.filter(|limit| Ratio::parse(limit) != Ratio::parse(most)) {
                return Err(say!(
                    "at most {limit} points for steps of an item of {most}",
                    "满分 {most} 分，逐级加减却最多 {limit} 分"
                ));
            }
            if standard.bare && name.ends_with(['）', ')']) {
                return Err(say!("the unit of the standard is not printed", "没有写标准的单位"));
            }
            let looked = looked(name, standard.unit, is_whole(&standard.text) && is_whole(&each.text), titles);
            let side = if below { "below" } else { "above" };
            let part_word = match part {
                PartOf::Started => "started",
                PartOf::Full => "full",
                PartOf::Unsaid => "reading",
            };
            let mut keys = looked_at(&looked);
            let _ = writeln!(
                keys,
                "steps = {{ standard = {}, {side} = {}, points = {}, part = \"{part_word}\" }}",
                quoted(&standard.text),
                quoted(&each.text),
                quoted(&points)
            );
            let mut notes = asked_notes(&looked);
            if part == PartOf::Unsaid {
                notes.push(say!(
                    "the table does not say what part of a step does: both are shown as a range",
                    "表里没有写不足一级的怎样计：两种理解都算，得分按范围显示"
                ));
            }
            Ok(Read { keys, asked: looked.asked, options: Vec::new(), counts: None, nothing: None, notes })
        }
    }
}

fn is_whole(text: &str) -> bool {
    !text.contains('.')
}

fn looked_at(looked: &Looked) -> String {
    let mut keys = format!("value = {}\n", quoted(&looked.expression));
    if looked.divides {
        keys.push_str("base_not_positive = \"not_published\"\n");
    }
    keys
}

fn asked_notes(looked: &Looked) -> Vec<Said> {
    let mut notes = Vec::new();
    for id in &looked.known {
        notes.push(say!(
            "looks at `{id}`, which the kit asks for already: see whether it is the one that is meant",
            "用了已有的事实 {id}：请看是不是原表所指"
        ));
    }
    if !looked.asked.is_empty() {
        notes.push(say!(
            "see whether the kit asks for this already (content/facts.toml); then use that fact",
            "请看 content/facts.toml 是否已有这个事实，有的改用它"
        ));
    }
    if looked.divides {
        notes.push(say!(
            "where the base is 0 or less nothing is published, unless the document says so",
            "除数为零或负数时按未公布处理；原文件另有规定的，请改"
        ));
    }
    notes
}

/// Numbers without a unit take the one that stands in brackets behind the name: 注册资金（万元）.
fn in_unit_of(name: &str, bands: &mut [(Band, Points)]) -> Result<(), Said> {
    let mut edges = bands.iter_mut().flat_map(|(band, _)| [&mut band.from, &mut band.to]).flatten().peekable();
    if edges.peek().is_none_or(|edge| !edge.amount.bare) {
        return Ok(());
    }
    let plain = crate::phrase::plain(name);
    let Some((_, unit)) = plain.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) else { return Ok(()) };
    let is_unit = unit.contains(|c: char| "元%吨米千百万亿/㎡".contains(c));
    for edge in edges {
        match edge.amount.in_unit(unit) {
            Some(amount) => edge.amount = amount,
            None if is_unit && !unit.contains('÷') => {
                return Err(say!("the numbers count in “{unit}”", "各档的数按“{unit}”计"));
            }
            None => {}
        }
    }
    Ok(())
}

fn banded(bands: &[(Band, Points)], name: &str, most: &str, titles: &Titles) -> Result<Read, Said> {
    let mut bands = bands.to_vec();
    in_unit_of(name, &mut bands)?;
    let edges = || bands.iter().flat_map(|(band, _)| [&band.from, &band.to]).flatten();
    let unit = edges().map(|edge| edge.amount.unit).next().unwrap_or(Unit::Plain);
    let whole = edges().all(|edge| is_whole(&edge.amount.text));
    let bare = edges().all(|edge| edge.amount.bare);
    if let Some((_, points)) =
        bands.iter().find(|(_, points)| Ratio::parse(most).is_some_and(|most| points.most > most))
    {
        return Err(say!(
            "a row gives {points} points, the item has {most}",
            "有一档得 {points} 分，超过满分 {most} 分",
            points = &points.text
        ));
    }
    let mut bands: Vec<(Band, &Points)> = bands.iter().map(|(band, points)| (band.clone(), points)).collect();
    if matches!(unit, Unit::Years | Unit::Months)
        && ["平均", "人均", "average", "mean"].iter().any(|word| name.contains(word))
    {
        return Err(say!(
            "a mean over people or rows: write a table and average(…)",
            "是按人或按行的平均数：请列一张表，写 average(…)"
        ));
    }
    let settled = settle(&mut bands);
    let looked = looked(name, unit, whole, titles);
    let counts = unit == Unit::Plain && whole || matches!(unit, Unit::Years | Unit::Months);
    // What grows can fall as well; everything else that is looked at is at least nothing.
    let least = (!looked.expression.contains("growth(")).then_some((Ratio::ZERO, false));
    let shape = shape(&bands, counts, least);
    let mut keys = looked_at(&looked);
    if shape.holes {
        keys.push_str("holes = \"not_published\"\n");
    }
    if shape.overlaps {
        keys.push_str("overlaps = \"reading\"\n");
    }
    keys.push_str("bands = [\n");
    for (band, points) in &bands {
        let end = |edge: &Option<Edge>, belongs: &str, not: &str| {
            let Some(edge) = edge else { return String::new() };
            format!("{} = {}, ", if edge.belongs { belongs } else { not }, quoted(&edge.amount.text))
        };
        let (from, to) = (end(&band.from, "from", "above"), end(&band.to, "up_to", "to"));
        let _ = writeln!(keys, "  {{ {from}{to}points = {} }},", quoted(&points.text));
    }
    keys.push_str("]\n");
    let mut notes = asked_notes(&looked);
    if bare && whole {
        notes.push(say!("no unit is printed: read as a number of pieces or people", "表里没有写单位：按个数来写"));
    }
    if settled {
        notes.push(say!(
            "an end that two rows share belongs to the one that says so",
            "两档共用的界限，归写明“含”的那一档"
        ));
    }
    if shape.overlaps {
        notes.push(say!(
            "two rows share an end and the table does not say whose it is: both are arguable",
            "两档共用一个界限，表里没有写归哪一档：两种都说得通，得分按范围显示"
        ));
    }
    if shape.holes {
        notes.push(say!(
            "the rows say nothing somewhere: not published there; see whether a row is missing",
            "各档之间或两头有空缺，落在那里的按未公布处理；请看是否漏了一档"
        ));
    }
    Ok(Read { keys, asked: looked.asked, options: Vec::new(), counts: None, nothing: None, notes })
}

/// An end that two rows share, of which one says whose it is: the other follows. Whether anything was settled.
fn settle(bands: &mut [(Band, &Points)]) -> bool {
    let before = bands.to_vec();
    let mut changed = false;
    for (place, (band, _)) in bands.iter_mut().enumerate() {
        let others = || before.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, (band, _))| band);
        for upper in [true, false] {
            let edge = if upper { &mut band.to } else { &mut band.from };
            let Some(edge) = edge.as_mut().filter(|edge| !edge.said) else { continue };
            let facing = others().filter_map(|other| if upper { other.from.as_ref() } else { other.to.as_ref() });
            let mut facing = facing.filter(|facing| facing.said && facing.amount.size == edge.amount.size);
            let said = facing.next();
            if let Some(facing) = said
                && edge.belongs == facing.belongs
            {
                edge.belongs = !facing.belongs;
                changed = true;
            }
        }
    }
    changed
}

/// How rows lie beside each other.
struct Shape {
    holes: bool,
    overlaps: bool,
}

/// A number, or (`true`) what lies just behind it; nothing: no end.
type At = Option<(Ratio, bool)>;

/// `whole`: the value is a whole number; `least`: the least that it can be.
fn shape(bands: &[(Band, &Points)], whole: bool, least: At) -> Shape {
    let one = Ratio::ONE;
    let lower = |edge: &Edge| -> (Ratio, bool) {
        match (whole, edge.belongs) {
            (true, false) => (edge.amount.size.added(one), false),
            (_, belongs) => (edge.amount.size, !belongs),
        }
    };
    let upper = |edge: &Edge| -> (Ratio, bool) {
        match (whole, edge.belongs) {
            (true, true) => (edge.amount.size.added(one), false),
            (_, belongs) => (edge.amount.size, belongs),
        }
    };
    let mut spans: Vec<(At, At)> =
        bands.iter().map(|(band, _)| (band.from.as_ref().map(lower), band.to.as_ref().map(upper))).collect();
    spans.sort();
    let mut shape = Shape { holes: false, overlaps: false };
    // How far the rows so far reach; the least value for none.
    let mut reached = least;
    let mut endless = false;
    for (place, (from, to)) in spans.iter().enumerate() {
        match (reached, from) {
            _ if endless => shape.overlaps = true,
            (Some(reached), Some(from)) if *from > reached => shape.holes = true,
            (None, Some(_)) => shape.holes = true,
            (Some(reached), from) if place > 0 && from.is_none_or(|from| from < reached) => shape.overlaps = true,
            _ => {}
        }
        endless |= to.is_none();
        reached = reached.max(*to);
    }
    shape.holes |= !endless;
    shape
}

fn chosen(grades: &[(String, Points)], most: &str) -> Result<Read, Said> {
    if let Some((name, _)) = grades.iter().find(|(_, points)| Ratio::parse(most).is_some_and(|most| points.most > most))
    {
        return Err(say!("“{name}” gives more than {most} points", "“{name}”的得分超过满分 {most} 分"));
    }
    let options: Vec<String> = grades.iter().map(|(name, _)| name.clone()).collect();
    if options.iter().enumerate().any(|(place, name)| options.iter().skip(place + 1).any(|other| other == name)) {
        return Err(say!("two grades have one name", "有两档名称相同"));
    }
    let points: Vec<String> = grades
        .iter()
        .enumerate()
        .map(|(place, (_, points))| format!("{} = {}", option(place), quoted(&points.text)))
        .collect();
    let keys = format!("choice = \"{{options}}\"\nchoices = {{ {} }}\n", points.join(", "));
    let note = say!(
        "read as grades that the applicant chooses; a fact that can be counted is better written as bands or rows",
        "按由申请者自己选的档次来写；能按数字或逐项计的，请改成分档或计行"
    );
    let none = ["没有", "无", "none", "no"];
    let nothing = grades.iter().position(|(name, points)| none.contains(&name.as_str()) && points.most == Ratio::ZERO);
    Ok(Read { keys, asked: Vec::new(), options, counts: None, nothing, notes: vec![note] })
}

/// Points for one thing that is so or is not.
pub(super) fn given_on_top(what: &str, points: &str, most: &str) -> Result<Read, Said> {
    if Ratio::parse(points) != Ratio::parse(most) {
        return Err(say!("gives {points} points, the item has {most}", "得 {points} 分，满分却是 {most} 分"));
    }
    let keys = format!("applies = \"{{0}}\"\npoints = {}\n", quoted(points));
    let asked = vec![Asked { title: what.to_owned(), want: Want::Bool }];
    let note = say!("read as a question, yes or no", "按“是”或“否”来问");
    Ok(Read { keys, asked, options: Vec::new(), counts: None, nothing: None, notes: vec![note] })
}

/// The id of an option: a letter, then letters.
pub(super) fn option(place: usize) -> String {
    let letter = |place: usize| char::from(b'a' + u8::try_from(place % 26).unwrap_or(0));
    if place < 26 { letter(place).to_string() } else { format!("{}{}", letter(place / 26 - 1), letter(place)) }
}

fn counted(
    base: Option<&str>,
    each: &str,
    limit: Option<&str>,
    used_up: bool,
    what: &str,
    most: &str,
) -> Result<Read, Said> {
    let deducted = each.starts_with('-');
    let mut keys = String::new();
    let base = base.map(str::to_owned).or_else(|| deducted.then(|| most.to_owned()));
    if let Some(base) = &base {
        let _ = writeln!(keys, "base = {}", quoted(base));
    }
    let limited = limit.map(|limit| format!(", most = {}", quoted(limit))).unwrap_or_default();
    if deducted && limit.is_none() {
        if !used_up {
            return Err(say!("it does not say how much is deducted at most", "没有写最多扣几分"));
        }
        // 扣完为止: until nothing is left.
        keys.push_str("min = \"0\"\n");
    }
    let _ = writeln!(keys, "rows = [{{ of = \"{{rows}}\", each = {}{limited} }}]", quoted(each));
    let mut notes = vec![if what.is_empty() {
        say!(
            "counts every row of a new table; say which count (`where …`), such as those of the last year",
            "新建一张表，每行都计；哪些行才计（如近一年内），请用 where 写明"
        )
    } else {
        say!(
            "counts every row of a new table; say which count (`where …`): “{what}”",
            "新建一张表，每行都计；哪些行才计，请用 where 写明：“{what}”"
        )
    }];
    if deducted {
        notes.push(say!("has its most until something is deducted", "没有扣分时得满分"));
    }
    Ok(Read { keys, asked: Vec::new(), options: Vec::new(), counts: Some(what.to_owned()), nothing: None, notes })
}

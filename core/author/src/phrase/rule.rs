//! What gives points, as tables say it: ranges with their points, grades of judgement, so many points for each, steps
//! from a standard on.

use super::band::{Band, band};
use super::number::{Amount, NUMBER, amount, plain};
use super::pattern;
use regex::{Captures, Regex};
use std::sync::LazyLock;
use ziping_rules::rule::score::Ratio;

/// Points as they are printed: a number, or two between which experts choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points {
    /// As overlays write them: `6`, `25..30`, `-5`.
    pub text: String,
    /// The most of them.
    pub most: Ratio,
}

/// What part of a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOf {
    /// It counts as a whole one.
    Started,
    /// It does not count.
    Full,
    /// The table does not say.
    Unsaid,
}

/// What gives the points of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Ranges of a value, in the order of the table.
    Bands(Vec<(Band, Points)>),
    /// Grades that someone chooses: their names, as they are printed without numbers.
    Choice(Vec<(String, Points)>),
    /// So many points for each of something.
    Each {
        /// Points before anything is counted.
        base: Option<String>,
        /// The points of each; below 0 for what is deducted.
        each: String,
        /// The most that they come to, with the sign of `each`.
        most: Option<String>,
        /// Deducted until nothing is left.
        used_up: bool,
        /// Of what, as far as it is said.
        what: String,
    },
    /// So many points for each step from a standard on.
    Steps {
        /// Where steps begin.
        standard: Amount,
        /// They go down from it.
        below: bool,
        /// How long a step is.
        each: Amount,
        /// The points of each; below 0 for what is deducted.
        points: String,
        /// The most that they come to, as it is printed.
        most: Option<String>,
        /// What part of a step does.
        part: PartOf,
    },
}

/// What was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// There is nothing.
    Nothing,
    /// This part of it.
    Part(String),
    /// Its ranges count different things.
    Units,
}

const POINTS: &str = r"(\d+(?:\.\d+)?)(?:(?:-|~|至|到| to )(\d+(?:\.\d+)?))?";

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^(.+?)([:,=| ]*)(者|的)?,?(得|计|记|为|加|给|扣|减)?(?:满分)?{POINTS} ?(?:分|points?)?$"))
});
static ZERO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(.+?)[:,= ]*(?:者|的)?,?(?:不得分|不计分|不给分|不加分|不扣分|无分|得零分|零分|no points)$")
});
static FIRST: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^{POINTS} ?(?:分|points?)[:, ](.+)$")));
static COMPLETE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\d ?(?:分|points?)|[:=] ?\d+(?:\.\d+)?|不得分|不计分|无分|零分|no points)$"));
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\(\d{1,2}\)|[①-⑳]|\d{1,2}\)|[a-zA-Z][.)])[,. ]?"));

static HIGHEST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[,;](?:只计最高(?:分|项|级)?|取最高(?:分|项|级)?|就高不就低|不累计|不重复计分|按最高(?:分|项|级别|级)?计(?:分|算)?)$",
    )
});
static EACH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:基础分|基本分|基准分|基础得分)[:为]?(\d+(?:\.\d+)?)分?[,;])?",
        r"([^0-9,;%每]{0,20})每(?:增加|新增|拥有|具有|具备|获得|取得|获|有|发生|出现|参加|参与|完成|承担|通过)?(?:1|一)?(?:个|项|次|件|起|家|人|名|例|份|篇|种|条|位)",
        r"([^0-9,;%]*?),?(加|得|计|扣|减)?(\d+(?:\.\d+)?)分",
        r"(?:[,;]?\(?(?:本项|累计|合计|总计)?(?:最高|最多|不超过|至多|上限|满分)(?:得|加|扣|减|计|为|不超过)?(\d+(?:\.\d+)?)分?(?:封顶|为止|为限)?\)?)?",
        r"([,;]?\(?扣完为止\)?)?$",
    ))
});
static EACH_ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(-?\d+(?:\.\d+)?) ?(?:points? )?(?:for each|per) ([^0-9,;:]+?)",
        r"(?:[,;] ?(?:at most|up to|maximum|max) ?(-?\d+(?:\.\d+)?)(?: points?)?)?$",
    ))
});
static STEPS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        concat!(
            r"^(?:以|标准值?|基准值?)?[:为]?{number}(?:为标准|为基准|为基数|为满分|得满分)?[,;]",
            r"每(低于|低|少于|少|减少|下降|降低|高于|高|超过|超出|超|增加|上升|提高)(?:标准值?|基准值?)?{number}",
            r",?(扣|减|加|得)(\d+(?:\.\d+)?)分",
            r"(?:[,;](?:不足|不满)[^,;]{{0,12}}?的?,?(按[^0-9,;]{{0,8}}(?:1|一)[^0-9,;]{{0,8}}|不扣分?|不计分?|不加分?))?",
            r"(?:[,;](?:最高|最多)(?:扣|减|加|得)?(\d+(?:\.\d+)?)分)?([,;]?扣完为止)?$",
        ),
        number = NUMBER
    ))
});

/// Reads what gives points. `subjects` are names of what is looked at, which may stand before a range.
///
/// # Errors
/// What of it was not understood.
pub fn rule(text: &str, subjects: &[&str]) -> Result<Rule, Unread> {
    let text = plain(&text.replace(['\n', '\u{b}'], ";"));
    let text = text.trim_matches([';', ',', ' ']);
    if text.is_empty() {
        return Err(Unread::Nothing);
    }
    if let Some(found) = EACH.captures(text) {
        return each(&found).ok_or_else(|| Unread::Part(text.to_owned()));
    }
    if let Some(found) = EACH_ENGLISH.captures(text) {
        let group = |at: usize| found.get(at).map(|found| found.as_str().to_owned());
        let (each, most) = (group(1).unwrap_or_default(), group(3));
        let same_sign = most.as_ref().is_none_or(|most| most.starts_with('-') == each.starts_with('-'));
        return if same_sign {
            Ok(Rule::Each { base: None, each, most, used_up: false, what: group(2).unwrap_or_default() })
        } else {
            Err(Unread::Part(text.to_owned()))
        };
    }
    if let Some(found) = STEPS.captures(text) {
        return steps(&found).ok_or_else(|| Unread::Part(text.to_owned()));
    }
    let subjects: Vec<String> = subjects.iter().map(|subject| plain(subject)).collect();
    // Of grades one is chosen, so the highest counts without being asked for; of anything else it says more than is read.
    let (text, highest) = match HIGHEST.find(text) {
        Some(found) => (text.get(..found.start()).unwrap_or(text), Some(found.as_str())),
        None => (text, None),
    };
    match (rows(text, &subjects), highest) {
        (Ok(Rule::Choice(grades)), _) => Ok(Rule::Choice(grades)),
        (Ok(_), Some(said)) => Err(Unread::Part(said.trim_start_matches([',', ';']).to_owned())),
        (found, _) => found,
    }
}

fn each(found: &Captures<'_>) -> Option<Rule> {
    let group = |at: usize| found.get(at).map(|found| found.as_str().to_owned());
    let sign = if matches!(group(4).as_deref(), Some("扣" | "减")) { "-" } else { "" };
    Some(Rule::Each {
        base: group(1),
        each: format!("{sign}{}", group(5)?),
        most: group(6).map(|most| format!("{sign}{most}")),
        used_up: group(7).is_some(),
        what: format!("{}{}", group(2).unwrap_or_default(), group(3).unwrap_or_default()),
    })
}

fn steps(found: &Captures<'_>) -> Option<Rule> {
    let group = |at: usize| found.get(at).map(|found| found.as_str());
    let below = ["低", "少", "减", "下", "降"].iter().any(|word| group(3).is_some_and(|said| said.starts_with(word)));
    let sign = if matches!(group(6)?, "扣" | "减") { "-" } else { "" };
    let (standard, each) = (amount(group(1)?, group(2), group(5))?, amount(group(4)?, group(5), group(2))?);
    let part = match group(8) {
        None => PartOf::Unsaid,
        Some(said) if said.starts_with('不') => PartOf::Full,
        Some(_) => PartOf::Started,
    };
    let points = format!("{sign}{}", group(7)?);
    (standard.unit == each.unit).then(|| Rule::Steps {
        standard,
        below,
        each,
        points,
        most: group(9).map(str::to_owned),
        part,
    })
}

fn rows(text: &str, subjects: &[String]) -> Result<Rule, Unread> {
    let mut read = Vec::new();
    for piece in pieces(text) {
        let (head, points) = row(&piece).ok_or_else(|| Unread::Part(piece.clone()))?;
        let bare = subjects
            .iter()
            .filter(|subject| !subject.is_empty())
            .find_map(|subject| head.strip_prefix(subject.as_str()));
        let bare = bare.map_or(head.as_str(), |rest| rest.trim_start_matches([':', '在', '为', '的', ' ']));
        read.push((piece, bare.to_owned(), band(bare), points));
    }
    if read.iter().all(|(.., band, _)| band.is_some()) {
        let bands: Vec<(Band, Points)> =
            read.into_iter().filter_map(|(.., band, points)| Some((band?, points))).collect();
        let edges = || bands.iter().flat_map(|(band, _)| [&band.from, &band.to]).flatten();
        let first = edges().next().map(|edge| edge.amount.unit);
        let one_unit = edges().all(|edge| Some(edge.amount.unit) == first);
        return if one_unit { Ok(Rule::Bands(bands)) } else { Err(Unread::Units) };
    }
    // Grades have names without numbers and without signs of comparison; one grade alone is no choice.
    let counted = ["每", "最高", "最多", "累计", "合计", "不超过", "满分", "基础分", "基本分", "each ", "per "];
    let named = |head: &str| {
        !head.contains(|c: char| c.is_numeric() || "≥≤<>=%~".contains(c))
            && !counted.iter().any(|word| head.starts_with(word))
    };
    // What is unlike most of the others is what was not understood.
    let ranges = read.iter().filter(|(.., band, _)| band.is_some()).count();
    let odd = if ranges * 2 >= read.len() {
        read.iter().find(|(.., band, _)| band.is_none())
    } else {
        read.iter().find(|(_, head, band, _)| band.is_some() || !named(head))
    };
    match odd.or(read.first().filter(|_| read.len() < 2)) {
        Some((piece, ..)) => Err(Unread::Part(piece.clone())),
        None => Ok(Rule::Choice(read.into_iter().map(|(_, head, _, points)| (head, points)).collect())),
    }
}

/// The rows of a text, each of which ends with its points.
fn pieces(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut piece = String::new();
    for c in text.chars() {
        let ends = c == ';' || c == ',' && COMPLETE.is_match(piece.trim());
        if !ends {
            piece.push(c);
            continue;
        }
        all.push(std::mem::take(&mut piece));
    }
    all.push(piece);
    let bare = |piece: String| {
        let piece = piece.trim().to_owned();
        NUMBERED.replace(&piece, "").into_owned()
    };
    all.into_iter().map(bare).filter(|piece| !piece.is_empty()).collect()
}

/// What a row is for, and its points.
fn row(piece: &str) -> Option<(String, Points)> {
    if let Some(found) = ZERO.captures(piece) {
        return Some((found.get(1)?.as_str().to_owned(), points("0", None, false)?));
    }
    if let Some(found) = HEAD.captures(piece) {
        let group = |at: usize| found.get(at).map_or("", |found| found.as_str());
        let head = group(1);
        let apart = [2, 3, 4].iter().any(|at| !group(*at).is_empty());
        // 38 分 is no third of 8 points.
        if apart || !head.ends_with(|c: char| c.is_ascii_digit() || ".-~".contains(c)) {
            let deducted = matches!(group(4), "扣" | "减");
            let more = found.get(6).map(|found| found.as_str());
            return Some((head.trim().to_owned(), points(group(5), more, deducted)?));
        }
    }
    let found = FIRST.captures(piece)?;
    let more = found.get(2).map(|found| found.as_str());
    Some((found.get(3)?.as_str().trim().to_owned(), points(found.get(1)?.as_str(), more, false)?))
}

fn points(low: &str, high: Option<&str>, deducted: bool) -> Option<Points> {
    let (first, last) = (Ratio::parse(low)?, Ratio::parse(high.unwrap_or(low))?);
    if first > last {
        return None;
    }
    Some(match (high, deducted) {
        (None, false) => Points { text: low.to_owned(), most: first },
        (Some(high), false) => Points { text: format!("{low}..{high}"), most: last },
        (None, true) => Points { text: format!("-{low}"), most: first.negated() },
        (Some(high), true) => Points { text: format!("-{high}..-{low}"), most: first.negated() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let edge =
            |edge: &Option<super::super::Edge>| edge.as_ref().map_or("…".into(), |edge| edge.amount.text.clone());
        match rule(text, &["资产负债率"]) {
            Err(unread) => format!("{unread:?}"),
            Ok(Rule::Bands(bands)) => {
                let said =
                    bands.iter().map(|(b, points)| format!("{}..{}={}", edge(&b.from), edge(&b.to), points.text));
                said.collect::<Vec<_>>().join(" ")
            }
            Ok(Rule::Choice(grades)) => {
                grades.iter().map(|(name, points)| format!("{name}={}", points.text)).collect::<Vec<_>>().join(" ")
            }
            Ok(Rule::Each { base, each, most, used_up, what }) => {
                format!("each {each} most {most:?} base {base:?} {used_up} {what}")
            }
            Ok(Rule::Steps { standard, below, each, points, most, part }) => {
                format!("steps {} {below} {} {points} {most:?} {part:?}", standard.text, each.text)
            }
        }
    }

    #[test]
    fn rows_with_their_points_are_read() {
        for (text, expected) in [
            ("80%以上得10分；60%–80%得6分；60%以下不得分", "80%..…=10 60%..80%=6 …..60%=0"),
            ("≥80%：10，60–80%：6，<60%：0", "80%..…=10 60%..80%=6 …..60%=0"),
            ("10年及以上8分\n5-10年 6分\n不足5年3分", "10..…=8 5..10=6 …..5=3"),
            ("资产负债率≤40%得8分,资产负债率40%-50%得6分", "…..40%=8 40%..50%=6"),
            ("10分：80%以上；6分：60%至80%", "80%..…=10 60%..80%=6"),
            ("5项以上25-30分；4项19~24分", "5..…=25..30 4..4=19..24"),
            ("①2000万元以上，得8分；②1000万元–2000万元，得7分", "2000万元..…=8 1000万元..2000万元=7"),
            ("at least 10 years: 8; 5 to 10 years: 6; less than 5 years: 3", "10..…=8 5..10=6 …..5=3"),
            ("健全4分、部分健全2分、没有不得分", "健全=4 部分健全=2 没有=0"),
            ("好得8分，较好得6分，一般得3分", "好=8 较好=6 一般=3"),
            ("有2分；无0分", "有=2 无=0"),
            ("国家级2分，省级1.5分，只计最高", "国家级=2 省级=1.5"),
            ("超过60%的扣5分；60%以下不扣分", "60%..…=-5 …..60%=0"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn so_many_points_for_each_are_read() {
        for (text, expected) in [
            ("每增加1项加2分最高10分", "each 2 most Some(\"10\") base None false "),
            ("每获得一项专利得3分，最高得6分", "each 3 most Some(\"6\") base None false 专利"),
            ("每发生1起投诉扣2分，扣完为止。", "each -2 most None base None true 投诉"),
            ("近一年内有责投诉每起扣1分，最多扣2分", "each -1 most Some(\"-2\") base None false 近一年内有责投诉"),
            ("近两年内每项1分，最高3分", "each 1 most Some(\"3\") base None false 近两年内"),
            ("以95%为标准，每低1个百分点扣0.5分，不足1个百分点的不扣，扣完为止", "steps 95% true 1% -0.5 None Full"),
            ("每有一次扣2分，最多扣10分", "each -2 most Some(\"-10\") base None false "),
            ("基础分5分，每增加1项加1.5分，累计不超过10分", "each 1.5 most Some(\"10\") base Some(\"5\") false "),
            ("3 for each award, at most 6", "each 3 most Some(\"6\") base None false award"),
            ("-2 for each complaint, at most -10", "each -2 most Some(\"-10\") base None false complaint"),
            ("标准40%，每高于5个百分点扣1分", "steps 40% false 5% -1 None Unsaid"),
            (
                "以5亿元为标准，每低5000万元扣1分，不足的按一级计，最多扣3分",
                "steps 5亿元 true 5000万元 -1 Some(\"3\") Started",
            ),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_wholly_understood_is_told_and_nothing_of_it_is_used() {
        for (text, expected) in [
            ("", "Nothing"),
            ("由专家根据材料打分", "Part(\"由专家根据材料打分\")"),
            ("80%以上得10分；行业平均以上得6分", "Part(\"行业平均以上得6分\")"),
            ("38分", "Part(\"38分\")"),
            ("每增加2项加1分", "Part(\"每增加2项加1分\")"),
            ("每增加1项加2分，超过5项的每项加1分", "Part(\"每增加1项加2分\")"),
            ("10年以上8分；50%以上6分", "Units"),
            ("80%以上得10分；其他情况由评审组定", "Part(\"其他情况由评审组定\")"),
            ("较好6分", "Part(\"较好6分\")"),
            ("60%以上6分；60%以下3分；取最高分", "Part(\"取最高分\")"),
            ("每项2分，另加基础分；最高10分", "Part(\"另加基础分\")"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    /// The numbers of what was read.
    fn numbers(rule: &Rule) -> Vec<String> {
        let mut all = Vec::new();
        let mut add = |text: &str| {
            let text = text.replace("..", " ");
            let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|part| part.trim_matches('.'));
            all.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
        };
        match rule {
            Rule::Bands(bands) => {
                for (band, points) in bands {
                    add(&points.text);
                    [&band.from, &band.to].into_iter().flatten().for_each(|edge| add(&edge.amount.text));
                }
            }
            Rule::Choice(grades) => grades.iter().for_each(|(_, points)| add(&points.text)),
            Rule::Each { base, each, most, .. } => {
                [Some(each), base.as_ref(), most.as_ref()].into_iter().flatten().for_each(|text| add(text))
            }
            Rule::Steps { standard, each, points, most, .. } => {
                [&standard.text, &each.text, points].into_iter().chain(most).for_each(|text| add(text));
            }
        }
        all
    }

    #[test]
    fn whatever_is_printed_no_number_is_read_that_does_not_stand_there() {
        const PIECES: [&str; 44] = [
            "每",
            "1",
            "一",
            "项",
            "加",
            "2",
            "分",
            "，",
            "；",
            "以上",
            "以下",
            "（含）",
            "（不含）",
            "60%",
            "–",
            "至",
            "不足",
            "万元",
            "得",
            "扣",
            "最高",
            "10",
            "年",
            "0.5",
            "国家级",
            "：",
            " points",
            "at least ",
            "80%",
            "每增加1项加2分",
            "年以上",
            "标准40%，",
            "每高于5个百分点",
            "8分",
            "扣完为止",
            "\n",
            "≥",
            "<",
            "5",
            "000",
            ",",
            "不得分",
            " to ",
            "以内",
        ];
        // Two digits side by side are another number: they are kept apart.
        let digit = |text: &str, last: bool| {
            let c = if last { text.chars().next_back() } else { text.chars().next() };
            c.is_some_and(|c| c.is_ascii_digit() || c == '.' || c == ',')
        };
        let (mut state, mut read) = (20_261_130_u64, 0);
        for _ in 0..60_000 {
            let mut text = String::new();
            let mut next = |below: usize| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                usize::try_from(state >> 33).unwrap() % below
            };
            for _ in 0..=next(9) {
                let piece = PIECES[next(PIECES.len())];
                if !(digit(&text, true) && digit(piece, false)) {
                    text.push_str(piece);
                }
            }
            if let Ok(rule) = rule(&text, &[]) {
                read += 1;
                let there: Vec<&str> = text.split(|c: char| !c.is_ascii_digit() && c != '.').collect();
                for number in numbers(&rule) {
                    let nothing = number == "0" && text.contains("不得分");
                    assert!(nothing || there.contains(&number.as_str()), "{text}: {number} in {rule:?}");
                }
            }
        }
        assert!(read > 500, "{read}");
    }
}

//! Files to begin with: a rule book, an overlay. They have no problems as they are written, so that every change shows at
//! once what it does.

use crate::toml_text::quoted;
use std::fmt::Write as _;
use ziping_base::diag::{Diagnostic, Said};
use ziping_base::id::is_word;
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_content::TextFile;
use ziping_regime::{Library, Model, RuleBook};
use ziping_rules::rule::score::Ratio;

/// An id of one word, as folders of rule books and overlays have.
fn word(id: &str) -> Result<(), Box<Diagnostic>> {
    if is_word(id) {
        return Ok(());
    }
    let problem = Diagnostic::error("bad-id", say!("`{id}` is not one short word", "“{id}”不能用作编号"));
    Err(Box::new(problem.help(say!(
        "lower-case letters, digits, _ and -, at most 40, a letter first: shengxie-2026",
        "只用小写字母、数字、_ 和 -，以字母开头，最多 40 个，如 shengxie-2026"
    ))))
}

/// The id that a file name gives an overlay: `our-table.overlay.toml` is `our-table`; `table` where it gives none.
#[must_use]
pub fn id_of_file(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    if word(&stem).is_ok() { stem } else { "table".to_owned() }
}

/// The rule book of an id.
///
/// # Errors
/// There is none.
pub(crate) fn book_of<'l>(library: &'l Library, regime: &str) -> Result<&'l RuleBook, Box<Diagnostic>> {
    library.regime(regime).ok_or_else(|| {
        let known: Vec<&str> = library.regimes.iter().map(|book| book.id.as_str()).collect();
        let problem = Diagnostic::error("unknown-regime", say!("unknown regime `{regime}`", "没有“{regime}”这份规则"));
        Box::new(problem.help(say!("known: {en}", "现有的规则：{zh}", en = known.join(", "), zh = known.join("、"))))
    })
}

/// A comment in the language asked for.
fn note(text: &mut String, lang: Lang, said: &Said) {
    for line in lang.pick(&said.zh, &said.en).lines() {
        let _ = writeln!(text, "# {line}");
    }
}

/// An overlay to begin with: two items below the first element of the score; a level condition for every level of the
/// first aspect; or an item with a gate, as the grade of the rule book is found. With its words and cases.
///
/// # Errors
/// No such rule book, an id that is none.
pub fn overlay(library: &Library, regime: &str, id: &str, lang: Lang) -> Result<String, Box<Diagnostic>> {
    word(id)?;
    let book = book_of(library, regime)?;
    let mut text = String::new();
    note(
        &mut text,
        lang,
        &say!(
            "An overlay to begin with: it has no problems as it stands. Put your own in the place of what is here, a\nline at a time, and run `ziping check --overlay FILE` after each. Guide: docs/scores.md, content/README.md",
            "补充规则的骨架：照原样就能通过检查。请一行一行换成自己的内容，每改一处就运行 ziping check --overlay 文件。\n写法见 docs/scores.zh-CN.md 和 content/README.zh-CN.md"
        ),
    );
    let major = book.version.split('.').next().unwrap_or("1");
    let _ = writeln!(text, "overlay = 1");
    let head = say!(
        "one word, permanent; every id below begins with overlay.{id}.",
        "一个词，永久不变；下面每个编号都以 overlay.{id}. 开头"
    );
    let _ = writeln!(text, "id = {}  # {}", quoted(id), lang.pick(&head.zh, &head.en));
    let _ = writeln!(text, "regime = {}\nversion = \"0.1.0\"\nfor_version = {}", quoted(regime), quoted(major));
    let status = say!(
        "draft, in_force, undated, superseded, historical",
        "草稿 draft，施行 in_force，日期不详 undated，已被取代 superseded，历史 historical"
    );
    let _ = writeln!(text, "status = \"draft\"  # {}", lang.pick(&status.zh, &status.en));
    let source = say!("Example table (every figure is made up)", "示例评分表（分值是编造的）");
    let _ = writeln!(text, "source = {}\n", quoted(lang.pick(&source.zh, &source.en)));
    note(&mut text, lang, &say!("What has to be asked, and the kit does not ask yet", "要问而本工具还没有问的"));
    let people = format!("overlay.{id}.people");
    let _ = writeln!(text, "[[fact]]\nid = \"{people}\"\nkind = \"count\"\n");
    match &book.grade.model {
        Model::Scored { elements, .. } if !elements.is_empty() => {
            let element =
                elements.first().map(|element| (library.catalogue.id(element.fact), Ratio::fixed(element.max, 1)));
            let (element, max) = element.unwrap_or_default();
            scored(&mut text, lang, id, element, max);
        }
        Model::Aspects { aspects, .. } if !aspects.is_empty() => {
            let aspect = aspects.first().map_or("", |aspect| library.catalogue.id(aspect.fact));
            let others: Vec<&str> = aspects.iter().skip(1).map(|aspect| library.catalogue.id(aspect.fact)).collect();
            let between = matches!(&book.grade.model, Model::Aspects { between: true, .. });
            levels(&mut text, lang, id, (aspect, &others, between), &book.grade.outcomes);
        }
        _ => gate(&mut text, lang, id, &book.grade.outcomes),
    }
    Ok(text)
}

fn item(text: &mut String, lang: Lang, said: &Said, lines: &str) {
    note(text, lang, said);
    let _ = writeln!(text, "[[item]]\n{}\n", lines.trim_end());
}

/// Words of a thing: its id, title and text, and what else they have, in Chinese and behind `|` in English.
type Entry = (String, Said, Said, String);

fn words(text: &mut String, kinds: &[(&str, Vec<Entry>)]) {
    for lang in [Lang::Zh, Lang::En] {
        let code = lang.code();
        let title = lang.pick("示例评分表", "Example table");
        let said = lang.pick("演示用，分值是编造的。", "A demonstration; every figure is made up.");
        let _ = writeln!(text, "[{code}.overlay]\ntitle = {}\ntext = {}", quoted(title), quoted(said));
        for (kind, entries) in kinds {
            let _ = writeln!(text, "[{code}.{kind}]");
            for (id, title, said, more) in entries {
                let (title, said) = (lang.pick(&title.zh, &title.en), lang.pick(&said.zh, &said.en));
                let more = more.split('|').nth(usize::from(lang == Lang::En)).unwrap_or_default();
                let _ = writeln!(text, "\"{id}\" = {{ title = {}, text = {}{more} }}", quoted(title), quoted(said));
            }
        }
        text.push('\n');
    }
}

fn people_words(id: &str) -> Entry {
    let ask = say!("How many staff are there?", "现有多少人？");
    (format!("overlay.{id}.people"), say!("Staff", "人数"), ask, String::new())
}

fn case(text: &mut String, name: &str, facts: &str, expected: &str) {
    let _ = writeln!(
        text,
        "[[case]]\nname = {}\nas_of = \"2026-11-21\"\nfacts = {{ {facts} }}\n{expected}\n",
        quoted(name)
    );
}

fn cases_note(text: &mut String, lang: Lang) {
    note(
        text,
        lang,
        &say!(
            "Cases: for each threshold one below, on and above it; `ziping cases FILE` proposes them",
            "案例：每个界限都要有低于、等于、高于它的；ziping cases 文件 会提出建议"
        ),
    );
}

/// Cases below, on and above each threshold: ten people, twenty, and so on. `points`: those of the rows from the lowest on; `gate`:
/// a factor that holds in the lowest row only.
fn of_people(text: &mut String, lang: Lang, id: &str, item: &str, points: &[String], gate: Option<&str>) {
    for (row, pair) in points.windows(2).enumerate() {
        let [below, above] = pair else { continue };
        let on = (row + 1) * 10;
        for (people, points) in [(on - 1, below), (on, above), (on + 1, above)] {
            let mut expected = format!("points = {{ \"{item}\" = \"{points}\" }}");
            if let Some(gate) = gate {
                let _ = write!(expected, "\noutcomes = {{ \"{gate}\" = \"{}\" }}", people < 10);
            }
            case(text, &people_said(lang, people), &format!("\"overlay.{id}.people\" = {people}"), &expected);
        }
    }
}

fn scored(text: &mut String, lang: Lang, id: &str, element: &str, max: Ratio) {
    let half = max.over(Ratio::whole(2)).map_or(max, |half| Ratio::whole(i64::try_from(half.floor()).unwrap_or(0)));
    let (first, second) = if half.is_positive() { (half, max.minus(half).unwrap_or(max)) } else { (max, Ratio::ZERO) };
    let (first, second) = (first.shown(), second.shown());
    let two = second != "0";
    if two {
        let _ = writeln!(
            text,
            "[[fact]]\nid = \"overlay.{id}.rules\"\nkind = \"choice\"\noptions = [\"complete\", \"partly\", \"none\"]\n"
        );
    }
    let by_people = format!("overlay.{id}.by_people");
    let all = max.shown();
    item(
        text,
        lang,
        &say!(
            "One printed line, one [[item]]. Below an element the items come to what the element has ({all}), neither more\nnor less. Bands: `from` belongs to the row, `to` does not; `above` and `up_to` are the other way round",
            "原表一行写一个 [[item]]。同一要素各项的满分合计须等于要素的满分（{all}），不多也不少。\n分档：from 含本数，to 不含本数；above 不含本数，up_to 含本数"
        ),
        &format!(
            "id = \"{by_people}\"\nelement = \"{element}\"\nclause = \"1\"\nmax = \"{first}\"\nvalue = \"overlay.{id}.people\"\nbands = [\n  {{ from = \"10\", points = \"{first}\" }},\n  {{ to = \"10\", points = \"0\" }},\n]"
        ),
    );
    let by_rules = format!("overlay.{id}.by_rules");
    if two {
        item(
            text,
            lang,
            &say!(
                "A judgement: points by option. Marked as the applicant's own everywhere",
                "由申请者自己判断的：按选项写得分，各处都会注明是自评"
            ),
            &format!(
                "id = \"{by_rules}\"\nelement = \"{element}\"\nclause = \"2\"\nmax = \"{second}\"\nchoice = \"overlay.{id}.rules\"\nchoices = {{ complete = \"{second}\", partly = \"0\", none = \"0\" }}"
            ),
        );
    }
    let mut facts = vec![people_words(id)];
    let mut items = vec![(
        by_people.clone(),
        say!("Staff", "人数"),
        say!("Full points from ten people.", "十人以上得满分。"),
        String::new(),
    )];
    if two {
        facts.push((
            format!("overlay.{id}.rules"),
            say!("Rules", "制度"),
            say!("Are the rules complete?", "制度是否齐全？"),
            ", options = { complete = \"齐全\", partly = \"部分\", none = \"没有\" }|, options = { complete = \"complete\", partly = \"partly there\", none = \"none\" }".to_owned(),
        ));
        items.push((
            by_rules.clone(),
            say!("Rules", "制度"),
            say!("Full points where they are complete.", "齐全得满分。"),
            String::new(),
        ));
    }
    words(text, &[("fact", facts), ("item", items)]);
    cases_note(text, lang);
    of_people(text, lang, id, &by_people, &["0".to_owned(), first], None);
    if two {
        let options = [
            (lang.pick("制度齐全", "the rules are complete"), "complete", second.as_str()),
            (lang.pick("制度只有一部分", "the rules are partly there"), "partly", "0"),
            (lang.pick("没有制度", "there are no rules"), "none", "0"),
        ];
        for (name, option, points) in options {
            case(
                text,
                name,
                &format!("\"overlay.{id}.rules\" = \"{option}\""),
                &format!("points = {{ \"{by_rules}\" = \"{points}\" }}"),
            );
        }
    }
}

/// `others`: the other aspects; `between`: no rule says how they are combined.
fn levels(
    text: &mut String,
    lang: Lang,
    id: &str,
    (aspect, others, between): (&str, &[&str], bool),
    outcomes: &[String],
) {
    let by_people = format!("overlay.{id}.by_people");
    let count = outcomes.len().saturating_sub(1);
    let mut rows = String::new();
    for level in (1..=count).rev() {
        let to = if level == count { String::new() } else { format!("to = \"{}\", ", (level + 1) * 10) };
        let _ = writeln!(rows, "  {{ from = \"{}\", {to}points = \"{level}\" }},", level * 10);
    }
    let _ = writeln!(rows, "  {{ to = \"10\", points = \"0\" }},");
    item(
        text,
        lang,
        &say!(
            "An item beside the aspect, for the level conditions to look at. Bands: `from` belongs to the row, `to` does not",
            "写在方面旁边的项目，供下面的等级条件使用。分档：from 含本数，to 不含本数"
        ),
        &format!(
            "id = \"{by_people}\"\naspect = \"{aspect}\"\nclause = \"1\"\nmax = \"{count}\"\nvalue = \"overlay.{id}.people\"\nbands = [\n{rows}]"
        ),
    );
    note(
        text,
        lang,
        &say!(
            "Every level above the lowest has a condition; the level is the highest up to which all of them hold",
            "最低等级以上的每个等级都要有条件；所得等级是从低到高条件都满足的最高一级"
        ),
    );
    let mut entries = Vec::new();
    for (place, outcome) in outcomes.iter().enumerate().skip(1) {
        let level = format!("overlay.{id}.level_{place}");
        let _ = writeln!(
            text,
            "[[level]]\nid = \"{level}\"\naspect = \"{aspect}\"\nlevel = {}\nclause = \"1\"\nwhen = \"points({by_people}) >= {place}\"\n",
            quoted(outcome)
        );
        let people = place * 10;
        entries.push((
            level,
            say!("{people} people", "{people} 人"),
            say!("At least {people} people.", "至少 {people} 人。"),
            String::new(),
        ));
    }
    let of_item =
        (by_people.clone(), say!("Staff", "人数"), say!("A point for each ten people.", "每十人一档。"), String::new());
    words(text, &[("fact", vec![people_words(id)]), ("item", vec![of_item]), ("level", entries)]);
    cases_note(text, lang);
    // With the highest level in all other aspects this one decides.
    let top = outcomes.last().map_or("", String::as_str);
    let others: String = others.iter().map(|other| format!(", \"{other}\" = {}", quoted(top))).collect();
    for level in 1..=count {
        let on = level * 10;
        for (people, level) in [(on - 1, level - 1), (on, level), (on + 1, level)] {
            let of = outcomes.get(level).map_or("", String::as_str);
            let best = if between && !others.is_empty() { top } else { of };
            let expected =
                format!("points = {{ \"{by_people}\" = \"{level}\" }}\nuncapped = [{}, {}]", quoted(of), quoted(best));
            case(text, &people_said(lang, people), &format!("\"overlay.{id}.people\" = {people}{others}"), &expected);
        }
    }
}

fn people_said(lang: Lang, people: usize) -> String {
    match lang {
        Lang::Zh => format!("{people} 人"),
        Lang::En => format!("{people} people"),
    }
}

fn gate(text: &mut String, lang: Lang, id: &str, outcomes: &[String]) {
    let by_people = format!("overlay.{id}.by_people");
    item(
        text,
        lang,
        &say!(
            "An item that stands for itself: it adds nothing, the gate below looks at it. Bands: `from` belongs to the row,\n`to` does not",
            "单独的项目：不计入总分，供下面的限制使用。分档：from 含本数，to 不含本数"
        ),
        &format!(
            "id = \"{by_people}\"\nclause = \"1\"\nmax = \"10\"\nvalue = \"overlay.{id}.people\"\nbands = [\n  {{ from = \"10\", points = \"10\" }},\n  {{ to = \"10\", points = \"0\" }},\n]"
        ),
    );
    let lowest = outcomes.first().map_or("", String::as_str);
    let gate = format!("overlay.{id}.too_few");
    note(
        text,
        lang,
        &say!("A gate: while it holds, the result is at most `limit`", "限制：成立时，结果最高只能是 limit"),
    );
    let _ = writeln!(
        text,
        "[[cap]]\nid = \"{gate}\"\nclause = \"2\"\nlimit = {}\nwhen = \"not full({by_people})\"\n",
        quoted(lowest)
    );
    let of_item = (
        by_people.clone(),
        say!("Staff", "人数"),
        say!("Full points from ten people.", "十人以上得满分。"),
        String::new(),
    );
    let of_gate =
        (gate.clone(), say!("Too few people", "人数不足"), say!("Fewer than ten people.", "不足十人。"), String::new());
    words(text, &[("fact", vec![people_words(id)]), ("item", vec![of_item]), ("cap", vec![of_gate])]);
    cases_note(text, lang);
    of_people(text, lang, id, &by_people, &["0".to_owned(), "10".to_owned()], Some(&gate));
}

/// The shared files that every rule book builds on.
#[must_use]
pub fn is_shared(path: &str) -> bool {
    ["facts.", "evidence.", "readings."].iter().any(|name| path.starts_with(name))
}

/// A rule book to begin with: the files of its folder.
///
/// # Errors
/// An id that is none.
pub fn rulebook(id: &str, lang: Lang) -> Result<Vec<TextFile>, Box<Diagnostic>> {
    word(id)?;
    let comment = |said: Said| {
        let mut text = String::new();
        note(&mut text, lang, &said);
        text
    };
    let file = |name: &str, text: String| TextFile { path: format!("{id}/{name}"), text };
    let begin = comment(say!(
        "A rule book to begin with: it has no problems as it stands. Put your document in the place of what is here and run\n`ziping check` after each change. Guide: content/README.md",
        "规则的骨架：照原样就能通过检查。请换成自己的文件，每改一处就运行 ziping check。写法见 content/README.zh-CN.md"
    ));
    let clauses = comment(say!(
        "Every article and item of the document, in order. Each is cited below, or says nothing = true and why in its words",
        "文件的每一条、每一款，按顺序列出。每一条要么在下面引用到，要么写 nothing = true，并在文字里说明理由"
    ));
    let condition = comment(say!("第二条: at least three people (made up)", "第二条：不少于三人（编造的）"));
    let grade = comment(say!(
        "How the result is found: met, scored or aspects",
        "结果怎样得出：met 满足条件，scored 计分，aspects 分方面定级"
    ));
    let rulebook = format!(
        "{begin}schema = 1\nid = \"{id}\"\nversion = \"0.1.0\"\nstatus = \"draft\"\nsource = \"{id}.txt\"\n\n{clauses}[[clause]]\nid = \"第一条\"\nnothing = true\n\n[[clause]]\nid = \"第二条\"\n\n{condition}[[condition]]\nid = \"{id}.staffed\"\nclause = \"第二条\"\nkind = \"requirement\"\nwhen = \"{id}.people >= 3\"\n\n{grade}[grade]\nmodel = \"met\"\nof = \"requirement\"\nclause = \"第二条\"\noutcomes = [\"not_met\", \"met\"]\n\n[[section]]\nid = \"conditions\"\nitems = [\"{id}.staffed\"]\n"
    );
    let facts = format!(
        "{}[[fact]]\nid = \"{id}.people\"\nkind = \"count\"\n",
        comment(say!(
            "What only this rule book asks. See first whether the shared facts.toml has it",
            "只有这份规则要问的。先看共用的 facts.toml 里有没有"
        ))
    );
    let of_fact =
        |title: &str, text: &str| format!("[\"{id}.people\"]\ntitle = {}\ntext = {}\n", quoted(title), quoted(text));
    let words = |of: Lang| {
        let say = |zh: &str, en: &str| quoted(of.pick(zh, en));
        format!(
            "[regime]\ntitle = {}\nshort = {}\nissuer = {}\ndocument = {}\ntext = {}\napplication = {}\n\n[clause]\n\"第一条\" = {{ title = {}, text = {}, help = {} }}\n\"第二条\" = {{ title = {}, text = {} }}\n\n[condition]\n\"{id}.staffed\" = {{ title = {}, text = {} }}\n\n[outcome]\nnot_met = {{ title = {} }}\nmet = {{ title = {} }}\n\n[section]\nconditions = {{ title = {} }}\n",
            say("示例认定", "Example recognition"),
            say("示例", "Example"),
            say("示例机构", "Example issuer"),
            say("示例认定办法", "示例认定办法"),
            say("编造的认定，请换成自己的。", "A made-up recognition; put your own in its place."),
            say("示例认定申请表", "Application for the example recognition"),
            say("目的", "Purpose"),
            say("说明为什么要有这份办法。", "Why there is such a document."),
            say("只讲目的，没有可判断的条件。", "A purpose only; nothing to judge."),
            say("人员", "People"),
            say("不少于三人。", "At least three people."),
            say("至少三人", "Three people"),
            say("按现在的人数。", "As many as there are now."),
            say("不符合", "not met"),
            say("符合", "met"),
            say("认定条件", "Conditions"),
        )
    };
    let mut cases = comment(say!(
        "Below, on and above each threshold; `ziping cases DIR` proposes them",
        "每个界限都要有低于、等于、高于它的案例；ziping cases 文件夹 会提出建议"
    ));
    for (name, people, outcome, holds) in [
        (lang.pick("两人不够", "two are not enough"), 2, "not_met", "false"),
        (lang.pick("三人正好", "three are"), 3, "met", "true"),
        (lang.pick("四人", "four are"), 4, "met", "true"),
    ] {
        case(
            &mut cases,
            name,
            &format!("\"{id}.people\" = {people}"),
            &format!("grade = [\"{outcome}\", \"{outcome}\"]\noutcomes = {{ \"{id}.staffed\" = \"{holds}\" }}"),
        );
    }
    Ok(vec![
        file("rulebook.toml", rulebook),
        file("facts.toml", facts),
        file("facts.zh.toml", of_fact("人数", "现有多少人？")),
        file("facts.en.toml", of_fact("People", "How many people are there?")),
        file("zh.toml", words(Lang::Zh)),
        file("en.toml", words(Lang::En)),
        file("cases.toml", cases),
    ])
}

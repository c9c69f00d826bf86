//! What a line looks at, as a number expression: over answers that the kit asks for already, where a title says so, else
//! over new ones that the overlay asks.

use crate::phrase::{Unit, plain};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use ziping_content::Content;
use ziping_regime::RuleBook;
use ziping_rules::fact::Kind;

/// What an answer must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Want {
    Count,
    Money,
    Yearly,
    Date,
    Bool,
}

impl Want {
    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Money => "money",
            Self::Yearly => "yearly",
            Self::Date => "date",
            Self::Bool => "bool",
        }
    }
}

/// An answer that the kit asks for already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    pub id: String,
    want: Want,
}

/// Titles of the answers that the kit asks for.
#[derive(Debug, Default)]
pub(super) struct Titles(BTreeMap<String, Vec<Known>>);

impl Titles {
    pub(super) fn of(content: &Content, book: &RuleBook) -> Self {
        let mut titles = Self::default();
        let aliases: toml::Table = include_str!("words.toml").parse().unwrap_or_default();
        let languages = ["zh", "en"].map(|lang| content.words_for(lang, &book.id));
        for (_, fact) in content.library.catalogue.iter() {
            let want = match fact.kind {
                Kind::Count => Want::Count,
                Kind::Money { .. } => Want::Money,
                Kind::Yearly { .. } => Want::Yearly,
                Kind::Date => Want::Date,
                _ => continue,
            };
            // Shared ones, and those of this rule book.
            if fact.section.is_none() && !fact.id.starts_with(&format!("{}.", book.id)) {
                continue;
            }
            let own = languages.iter().map(|words| words.title("fact", &fact.id).to_owned());
            let others = aliases.get(&fact.id).and_then(toml::Value::as_array).into_iter().flatten();
            for title in own.chain(others.filter_map(|name| Some(name.as_str()?.to_owned()))) {
                let known = Known { id: fact.id.clone(), want };
                let all = titles.0.entry(key(&title)).or_default();
                if !all.contains(&known) {
                    all.push(known);
                }
            }
        }
        titles
    }

    /// The answer of a title, where only one of the kind has it.
    fn find(&self, title: &str, wants: &[Want]) -> Option<&Known> {
        let all = self.0.get(&key(title))?;
        let mut fitting = all.iter().filter(|known| wants.contains(&known.want));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }
}

/// What brackets behind a title may say without making it another title: units, and the year that is meant anyway.
const SAID_ANYWAY: [&str; 16] = [
    "元",
    "万元",
    "亿元",
    "%",
    "年",
    "人",
    "个",
    "项",
    "次",
    "上年",
    "上年度",
    "上一年",
    "上一年度",
    "years",
    "yuan",
    "last year",
];

/// A title to be compared, in small letters. 营业收入（近三年累计）is another one than 营业收入, 营业收入（万元）is not.
fn key(title: &str) -> String {
    let plain = plain(title).to_lowercase();
    match plain.strip_suffix(')').and_then(|rest| rest.split_once('(')) {
        Some((bare, said)) if SAID_ANYWAY.contains(&said.trim()) => bare.trim().to_owned(),
        _ => plain.trim().to_owned(),
    }
}

/// An answer that the overlay asks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asked {
    pub title: String,
    pub want: Want,
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Looked {
    /// The expression; `{0}`, `{1}` stand for the new answers.
    pub expression: String,
    /// New answers.
    pub asked: Vec<Asked>,
    /// It divides.
    pub divides: bool,
    /// Answers that the kit asks for already, by id.
    pub known: Vec<String>,
}

static SHARE: LazyLock<Regex> =
    LazyLock::new(|| crate::phrase::pattern(r"^(.+?)占(.{2,}?)的?(?:比例|比重|比率|百分比|之比|比)?$"));
static RATIO: LazyLock<Regex> =
    LazyLock::new(|| crate::phrase::pattern(r"^(.+?)(?:÷|/|除以| divided by )(.+?)(?:×100%)?$"));
static GROWTH: LazyLock<Regex> = LazyLock::new(|| crate::phrase::pattern(r"^(.+?)(?:年?增长率|年?增幅| growth)$"));

/// What a value of a unit is, by the name that the table gives it. `whole`: all numbers that it is compared with are whole.
pub(super) fn looked(name: &str, unit: Unit, whole: bool, titles: &Titles) -> Looked {
    match unit {
        Unit::Years | Unit::Months => {
            let form = if unit == Unit::Years { "years" } else { "months" };
            one(name, form, Want::Date, &[Want::Date], titles)
        }
        Unit::Money => {
            let known = titles.find(name, &[Want::Money, Want::Yearly]);
            match known {
                Some(known) if known.want == Want::Yearly => plain_of(known),
                _ => one(name, "", Want::Money, &[Want::Money], titles),
            }
        }
        Unit::Plain if whole => one(name, "", Want::Count, &[Want::Count], titles),
        Unit::Plain | Unit::Percent => ratio(name, titles),
    }
}

fn plain_of(known: &Known) -> Looked {
    let expression = format!("yearly({}, 1)", known.id);
    Looked { expression, asked: Vec::new(), divides: false, known: vec![known.id.clone()] }
}

fn one(name: &str, form: &str, want: Want, wants: &[Want], titles: &Titles) -> Looked {
    let found = titles.find(name, wants);
    let (of, asked) = match found {
        Some(known) => (known.id.clone(), Vec::new()),
        None => ("{0}".to_owned(), vec![Asked { title: name.to_owned(), want }]),
    };
    let expression = if form.is_empty() { of } else { format!("{form}({of})") };
    Looked { expression, asked, divides: false, known: found.map(|known| known.id.clone()).into_iter().collect() }
}

fn ratio(name: &str, titles: &Titles) -> Looked {
    let plain = plain(name);
    // 资产负债率（负债总额÷资产总额）: what stands in the brackets says what is divided by what.
    let inner = plain.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    let texts = || inner.into_iter().chain([plain.as_str()]);
    if let Some(found) = texts().find_map(|text| GROWTH.captures(text)) {
        let of = found.get(1).map_or("", |found| found.as_str());
        let found = titles.find(of, &[Want::Yearly]);
        let (of, asked) = match found {
            Some(known) => (known.id.clone(), Vec::new()),
            None => ("{0}".to_owned(), vec![Asked { title: of.to_owned(), want: Want::Yearly }]),
        };
        let known = found.map(|known| known.id.clone()).into_iter().collect();
        return Looked { expression: format!("growth({of})"), asked, divides: true, known };
    }
    let parts = texts().find_map(|text| RATIO.captures(text).or_else(|| SHARE.captures(text)));
    let parts = parts.map(|found| [1, 2].map(|at| found.get(at).map_or("", |found| found.as_str()).to_owned()));
    let named = parts.is_some();
    let titles_of = parts.unwrap_or_else(|| match name.is_ascii() {
        true => [format!("{name}: numerator"), format!("{name}: denominator")],
        false => [format!("{name}：分子"), format!("{name}：分母")],
    });
    let people = ["人", "员工", "职工", "数量", "件数", "项数", "staff", "people", "number of"];
    let of_people = |title: &str| people.iter().any(|word| title.contains(word));
    let counted = if named { titles_of.iter().all(|title| of_people(title)) } else { of_people(name) };
    let want = if counted { Want::Count } else { Want::Money };
    let (mut asked, mut known) = (Vec::new(), Vec::new());
    let mut yearly = false;
    let mut of =
        |title: &str| match titles.find(title, if counted { &[Want::Count] } else { &[Want::Money, Want::Yearly] }) {
            Some(found) => {
                known.push(found.id.clone());
                if found.want == Want::Yearly {
                    yearly = true;
                    format!("yearly({}, 1)", found.id)
                } else {
                    found.id.clone()
                }
            }
            None => {
                asked.push(Asked { title: title.to_owned(), want });
                format!("{{{}}}", asked.len() - 1)
            }
        };
    let [part, base] = titles_of;
    let (part, base) = (of(&part), of(&base));
    let expression = if yearly { format!("{part} / {base}") } else { format!("share({part}, {base})") };
    Looked { expression, asked, divides: true, known }
}

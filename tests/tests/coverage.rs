//! The content beside its sources: every article and item is accounted for, and no sentence is pasted.

#![expect(clippy::panic, reason = "a failed test panics")]

use std::collections::{BTreeMap, BTreeSet};
use ziping_regime::RuleBook;
use ziping_rules::fact::FactIx;
use ziping_tests::project::{content, root, sources};

/// The longest run of Chinese characters that may stand in a source as well: names are longer at times and listed.
const RUN: usize = 16;

/// Names that stand in the sources and must stay exact, each with the reason.
const NAMES: [(&str, &str); 13] = [
    ("中技协科技服务行业信用等级评价委员会", "name of the committee"),
    ("信息化和工业化融合管理体系贯标咨询服务机构监督与评级管理办法", "title of the document"),
    ("信息系统业务安全服务资质评定管理办法", "title of the document"),
    ("信息化工程与技术服务能力评价工作管理办法", "title of the document"),
    ("科技服务行业企业信用等级评价管理办法", "title of the document"),
    ("计算机信息系统集成企业资质运行维护能力评定条件", "title of the document"),
    ("计算机信息系统集成企业资质运行维护能力评定申报表", "title of the form"),
    ("计算机信息系统集成企业资质运行维护能力评定", "name of the assessment"),
    ("工业和信息化部计算机信息系统集成资质认证工作办公室", "name of the office"),
    ("工业和信息化部两化融合管理体系联合工作组", "name of the issuer"),
    ("中国技术市场协会科学技术评价中心", "name of the centre"),
    ("信息化工程与技术服务能力评价机构", "defined term"),
    ("两化融合管理体系贯标咨询服务机构", "defined term"),
];

/// More names, of which a verb stands in front in the source.
const IN_CONTEXT: [(&str, &str); 1] =
    [("申请新一代信息技术应用与创新能力评价", "name of the assessment, with the verb")];

fn source(name: &str) -> String {
    let path = sources().unwrap_or_else(|remedy| panic!("{remedy}")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn book(id: &str) -> &'static RuleBook {
    content().library.regime(id).unwrap_or_else(|| panic!("there is no rule book {id}"))
}

fn listed(id: &str) -> BTreeSet<String> {
    book(id).clauses.iter().map(|clause| clause.id.clone()).collect()
}

/// A Chinese numeral at the head of a text that ends with `end`: `十四` of `十四条 …`.
fn numeral_before(text: &str, end: char) -> Option<&str> {
    let (numeral, _) = text.split_once(end)?;
    let is_numeral = !numeral.is_empty() && numeral.chars().all(|c| "一二三四五六七八九十".contains(c));
    is_numeral.then_some(numeral)
}

/// Articles and items of a source by their clause ids: `第九条`, `第九条（一）`, `第九条（一）4`.
fn articles(text: &str) -> Vec<String> {
    let (mut found, mut article, mut item) = (Vec::new(), String::new(), String::new());
    for line in text.lines() {
        let line = line.trim().trim_start_matches('-').trim_start().replace('(', "（").replace(')', "）");
        if let Some(numeral) = line.strip_prefix('第').and_then(|rest| numeral_before(rest, '条')) {
            article = format!("第{numeral}条");
            item.clear();
            found.push(article.clone());
        } else if let Some(numeral) = line.strip_prefix('（').and_then(|rest| numeral_before(rest, '）')) {
            if !article.is_empty() {
                item = format!("（{numeral}）");
                found.push(format!("{article}{item}"));
            }
        } else {
            let digits: String = line.chars().take_while(char::is_ascii_digit).collect();
            let rest = line.get(digits.len()..).unwrap_or_default();
            if !digits.is_empty() && !item.is_empty() && rest.starts_with(['.', '．', '、']) {
                found.push(format!("{article}{item}{digits}"));
            }
        }
    }
    found
}

/// Articles whose items are accounted for by the article as a whole, with the reason.
fn taken_whole(id: &str, clause: &str) -> Option<&'static str> {
    match (id, clause) {
        ("credit", "第十一条" | "第十二条" | "第十三条") => {
            Some("tasks of the association and its bodies: one term")
        }
        ("bizsec", "第四条") => Some("tasks of the branch: one term; （五） concerns holders and is listed"),
        _ => None,
    }
}

fn accounted(id: &str, file: &str, count: usize) {
    let found = articles(&source(file));
    let numbered = found.iter().filter(|clause| clause.ends_with('条')).collect::<BTreeSet<_>>().len();
    assert_eq!(numbered, count, "{file} has another number of articles than this test expects");
    let listed = listed(id);
    let missing: Vec<&String> = found
        .iter()
        .filter(|clause| {
            let whole = clause
                .split_inclusive('条')
                .next()
                .is_some_and(|of| of != clause.as_str() && taken_whole(id, of).is_some() && listed.contains(of));
            !listed.contains(*clause) && !whole
        })
        .collect();
    assert!(missing.is_empty(), "{id} does not list {missing:?} of {file} as [[clause]]");
    let invented: Vec<&String> = listed.iter().filter(|clause| !found.contains(clause)).collect();
    assert!(invented.is_empty(), "{id} lists clauses that {file} does not have: {invented:?}");
}

#[test]
fn every_article_of_the_engineering_rules_is_listed() {
    accounted("iets", "iets.txt", 28);
    accounted("nextgen-it", "iets.txt", 28);
}

#[test]
fn every_article_of_the_credit_rules_is_listed() {
    accounted("credit", "credit.txt", 39);
}

#[test]
fn every_article_of_the_business_security_rules_is_listed() {
    accounted("bizsec", "bizsec-2024.txt", 30);
}

#[test]
fn every_item_of_the_notice_of_2012_and_its_annex_is_listed() {
    let text = source("om-2012.txt");
    let listed = listed("om");
    let (mut annex, mut section, mut expected) = (false, String::new(), BTreeSet::new());
    let mut item = String::new();
    for line in text.lines() {
        let line = line.trim();
        annex |= line.starts_with("附件：") && expected.len() > 6;
        let within = if annex { "附件" } else { "通知" };
        let digits: String = line.chars().take_while(char::is_ascii_digit).collect();
        if let Some(numeral) = numeral_before(line, '、') {
            section = format!("{within}{numeral}");
            item.clear();
            if !annex {
                expected.insert(section.clone());
            }
        } else if let Some(numeral) = line.strip_prefix('（').and_then(|rest| numeral_before(rest, '）')) {
            item = format!("（{numeral}）");
            expected.insert(format!("{section}{item}"));
        } else if !digits.is_empty() && line.get(digits.len()..).is_some_and(|rest| rest.starts_with('、')) {
            expected.insert(format!("{section}{item}{digits}"));
        }
    }
    let conditions = expected.iter().filter(|clause| clause.starts_with("附件")).count();
    assert_eq!(conditions, 14, "{expected:?}");
    for numeral in ["一", "二", "三", "四", "五", "六"] {
        assert!(expected.contains(&format!("通知{numeral}")), "{expected:?}");
    }
    let missing: Vec<&String> = expected.difference(&listed).collect();
    assert!(missing.is_empty(), "om does not list {missing:?}");
    // The head and the tail of the notice have no number in the source.
    let invented: Vec<&String> =
        listed.difference(&expected).filter(|clause| !matches!(clause.as_str(), "通知首段" | "通知末段")).collect();
    assert!(invented.is_empty(), "om lists clauses that the notice does not have: {invented:?}");
}

#[test]
fn every_item_of_the_consulting_rating_is_listed() {
    let text = source("iii-consulting.txt").replace('*', "");
    let listed = listed("iii-consulting");
    // The document is made of slides whose items have no numbers: how many each group has was counted by hand.
    let groups: [(&str, usize); 9] = [
        ("总则", 4),
        ("公开", 6),
        ("公开项", 7),
        ("反馈", 10),
        ("投诉", 4),
        ("评级", 4),
        ("程序", 5),
        ("依据", 7),
        ("调整", 5),
    ];
    for (group, count) in groups {
        let own: Vec<&String> = listed
            .iter()
            .filter(|clause| clause.strip_prefix(group).is_some_and(|rest| rest.parse::<usize>().is_ok()))
            .collect();
        assert_eq!(own.len(), count, "{group}: {own:?}");
        for number in 1..=count {
            assert!(listed.contains(&format!("{group}{number}")), "{group}{number} is not listed");
        }
    }
    assert_eq!(text.matches('✓').count(), 10, "反馈 has as many items as the source");
    // 依据: numbered groups with lettered items and notes.
    let from = text.find("评级依据包括但不限于").unwrap_or_else(|| panic!("the bases are not in the source"));
    let to = text.find("存在下列情形之一").unwrap_or_else(|| panic!("the grounds are not in the source"));
    let mut expected: BTreeMap<String, usize> = BTreeMap::new();
    let (mut group, mut letter) = (String::new(), String::new());
    for line in text.get(from..to).unwrap_or_default().lines() {
        let line = line.trim_start_matches(['#', '-', ' ']);
        let digits: String = line.chars().take_while(char::is_ascii_digit).collect();
        let mut chars = line.chars();
        if !digits.is_empty() && line.get(digits.len()..).is_some_and(|rest| rest.starts_with(')')) {
            group = format!("依据{digits}");
            letter.clear();
            expected.insert(group.clone(), 1);
        } else if let (Some(c @ 'a'..='z'), Some('.')) = (chars.next(), chars.next()) {
            letter = c.to_string();
            expected.insert(format!("{group}{letter}"), 1);
        } else if let Some(rest) = line.strip_prefix('注') {
            let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
            expected.insert(format!("{group}{letter}注{number}"), 1);
        }
    }
    assert!(expected.len() >= 20, "{expected:?}");
    let missing: Vec<&String> = expected.keys().filter(|clause| !listed.contains(*clause)).collect();
    assert!(missing.is_empty(), "iii-consulting does not list {missing:?}");
    let grounds = text.get(to..).unwrap_or_default();
    for number in 1..=5 {
        assert!(grounds.contains(&format!("{number}) ")), "ground {number} is not in the source");
    }
}

/// The runs of Chinese characters of a text.
fn runs(text: &str) -> Vec<Vec<char>> {
    text.split(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c))
        .map(|run| run.chars().collect::<Vec<char>>())
        .filter(|run| run.len() >= RUN)
        .collect()
}

/// A text without what stands in 《》.
fn without_titles(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = 0_usize;
    for c in text.chars() {
        match c {
            '《' => inside += 1,
            '》' => inside = inside.saturating_sub(1),
            '\n' => inside = 0,
            _ => {}
        }
        plain.push(if inside > 0 { ' ' } else { c });
    }
    plain
}

#[test]
fn no_sentence_of_a_source_is_pasted() {
    let folder = sources().unwrap_or_else(|remedy| panic!("{remedy}"));
    let mut known: BTreeMap<Vec<char>, String> = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{error}")).flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        // Lines are broken anywhere in the sources, and words stressed with asterisks.
        let joined: String = text.chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
        for run in runs(&joined) {
            for window in run.windows(RUN) {
                known.insert(window.to_vec(), entry.file_name().to_string_lossy().into_owned());
            }
        }
    }
    assert!(known.len() > 2_500, "{} runs in the sources", known.len());
    let mut pasted = BTreeMap::new();
    let mut used = BTreeSet::new();
    let content = ziping_tests::project::files_below(&root().join("content")).unwrap_or_else(|error| panic!("{error}"));
    let texts = content.iter().filter(|file| file.path.ends_with("zh.toml") || file.path.starts_with("papers/"));
    for (file, (number, line)) in texts.flat_map(|file| file.text.lines().enumerate().map(move |line| (file, line))) {
        let mut line = without_titles(line);
        for (name, _) in IN_CONTEXT.iter().chain(&NAMES) {
            if line.contains(name) {
                used.insert(*name);
                line = line.replace(name, " ");
            }
        }
        for run in runs(&line) {
            for window in run.windows(RUN) {
                // What an assessment is called may always be said.
                let said: String = window.iter().collect();
                if let Some(source) = known.get(window)
                    && !content_names().contains(&said)
                {
                    pasted.entry(format!("{}:{}", file.path, number + 1)).or_insert(format!("{said} ({source})"));
                }
            }
        }
    }
    assert!(
        pasted.is_empty(),
        "{RUN} characters or more of a source; say it in other words, or add a name to the list in this test: \
         {pasted:#?}"
    );
    let idle: Vec<&str> =
        IN_CONTEXT.iter().chain(&NAMES).map(|(name, _)| *name).filter(|name| !used.contains(name)).collect();
    assert!(idle.is_empty(), "names in the list that the content does not use: {idle:?}");
}

/// The titles of the regimes: what the assessments are called.
fn content_names() -> BTreeSet<String> {
    let library = &content().library;
    library.regimes.iter().map(|book| content().words_for("zh", &book.id).get("regime", "").title.clone()).collect()
}

/// Questions of several regimes in the same words that are about each one's own certificate.
const OF_ONE_CERTIFICATE: [&str; 2] = ["loss_detail", "applied_level"];

#[test]
fn no_two_rule_books_ask_the_same_question_under_two_ids() {
    let words = content().words_for("zh", "");
    // What a letter asks is about its own matter, and who is addressed about its own procedure.
    let of_letters: BTreeSet<FactIx> = (content().library.regimes.iter())
        .flat_map(|book| {
            let letters = book.documents.iter().filter(|document| book.is_letter(document));
            letters.flat_map(|letter| book.asked_by(letter))
        })
        .collect();
    let mut asked: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (ix, fact) in content().library.catalogue.iter() {
        if !of_letters.contains(&ix) && !OF_ONE_CERTIFICATE.iter().any(|own| fact.id.ends_with(own)) {
            asked.entry(words.get("fact", &fact.id).text.as_str()).or_default().push(&fact.id);
        }
    }
    asked.retain(|_, ids| ids.len() > 1);
    assert!(asked.is_empty(), "ask it once, in facts.toml, with `former`: {asked:#?}");
}

/// A screen reader goes from question to question by what each asks; two that sound alike cannot be told apart.
#[test]
fn no_two_questions_of_a_section_sound_alike() {
    let content = content();
    let mut alike = Vec::new();
    for book in &content.library.regimes {
        for lang in ["zh", "en"] {
            let words = content.words_for(lang, &book.id);
            for section in &book.sections {
                let mut asked: BTreeMap<&str, &str> = BTreeMap::new();
                for fact in &section.facts {
                    let id = content.library.catalogue.id(*fact);
                    let text = words.get("fact", id).text.as_str();
                    if let Some(other) = asked.insert(text, id) {
                        alike.push(format!("{} {lang} {}: {other} and {id}: {text}", book.id, section.id));
                    }
                }
            }
        }
    }
    assert!(alike.is_empty(), "{}", alike.join("\n"));
}

#[test]
fn helps_of_questions_name_only_buttons_that_there_are() {
    let file = root().join("web/texts/zh.toml");
    let page: toml::Table = std::fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
        .parse()
        .unwrap_or_else(|error| panic!("{error}"));
    let of_page = ["field", "occurrence", "table"].iter().filter_map(|table| page.get(*table)?.as_table());
    let mut buttons: BTreeSet<&str> =
        of_page.flat_map(|table| table.values()).filter_map(toml::Value::as_str).collect();
    let words = content().words.get("zh").unwrap_or_else(|| panic!("no Chinese words"));
    let facts = || words.values().flat_map(|words| words.iter()).filter(|(kind, ..)| *kind == "fact");
    buttons.extend(facts().flat_map(|(_, _, of)| of.labels.values()).map(String::as_str));
    buttons.extend(
        words.values().flat_map(|words| words.iter()).filter(|of| of.0 == "outcome").map(|of| of.2.title.as_str()),
    );
    let mut named = 0;
    for (_, id, of) in facts() {
        for quoted in of.help.split("选“").skip(1) {
            let button = quoted.split('”').next().unwrap_or_default();
            assert!(buttons.contains(button), "`{id}` tells to press “{button}”, which is no button");
            named += 1;
        }
    }
    assert!(named > 20, "{named}");
}

/// Words of the kit's own that a reader of the page cannot know. The page says what they mean instead.
const OF_THE_KIT: [&str; 5] = ["读法", "文本疑点", "余地", "可主张", "评价基准日"];

#[test]
fn the_page_has_no_word_of_the_kit_s_own_that_it_does_not_explain() {
    let folder = std::fs::read_dir(root().join("web/texts")).unwrap_or_else(|error| panic!("{error}"));
    let files = folder.flatten().map(|entry| entry.path());
    let chinese: Vec<_> = files.filter(|path| path.to_string_lossy().ends_with("zh.toml")).collect();
    assert!(chinese.len() > 10, "{chinese:?}");
    for file in chinese {
        let page = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let texts: String = page.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
        let found = OF_THE_KIT.iter().find(|word| texts.contains(**word));
        assert_eq!(found, None, "{}", file.display());
    }
}

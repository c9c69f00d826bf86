//! What a clause-by-clause read of the rule books against their sources found, kept mended: docs/reviews-content.md has a
//! row for each finding. Where a test can tell the kind, it is told here over all rule books; what only its words can show
//! stands in tests/fixtures/reviewed.toml.

#![expect(clippy::panic, reason = "a failed test panics")]

use std::collections::{BTreeMap, BTreeSet};
use ziping_assess::proof::{applies, needs};
use ziping_assess::{Outcome, assess};
use ziping_base::calendar::Day;
use ziping_regime::{RuleBook, Words, WordsOf};
use ziping_rules::fact::{Kind, Occurrence, Range, Sheet, Value};
use ziping_tests::project::{content, files_below, root, sources};

const LANGUAGES: [&str; 2] = ["zh", "en"];

fn text_of(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn table(path: &str) -> toml::Table {
    text_of(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn books() -> &'static [RuleBook] {
    &content().library.regimes
}

fn words(lang: &str, book: &str) -> Words {
    content().words_for(lang, book)
}

fn list<'t>(table: &'t toml::Table, key: &str) -> Vec<&'t str> {
    let items = table.get(key).and_then(toml::Value::as_array).into_iter().flatten();
    items.map(|item| item.as_str().unwrap_or_default()).collect()
}

/// All texts of some words, or those of one field.
fn said(of: &WordsOf, field: Option<&str>) -> String {
    match field {
        Some("title") => of.title.clone(),
        Some("text") => of.text.clone(),
        Some("help") => of.help.clone(),
        Some("inferred") => of.inferred.clone(),
        Some(other) => panic!("words have no `{other}`"),
        None => {
            let texts = [&of.title, &of.text, &of.help, &of.inferred].into_iter();
            texts.chain(of.labels.values()).chain(&of.sent_back).map(|text| format!("{text}\n")).collect()
        }
    }
}

#[test]
fn words_that_were_mended_say_what_the_document_says() {
    let findings = table("tests/fixtures/reviewed.toml");
    let findings = findings["said"].as_array().cloned().unwrap_or_default();
    assert!(findings.len() > 150, "{}", findings.len());
    let mut wrong = Vec::new();
    for finding in findings.iter().filter_map(toml::Value::as_table) {
        let (line, book) = (finding["line"].as_str().unwrap_or_default(), finding["book"].as_str().unwrap_or_default());
        let field = finding.get("in").and_then(toml::Value::as_str);
        for lang in LANGUAGES {
            let words = words(lang, book);
            for of in list(finding, "of") {
                let (kind, id) = of.split_once('.').unwrap_or_default();
                let Some(found) = words.find(kind, id) else { panic!("{line}: {book} has no words of {of}") };
                let text = said(found, field);
                for wanted in list(finding, lang) {
                    if !wanted.split('|').any(|one| text.contains(one)) {
                        wrong.push(format!("{line} {lang} {of} does not say `{wanted}`: {text}"));
                    }
                }
                for unwanted in list(finding, &format!("not_{lang}")) {
                    if text.contains(unwanted) {
                        wrong.push(format!("{line} {lang} {of} says `{unwanted}`: {text}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A Chinese numeral in brackets or before 条 at the head of a line, as a clause id has it.
fn numeral(text: &str, end: char) -> Option<&str> {
    let (numeral, _) = text.split_once(end)?;
    (!numeral.is_empty() && numeral.chars().all(|c| "一二三四五六七八九十".contains(c))).then_some(numeral)
}

/// What the articles and items of a source say, by clause id.
fn articles(file: &str) -> BTreeMap<String, String> {
    let path = sources().unwrap_or_else(|remedy| panic!("{remedy}")).join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (mut all, mut article, mut item) = (BTreeMap::<String, String>::new(), String::new(), String::new());
    for line in text.lines() {
        let line = line.trim().trim_start_matches('-').trim_start().replace('(', "（").replace(')', "）");
        // A chapter's head belongs to no article.
        if line.starts_with('第') && numeral(line.trim_start_matches('第'), '章').is_some() {
            (article, item) = (String::new(), String::new());
        } else if let Some(found) = line.strip_prefix('第').and_then(|rest| numeral(rest, '条')) {
            (article, item) = (format!("第{found}条"), String::new());
        } else if let Some(found) = line.strip_prefix('（').and_then(|rest| numeral(rest, '）')) {
            item = format!("（{found}）");
        }
        if !article.is_empty() {
            all.entry(format!("{article}{item}")).or_default().push_str(&line);
        }
    }
    all
}

/// Whether a text of a source leaves a list open: 等 that is neither part of a word nor a number of grades, 主要指, 主要包括.
fn leaves_open(text: &str) -> bool {
    let words = ["等级", "同等", "等同", "三等", "平等", "相等"];
    let plain = words.iter().fold(text.to_owned(), |text, word| text.replace(word, "　"));
    ["等", "主要指", "主要包括", "包括但不限于"].iter().any(|open| plain.contains(open))
}

/// Words by which a list stays open, in each language.
fn stays_open(lang: &str, text: &str) -> bool {
    let open: &[&str] = if lang == "zh" {
        &["等", "主要", "不限", "其他", "各类"]
    } else {
        &[
            "and the like",
            "or the like",
            "and so on",
            "mainly",
            "“mainly”",
            "such as",
            "not only",
            "and others",
            "other",
            "similar",
            "among others",
            "elsewhere",
            "not limited",
            "the list is open",
        ]
    };
    open.iter().any(|word| text.contains(word))
}

/// K5: lists that a document leaves open (等, 主要指, 包括但不限于) are left open by what is said of its clauses.
#[test]
fn lists_that_a_source_leaves_open_stay_open() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    let mut look = |book: &str, clause: &str, source: &str| {
        seen += 1;
        for lang in LANGUAGES {
            let said = words(lang, book).get("clause", clause).text.replace("等级", "级");
            if !stays_open(lang, &said) {
                wrong.push(format!("{book} {lang} {clause} closes a list: {said}\n    {source}"));
            }
        }
    };
    let of =
        [("bizsec", "bizsec-2024.txt"), ("credit", "credit.txt"), ("iets", "iets.txt"), ("nextgen-it", "iets.txt")];
    for (book, file) in of {
        let listed: BTreeSet<&str> = books()
            .iter()
            .filter(|known| known.id == book)
            .flat_map(|known| &known.clauses)
            .map(|c| c.id.as_str())
            .collect();
        for (clause, source) in articles(file).iter().filter(|(clause, _)| listed.contains(clause.as_str())) {
            if leaves_open(source) {
                look(book, clause, source);
            }
        }
    }
    // These two have no numbered articles.
    look("om", "通知一", "主要包括硬件系统、软件系统和运行环境等的维护");
    for clause in ["公开2", "公开项1", "公开项2", "公开项5", "公开项6", "公开项7", "依据", "推荐2"]
    {
        look("iii-consulting", clause, "等, 包括但不限于");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 35, "{seen}");
}

/// K6: the calendar, the guide and the calendar file print the text of steps and dates and not their help.
#[test]
fn what_changes_what_one_does_stands_in_the_text_of_steps_and_dates() {
    let cautions: [(&str, &[&str]); 2] = [
        ("zh", &["宜", "越早", "应当", "必须", "不得", "逾期", "最迟", "失效", "撤销", "尽快", "务必"]),
        ("en", &["must ", " soon", "sooner", "early", "lapse", "revoke", "at the latest", "do not "]),
    ];
    let mut wrong = Vec::new();
    for (lang, cautions) in cautions {
        for book in books() {
            let words = words(lang, &book.id);
            let steps = book.steps.iter().map(|step| ("step", &step.id));
            let duties = book.duties.iter().map(|duty| ("duty", &duty.id));
            for (kind, id) in steps.chain(duties) {
                let help = &words.get(kind, id).help;
                wrong.extend(
                    cautions
                        .iter()
                        .filter(|word| help.contains(**word))
                        .map(|word| format!("{lang} {id}: {word}: {help}")),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "move it into `text`:\n{}", wrong.join("\n"));
}

/// K7: of a step that belongs to several procedures, each shows its own papers only.
#[test]
fn a_step_hands_in_no_paper_of_another_procedure_where_it_has_one_of_its_own() {
    let mut shared = 0;
    for book in books() {
        for step in &book.steps {
            for procedure in &step.procedures {
                let papers = book.handed_in(step, procedure);
                let own = |paper: &&ziping_regime::Document| paper.procedures.contains(procedure);
                assert!(papers.iter().all(own) || !papers.iter().any(own), "{} {procedure}", step.id);
                shared += usize::from(papers.len() < step.documents.len());
            }
        }
    }
    assert!(shared > 3, "{shared}");
}

/// K2: pages have no names of their own for who acts and for procedures; they take those of the rule book.
#[test]
fn pages_have_no_names_of_their_own_for_procedures_and_for_who_acts() {
    fn values(table: &toml::Table, all: &mut BTreeSet<String>) {
        for value in table.values() {
            match value {
                toml::Value::String(text) => {
                    all.insert(text.to_lowercase());
                }
                toml::Value::Table(table) => values(table, all),
                _ => {}
            }
        }
    }
    for lang in LANGUAGES {
        let mut page = BTreeSet::new();
        let files = files_below(&root().join("web/texts")).unwrap_or_else(|error| panic!("{error}"));
        for file in files.iter().filter(|file| file.path.ends_with(&format!("{lang}.toml"))) {
            values(&file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path)), &mut page);
        }
        assert!(page.len() > 1000, "{}", page.len());
        let generic = [
            "年度复查",
            "整改",
            "投诉",
            "异议",
            "到期续办",
            "办公室",
            "工作委员会",
            "省级机构",
            "评价（评审）机构",
            "主管部门",
        ];
        let mut names: BTreeSet<String> = generic.into_iter().map(str::to_owned).collect();
        for book in books() {
            let words = words(lang, &book.id);
            let procedures = book.steps.iter().flat_map(|step| &step.procedures).map(|id| ("procedure", id.as_str()));
            let actors = book.steps.iter().map(|step| ("actor", step.actor.as_str()));
            names.extend(procedures.chain(actors).map(|(kind, id)| words.get(kind, id).title.to_lowercase()));
        }
        let own: Vec<&String> = names.intersection(&page).collect();
        assert!(own.is_empty(), "{lang}: {own:?}");
    }
}

/// K3: what the kit advises stands in parts of the papers that nobody signs.
#[test]
fn advice_of_the_kit_is_in_nothing_that_is_signed() {
    let logic = table("content/papers.toml");
    let signed = ["declaration_head", "declaration", "letter_head", "letter_declaration"];
    let advice: [(&str, &[&str]); 2] = [
        ("zh", &["A4", "双面", "骑缝", "装订", "重大事项", "无遗漏", "没有遗漏"]),
        ("en", &["A4", "double-sided", "across the pages", "bind", "major changes", "without omission"]),
    ];
    let sentences = logic["sentence"].as_array().cloned().unwrap_or_default();
    let mut seen = 0;
    for sentence in sentences.iter().filter_map(toml::Value::as_table) {
        let (id, part) = (sentence["id"].as_str().unwrap_or_default(), sentence["part"].as_str().unwrap_or_default());
        if !signed.contains(&part) {
            continue;
        }
        seen += 1;
        for (lang, advice) in advice {
            let words = table(&format!("content/papers.{lang}.toml"));
            let text = words[id]["text"].as_str().unwrap_or_default().to_owned();
            assert!(!advice.iter().any(|word| text.contains(word)), "{id} {lang}: {text}");
        }
    }
    assert!(seen > 20, "{seen}");
    // Figures agree with audited statements only where the applicant says that they were audited.
    let audited = sentences.iter().filter_map(toml::Value::as_table).filter(|one| {
        let words = table("content/papers.zh.toml");
        words[one["id"].as_str().unwrap_or_default()]["text"].as_str().is_some_and(|text| text.contains("审计"))
    });
    let conditions: Vec<Option<&str>> = audited.map(|one| one.get("when").and_then(toml::Value::as_str)).collect();
    assert_eq!(conditions, [Some("finance.audited")]);
}

/// om 2: what was abolished is told as it was.
#[test]
fn an_abolished_procedure_is_told_as_past() {
    let past: [(&str, &[&str]); 2] = [
        ("zh", &["当时", "已经停止", "2012 年"]),
        ("en", &["then", "at the time", "At the time", "has ended", "could", "2012", "was set up"]),
    ];
    let Some(om) = books().iter().find(|book| book.id == "om") else { panic!("no om") };
    let clauses = [
        "通知二",
        "通知四",
        "通知五",
        "通知五（一）",
        "通知五（二）",
        "通知五（三）",
        "通知五（四）",
        "通知五（五）",
        "通知六",
        "通知末段",
    ];
    for (lang, past) in past {
        let words = words(lang, "om");
        let steps = om.steps.iter().map(|step| ("step", step.id.as_str()));
        for (kind, id) in steps.chain(clauses.iter().map(|id| ("clause", *id))) {
            let text = &words.get(kind, id).text;
            assert!(past.iter().any(|word| text.contains(word)), "{lang} {id}: {text}");
        }
    }
}

/// bizsec 7: what a document is numbered stands behind its title, not in it.
#[test]
fn numbers_of_documents_stand_outside_their_titles() {
    for book in books() {
        for (kind, id, of) in words("zh", &book.id).iter() {
            let text = said(of, None);
            let titles = text.split('《').skip(1).filter_map(|rest| rest.split('》').next());
            for title in titles {
                let numbered = title.contains('〔') || title.contains('［') || title.contains("发[");
                assert!(!numbered, "{} {kind} {id}: 《{title}》", book.id);
            }
        }
    }
    for book in books() {
        if let Some(repealed) = &book.effective.repeals {
            assert!(!repealed.split('》').next().unwrap_or_default().contains('〔'), "{repealed:?}");
        }
    }
}

/// iets 5, credit: 公示 in English is a public notice, and the days of it a public notice period.
#[test]
fn a_public_notice_is_called_one_in_english() {
    for book in books() {
        let (chinese, english) = (words("zh", &book.id), words("en", &book.id));
        for step in book.steps.iter().filter(|step| chinese.get("step", &step.id).title.contains("公示")) {
            let title = &english.get("step", &step.id).title;
            assert!(title.to_lowercase().contains("public notice"), "{}: {title}", step.id);
        }
        for (kind, id, of) in english.iter() {
            let text = said(of, None).to_lowercase();
            for wrong in
                ["after publicity", "during publicity", "days of publicity", "filing and publicity", "and publicity;"]
            {
                assert!(!text.contains(wrong), "{} {kind} {id}: {text}", book.id);
            }
        }
    }
}

/// Papers that prove something of an item, and that nobody would think of by the item's words alone.
#[test]
fn papers_that_prove_an_item_are_suggested_with_it() {
    let (wage, tax) = ("credit.cap.wage_arrears", "credit.score.social");
    let wanted = [
        ("credit", "credit.cap.imprisonment", "credit_no_criminal_record"),
        ("credit", "credit.cap.imprisonment", "credit_release_certificate"),
        ("credit", wage, "credit_report"),
        ("credit", wage, "wage_records"),
        ("credit", tax, "credit_tax_grade"),
        ("credit", "credit.score.competitiveness", "credit_honours"),
        ("credit", "credit.score.management", "credit_management_rules"),
        ("om", "om.req.platform", "software_copyright"),
        ("om", "om.req.platform", "om_software_product"),
        ("om", "om.req.senior_experts", "om_service_certificates"),
        ("iii-consulting", "iii.level.people", "iii_onsite_record"),
        ("iii-consulting", "iii.eligible.disclosed_team", "iii_onsite_record"),
    ];
    let backings = |book: &'static RuleBook| {
        let conditions = book.conditions.iter().map(|item| (item.id.as_str(), &item.backing));
        let caps = book.caps.iter().map(|item| (item.id.as_str(), &item.backing));
        let fact = |element: &ziping_regime::Element| content().library.catalogue.id(element.fact);
        let elements = book.elements().iter().map(move |element| (fact(element), &element.backing));
        conditions.chain(caps).chain(elements).collect::<Vec<_>>()
    };
    for (book, item, paper) in wanted {
        let Some(rules) = books().iter().find(|known| known.id == book) else { panic!("no {book}") };
        let found = backings(rules).into_iter().find(|(id, _)| *id == item);
        let Some((_, backing)) = found else { panic!("{book} has no {item}") };
        assert!(backing.suggests.iter().chain(&backing.asks).any(|known| known == paper), "{item}: {paper}");
    }
    // iii 5: who is full-time is a matter of work done, so that social insurance proves nothing.
    let iii = books().iter().filter(|book| book.id == "iii-consulting").flat_map(backings);
    let mut papers = iii.flat_map(|(_, backing)| backing.suggests.iter().chain(&backing.asks));
    assert!(!papers.any(|paper| paper == "social_insurance"));
}

/// credit 6: who was never imprisoned shows that there was no sentence; who was, when it began and ended.
#[test]
fn papers_about_an_imprisonment_follow_what_is_declared() {
    let Some(credit) = books().iter().find(|book| book.id == "credit") else { panic!("no credit") };
    let Some(fact) = content().library.catalogue.find("record.legal_rep_imprisonment") else { panic!("no such fact") };
    let on = Occurrence::On(Day::new(2026, 3, 1).unwrap_or(Day::EARLIEST));
    for (declared, none, release) in [(Occurrence::Never, true, false), (on, false, true)] {
        let mut sheet = Sheet::new();
        sheet.put(fact, Some(Value::Occurrence(declared)));
        for (paper, wanted) in [("credit_no_criminal_record", none), ("credit_release_certificate", release)] {
            let Some(need) = needs([credit]).into_iter().find(|need| need.paper == paper) else { panic!("no {paper}") };
            assert_eq!(applies(&content().library, &sheet, &need), wanted, "{declared:?} {paper}");
        }
    }
}

/// iets 6: the same paper is not asked twice under two ids.
#[test]
fn no_two_papers_that_prove_things_are_called_alike() {
    for lang in LANGUAGES {
        let words = words(lang, "");
        let mut known = BTreeMap::new();
        for paper in &content().library.evidence {
            for text in [&words.get("evidence", &paper.id).title, &words.get("evidence", &paper.id).text] {
                if let Some(other) = known.insert(text.clone(), &paper.id) {
                    assert_eq!(other, &paper.id, "{lang}: {text}");
                }
            }
        }
    }
}

/// iets 5: days that a document gives the applicant are a deadline, not how long a step takes.
#[test]
fn days_of_the_applicant_are_a_deadline() {
    let mut seen = 0;
    for book in books() {
        for step in book.steps.iter().filter(|step| step.actor == "applicant" && step.duration.is_some()) {
            seen += 1;
            assert!(step.within, "{}", step.id);
        }
    }
    assert!(seen >= 6, "{seen}");
}

/// iii 1: that there were no complaints is an answer; that nothing was touched is none.
#[test]
fn no_complaints_is_an_answer_and_an_untouched_table_is_none() {
    let Some(iii) = books().iter().find(|book| book.id == "iii-consulting") else { panic!("no iii-consulting") };
    let library = &content().library;
    let fact = |id: &str| library.catalogue.find(id).unwrap_or_else(|| panic!("no {id}"));
    let day = Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST);
    let ground = |sheet: &Sheet| {
        let found = assess(library, iii, sheet, day);
        let place = iii.grounds.iter().position(|ground| ground.id == "iii.ground.complaints").unwrap_or_default();
        found.grounds.iter().find(|found| found.place == place).map(|found| found.outcome)
    };
    let mut sheet = Sheet::new();
    assert_eq!(ground(&sheet), Some(Outcome::Unknown));
    sheet.put(fact("iii.complaints"), Some(Value::Table(Vec::new().into())));
    assert_eq!(ground(&sheet), Some(Outcome::False));
    sheet.put(fact("iii.complaints"), None);
    sheet.put(fact("iii.complaints_3m"), Some(Value::Number(Range::exactly(0))));
    assert_eq!(ground(&sheet), Some(Outcome::False));
}

/// iets 4: what is answered by 是 or 否 asks whether, so that either button is an answer to it.
#[test]
fn what_is_answered_by_yes_or_no_asks_whether() {
    let words = words("zh", "");
    let mut seen = 0;
    for (_, fact) in content().library.catalogue.iter().filter(|(_, fact)| matches!(fact.kind, Kind::Bool)) {
        seen += 1;
        let text = &words.get("fact", &fact.id).text;
        assert!(text.contains("是否") || text.contains('吗'), "{}: {text}", fact.id);
    }
    assert!(seen > 20, "{seen}");
}

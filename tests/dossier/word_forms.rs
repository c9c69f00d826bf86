//! Forms as Word, WPS and LibreOffice write them: filled, or refused with the reason and the place.

use crate::content::Applicant;
use crate::fill::projects;
use crate::word_file::{WordFile, between, p, part_of, r, t, table, texts};
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_dossier::{FormProblem, fill};
use ziping_rules::fact::{Range, Value};

fn filled_by(applicant: &Applicant, file: WordFile) -> String {
    let made = fill(&file.bytes(), &applicant.order(&[]));
    let made = made.unwrap_or_else(|problems| {
        let said: Vec<String> = problems.iter().map(|problem| problem.message(Lang::En)).collect();
        panic!("{said:#?}")
    });
    part_of(&made.bytes, "word/document.xml").unwrap()
}

/// What the body of a form says when it is filled.
fn said_by(applicant: &Applicant, body: &str) -> String {
    texts(between(&filled_by(applicant, WordFile::of(body)), "<w:body>", "<w:sectPr"))
}

fn said(body: &str) -> String {
    said_by(&Applicant::example(), body)
}

fn wrong(file: WordFile) -> Vec<String> {
    let problems = fill(&file.bytes(), &Applicant::example().order(&[])).unwrap_err();
    let told = |problem: &FormProblem| format!("{}; {}", problem.message(Lang::En), problem.help(Lang::En));
    problems.iter().map(told).collect()
}

fn om() -> Applicant {
    let mut applicant = Applicant::of("om");
    projects(&mut applicant);
    applicant
}

#[test]
fn the_main_part_is_found_by_its_relation_and_names_by_what_they_mean() {
    let applicant = Applicant::example();
    let file = WordFile::at("word/document2.xml", &p(&t("{{org.name}}")));
    let made = fill(&file.bytes(), &applicant.order(&[])).unwrap();
    assert_eq!(texts(&part_of(&made.bytes, "word/document2.xml").unwrap()), "示例科技有限公司");
    // Another prefix, and the strict vocabulary; what is put in has the form's own prefix.
    let mut lines = Applicant::example();
    lines.say("credit.form.profile", "一\u{b}二\t三\r\n四");
    for space in [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ] {
        let change = |text: &str| {
            let text = text.replace("w:", "x0:").replace("xmlns:w=", "xmlns:x0=");
            text.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", space)
        };
        let body = p(&t("{{credit.form.profile}}"))
            + &table(&[&[("", "{{#credit.other_rating}}")], &[("", "x")], &[("", "{{/credit.other_rating}}")]]);
        let filled = filled_by(&lines, WordFile::of(&body).changed(change));
        assert_eq!(texts(&filled), "一↵二→三↵四", "{filled}");
        assert!(filled.contains("<x0:br/>") && !filled.contains("<w:"), "{filled}");
    }
}

#[test]
fn headers_footers_and_notes_are_found_wherever_they_lie() {
    let header = "<w:hdr SPACES><w:p><w:r><w:t>{{org.name}}</w:t></w:r></w:p></w:hdr>";
    let file = WordFile::of(&p(&t("{{org.uscc}}"))).part("other/kopf.xml", header).relation(
        "rId7",
        "header",
        "../other/kopf.xml",
        false,
    );
    let made = fill(&file.bytes(), &Applicant::example().order(&[])).unwrap();
    assert_eq!(texts(&part_of(&made.bytes, "other/kopf.xml").unwrap()), "示例科技有限公司");
}

#[test]
fn symbols_tabs_breaks_and_pictures_go_and_stay_with_their_block() {
    let things = [
        r("<w:sym w:font=\"Wingdings 2\" w:char=\"F052\"/>"),
        r("<w:tab/>"),
        r("<w:br/>"),
        r("<w:drawing><a:blip/></w:drawing>"),
        r(
            "<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>里</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>",
        ),
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>".to_owned(),
    ];
    for thing in things {
        for (block, stays) in [("credit.member", true), ("credit.other_rating", false)] {
            let body =
                p(&format!("{}{thing}{}{}", t(&format!("{{{{#{block}}}}}")), t(&format!("{{{{/{block}}}}}后")), thing));
            let made = filled_by(&Applicant::example(), WordFile::of(&body));
            let name = thing.trim_start_matches("<w:r>").split([' ', '/', '>']).next().unwrap().to_owned();
            assert_eq!(made.matches(&name).count(), if stays { 2 } else { 1 }, "{block} {thing}\n{made}");
        }
    }
    // A block never takes half a field.
    let half = p(&format!(
        "{}{}{}{}",
        t("{{#credit.member}}"),
        r("<w:fldChar w:fldCharType=\"begin\"/>"),
        t("{{/credit.member}}"),
        r("<w:fldChar w:fldCharType=\"end\"/>")
    ));
    assert!(wrong(WordFile::of(&half))[0].contains("begins or ends within a field"));
}

#[test]
fn a_record_over_several_rows_is_repeated_as_a_whole() {
    let begins = "<w:vMerge w:val=\"restart\"/>";
    let goes_on = "<w:vMerge/>";
    let (number, name, client) = ("{{om.projects.#}}", "{{om.projects.name}}", "{{om.projects.client}}");
    // A number merged down, beside two rows of columns.
    let body = table(&[&[(begins, number), ("", name)], &[(goes_on, ""), ("", client)]]);
    assert_eq!(said_by(&om(), &body), "1/核心/;/甲银行/;2/调度/;/乙电网/;3/影像/;/丙医院/;");
    // Two rows of columns without anything merged.
    let body = table(&[&[("", "题头")], &[("", name)], &[("", client)], &[("", "题尾")]]);
    assert_eq!(said_by(&om(), &body), "题头/;核心/;甲银行/;调度/;乙电网/;影像/;丙医院/;题尾/;");
    // A row without columns, into which the number is merged.
    let wide = "<w:gridSpan w:val=\"2\"/>";
    let body = table(&[&[(wide, name), (begins, number)], &[("", "说明"), ("", "略"), (goes_on, "")], &[("", "合计")]]);
    assert_eq!(said_by(&om(), &body), "核心/1/;说明/略//;调度/2/;说明/略//;影像/3/;说明/略//;合计/;");
    // A heading merged down beside the records belongs to none of them.
    let body =
        table(&[&[(begins, "项目"), ("", "名称")], &[(goes_on, ""), ("", name)], &[(goes_on, ""), ("", "合计")]]);
    assert_eq!(said_by(&om(), &body), "项目/名称/;/核心/;/调度/;/影像/;/合计/;");
    // Rows that nothing joins, between marks that say so.
    let body = table(&[
        &[("", "{{#om.projects.#}}")],
        &[("", name)],
        &[("", "客户")],
        &[("", client)],
        &[("", "{{/om.projects.#}}")],
    ]);
    assert_eq!(said_by(&om(), &body), "核心/;客户/;甲银行/;调度/;客户/;乙电网/;影像/;客户/;丙医院/;");
}

#[test]
fn braces_and_marks_of_input_methods_are_read_and_a_form_without_any_is_refused() {
    let body = p(&t("｛｛org。name｝｝")) + &p(&t("{｛＃credit.member｝｝会员{{／credit．member}}"));
    assert_eq!(said(&body), "示例科技有限公司会员");
    for (text, told) in [
        ("单位名称：", "no placeholder was found in the form;"),
        ("单位：{org.name}", "only what is written like `{org.name}`"),
        ("单位：【单位名称】", "only what is written like `【单位名称】`"),
    ] {
        let problems = wrong(WordFile::of(&p(&t(text))));
        assert!(
            problems.len() == 1 && problems[0].contains(told) && problems[0].contains("{{org.name}}"),
            "{problems:?}"
        );
    }
}

#[test]
fn chinese_titles_stand_for_ids_where_one_thing_has_them() {
    assert_eq!(
        said(&p(&t("{{单位名称}}／{{ 统一社会信用代码 }}／{{营业收入.3|万元}}／{{#单位类型=企业}}企业{{/单位类型}}"))),
        "示例科技有限公司／91350100M000100Y43／4,980／企业"
    );
    let mut applicant = om();
    applicant.put("om.projects", Value::Table(Vec::new().into()));
    assert_eq!(
        said_by(&om(), &table(&[&[("", "{{运维项目.#}}"), ("", "{{运维项目.项目名称}}")]])),
        "1/核心/;2/调度/;3/影像/;"
    );
    let problems = wrong(WordFile::of(&p(&t("{{企业名称}} {{finance.revenue.1:万元}} {{org.kind.enterprise}}"))));
    assert!(problems[0].contains("did you mean `org.name（单位名称）`?"), "{problems:?}");
    assert!(problems[1].contains("did you mean `finance.revenue.1|万元`?"), "{problems:?}");
    assert!(problems[2].contains("did you mean `org.kind=enterprise`?"), "{problems:?}");
}

#[test]
fn tracked_changes_count_as_accepted() {
    let body = p(&format!(
        "<w:moveFrom w:id=\"1\">{0}</w:moveFrom><w:moveTo w:id=\"2\">{0}</w:moveTo>{1}<w:del w:id=\"3\"><w:r><w:delText>{{{{org.uscc}}}}</w:delText></w:r></w:del><w:ins w:id=\"4\">{2}</w:ins>",
        t("{{#credit.member}}"),
        t("会员{{/credit.member}}{{org."),
        t("name}}")
    ));
    let made = filled_by(&Applicant::example(), WordFile::of(&body));
    assert!(!made.contains("{{") && texts(&made) == "会员示例科技有限公司", "{made}");
}

fn control(properties: &str, content: &str) -> String {
    format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
}

/// A content control that is a box, drawn as usual or in a font of symbols.
fn tick_box(state: &str, font: &str, yes: &str, no: &str, content: &str) -> String {
    let drawn = |name: &str, code: &str| format!("<w14:{name} w14:val=\"{code}\" w14:font=\"{font}\"/>");
    let states = format!("{}{}", drawn("checkedState", yes), drawn("uncheckedState", no));
    control(&format!("<w14:checkbox>{state}{states}</w14:checkbox>"), content)
}

fn form_box(state: &str) -> String {
    let begins = format!(
        "<w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"c1\"/><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData></w:fldChar>"
    );
    [
        begins.as_str(),
        "<w:instrText> FORMCHECKBOX </w:instrText>",
        "<w:fldChar w:fldCharType=\"separate\"/>",
        "<w:fldChar w:fldCharType=\"end\"/>",
    ]
    .map(r)
    .concat()
}

#[test]
fn boxes_of_content_controls_and_form_fields_have_the_answer() {
    let usual = |state: &str, content: &str| tick_box(state, "MS Gothic", "2612", "2610", content);
    let checked = |yes: bool| format!("<w14:checked w14:val=\"{}\"/>", u8::from(yes));
    for (fact, yes) in [("credit.member", true), ("credit.other_rating", false)] {
        let block =
            |inner: &str| format!("{}{inner}{}", t(&format!("{{{{#{fact}}}}}")), t(&format!("{{{{/{fact}}}}}")));
        let drawn = if yes { "☒" } else { "☐" };
        for body in [
            usual(&checked(!yes), &block(&t("☒"))),
            usual("", &block(&t("☐"))),
            block(&usual(&checked(!yes), &t("☐"))),
            usual(&checked(!yes), &t(&format!("{{{{☐{fact}}}}}"))),
        ] {
            let made = filled_by(&Applicant::example(), WordFile::of(&p(&format!("{body}{}", t("后")))));
            assert!(made.contains(&checked(yes)) && !made.contains(&checked(!yes)), "{fact}: {made}");
            assert_eq!(texts(&made), format!("{drawn}后"), "{made}");
        }
        // Drawn as a symbol, which has no text of its own.
        let sym = r("<w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/>");
        let body = p(&block(&tick_box(&checked(!yes), "Wingdings", "00FE", "00A8", &sym)));
        let made = filled_by(&Applicant::example(), WordFile::of(&body));
        let code = if yes { "F0FE" } else { "F0A8" };
        assert!(made.contains(&checked(yes)) && made.contains(&format!("w:char=\"{code}\"")), "{made}");
        assert_eq!(made.matches("<w:sym").count(), 1, "{made}");
        // A form field's box is drawn by the program; its state stands behind what it was at first.
        for state in [
            "<w:default w:val=\"1\"/>",
            "<w:default w:val=\"1\"/><w:checked w:val=\"1\"/>",
            "<w:default w:val=\"0\"/><w:checked/>",
        ] {
            let made = filled_by(&Applicant::example(), WordFile::of(&p(&block(&form_box(state)))));
            assert!(made.contains(&format!("<w:checked w:val=\"{}\"/></w:checkBox>", u8::from(yes))), "{made}");
            assert!(made.contains("FORMCHECKBOX") && made.matches("w:checked").count() == 1, "{made}");
        }
    }
    // With anything beside the box it is a block as any other.
    let body = p(&format!(
        "{}{}{}",
        t("{{#credit.other_rating}}有"),
        form_box("<w:default w:val=\"1\"/>"),
        t("{{/credit.other_rating}}")
    ));
    assert!(!filled_by(&Applicant::example(), WordFile::of(&body)).contains("FORMCHECKBOX"));
}

#[test]
fn a_box_in_a_repeated_row_has_the_answer_of_its_row() {
    let content = t("{{☐om.projects.own_platform}}");
    let cell = p(&tick_box("<w14:checked w14:val=\"0\"/>", "MS Gothic", "2612", "2610", &content));
    let row = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{cell}</w:tc></w:tr></w:tbl>",
        p(&t("{{om.projects.name}}{{☐om.projects.own_platform=no}}"))
    );
    let made = filled_by(&om(), WordFile::of(&row));
    assert_eq!(texts(&made), "核心☐/☒/;调度☑/☐/;影像☐/☒/;", "{made}");
    let states: Vec<&str> = made.split("<w14:checked w14:val=\"").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(states, ["1", "0", "1"]);
}

#[test]
fn what_would_hide_a_filled_control_is_taken_out() {
    let properties = "<w:showingPlcHdr/><w:dataBinding w:xpath=\"/a/b\" w:storeItemID=\"{1}\"/><w15:dataBinding w:xpath=\"/a\"/><w:text/>";
    let run = "<w:r><w:rPr><w:rStyle w:val=\"a3\"/></w:rPr><w:t>{{org.name}}</w:t></w:r>";
    let made = filled_by(&Applicant::example(), WordFile::of(&p(&control(properties, run))));
    assert!(made.contains("<w:sdtPr><w:text/></w:sdtPr>") && !made.contains("rStyle"), "{made}");
}

#[test]
fn where_nothing_is_filled_a_placeholder_is_named_with_its_place() {
    let field = p(&[
        r("<w:fldChar w:fldCharType=\"begin\"/>"),
        r("<w:instrText> MERGEFIELD {{org.name}} </w:instrText>"),
        r("<w:fldChar w:fldCharType=\"separate\"/>"),
        t("«{{org.uscc}}»"),
        r("<w:fldChar w:fldCharType=\"end\"/>"),
    ]
    .concat());
    let formula = p("<m:oMath><m:r><m:t>{{org.name}}</m:t></m:r></m:oMath>");
    let art = p(&r("<w:pict><v:shape><v:textpath string=\"{{org.name}}\"/></v:shape></w:pict>"));
    let comment = "<w:comments SPACES><w:comment><w:p><w:r><w:t>好</w:t></w:r></w:p><w:p><w:r><w:t>{{org.</w:t></w:r><w:r><w:t>name}}</w:t></w:r></w:p></w:comment></w:comments>";
    let file = WordFile::of(&[&field, &formula, &art].map(String::as_str).concat())
        .part("word/comments.xml", comment)
        .part("word/diagrams/data1.xml", "<d SPACES><a:p><a:r><a:t>{{org.name}}</a:t></a:r></a:p></d>")
        .part("word/charts/chart1.xml", "<c SPACES><a:p><a:t>｛｛org.name｝｝</a:t></a:p></c>")
        .part("customXml/item1.xml", "<c>{{org.name}}</c>");
    let told = wrong(file);
    for wanted in [
        "`{{org.name}}` stands in a field, where nothing is filled (word/document.xml, paragraph 1)",
        "`{{org.uscc}}` stands in what a mail-merge field shows, where nothing is filled (word/document.xml, paragraph 1)",
        "`{{org.name}}` stands in a formula, where nothing is filled (word/document.xml, paragraph 2)",
        "`{{org.name}}` stands in a description, name or WordArt, where nothing is filled (word/document.xml, paragraph 3)",
        "`{{org.name}}` stands where nothing is filled (a comment: word/comments.xml, paragraph 2)",
        "`{{org.name}}` stands where nothing is filled (SmartArt: word/diagrams/data1.xml, paragraph 1)",
        "`｛｛org.name｝｝` stands where nothing is filled (a chart: word/charts/chart1.xml, paragraph 1)",
    ] {
        assert!(told.iter().any(|told| told.starts_with(wanted)), "`{wanted}` is not in {told:#?}");
    }
    assert_eq!(told.len(), 7, "{told:#?}");
}

#[test]
fn no_unknown_and_options_have_blocks_and_boxes_of_their_own() {
    let mut applicant = Applicant::example();
    let body = |fact: &str| {
        p(&t(&format!("{{{{#{fact}}}}}是{{{{/{fact}}}}}{{{{^{fact}}}}}否{{{{/}}}}{{{{☐{fact}}}}}{{{{☐{fact}=no}}}}")))
    };
    applicant.put("credit.member", Value::Bool(true));
    assert_eq!(said_by(&applicant, &body("credit.member")), "是☑☐");
    applicant.put("credit.member", Value::Bool(false));
    assert_eq!(said_by(&applicant, &body("credit.member")), "否☐☑");
    let ix = crate::content::CONTENT.library.catalogue.find("credit.member").unwrap();
    applicant.sheet.put(ix, None);
    assert_eq!(said_by(&applicant, &body("credit.member")), "☐☐", "what is not known is not no");
    let kinds = "{{☐org.kind=enterprise}}企业{{☐org.kind=事业单位}}事业单位{{^org.kind=other}}不是其他{{/org.kind}}";
    assert_eq!(said(&p(&t(kinds))), "☑企业☐事业单位不是其他");
    let problems = wrong(WordFile::of(&p(&t("{{☐org.kind=company}}{{☐org.name=x}}"))));
    assert!(problems[0].contains("enterprise（企业）"), "{problems:?}");
    assert!(problems[1].contains("has no options"), "{problems:?}");
    // Nothing entered, and never happened.
    applicant.say("credit.form.honours", "");
    let ix = crate::content::CONTENT.library.catalogue.find("credit.form.honours").unwrap();
    applicant.sheet.put(ix, None);
    assert_eq!(said_by(&applicant, &p(&t("{{#credit.form.honours}}有{{/}}{{^credit.form.honours}}未填{{/}}"))), "未填");
    applicant.put("record.quality_penalty", Value::Occurrence(ziping_rules::fact::Occurrence::Never));
    assert_eq!(
        said_by(&applicant, &p(&t("{{#record.quality_penalty}}有{{/}}{{^record.quality_penalty}}无{{/}}"))),
        "无"
    );
}

#[test]
fn years_units_bare_numbers_parts_of_days_and_blanks_are_as_asked() {
    let mut applicant = Applicant::example();
    applicant.put("org.established", Value::Date(Day::parse("2012-03-09").unwrap()));
    applicant.put("credit.form.staff", Value::Number(Range::exactly(1_234)));
    let ix = |fact: &str| crate::content::CONTENT.library.catalogue.find(fact).unwrap();
    applicant.sheet.put(ix("credit.form.honours"), None);
    for (written, wanted) in [
        ("{{year.1}}、{{finance.revenue.3.year}}、{{finance.revenue.3.year|年}}", "2023年度、2025年度、2025"),
        ("{{finance.revenue.1}}、{{finance.revenue.1|万元}}、{{finance.revenue.1|数}}", "4160万元、4,160、41,600,000"),
        ("{{score}}、{{score|number}}、{{credit.score.finance|数}}", "86分至88分、86至88、15.5"),
        ("{{date}}、{{date|年}}/{{date|月}}/{{date|日}}、{{org.established|月}}", "2026年11月21日、2026/11/21、3"),
        ("[{{credit.form.honours}}][{{credit.form.honours|空}}][{{credit.form.honours|无}}]", "[〔待填〕][][无]"),
    ] {
        assert_eq!(said_by(&applicant, &p(&t(written))), wanted, "{written}");
    }
    let problems = wrong(WordFile::of(&p(&t("{{org.name|万元}}{{finance.revenue.1|万}}{{date|元}}"))));
    assert!(
        problems.len() == 3 && problems.iter().all(|told| told.contains("behind `|`") && told.contains("亿元")),
        "{problems:?}"
    );
}

#[test]
fn twenty_thousand_blocks_take_no_time_to_speak_of() {
    let applicant = Applicant::example();
    let begun = std::time::Instant::now();
    // Words that differ, for an archive of one word again and again looks like a bomb.
    let word = |turn: u32| {
        format!("会{:08x}{:08x}", turn.wrapping_mul(2_654_435_761), turn.wrapping_mul(40_503) ^ 0x5bd1_e995)
    };
    let block = |turn| {
        let said = word(turn);
        format!(
            "{{{{#credit.member}}}}{said}{{{{/credit.member}}}}{{{{#credit.other_rating}}}}无{said}{{{{/credit.other_rating}}}}"
        )
    };
    let blocks: String = (0..10_000).map(block).collect();
    let in_one = texts(&filled_by(&applicant, WordFile::of(&p(&t(&blocks)))));
    assert_eq!((in_one.matches('会').count(), in_one.matches('无').count()), (10_000, 0));
    let own = |turn| [p(&t("{{#credit.member}}")), p(&t(&word(turn))), p(&t("{{/credit.member}}"))].concat();
    let of_paragraphs: String = (0..20_000).map(own).collect();
    let of_paragraphs = texts(&filled_by(&applicant, WordFile::of(&of_paragraphs)));
    assert_eq!(of_paragraphs.matches('会').count(), 20_000);
    // Each block within the one before.
    let nested = p(&t(&["{{#credit.member}}".repeat(2_000), "{{/}}".repeat(2_000)].concat()));
    let _ = fill(&WordFile::of(&nested).bytes(), &applicant.order(&[]));
    // A second or two; where each block looks through all others it is minutes.
    assert!(begun.elapsed().as_secs() < 90, "{:?}", begun.elapsed());
}

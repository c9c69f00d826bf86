//! The calendar file, read line by line by an independent reader.

use crate::content::{Applicant, CONTENT};
use crate::programs::{Folder, read_with_python};
use ziping_assess::{DueTask, TaskKind};
use ziping_base::calendar::Day;
use ziping_dossier::Deadlines;
use ziping_rules::fact::{Occurrence, Row, Value};

const SCRIPT: &str = r"
import sys
raw = open(sys.argv[1], 'rb').read()
assert raw.endswith(b'\r\n') and b'\n' not in raw.replace(b'\r\n', b'')
assert all(len(line) <= 75 for line in raw.split(b'\r\n'))
lines = raw.decode('utf-8').replace('\r\n ', '').split('\r\n')[:-1]
stack, events = [], []
for line in lines:
    name, _, value = line.partition(':')
    if name == 'BEGIN': stack.append((value, {}))
    elif name == 'END':
        kind, fields = stack.pop()
        assert kind == value
        if kind in ('VEVENT', 'VTODO'): events.append((kind, fields))
    else: stack[-1][1].setdefault(name.split(';')[0], value)
assert not stack
assert len({e[1]['UID'] for e in events}) == len(events)
for kind, f in events: print(kind, f['DTSTART'], f['UID'], f['SEQUENCE'], f['SUMMARY'])
";

#[test]
fn dates_of_a_certificate_and_the_lapse_of_a_cap_are_in_the_calendar() {
    let mut applicant = Applicant::example();
    let day = |text: &str| Day::parse(text).unwrap();
    applicant.put("record.quality_penalty", Value::Occurrence(Occurrence::On(day("2026-03-01"))));
    let row = Row { cells: vec![Some(Value::Text("AA".into())), Some(Value::Date(day("2026-06-15"))), None] };
    applicant.put("certificate.credit", Value::Table(vec![row].into()));
    applicant.hand_in = Some(day("2026-12-25"));
    let folder = Folder::new();
    let unzipped = folder.unzipped(&applicant.package());
    let said = read_with_python(SCRIPT, &unzipped.join("06-数据/日程.ics"));
    // Valid to 2029-06-14 at the safest; renewal three months before that.
    let has = |day: &str, title: &str| {
        let name = &applicant.name;
        let of_day = |line: &&str| line.starts_with(&format!("VEVENT {day} "));
        let found = said.lines().filter(of_day).any(|line| line.contains(&format!(" {name}：{title}")));
        assert!(found, "{day} {title}: {said}");
    };
    has("20290314", "提出续评申请");
    has("20290614", "等级有效期满");
    has("20270302", "不再受限：");
    has("20270315", "提交年度复查申请（第1次）");
    // The day chosen for handing in, what must be done before it, and what follows: ten working days at the earliest.
    has("20261225", "递交：提交材料");
    has("20261225", "最晚：报名");
    assert!(!said.contains("递交：申请年度复查"), "a later procedure is not what is handed in: {said}");
    assert!(said.contains("最早到期："), "{said}");
    assert!(!said.contains("VTODO"), "{said}");
}

#[test]
fn the_day_from_which_a_condition_for_applying_is_met_is_in_the_calendar() {
    let mut applicant = Applicant::saved("complete", "iets");
    let day = |text: &str| Day::parse(text).unwrap();
    applicant.put("record.violation", Value::Occurrence(Occurrence::On(day("2025-05-20"))));
    let folder = Folder::new();
    let unzipped = folder.unzipped(&applicant.package());
    // Three years to the day, or three calendar years: the later one is certain.
    let said = read_with_python(SCRIPT, &unzipped.join("06-数据/日程.ics"));
    let met: Vec<&str> = said.lines().filter(|line| line.contains("符合申请条件：")).collect();
    assert_eq!(met.len(), 1, "{said}");
    assert!(met[0].starts_with("VEVENT 20290101 ") && met[0].contains(&applicant.name), "{met:?}");
}

/// What the entries say besides their titles, of those that come about by themselves.
fn coming_about(applicant: &Applicant) -> Vec<String> {
    let folder = Folder::new();
    let path = folder.unzipped(&applicant.package()).join("06-数据/日程.ics");
    let text = std::fs::read_to_string(path).unwrap().replace("\r\n ", "");
    let of_itself =
        |line: &&str| line.starts_with("DESCRIPTION") && (line.contains("起不再") || line.contains("起符合"));
    text.lines().filter(of_itself).map(str::to_owned).collect()
}

#[test]
fn a_wider_reading_is_named_where_it_comes_to_another_day() {
    let mut applicant = Applicant::example();
    let on = |text: &str| Value::Occurrence(Occurrence::On(Day::parse(text).unwrap()));
    applicant.put("record.quality_penalty", on("2026-03-01"));
    let two = coming_about(&applicant);
    assert_eq!(two.len(), 1, "{two:?}");
    assert!(two[0].contains("2027-03-02 起不再受限；按较宽的理解，2027-03-01 起已不再受限。"), "{two:?}");
    // Three years to the day are over, three calendar years are not.
    let mut applicant = Applicant::example();
    applicant.put("record.loan_overdue", on("2023-06-01"));
    let now = coming_about(&applicant);
    assert_eq!(now.len(), 1, "{now:?}");
    assert!(now[0].contains("2027-01-01 起不再受限；按较宽的理解，现在已不再受限。"), "{now:?}");
    // Three complete fiscal years, of which the first may be the one of the foundation: founded on its first day, it is.
    for (founded, expected) in [
        ("2026-01-01", "2029-01-01 起符合。是否可以申请"),
        ("2026-01-02", "2030-01-01 起符合；按较宽的理解，2029-01-01 起已符合。是否可以申请"),
    ] {
        let mut applicant = Applicant::saved("complete", "credit");
        applicant.put("org.established", Value::Date(Day::parse(founded).unwrap()));
        let said = coming_about(&applicant);
        assert!(said.len() == 1 && said[0].contains(expected), "{founded}: {said:?}");
    }
}

/// Each entry's id, sequence and title.
fn entries(applicant: &Applicant) -> Vec<(String, u64, String)> {
    let folder = Folder::new();
    let unzipped = folder.unzipped(&applicant.package());
    let said = read_with_python(SCRIPT, &unzipped.join("06-数据/日程.ics"));
    let entry = |line: &str| {
        let mut words = line.splitn(5, ' ').skip(2);
        let mut word = || words.next().unwrap().to_owned();
        (word(), word().parse().unwrap(), word())
    };
    said.lines().map(entry).collect()
}

#[test]
fn calendars_of_two_organisations_share_no_entry_and_a_later_one_of_the_same_takes_its_place() {
    let day = |text: &str| Day::parse(text).unwrap();
    let mut first = Applicant::example();
    let issued = |on: &str| {
        Value::Table(vec![Row { cells: vec![Some(Value::Text("AA".into())), Some(Value::Date(day(on))), None] }].into())
    };
    first.put("certificate.credit", issued("2026-06-15"));
    let mut second = first.clone();
    second.put("org.name", Value::Text("另一家有限公司".into()));
    second.put("org.uscc", Value::Text("91110108MA01ABCD2H".into()));
    let ids = |entries: &[(String, u64, String)]| entries.iter().map(|(id, ..)| id.clone()).collect::<Vec<_>>();
    let (of_first, of_second) = (entries(&first), entries(&second));
    assert!(ids(&of_first).iter().all(|id| !ids(&of_second).contains(id)));
    // The same organisation later, with other dates: the same kinds of dates under the same ids.
    let mut later = first.clone();
    later.put("certificate.credit", issued("2026-07-20"));
    later.as_of = first.as_of.plus_days(30);
    let of_later = entries(&later);
    assert_eq!(ids(&of_later), ids(&of_first));
    assert!(of_later.iter().zip(&of_first).all(|(after, before)| after.1 > before.1));
    // Known by its code, it may change its name.
    let mut renamed = second.clone();
    renamed.put("org.name", Value::Text("改名后有限公司".into()));
    assert_eq!(ids(&entries(&renamed)), ids(&of_second));
    assert!(entries(&renamed).iter().all(|(_, _, title)| title.starts_with("改名后有限公司：")));
}

/// A day that the kit worked out because the document publishes none is marked, and never called safe: not in the file, and
/// not in the guide, whose column says that such days are none.
#[test]
fn an_inferred_day_is_never_called_safe() {
    let mut seen = 0;
    for rulebook in &CONTENT.library.regimes {
        let applicant = Applicant::saved("complete", &rulebook.id);
        let guide = ziping_dossier::texts(&applicant.order(&[])).unwrap();
        let guide = &guide.iter().find(|(path, _)| path.contains("递交指南")).unwrap().1;
        for duty in rulebook.duties.iter().filter(|duty| duty.backing.inferred) {
            let title = &applicant.words.get("duty", &duty.id).title;
            let mut rows = guide.lines().filter(|line| line.starts_with(&format!("| {title}（"))).peekable();
            assert!(rows.peek().is_some(), "{}", duty.id);
            for row in rows {
                seen += 1;
                let cells: Vec<&str> = row.split(" | ").collect();
                assert!(cells[0].contains("（推断）") && cells[1].contains("推算") && cells[2] == "无", "{row}");
            }
            assert!(guide.contains("稳妥日期 ⏎ （推算的除外）"), "{}", duty.id);
        }
    }
    assert!(seen >= 9, "{seen}");
    // Nothing in the file either, where each inferred day has one reading.
    let mut applicant = Applicant::saved("complete", "bizsec");
    applicant.procedure = Some("renewal");
    let found = ziping_assess::duties(&CONTENT.library, applicant.rulebook(), &applicant.sheet, applicant.as_of);
    assert!(found.iter().filter(|date| date.inferred).all(|date| date.safe == date.arguable));
    assert_eq!(found.iter().filter(|date| date.inferred).count(), 3);
}

#[test]
fn deadlines_of_many_are_one_file_with_what_is_to_be_done_and_nothing_that_is_over() {
    let day = |text: &str| Day::parse(text).unwrap();
    let mut first = Applicant::example();
    first.put("record.quality_penalty", Value::Occurrence(Occurrence::On(day("2026-03-01"))));
    first.hand_in = Some(day("2026-12-25"));
    let mut second = Applicant::saved("complete", "iets");
    second.put("org.uscc", Value::Text("91110108MA01ABCD2H".into()));
    let row = Row { cells: vec![Some(Value::Text("IETS-2".into())), Some(Value::Date(day("2026-06-15"))), None, None] };
    second.put("certificate.iets", Value::Table(vec![row].into()));
    second.put("event.registration_change", Value::Occurrence(Occurrence::On(day("2026-10-01"))));
    let nothing = Applicant { sheet: ziping_rules::fact::Sheet::new(), ..Applicant::example() };
    let mut deadlines = Deadlines::default();
    for applicant in [&first, &second, &nothing] {
        deadlines.add(&applicant.order(&[]));
    }
    let folder = Folder::new();
    let path = folder.0.join("due.ics");
    std::fs::write(&path, deadlines.file("全部单位的期限", 7).unwrap()).unwrap();
    let said = read_with_python(SCRIPT, &path);
    assert_eq!(said.lines().count(), deadlines.len());
    let of = |applicant: &Applicant, short: &str| format!(" 7 {}（{short}）：", applicant.name);
    let short = |applicant: &Applicant| applicant.words.get("regime", "").labels["short"].clone();
    for applicant in [&first, &second] {
        assert!(said.contains(&of(applicant, &short(applicant))), "{said}");
    }
    assert!(said.contains("20261225"), "the day for handing in: {said}");
    assert!(!said.contains("不再受限"), "that a cap lapses is nothing to be done: {said}");
    assert!(said.lines().all(|line| line.split(' ').nth(1).unwrap() >= "20261121"), "{said}");
    let mut none = Deadlines::default();
    none.add(&nothing.order(&[]));
    assert!(none.is_empty() && none.file("全部单位的期限", 7).is_none());
}

#[test]
fn tasks_that_are_not_done_are_in_the_calendar_and_all_are_in_the_guide_with_who_does_them() {
    let mut applicant = Applicant::example();
    applicant.hand_in = Day::parse("2026-12-25");
    let task = |kind, owner: &str, day: &str, done| DueTask {
        kind,
        owner: owner.into(),
        day: Day::parse(day),
        provisional: false,
        done,
    };
    applicant.tasks = vec![
        task(TaskKind::Organisation, "李行政", "2026-11-27", true),
        task(TaskKind::Papers, "王工", "2026-12-18", false),
        task(TaskKind::Check, "", "2026-12-23", false),
    ];
    let titles = |applicant: &Applicant| -> Vec<String> {
        let titles = entries(applicant).into_iter().filter(|(id, ..)| id.contains(".task-")).map(|(.., title)| title);
        titles.map(|title| title.replace(&format!("{}：", applicant.name), "")).collect()
    };
    let guide = |applicant: &Applicant| {
        let texts = ziping_dossier::texts(&applicant.order(&[])).unwrap();
        texts.into_iter().find(|(path, _)| path.contains("递交指南")).unwrap().1
    };
    assert_eq!(titles(&applicant), ["最晚：备齐证明材料（王工）", "最晚：核对全部内容"]);
    let said = guide(&applicant);
    for row in [
        "| 1 | 填好本单位情况 | 李行政 | 2026年11月27日 |",
        "| 2 | 备齐证明材料 | 王工 | 2026年12月18日 |",
        "| 3 | 核对全部内容 |",
    ] {
        assert!(said.contains(row), "{row}: {said}");
    }
    // An export for outsiders names nobody.
    let mut hidden = applicant.clone();
    hidden.redact.names = true;
    assert!(!guide(&hidden).contains("王工") && guide(&hidden).contains("备齐证明材料"));
    // Another procedure has no such tasks, and nobody's tasks are none.
    let mut review = applicant.clone();
    review.procedure = Some("yearly_review");
    assert!(titles(&review).is_empty() && !guide(&review).contains("递交前的准备和分工"));
    applicant.tasks.iter_mut().for_each(|task| (task.owner, task.day) = (String::new(), None));
    assert!(titles(&applicant).is_empty() && !guide(&applicant).contains("递交前的准备和分工"));
}

//! What page and workers say to each other arrives as it was sent, files among it.

use crate::job::{Ask, DueClient, DueOrder, Event, Order, PlanOrder};
use crate::overlay::Read;
use crate::receive;
use crate::worker::{Errand, post};
use core::fmt::Debug;
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;
use ziping_assess::proof::Attached;
use ziping_assess::{DueTask, JointChange, JointKind, JointReport, TaskKind};
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Source, Span};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_dossier::{Grid, GridCell};

fn arrives<T: Serialize + DeserializeOwned + PartialEq + Debug>(said: &T) {
    let read = post::write(said).and_then(post::read::<T>);
    assert_eq!(read.as_ref(), Some(said));
}

fn file(text: &str) -> Blob {
    Blob::new_with_str_sequence(&Array::of1(&text.into())).unwrap()
}

fn task() -> DueTask {
    DueTask {
        kind: TaskKind::Papers,
        owner: "王工".into(),
        day: Day::parse("2026-12-18"),
        provisional: true,
        done: false,
    }
}

fn order() -> Order {
    Order {
        regime: "credit".into(),
        organisation: "示例 \"甲\"".into(),
        answers: "{\n}".into(),
        records: "{}".into(),
        places: vec!["1-a".into()],
        as_of: Day::parse("2026-11-21").unwrap(),
        target: Some(3),
        procedure: Some("yearly_review".into()),
        hand_in: Day::parse("2026-12-25"),
        tasks: vec![task()],
        without: [true, false, true],
        whole: true,
        forms: vec![("协会.docx".into(), None), ("承诺.docx".into(), Some("credit.doc.application".into()))],
        keep_links: true,
        host: Some("{ \"schema\": 1 }".into()),
        lang: Lang::En,
    }
}

#[wasm_bindgen_test]
fn what_is_asked_of_a_job_arrives() {
    let best = Order { target: None, procedure: None, hand_in: None, whole: false, ..order() };
    let attached = Attached {
        at: "1-a".into(),
        name: "照.pdf".into(),
        bytes: 1 << 40,
        sha256: "0a".into(),
        ..Attached::default()
    };
    for ask in [
        Ask::Package(Box::new(order())),
        Ask::Package(Box::new(best.clone())),
        Ask::Calendar(Box::new(best)),
        Ask::Deadlines(Box::new(DueOrder {
            name: "期限".into(),
            regimes: vec!["credit".into()],
            clients: vec![DueClient {
                organisation: "甲".into(),
                answers: "{}".into(),
                as_of: order().as_of,
                hand_in: vec![("credit".into(), order().as_of)],
                tasks: vec![("credit".into(), vec![task()])],
            }],
            host: None,
        })),
        Ask::Grid {
            name: "单位.xlsx".into(),
            grid: Box::new(Grid {
                title: "单位".into(),
                columns: vec![("名称".into(), 30)],
                rows: vec![vec![GridCell::Text("=1+1".into()), GridCell::Count(3), GridCell::Date(order().as_of)]],
                ..Grid::default()
            }),
            made: order().as_of,
            lang: Lang::Zh,
        },
        Ask::Plan(Box::new(PlanOrder {
            organisation: "甲".into(),
            answers: "{}".into(),
            as_of: order().as_of,
            aims: vec![("credit".into(), Some(4)), ("om".into(), None)],
            lang: Lang::En,
            word: true,
            file: "计划.docx".into(),
        })),
        Ask::Template { regime: "bizsec".into(), procedure: "change".into(), as_of: order().as_of },
        Ask::Measure,
        Ask::Count,
        Ask::Unpack,
        Ask::BackUp(vec![attached]),
        Ask::Restore,
    ] {
        arrives(&Errand { ask: ask.clone(), over: None, files: Vec::new() });
        arrives(&Errand { ask, over: Some(file("rules")), files: vec![file("1"), file("2")] });
    }
}

#[wasm_bindgen_test]
fn what_a_job_says_arrives() {
    for said in [
        Event::Progress { done: 2, of: 9, file: "01/申报书.docx".into() },
        Event::Reading { done: 1 << 40, of: 1 << 41 },
        Event::Done { name: "包.zip".into(), file: file("zip"), carried: vec!["表.docx：去掉了宏".into()] },
        Event::Measured(vec![Some((3, "ab".into())), None, Some((0, "cd".into()))]),
        Event::Counted(Some(48)),
        Event::Counted(None),
        Event::Planned(Box::new(JointReport {
            changes: vec![JointChange { kind: JointKind::Check, ..JointChange::default() }],
            ..JointReport::default()
        })),
        Event::Lost(vec!["1-a".into()]),
        Event::BadForms(vec![("表.docx".into(), vec![("没有".into(), "请改".into())])]),
        Event::Unpacked {
            answers: "{}".into(),
            records: "{}".into(),
            as_of: String::new(),
            regime: "om".into(),
            files: vec![file("a")],
        },
        Event::BackedUp { file: file("zip"), without: vec!["照.pdf".into()] },
        Event::Restored { text: "{}".into(), places: vec!["1-a".into()], files: Vec::new() },
        Event::Failed { why: Some((say!("no", "不"), "redacted".into())) },
        Event::Failed { why: None },
    ] {
        arrives(&said);
    }
}

#[wasm_bindgen_test]
fn what_is_said_of_packages_from_others_arrives() {
    let open = receive::Ask::Open { lang: Lang::Zh, today: Day::parse("2026-11-21").unwrap(), also: vec![file("o")] };
    let take = receive::Ask::Take { row: 1, path: "01/申报书.docx".into() };
    for ask in [open, take, receive::Ask::Say(Lang::En), receive::Ask::Table] {
        arrives(&Errand { ask, over: None, files: vec![file("p")] });
    }
    let view =
        serde_json::json!({ "file": "甲.zip", "items": [["a", "b"], []], "bytes": 7, "then": null, "noted": true });
    for said in [
        receive::Event::Opening { place: 0, done: 1, of: 1 << 33 },
        receive::Event::Found { place: 3, view },
        receive::Event::AllOpen,
        receive::Event::Tabled(file("xlsx")),
        receive::Event::Taken { path: "a".into(), file: Some(file("a")) },
        receive::Event::Taken { path: "a".into(), file: None },
        receive::Event::Broken,
    ] {
        arrives(&said);
    }
}

#[wasm_bindgen_test]
fn what_is_found_in_overlays_arrives() {
    let source = Source { name: "o.toml", text: "一行" };
    let problem =
        Diagnostic::error("e", say!("bad", "错了")).help(say!("mend it", "改正")).at(&source, Span::new(0, 3));
    let applied = Uint8Array::from([1, 2].as_slice());
    let sent =
        Some(Read { problems: vec![vec![problem], Vec::new()], hashes: vec!["00".into()], trial: None, applied });
    let parts = |read: &Read| (read.problems.clone(), read.hashes.clone(), read.applied.to_vec());
    let read: Option<Read> = post::write(&sent).and_then(post::read).unwrap();
    assert_eq!(read.as_ref().map(parts), sent.as_ref().map(parts));
    let nothing: Option<Read> = post::write(&None::<Read>).and_then(post::read).unwrap();
    assert!(nothing.is_none());
}

#[wasm_bindgen_test]
fn an_errand_of_another_kind_is_not_taken() {
    let errand = Errand { ask: receive::Ask::Table, over: None, files: Vec::new() };
    assert_eq!(post::read::<Errand<Ask>>(post::write(&errand).unwrap()), None);
    assert_eq!(post::read::<Event>("ready".into()), None);
}

//! The field for an amount.

use super::stage::Stage;
use crate::state::Action;
use wasm_bindgen_test::wasm_bindgen_test;
use ziping_rules::fact::{Range, Value};

const CAPITAL: &str = "org.registered_capital";
const FIELD: &str = "input.money";

fn fen(units: i64) -> Option<Value> {
    Some(Value::Number(Range::exactly(units)))
}

#[wasm_bindgen_test]
async fn amounts_are_read_as_people_type_them_and_echoed_in_full() {
    for (typed, units, echo) in [
        ("1200万", 1_200_000_000, "＝ 12,000,000 元（1,200 万元）"),
        ("1.2亿", 12_000_000_000, "＝ 120,000,000 元（1.2 亿元）"),
        ("12,000,000", 1_200_000_000, "＝ 12,000,000 元（1,200 万元）"),
        ("１２００万元", 1_200_000_000, "＝ 12,000,000 元（1,200 万元）"),
        ("１，２００", 120_000, "＝ 1,200 元"),
        ("99.5", 9_950, "＝ 99.5 元"),
    ] {
        let stage = Stage::field("credit", CAPITAL).await;
        stage.type_over(FIELD, typed).await;
        assert_eq!(stage.answer(CAPITAL), fen(units), "{typed}");
        assert_eq!(stage.text(".echo"), echo, "{typed}");
        assert_eq!(stage.typed(FIELD), typed, "what is being typed stays as it is typed");
        stage.leave(FIELD).await;
        assert!(stage.all(".error").is_empty(), "{typed}");
        assert!(stage.kept().is_empty(), "{typed}");
    }
}

#[wasm_bindgen_test]
async fn the_field_keeps_the_focus_from_the_first_key_to_the_last() {
    let stage = Stage::field("credit", CAPITAL).await;
    let before = stage.one(FIELD);
    stage.type_over(FIELD, "1200").await;
    assert_eq!(stage.one(FIELD), before, "the first answer does not put another field in its place");
    assert_eq!(stage.focused().as_ref(), Some(before.as_ref()));
    stage.type_over(FIELD, "").await;
    assert_eq!(stage.focused().as_ref(), Some(before.as_ref()), "nor does taking it back");
}

#[wasm_bindgen_test]
async fn a_field_that_is_left_shows_the_number_in_full() {
    let stage = Stage::field("credit", CAPITAL).await;
    stage.type_over(FIELD, "1.2亿").await;
    stage.leave(FIELD).await;
    assert_eq!(stage.typed(FIELD), "120,000,000");
    stage.type_over(FIELD, "").await;
    assert_eq!(stage.answer(CAPITAL), None, "an empty field takes the answer back");
    assert!(stage.all(".echo").is_empty());
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_stays_with_its_reason_and_the_answer_before_it_holds() {
    let stage = Stage::field("credit", CAPITAL).await;
    stage.type_over(FIELD, "500万").await;
    stage.leave(FIELD).await;
    stage.type_over(FIELD, "5o0万").await;
    assert!(stage.all(".error").is_empty(), "nobody is interrupted while typing");
    stage.leave(FIELD).await;
    assert_eq!(stage.typed(FIELD), "5o0万");
    assert_eq!(stage.kept(), ["5o0万"]);
    assert_eq!(stage.answer(CAPITAL), fen(500_000_000), "a key on the way, `5`, is no answer that stays");
    let field = stage.one(FIELD);
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    let said = stage.described(FIELD);
    assert!(said.contains("万") && said.contains("5,000,000"), "{said}");
    // Mended, it is an answer, and nothing is kept aside.
    stage.type_over(FIELD, "600万").await;
    stage.leave(FIELD).await;
    assert_eq!(stage.answer(CAPITAL), fen(600_000_000));
    assert!(stage.kept().is_empty());
    assert_eq!(stage.one(FIELD).get_attribute("aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn an_amount_out_of_bounds_is_refused_with_what_may_be_typed() {
    let stage = Stage::field("credit", CAPITAL).await;
    stage.type_over(FIELD, "-5万").await;
    stage.leave(FIELD).await;
    assert_eq!(stage.answer(CAPITAL), None);
    assert!(stage.described(FIELD).contains('0'), "{}", stage.described(FIELD));

    let stage = Stage::field("credit", "credit.score.social").await;
    stage.type_over("input.number", "28.1").await;
    stage.leave("input.number").await;
    assert_eq!(stage.answer("credit.score.social"), None);
    assert!(stage.described("input.number").contains("28"), "{}", stage.described("input.number"));
    stage.type_over("input.number", "24–26").await;
    assert_eq!(stage.answer("credit.score.social"), Some(Value::Number(Range { low: 240, high: 260 })));
}

#[wasm_bindgen_test]
async fn what_another_tab_or_undo_changes_is_shown() {
    let stage = Stage::field("credit", CAPITAL).await;
    stage.type_over(FIELD, "500万").await;
    stage.leave(FIELD).await;
    stage.type_over(FIELD, "600万").await;
    stage.leave(FIELD).await;
    stage.act(Action::Undo).await;
    assert_eq!(stage.typed(FIELD), "5,000,000");
    stage.act(Action::Redo).await;
    assert_eq!(stage.typed(FIELD), "6,000,000");
    stage.press_named("清除: 注册资本").await;
    assert_eq!((stage.answer(CAPITAL), stage.typed(FIELD)), (None, String::new()));
}

//! The field for a day, alone and as the day of an occurrence.

use super::stage::Stage;
use crate::state::Action;
use wasm_bindgen_test::wasm_bindgen_test;
use ziping_base::calendar::Day;
use ziping_rules::fact::{Occurrence, Value};

const FOUNDED: &str = "org.established";
const FIELD: &str = "input.day";

fn date(text: &str) -> Option<Value> {
    Day::parse(text).map(Value::Date)
}

#[wasm_bindgen_test]
async fn a_day_is_read_in_every_usual_spelling_and_then_shown_in_one() {
    for typed in ["2019-04-02", "2019-4-2", "2019/4/2", "2019.4.2", "2019年4月2日", "２０１９－４－２", "20190402"]
    {
        let stage = Stage::field("credit", FOUNDED).await;
        stage.type_over(FIELD, typed).await;
        assert_eq!(stage.answer(FOUNDED), date("2019-04-02"), "{typed}");
        assert_eq!(stage.typed(FIELD), typed, "what is being typed stays as it is typed");
        stage.leave(FIELD).await;
        assert_eq!(stage.typed(FIELD), "2019-04-02", "{typed}");
        assert!(stage.all(".error").is_empty() && stage.kept().is_empty(), "{typed}");
    }
}

#[wasm_bindgen_test]
async fn half_a_day_is_no_mistake_while_one_types_and_is_named_when_one_leaves() {
    let stage = Stage::field("credit", FOUNDED).await;
    stage.type_over(FIELD, "2019-04").await;
    assert!(stage.all(".error").is_empty());
    assert_eq!(stage.answer(FOUNDED), None);
    stage.leave(FIELD).await;
    assert_eq!(stage.typed(FIELD), "2019-04", "nothing typed is lost");
    assert_eq!(stage.kept(), ["2019-04"]);
    assert_eq!(stage.one(FIELD).get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(stage.described(FIELD).contains("请写到哪一日"), "{}", stage.described(FIELD));
    stage.type_over(FIELD, "2019-04-02").await;
    stage.leave(FIELD).await;
    assert_eq!(stage.answer(FOUNDED), date("2019-04-02"));
    assert!(stage.kept().is_empty() && stage.all(".error").is_empty());
}

#[wasm_bindgen_test]
async fn a_day_that_does_not_exist_leaves_the_answer_before_it() {
    let stage = Stage::field("credit", FOUNDED).await;
    stage.type_over(FIELD, "2019-04-02").await;
    stage.leave(FIELD).await;
    stage.type_over(FIELD, "2019-02-30").await;
    stage.leave(FIELD).await;
    assert_eq!(stage.answer(FOUNDED), date("2019-04-02"), "`2019-02-3` on the way is no answer that stays");
    assert_eq!(stage.kept(), ["2019-02-30"]);
    assert!(stage.text(".error").contains("没有这一天"), "{}", stage.text(".error"));
    stage.act(Action::Undo).await;
    assert_eq!(stage.answer(FOUNDED), None, "one step back leads before the first day");
}

#[wasm_bindgen_test]
async fn a_day_picked_in_the_browsers_calendar_is_the_answer() {
    let stage = Stage::field("credit", FOUNDED).await;
    let hidden = stage.one(".picker input");
    assert_eq!(hidden.get_attribute("aria-hidden").as_deref(), Some("true"), "readers hear of one field, not of two");
    stage.choose(".picker input", "2019-04-02").await;
    assert_eq!(stage.answer(FOUNDED), date("2019-04-02"));
    assert_eq!(stage.typed(FIELD), "2019-04-02");
}

const PENALTY: &str = "record.quality_penalty";

fn option(place: usize) -> String {
    format!(".seg label:nth-child({}) input", place + 1)
}

#[wasm_bindgen_test]
async fn an_occurrence_asks_for_its_day_and_keeps_it_through_the_other_options() {
    let stage = Stage::field("credit", PENALTY).await;
    assert!(stage.all(FIELD).is_empty(), "no day is asked before it happened");
    stage.press(&option(1)).await;
    assert_eq!(stage.answer(PENALTY), Some(Value::Occurrence(Occurrence::DayUnknown)), "it happened, on a day to come");
    stage.type_over(FIELD, "2026-3-1").await;
    stage.leave(FIELD).await;
    let on_the_day = Some(Value::Occurrence(Occurrence::On(Day::parse("2026-03-01").unwrap())));
    assert_eq!(stage.answer(PENALTY), on_the_day);
    stage.press(&option(0)).await;
    assert_eq!(stage.answer(PENALTY), Some(Value::Occurrence(Occurrence::Never)));
    assert!(stage.all(FIELD).is_empty());
    stage.press(&option(1)).await;
    assert_eq!((stage.answer(PENALTY), stage.typed(FIELD)), (on_the_day, "2026-03-01".to_owned()));
}

#[wasm_bindgen_test]
async fn a_day_after_the_assessment_is_marked_and_its_eve_is_not() {
    let stage = Stage::field("credit", PENALTY).await;
    stage.press(&option(1)).await;
    for (typed, marked) in [("2026-11-21", false), ("2026-11-22", true)] {
        stage.type_over(FIELD, typed).await;
        stage.leave(FIELD).await;
        assert_eq!(!stage.all(".error").is_empty(), marked, "{typed}");
    }
    assert!(stage.described(FIELD).contains("晚于"));
}

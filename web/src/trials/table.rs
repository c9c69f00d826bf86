//! The editor of a table.

use super::stage::Stage;
use crate::state::Action;
use wasm_bindgen_test::wasm_bindgen_test;
use ziping_rules::fact::{Row, Value};

const PROJECTS: &str = "om.projects";
/// The columns of that table, by their places.
const CLIENT: usize = 0;
const MONEY: usize = 2;

/// The field of a cell: rows and columns from 0.
fn cell(row: usize, column: usize) -> String {
    format!("tbody tr:nth-child({}) td:nth-child({}) :is(input:not([type=date]), select)", row + 1, column + 1)
}

fn rows(stage: &Stage) -> Vec<Row> {
    match stage.answer(PROJECTS) {
        Some(Value::Table(rows)) => rows.to_vec(),
        other => panic!("a table, not {other:?}"),
    }
}

/// The clients, in the order of the rows.
fn clients(stage: &Stage) -> Vec<String> {
    let name = |row: &Row| match &row.cells[CLIENT] {
        Some(Value::Text(name)) => name.clone(),
        _ => String::new(),
    };
    rows(stage).iter().map(name).collect()
}

/// A table with these pasted rows.
async fn with(pasted: &str) -> Stage {
    let stage = Stage::field("om", PROJECTS).await;
    stage.press_named("从表格软件粘贴").await;
    stage.paste("#paste", pasted).await;
    stage.press_named("加入表格").await;
    stage
}

const THREE: &str = "乙公司\t平台\t80万\t是\t2024-01-01\t2025-12-31\n\
                     甲公司\t网络\t1,500,000\t否\t2023/3/1\t2024/2/29\n\
                     丙公司\t机房\t\t是\t2025年1月1日\t2026年12月31日";

#[wasm_bindgen_test]
async fn a_row_is_added_filled_in_and_deleted() {
    let stage = Stage::field("om", PROJECTS).await;
    stage.press_named("新增一行").await;
    assert_eq!(rows(&stage), [Row { cells: vec![None; 6] }]);
    stage.type_over(&cell(0, CLIENT), "甲公司").await;
    stage.type_over(&cell(0, MONEY), "150万").await;
    stage.leave(&cell(0, MONEY)).await;
    assert_eq!(clients(&stage), ["甲公司"]);
    assert_eq!(stage.typed(&cell(0, MONEY)), "1,500,000");
    let label = stage.one(&cell(0, MONEY)).get_attribute("aria-label");
    assert_eq!(label.as_deref(), Some("第 1 行 每年合同额"), "each cell says where it stands");
    stage.press_named("删除第 1 行").await;
    assert_eq!(stage.answer(PROJECTS), None);
    stage.act(Action::Undo).await;
    assert_eq!(clients(&stage), ["甲公司"]);
}

#[wasm_bindgen_test]
async fn that_there_are_none_is_an_answer_of_its_own() {
    let stage = Stage::field("om", PROJECTS).await;
    stage.press_named("一条也没有").await;
    assert_eq!(rows(&stage), []);
    assert!(stage.text(".hint").contains("一条也没有"));
    stage.act(Action::Undo).await;
    assert_eq!(stage.answer(PROJECTS), None);
}

#[wasm_bindgen_test]
async fn rows_come_from_a_spreadsheet_as_they_stand_there() {
    let stage = with(THREE).await;
    assert_eq!(clients(&stage), ["乙公司", "甲公司", "丙公司"]);
    assert_eq!(stage.typed(&cell(0, MONEY)), "800,000");
    assert_eq!(stage.typed(&cell(1, 4)), "2023-03-01");
    assert_eq!(rows(&stage)[2].cells[MONEY], None, "a blank cell is no zero");
    assert!(stage.all("dialog").is_empty(), "the dialog is closed");
    // More rows are added below those that are there; with headings they may stand in any order.
    stage.press_named("从表格软件粘贴").await;
    stage.paste("#paste", "每年合同额\t用户（客户）\n30万\t丁公司").await;
    stage.press_named("加入表格").await;
    assert_eq!(clients(&stage), ["乙公司", "甲公司", "丙公司", "丁公司"]);
    stage.act(Action::Undo).await;
    assert_eq!(clients(&stage).len(), 3, "one step back takes the pasted rows away");
}

#[wasm_bindgen_test]
async fn pasted_cells_that_cannot_be_read_are_named_and_nothing_is_taken() {
    let stage = Stage::field("om", PROJECTS).await;
    stage.press_named("从表格软件粘贴").await;
    stage.paste("#paste", "甲公司\t网络\t很多\t也许").await;
    let faults = stage.text("#paste-result");
    for named in ["第 1 行", "每年合同额", "很多", "也许"] {
        assert!(faults.contains(named), "{named} in {faults}");
    }
    assert!(stage.one("dialog .primary").has_attribute("disabled"));
    assert_eq!(stage.typed("#paste"), "甲公司\t网络\t很多\t也许", "what was pasted stays to be mended");
    assert_eq!(stage.answer(PROJECTS), None);
}

#[wasm_bindgen_test]
async fn rows_are_put_in_order_by_a_column_and_back_with_one_step() {
    let stage = with(THREE).await;
    let order = |column: usize| stage.one(&format!("th:nth-child({})", column + 1)).get_attribute("aria-sort");
    assert_eq!(order(CLIENT), None);
    stage.press_named("按“用户（客户）”排序").await;
    assert_eq!(clients(&stage), ["丙公司", "甲公司", "乙公司"], "by their sounds: bǐng, jiǎ, yǐ");
    assert_eq!(order(CLIENT).as_deref(), Some("ascending"));
    stage.press_named("按“用户（客户）”排序").await;
    assert_eq!(clients(&stage), ["乙公司", "甲公司", "丙公司"]);
    assert_eq!(order(CLIENT).as_deref(), Some("descending"));
    stage.press_named("按“每年合同额”排序").await;
    assert_eq!(clients(&stage), ["乙公司", "甲公司", "丙公司"], "80万, 150万, and what is blank last");
    stage.press_named("按“每年合同额”排序").await;
    assert_eq!(clients(&stage), ["甲公司", "乙公司", "丙公司"], "still last");
    // What is no longer in order does not claim to be.
    stage.type_over(&cell(0, MONEY), "1").await;
    assert_eq!(order(MONEY), None);
    for _ in 0..2 {
        stage.act(Action::Undo).await;
    }
    assert_eq!(clients(&stage), ["乙公司", "甲公司", "丙公司"]);
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_goes_with_its_row() {
    let stage = with(THREE).await;
    stage.type_over(&cell(2, MONEY), "很多").await;
    stage.leave(&cell(2, MONEY)).await;
    stage.press_named("删除第 1 行").await;
    assert_eq!(stage.typed(&cell(1, MONEY)), "很多");
    stage.press_named("按“用户（客户）”排序").await;
    assert_eq!(clients(&stage), ["丙公司", "甲公司"]);
    assert_eq!(stage.typed(&cell(0, MONEY)), "很多");
    assert_eq!(stage.typed(&cell(1, MONEY)), "1,500,000");
    assert_eq!(stage.kept(), ["很多"]);
}

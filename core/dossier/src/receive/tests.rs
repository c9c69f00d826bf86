use super::shown;

#[test]
fn what_a_stranger_wrote_is_shown_in_one_line_without_what_hides_or_turns_text() {
    assert_eq!(shown("甲\u{202e}乙\u{200b}\r\n丙\u{0}", 10), "甲乙丙");
    assert_eq!(shown("一二三四", 3), "一二三…");
    assert_eq!(shown("一二三", 3), "一二三");
}

//! Who acts in a procedure.

use super::Draft;

/// What an actor of a rule book is called where the regime's words do not name it.
fn usual(actor: &str) -> &str {
    match actor {
        "applicant" => "申报单位",
        "province" => "注册地的省级协会（专业委员会）",
        "centre" => "评价中心",
        "office" => "办公室",
        "committee" => "工作委员会",
        "review_body" => "评价（评审）机构",
        "advisory_body" => "咨询机构",
        "experts" => "评审专家",
        "authority" => "主管部门",
        "anyone" => "任何单位和个人",
        other => other,
    }
}

impl<'a> Draft<'a> {
    /// What an actor is called.
    pub(super) fn actor(&self, actor: &'a str) -> &'a str {
        self.order.words.find("actor", actor).map_or_else(|| usual(actor), |words| words.title.as_str())
    }
}

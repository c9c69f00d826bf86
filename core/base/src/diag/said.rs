//! What is said in both languages.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What is said of a problem, in both languages. Made by [`say!`](crate::say), so that neither can be left out.
///
/// English starts in lower case, ends without a full stop and puts the user's words in backticks; Chinese ends without
/// a full stop and puts them in “ ”.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// In English.
    pub en: Cow<'static, str>,
    /// In Chinese; the same as in English where only a program's author reads it ([`Said::english`]).
    pub zh: Cow<'static, str>,
}

impl Said {
    /// A text of each language.
    #[must_use]
    pub fn new(en: impl Into<Cow<'static, str>>, zh: impl Into<Cow<'static, str>>) -> Self {
        Self { en: en.into(), zh: zh.into() }
    }

    /// What is said in a terminal or to a program's author only, in English.
    #[must_use]
    pub fn english(en: impl Into<Cow<'static, str>>) -> Self {
        let en = en.into();
        Self { zh: en.clone(), en }
    }

    /// One after the other.
    #[must_use]
    pub fn and(self, next: &Self) -> Self {
        Self::new(format!("{} {}", self.en, next.en), format!("{}{}", self.zh, next.zh))
    }
}

/// What is said of a problem, in English and in Chinese: two format strings that name the same values.
///
/// ```
/// let id = "org.knid";
/// let said = ziping_base::say!("unknown fact `{id}`", "没有“{id}”这个事实");
/// assert_eq!(said.zh, "没有“org.knid”这个事实");
/// let said = ziping_base::say!("{n} options", "有 {n} 个选项", n = 65);
/// assert_eq!(said.en, "65 options");
/// ```
#[macro_export]
macro_rules! say {
    ($en:literal, $zh:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = $value;)*
        $crate::diag::Said::new(format!($en), format!($zh))
    }};
}

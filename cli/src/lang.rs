//! The language of everything that is said.

use crate::args::Language;
use ziping_base::lang::Lang;

/// The language asked for; else the system's, as POSIX orders the variables; else Chinese.
pub fn chosen(asked: Option<Language>) -> Lang {
    asked.map_or_else(|| of_locale(|name| std::env::var(name).ok()), Into::into)
}

/// The first of the variables that is set decides, whatever it says: `C` names no language.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    let locale = locale.unwrap_or_default().to_ascii_lowercase();
    let names = |language: &str| {
        locale.strip_prefix(language).is_some_and(|rest| rest.is_empty() || rest.starts_with(['_', '-', '.', '@']))
    };
    if names("en") { Lang::En } else { Lang::Zh }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(set: &[(&str, &str)]) -> Lang {
        of_locale(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        assert_eq!(with(&[("LANG", "en_GB.UTF-8")]), Lang::En);
        assert_eq!(with(&[("LC_MESSAGES", "zh_CN.UTF-8"), ("LANG", "en_GB.UTF-8")]), Lang::Zh);
        assert_eq!(with(&[("LC_ALL", "en"), ("LC_MESSAGES", "zh_CN"), ("LANG", "zh_CN")]), Lang::En);
        assert_eq!(with(&[("LC_ALL", ""), ("LANG", "EN_us")]), Lang::En);
    }

    #[test]
    fn a_locale_that_names_neither_language_is_chinese() {
        for locale in ["C", "C.UTF-8", "POSIX", "de_DE.UTF-8", "enm_XX"] {
            assert_eq!(with(&[("LANG", locale)]), Lang::Zh, "{locale}");
        }
        assert_eq!(with(&[]), Lang::Zh);
    }
}

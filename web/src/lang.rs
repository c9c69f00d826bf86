//! The page's language.

use crate::browser;
use crate::texts::{BOOT_EN, BOOT_ZH, Boot};
use ziping_base::lang::Lang;

/// Where the choice is remembered.
const KEY: &str = "ziping.lang";

/// What is said in a language when nothing came, not even its texts.
pub(crate) const fn boot(lang: Lang) -> Boot {
    match lang {
        Lang::Zh => BOOT_ZH,
        Lang::En => BOOT_EN,
    }
}

/// The other language.
pub(crate) const fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    }
}

/// As the `lang` attribute has it.
pub(crate) const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

/// The language asked for in the address (`?lang=en`), else the one chosen last.
pub(crate) fn asked() -> Option<Lang> {
    let asked = browser::query("lang").or_else(|| browser::remembered(KEY));
    asked.map(|code| if code.starts_with("en") { Lang::En } else { Lang::Zh })
}

/// Says in the document which language it is in, for screen readers and hyphenation.
pub(crate) fn show(lang: Lang) {
    browser::set_root_attribute("lang", tag(lang));
}

/// The same, and remembers it as the visitor's choice.
pub(crate) fn apply(lang: Lang) {
    browser::remember(KEY, lang.code());
    show(lang);
}

//! What the page runs in, as far as that changes what a user must know: programs that show pages and save no files, and
//! a browser that forgets.

use crate::browser;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// What the page runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Surroundings {
    /// A browser that saves files and keeps what pages store.
    Browser,
    /// Safari: saves files; removes what a page stored after seven days of use without a visit to it (WebKit,
    /// Intelligent Tracking Prevention).
    Safari,
    /// A page on the home screen of an iPhone or iPad: calling for a download shows nothing.
    HomeScreen,
    /// A chat program that shows pages (WeChat, WeChat Work, DingTalk, Feishu, QQ): most save no files.
    Chat,
}

impl Surroundings {
    /// Where this page runs.
    pub(crate) fn here() -> Self {
        let Some(navigator) = browser::window().map(|window| window.navigator()) else { return Self::Browser };
        let standalone = Reflect::get(&navigator, &JsValue::from_str("standalone"));
        Self::of(&navigator.user_agent().unwrap_or_default(), standalone.is_ok_and(|value| value.is_truthy()))
    }

    /// By what the browser calls itself (MDN, *Browser detection using the user agent*), and whether it says that the page
    /// was opened from the home screen (`navigator.standalone`, iOS only).
    fn of(user_agent: &str, standalone: bool) -> Self {
        const CHATS: [&str; 6] = ["MicroMessenger", "wxwork", "DingTalk", "Lark/", "Feishu", "QQ/"];
        const OTHERS: [&str; 7] = ["Chrome/", "Chromium/", "CriOS", "FxiOS", "EdgiOS", "Edg/", "Android"];
        if CHATS.iter().any(|name| user_agent.contains(name)) {
            Self::Chat
        } else if standalone {
            Self::HomeScreen
        } else if user_agent.contains("Safari/") && !OTHERS.iter().any(|name| user_agent.contains(name)) {
            Self::Safari
        } else {
            Self::Browser
        }
    }

    /// Whether a download by link does nothing that a user would see.
    pub(crate) const fn loses_downloads(self) -> bool {
        matches!(self, Self::HomeScreen | Self::Chat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn programs_are_known_by_what_they_call_themselves() {
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
        for (user_agent, standalone, expected) in [
            (format!("{phone} Version/17.5 Mobile/15E148 Safari/604.1"), false, Surroundings::Safari),
            (format!("{phone} Mobile/15E148"), true, Surroundings::HomeScreen),
            (format!("{phone} Mobile/15E148 MicroMessenger/8.0.49 NetType/WIFI"), false, Surroundings::Chat),
            (format!("{phone} CriOS/126.0 Mobile/15E148 Safari/604.1"), false, Surroundings::Browser),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/107.0 Safari/537.36 wxwork/4.1".to_owned(),
                false,
                Surroundings::Chat,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0 Safari/537.36"
                    .to_owned(),
                false,
                Surroundings::Browser,
            ),
            ("Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/115.0".to_owned(), false, Surroundings::Browser),
        ] {
            assert_eq!(Surroundings::of(&user_agent, standalone), expected, "{user_agent}");
        }
    }
}

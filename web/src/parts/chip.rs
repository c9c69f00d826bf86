//! A state in words, shape and colour.

use yew::prelude::*;

/// What a state means for the applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Good,
    Bad,
    Open,
    /// It depends on how the text is read.
    Arguable,
    /// It does not matter here.
    Quiet,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Good => "chip ok",
            Self::Bad => "chip no",
            Self::Open => "chip open",
            Self::Arguable => "chip arguable",
            Self::Quiet => "chip quiet",
        }
    }

    /// The shape that says the same as the colour.
    const fn shape(self) -> &'static str {
        match self {
            Self::Good => "✓",
            Self::Bad => "✕",
            Self::Open => "?",
            Self::Arguable => "◐",
            Self::Quiet => "–",
        }
    }
}

pub(crate) fn chip(tone: Tone, word: &str) -> Html {
    html! {
        <span class={tone.class()}>
            <span aria-hidden="true">{ tone.shape() }</span>
            { " " }
            { word }
        </span>
    }
}

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

#[derive(Properties, PartialEq)]
pub(crate) struct ChipProps {
    pub(crate) tone: Tone,
    pub(crate) word: AttrValue,
}

#[component]
pub(crate) fn Chip(props: &ChipProps) -> Html {
    html! {
        <span class={props.tone.class()}>
            <span aria-hidden="true">{ props.tone.shape() }</span>
            { " " }
            { &props.word }
        </span>
    }
}

//! Answers from many hands, beside the page: a program of its own makes the workbooks that collect them (forms on paper the program of packages), reads what comes
//! back (workbooks, answer files, packages of others), and says in words what each would change. The page decides which
//! organisation it is for and which of it is taken.

mod make;
mod order;
mod page;
mod paper;
mod tell;
mod work;

pub(crate) use order::{
    Ask, Differs, Event, Form, Found, Group, Line, Made, Note, NoteKind, Remark, Sides, Source, Take, View, Wish,
};
pub(crate) use page::Desk;
pub(crate) use paper::{OnPaper, on_paper};
pub(crate) use work::work;

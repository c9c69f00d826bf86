//! Points that are worked out: tables that are read as nodes.

use super::values::{Table, Written};
use super::{About, may};
use crate::shape::{GROUP_OF_ITEMS, ITEM, PUBLISHED, Shape, Want};
use ziping_base::diag::Span;
use ziping_base::node::{Node, Value};

static NOTHING: Node = Node { span: Span::new(0, 0), value: Value::Null };

macro_rules! nodes {
    ($($table:ident = $shape:ident;)+) => {
        $(#[derive(Debug)]
        pub(crate) struct $table<'f>(pub &'f Node);

        impl<'f> Table<'f> for $table<'f> {
            const SHAPE: &'static Shape = &$shape;
        }

        impl<'f> Written<'f> for $table<'f> {
            const WANT: Want = Want::Table(&$shape);

            fn read(node: Option<&'f Node>, _: Span) -> Self {
                Self(node.unwrap_or(&NOTHING))
            }
        })+
    };
}

nodes! {
    ItemNode = ITEM;
    GroupNode = GROUP_OF_ITEMS;
    FigureNode = PUBLISHED;
}

/// Of rule books and overlays.
pub(crate) const ITEMS: About = may("points that are worked out", "写按表计分的项目，每项一个 [[item]]");
pub(crate) const GROUPS: About = may("groups of items", "写评分项目的组，每组一个 [[group]]");
pub(crate) const FIGURES: About = may(
    "figures that the issuer publishes, for a year for instance",
    "写由发布单位另行公布的数值，每项一个 [[published]]",
);

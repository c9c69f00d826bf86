//! What a draft says around its lines: its head, cells of no line, the groups that lines stand in, and the gates that
//! sentences beside the table set.

use super::draft::Order;
use super::draft::{Desk, Fate};
use super::elements::{Elements, Gathered, Home};
use super::gates::{Barred, Named, gates};
use super::item::option;
use super::lines::{Line, Lines};
use super::words::Words;
use crate::toml_text::{commented, in_one_line, quoted};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use ziping_base::diag::Said;
use ziping_base::say;

impl Desk<'_> {
    /// The key that says where an item stands, and whether it comes on top.
    pub(super) fn home(&self, home: Home, elements: &Elements, bonus: bool) -> String {
        match home {
            Home::Alone => String::new(),
            Home::Element(place) => {
                elements.ids.get(place).map_or(String::new(), |id| format!("element = {}\n", quoted(id)))
            }
            Home::Group(group) => {
                let bonus = if bonus { "bonus = true\n" } else { "" };
                format!("group = {}\n{bonus}", quoted(&self.group_id(group)))
            }
        }
    }

    fn group_id(&self, group: usize) -> String {
        format!("overlay.{}.group_{}", self.order.id, group + 1)
    }

    /// The group of an element's lines, above the first of them.
    pub(super) fn group(
        &self,
        group: usize,
        gathered: &Gathered,
        elements: &Elements,
        first: &Line,
        words: &mut Words,
        text: &mut String,
    ) {
        let id = self.group_id(group);
        let (at, title) = first.element.clone().unwrap_or_else(|| first.item.clone());
        let (cell, title) = (self.cell(first.sheet, at), in_one_line(&title));
        let element = elements.ids.get(gathered.element).map_or("", String::as_str);
        let _ = writeln!(text, "\n# TODO {}", commented(&self.say(&gathered.note)));
        let _ = writeln!(text, "[[group]]\nid = {}\nelement = {}", quoted(&id), quoted(element));
        let _ = writeln!(text, "clause = {}\nmax = {}", quoted(&cell), quoted(&gathered.most.shown()));
        if let Some(weight) = &gathered.weight {
            let _ = writeln!(text, "weight = {}", quoted(weight));
        }
        words.item(&id, &title, &title);
    }

    /// What keeps the grade down, as sentences beside the table say it; and the rows of the text that each stands in.
    pub(super) fn gates(
        &self,
        found: &[Lines],
        all: &[&Line],
        fates: &[Fate],
        refused: &BTreeMap<usize, Said>,
        words: &mut Words,
        text: &mut String,
    ) -> Vec<(usize, usize)> {
        let named: Vec<Named> = all
            .iter()
            .zip(fates)
            .enumerate()
            .map(|(place, (line, fate))| {
                let id = format!("overlay.{}.item_{}", self.order.id, place + 1);
                let nothing = match fate {
                    Fate::Read(read) => read.nothing.map(|at| (format!("{id}_grade"), option(at))),
                    Fate::Typed(_) | Fate::Left(_) => None,
                };
                let item = (!matches!(fate, Fate::Left(_))).then_some(id);
                Named { name: in_one_line(&line.item.1), item, nothing }
            })
            .collect();
        let mut places = Vec::new();
        for (sheet, found) in found.iter().enumerate() {
            for (at, said) in &found.others {
                for Barred { sentence, cap } in gates(said, &named, &self.book.grade.outcomes) {
                    let from = text.matches('\n').count() + 1;
                    let cell = self.cell(sheet, *at);
                    let _ = writeln!(text, "\n# {cell}  {}", commented(&sentence));
                    let cap = match refused.get(&places.len()) {
                        Some(reason) => Err(reason.clone()),
                        None => cap,
                    };
                    match cap {
                        Ok(keys) => {
                            let id = format!("overlay.{}.cap_{}", self.order.id, places.len() + 1);
                            let _ = write!(text, "[[cap]]\nid = {}\nclause = {}\n{keys}", quoted(&id), quoted(&cell));
                            words.cap(&id, &sentence);
                        }
                        Err(reason) => {
                            let _ = writeln!(text, "# TODO {cell}: {}", commented(&self.say(&reason)));
                        }
                    }
                    places.push((from, text.matches('\n').count() + 1));
                }
            }
        }
        places
    }

    /// The first lines.
    pub(super) fn head(&self) -> String {
        let Order { regime, id, file, lang } = self.order;
        let said = lang.pick(
            "# 初稿，由表格读出来的，须由人逐行核对：\n\
             # · 每个 [[item]] 上面的注释是原表各单元格的内容，其中的数字都来自单元格；\n\
             # · 带 TODO 的，是没有读懂的，或者要由人定的。改好一处，删去一处；\n\
             # · 没有读懂的项目，先由申请者自己填得分；\n\
             # · 编号（item_1 等）发布以后就不能再改，请先改成有意义的名称；\n\
             # · 核对好以后写案例：ziping cases 会逐个界限提出建议。\n",
            "# A first draft, read from a table, to be checked by a human line by line:\n\
             # · the comments above each [[item]] are the cells of the table; every number comes from one of them;\n\
             # · TODO marks what was not understood, or what a human must decide. Take each out once it is done;\n\
             # · of lines that were not understood the applicant types the points;\n\
             # · ids (item_1 …) never change once they are published: give them names that mean something first;\n\
             # · then write cases: `ziping cases` proposes them for every threshold.\n",
        );
        let major = self.book.version.split('.').next().unwrap_or("1");
        format!(
            "{said}overlay = 1\nid = {}\nregime = {}\nversion = \"0.1.0\"\nfor_version = {}\nstatus = \"draft\"\nsource = {}\n\n",
            quoted(id),
            quoted(regime),
            quoted(major),
            quoted(file)
        )
    }

    /// What stands in no line of the table.
    pub(super) fn others(&self, found: &[Lines], text: &mut String) {
        if !self.beside.is_empty() {
            let said = say!(
                "in no cell, and not read: comments, text boxes, pictures, charts",
                "不在单元格里、没有读的：批注、文本框、图片、图表"
            );
            let _ = writeln!(text, "# TODO {}", self.say(&said));
            for (part, said) in self.beside {
                let _ = writeln!(text, "#   {}: {}", commented(part), commented(&in_one_line(said)));
            }
        }
        if found.iter().all(|found| found.others.is_empty()) {
            return;
        }
        let said = say!("cells that belong to no line of the table:", "不属于任何一行的单元格：");
        let _ = writeln!(text, "# {}", self.say(&said));
        for (sheet, found) in found.iter().enumerate() {
            for (at, said) in &found.others {
                let _ = writeln!(text, "#   {}: {}", self.cell(sheet, *at), commented(said));
            }
        }
        text.push('\n');
    }
}

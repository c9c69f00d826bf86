//! The items of a rule book: conditions, caps, grounds, figures, entries, the industry finder, the work that levels cover.

use super::rulebook_file::{Book, cap_limit};
use super::surroundings::{compile, figure_value};
use ziping_base::calendar::Day;
use ziping_base::say;
use ziping_regime::*;
use ziping_rules::rule::{Number, Unit, compile_number};

impl Book<'_, '_, '_, '_> {
    pub(super) fn effective(&mut self) -> Effective {
        let written = self.written;
        let effective = written.effective.as_ref();
        if written.status.value == Some(Status::InForce) && effective.is_none_or(|effective| effective.from.is_none()) {
            self.problem(
                written.status.span,
                "missing-key",
                say!("in force, and it does not say from when", "写了现行（in_force），没有写从哪天起施行"),
                say!(
                    "add effective.from; where the document has no date, status = \"undated\"",
                    "请补上 effective.from；原文没有日期的，写 status = \"undated\""
                ),
            );
        }
        let Some(effective) = effective else { return Effective::default() };
        for day in [effective.from, effective.to].into_iter().flatten() {
            if Day::parse(day.text()).is_none() {
                self.problem(
                    day.span,
                    "bad-day",
                    say!("this is not a day", "这不是存在的日期"),
                    say!(
                        "write it as 2024-03-01; leave it out where the document does not say",
                        "写成 2024-03-01；原文件没有载明的，不写"
                    ),
                );
            }
        }
        let [from, to, repeals] = [effective.from, effective.to, effective.repeals]
            .map(|text| text.and_then(|text| text.value).map(str::to_owned));
        Effective { from, to, repeals }
    }

    pub(super) fn conditions(&mut self) -> Vec<Condition> {
        let written = self.written.condition.iter();
        written
            .map(|condition| Condition {
                id: self.id(condition.id),
                backing: self.backing(condition),
                kind: condition.kind.value.unwrap_or(ConditionKind::Eligibility),
                when: self.test(condition.when),
                applies: condition.applies.map(|applies| self.test(applies)),
            })
            .collect()
    }

    pub(super) fn caps(&mut self) -> Vec<Cap> {
        let written = self.written.cap.iter();
        written
            .map(|cap| {
                let (id, backing) = (self.id(cap.id), self.backing(cap));
                let said = (cap.limit, cap.lowers, cap.id);
                let (limit, lowers) = cap_limit(said, &self.outcomes, self.reader).unwrap_or((0, 0));
                Cap { id, backing, limit, lowers, when: self.test(cap.when) }
            })
            .collect()
    }

    pub(super) fn grounds(&mut self) -> Vec<Ground> {
        let written = self.written.ground.iter();
        written
            .map(|ground| Ground {
                id: self.id(ground.id),
                backing: self.backing(ground),
                when: self.test(ground.when),
            })
            .collect()
    }

    pub(super) fn figures(&mut self) -> Vec<Figure> {
        let written = self.written.figure.iter();
        written
            .map(|figure| {
                let (source, readings) = (self.reader.source, &self.readings);
                let value = compile(figure.value, source, self.around, readings, self.reader.problems, compile_number);
                let beside = figure.beside.and_then(|fact| self.fact(fact.value?, fact.span));
                Figure {
                    id: self.id(figure.id),
                    backing: self.backing(figure),
                    value: value.map_or(FigureValue::Number(Number::Literal(0), Unit::Count), figure_value),
                    beside,
                }
            })
            .collect()
    }

    pub(super) fn entries(&mut self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for kind in EntryKind::ALL {
            for entry in self.written.entries(kind) {
                entries.push(Entry { kind, id: self.id(entry.id), backing: self.backing(entry) });
            }
        }
        entries
    }

    pub(super) fn finder(&mut self) -> Vec<Finder> {
        let written = self.written.finder.iter();
        written
            .map(|finder| Finder {
                backing: self.backing(finder),
                sections: finder.sections.strings(),
                item: finder.item.owned(),
                prompt: finder.prompt,
            })
            .collect()
    }

    pub(super) fn scope(&mut self) -> Vec<Scope> {
        let written = self.written.scope.iter();
        written
            .map(|scope| {
                let level = match scope.level.text() {
                    "not_named" => None,
                    level => Some(self.outcome(level, scope.level.span)),
                };
                Scope { backing: self.backing(scope), scale: scope.scale.owned(), role: scope.role.owned(), level }
            })
            .collect()
    }
}

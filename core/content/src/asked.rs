//! What a rule book asks: every fact that something of it looks at must be asked by one of its sections, or on the
//! organisation page. One that is used but not asked can never be answered on the page.

use super::rulebook_file::Book;
use super::surroundings::text_offset;
use super::written::Text;
use ziping_base::diag::Span;
use ziping_base::say;
use ziping_regime::*;
use ziping_rules::fact::FactIx;
use ziping_rules::rule::facts_of;

impl Book<'_, '_, '_, '_> {
    /// Names each fact that is used, in figures, papers and dates, and asked nowhere. What conditions, caps, grounds,
    /// elements and aspects look at is asked where they stand. Nothing is said while one of those cannot be read.
    pub(super) fn unasked(&mut self, book: &RuleBook, sections: &[Section]) {
        if self.unread {
            return;
        }
        let asked = asked(book, sections);
        let written = self.written;
        for (written, figure) in written.figure.iter().zip(&book.figures) {
            for fact in figure.value.facts() {
                self.must_be_asked(fact, &asked, self.place_of(fact, written.value));
            }
        }
        let of_papers = written.document.iter().flat_map(|document| document.facts.iter().copied());
        let of_names = written.named.iter().map(|(_, fact)| (fact.text(), fact.span));
        for (id, span) in of_papers.chain(of_names) {
            if let Some(fact) = self.around.catalogue.find(id) {
                self.must_be_asked(fact, &asked, span);
            }
        }
        let certificate = book.certificate(self.around.catalogue);
        for (written, duty) in written.duty.iter().zip(&book.duties) {
            let fact = match duty.from {
                DutyFrom::Issue | DutyFrom::Expiry => certificate,
                DutyFrom::Event(event) => Some(event),
            };
            if let Some(fact) = fact {
                self.must_be_asked(fact, &asked, written.from.span);
            }
        }
    }

    fn must_be_asked(&mut self, fact: FactIx, asked: &[FactIx], span: Span) {
        let known = self.around.catalogue.get(fact);
        if asked.contains(&fact) || known.is_none_or(|fact| fact.section.is_some()) {
            return;
        }
        let message = say!(
            "`{id}` is used here, but no section asks it",
            "这里用到“{id}”，但没有哪一节询问它",
            id = self.around.catalogue.id(fact)
        );
        let help = say!("add it to the facts of a [[section]]", "请加进某一节 [[section]] 的 facts");
        self.problem(span, "unasked-fact", message, help);
    }

    /// Where a condition names a fact, or the condition as a whole.
    fn place_of(&self, fact: FactIx, value: Text<'_>) -> Span {
        let id = self.around.catalogue.id(fact);
        let inside = value.text().find(id).zip(text_offset(&self.reader.source, value));
        inside.map_or(value.span, |(at, offset)| Span::new(offset + at, offset + at + id.len()))
    }
}

/// Every fact that a section asks, or that an item of a section looks at.
pub(super) fn asked(book: &RuleBook, sections: &[Section]) -> Vec<FactIx> {
    let mut asked: Vec<FactIx> = sections.iter().flat_map(|section| section.facts.iter().copied()).collect();
    for condition in &book.conditions {
        std::iter::once(&condition.when).chain(&condition.applies).for_each(|test| facts_of(test, &mut asked));
    }
    book.caps.iter().for_each(|cap| facts_of(&cap.when, &mut asked));
    book.grounds.iter().for_each(|ground| facts_of(&ground.when, &mut asked));
    asked.extend(book.elements().iter().flat_map(Element::facts));
    asked
}

//! Procedures other than the first application: which forms they have, and those that are no application anew but a
//! letter with a matter (a change, a loss, an objection).

use super::super::paper::{Align, Block, FormRow, Paper, TO_FILL, Table, chinese_number, to_fill};
use super::notice::{notice, outline, pledge};
use super::say::with_inference;
use super::sentences::About;
use super::{Draft, Order, values};
use crate::words;
use ziping_regime::{Document, Model, SentencePart, Writing, is_certificate};
use ziping_rules::fact::{Fact, FactIx, Kind, Occurrence, TextFormat, Value};

/// Whether the ordered procedure assesses the organisation, as the first application does: they have a step in common.
pub(super) fn assesses(order: &Order<'_>) -> bool {
    order.rulebook.assesses(order.procedure.unwrap_or_else(|| order.rulebook.first_procedure()))
}

impl<'a> Draft<'a> {
    /// The procedure that the package is for: the one ordered, else the first that the rule book names.
    pub(in super::super) fn procedure(&self) -> &'a str {
        self.order.procedure.unwrap_or_else(|| self.order.rulebook.first_procedure())
    }

    pub(super) fn is_first(&self) -> bool {
        self.procedure() == self.order.rulebook.first_procedure()
    }

    /// Whether the procedure assesses the organisation, as the first application does.
    pub(in super::super) fn assesses(&self) -> bool {
        assesses(self.order)
    }

    /// The forms of the procedure.
    pub(in super::super) fn forms(&self) -> Vec<&'a Document> {
        self.order.rulebook.forms_of(self.procedure())
    }

    /// Whether a form of an association's own takes the place of a form of the kit's: of the document that it is named for;
    /// one that is named for none takes the place of the first letter of a procedure without an application.
    pub(in super::super) fn is_replaced(&self, document: &Document) -> bool {
        let is_main = !self.assesses() && self.forms().first().is_some_and(|first| first.id == document.id);
        self.order.forms.iter().any(|form| form.document.map_or(is_main, |id| id == document.id))
    }

    /// The same of the application, which stands for every form of its procedure that is no pledge.
    pub(in super::super) fn is_application_replaced(&self) -> bool {
        let documents = self.forms();
        let is_application =
            |id: &str| documents.iter().any(|document| document.id == id && document.writing != Writing::Pledge);
        self.order.forms.iter().any(|form| form.document.is_none_or(is_application))
    }

    /// What goes with the application: pledges of the same procedure.
    pub(in super::super) fn pledges(&self) -> impl Iterator<Item = &'a Document> {
        self.forms().into_iter().filter(|form| form.writing == Writing::Pledge)
    }

    /// What the application is called: as the regime names it for the first, as the document is called for others.
    pub(in super::super) fn application_title(&self) -> &'a str {
        match self.forms().first() {
            Some(form) if !self.is_first() => self.title("document", &form.id),
            _ => self.named("application"),
        }
    }

    /// The certificate's table without its level where the regime has none.
    fn without_level(&self, mut table: Table, ix: FactIx, fact: &Fact) -> Table {
        let rulebook = self.order.rulebook;
        let Kind::Table { columns } = &fact.kind else { return table };
        let met = matches!(rulebook.grade.model, Model::Met { .. });
        let level = columns.iter().position(|column| column.id == "level");
        if let Some(level) = level.filter(|_| met && rulebook.certificate(&self.order.library.catalogue) == Some(ix)) {
            // The number stands first.
            table.columns.remove(level + 1);
            table.rows.iter_mut().filter(|row| row.len() > level + 1).for_each(|row| {
                row.remove(level + 1);
            });
        }
        table
    }

    /// What a form about one matter asks: of what happened, the day.
    pub(super) fn asked(&self, ix: FactIx) -> String {
        let title = self.fact_title(ix);
        match self.fact(ix).map(|fact| &fact.kind) {
            Some(Kind::Occurrence) => words::letters::day_of(title),
            _ => title.to_owned(),
        }
    }

    /// An answer in a form about one matter: what it is about happened once, on a day.
    pub(super) fn happened(&self, ix: FactIx) -> String {
        match self.fact(ix) {
            Some(Fact { kind: Kind::Occurrence, id, .. }) => {
                self.put(&format!("day.{id}"), || match self.findings.sheet.get(ix) {
                    Some(Value::Occurrence(Occurrence::On(on))) => values::day(*on),
                    // What goes on has no day yet.
                    Some(Value::Occurrence(Occurrence::Ongoing)) => TO_FILL.to_owned(),
                    _ => self.answer(ix),
                })
            }
            _ => self.answer(ix),
        }
    }

    /// Whether a fact says when something last happened.
    pub(super) fn is_occurrence(&self, ix: FactIx) -> bool {
        self.fact(ix).is_some_and(|fact| fact.kind == Kind::Occurrence)
    }

    /// What stands in the place of a sentence that the event of a form has happened, where the answers do not say so; `None`: they do,
    /// or the form is about none.
    pub(super) fn not_happened(&self, form: &Document) -> Option<String> {
        let sheet = &self.findings.sheet;
        let open = |ix: &FactIx| matches!(sheet.get(*ix), None | Some(Value::Occurrence(Occurrence::Never)));
        let events: Vec<FactIx> = form.facts.iter().copied().filter(|ix| self.is_occurrence(*ix)).collect();
        let said = || to_fill(&words::letters::letter::not_happened(self.titles(&events)));
        (!events.is_empty() && events.iter().all(open)).then(said)
    }

    /// The one certificate, its number first, two columns of its table a row. No level where the regime has none.
    fn certificate(&self, ix: FactIx, fact: &Fact) -> Vec<FormRow> {
        let Kind::Table { columns } = &fact.kind else { return Vec::new() };
        let words = self.order.words;
        let hidden = self.hidden(ix) && self.order.sheet.get(ix).is_some();
        let row = self.rows_of(ix).first();
        let cells = row.map(|row| values::cells(&self.speaker, words, fact, row)).unwrap_or_default();
        let levels = !matches!(self.order.rulebook.grade.model, Model::Met { .. });
        let mut entries: Vec<(&str, (String, String))> = Vec::new();
        for (place, column) in columns.iter().enumerate().filter(|(_, column)| levels || column.id != "level") {
            let said = self.put(&format!("{}-one-{}", fact.id, column.id), || match cells.get(place) {
                _ if hidden => values::HIDDEN.to_owned(),
                Some(said) => said.clone(),
                None => TO_FILL.to_owned(),
            });
            entries.push((column.id.as_str(), (words.label("fact", &fact.id, &column.id).to_owned(), said)));
        }
        entries.sort_by_key(|(id, _)| *id != "number");
        let mut entries = entries.into_iter().map(|(_, entry)| entry);
        let mut rows = Vec::new();
        while let Some((label, said)) = entries.next() {
            rows.push(match entries.next() {
                Some(second) => FormRow::Pair([(label, said), second]),
                None => FormRow::Wide(label, said),
            });
        }
        rows
    }

    /// Whether a form is about a certificate that there is.
    pub(super) fn is_about_certificate(&self, form: &Document) -> bool {
        form.facts.iter().any(|fact| is_certificate(self.fact_id(*fact)))
    }

    /// What the form asks besides the organisation, the certificate that it is about first. Nothing for a first
    /// application.
    pub(super) fn matter(&self, paper: &mut Paper, form: &Document) -> bool {
        if self.is_first() {
            return false;
        }
        let before = paper.blocks.len();
        let mut rows = Vec::new();
        for ix in form.facts.iter().copied() {
            let Some(fact) = self.fact(ix) else { continue };
            match fact.kind {
                Kind::Table { .. } => {
                    let certificate = is_certificate(&fact.id);
                    let one = certificate && self.rows_of(ix).len() <= 1;
                    if certificate {
                        self.part(paper, &format!("{}-single", fact.id), one, |paper| {
                            paper.add(Block::Form(self.certificate(ix, fact)));
                        });
                    }
                    self.part(paper, &format!("{}-several", fact.id), !one, |paper| {
                        paper.remark(self.fact_title(ix).to_owned());
                        paper.add(Block::Table(self.without_level(self.annex(ix, fact), ix, fact)));
                    });
                }
                // Room is left for what is still to be written.
                Kind::Text(TextFormat::Block) if self.answer(ix) == TO_FILL => {
                    rows.push(FormRow::Block(self.fact_title(ix).to_owned(), TO_FILL.to_owned()));
                }
                _ => rows.push(FormRow::Wide(self.asked(ix), self.happened(ix))),
            }
        }
        if !rows.is_empty() {
            paper.add(Block::Form(rows));
        }
        paper.blocks.len() > before
    }
}

/// A form that states a matter and asks for something, as a letter does.
pub(in super::super) fn letter(draft: &Draft<'_>, form: &Document) -> Paper {
    match form.writing {
        Writing::Letter => {}
        Writing::Notice => return notice(draft, form),
        Writing::Outline => return outline(draft, form),
        Writing::Pledge => return pledge(draft, form),
    }
    let words = draft.order.words.get("document", &form.id);
    let mut paper = Paper::new(words.title.clone());
    paper.add(Block::Title(words.title.clone()));
    paper.add(Block::Subtitle(draft.regime().title.clone()));
    paper.add(Block::Subtitle(words::letters::filled_in(draft.today())));
    if let Some(standing) = draft.standing() {
        paper.remark(standing);
    }
    paper.add(Block::Address(format!("{}：", draft.addressed(form.to.as_deref()))));
    if let Some(through) = form.through.as_deref() {
        paper.text(words::letters::through(draft.addressed(Some(through))));
    }
    // Nobody signs that something has happened which the answers deny or leave open.
    let asks = draft.not_happened(form).unwrap_or_else(|| words.labels.get("asks").cloned().unwrap_or_default());
    let about = About { letter: Some(&words.title), clause: form.backing.clause(), asks: &asks };
    draft.sentence_list(&mut paper, "head", (SentencePart::LetterHead, about), |_, said| Block::Text(said));
    let mut number = 0;
    let mut chapter = |paper: &mut Paper, title: &str| {
        number += 1;
        paper.heading(format!("{}、{title}", chinese_number(number)));
    };
    chapter(&mut paper, words::letters::chapters::ORGANISATION);
    paper.add(Block::Form(draft.organisation()));
    let mut matter = Paper::default();
    if draft.matter(&mut matter, form) {
        let title = if draft.is_about_certificate(form) {
            words::letters::chapters::CERTIFICATE_AND_MATTER
        } else {
            words::letters::chapters::MATTER_AND_REQUEST
        };
        chapter(&mut paper, title);
        paper.blocks.append(&mut matter.blocks);
    }
    // A form that carries out many clauses asks for each of them.
    if form.backing.clauses.len() > 2 {
        chapter(&mut paper, words::letters::chapters::BY_CLAUSE);
        let item = |clause: &String| {
            let title = draft.order.words.get("clause", clause).title.as_str();
            FormRow::Wide(format!("{title}（{clause}）"), TO_FILL.to_owned())
        };
        paper.add(Block::Form(form.backing.clauses.iter().map(item).collect()));
    }
    chapter(&mut paper, words::letters::chapters::ENCLOSED);
    let mut table = Table::new(&[
        (words::shared::heads::NUMBER, 10, Align::Centre),
        (words::shared::heads::PAPER, 50, Align::Left),
        (words::letters::enclosed::heads::FORM, 20, Align::Centre),
        (words::letters::enclosed::heads::PAGES, 20, Align::Centre),
    ]);
    for place in 1..=3 {
        table.row([place.to_string(), TO_FILL.to_owned(), TO_FILL.to_owned(), TO_FILL.to_owned()]);
    }
    paper.add(Block::Table(table));
    chapter(&mut paper, words::letters::chapters::DECLARATION);
    let part = (SentencePart::LetterDeclaration, about);
    draft.sentence_list(&mut paper, "declaration", part, |_, said| Block::Text(said));
    paper.add(Block::Seal(vec![words::shared::signed::PERSON.to_owned(), words::letters::letter::SEAL.to_owned()]));
    let help = format!("{}{}", words.text, with_inference(words.help.clone(), words));
    paper.remark(words::letters::letter::Note { help, to_fill: TO_FILL }.to_string());
    paper
}

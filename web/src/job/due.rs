//! The deadlines of many organisations as one calendar file.

use super::order::{DueClient, DueOrder, Event};
use super::worker::{answers_of, hand_over, host_of, no_book, sequence};
use crate::worker::{Rules, Trouble, say};
use std::rc::Rc;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_assess::duties;
use ziping_assess::proof::Records;
use ziping_dossier::{Deadlines, Redaction};
use ziping_host::Host;
use ziping_regime::{Library, RuleBook, Words};

pub(super) async fn make(
    scope: &DedicatedWorkerGlobalScope,
    order: &DueOrder,
    over: Option<&Blob>,
) -> Result<(), Trouble> {
    let rules = Rules::of(scope, over).await?;
    let library = rules.library();
    let host = order.host.as_deref().map(|text| host_of(text, &rules)).transpose()?.flatten();
    let mut books = Vec::new();
    for id in &order.regimes {
        let words = rules.words(scope, id, "zh").await?;
        books.push((library.regime(id).ok_or_else(|| no_book(id))?, words));
    }
    let (mut deadlines, of) = (Deadlines::default(), order.clients.len());
    for (done, client) in order.clients.iter().enumerate() {
        say(scope, &Event::Progress { done, of, file: client.organisation.clone() });
        add(&mut deadlines, library, &books, client, host.as_ref())?;
    }
    hand_over(scope, format!("{}.ics", order.name), deadlines.file(&order.name, sequence()))
}

/// Adds what an organisation has under all rule books.
fn add(
    deadlines: &mut Deadlines,
    library: &Library,
    books: &[(&RuleBook, Rc<Words>)],
    client: &DueClient,
    host: Option<&Host>,
) -> Result<(), Trouble> {
    let answers = answers_of(&client.answers, library)?;
    for (rulebook, words) in books {
        let hand_in = client.hand_in.iter().find(|(regime, _)| *regime == rulebook.id).map(|(_, day)| *day);
        let tasks = client.tasks.iter().find(|(regime, _)| *regime == rulebook.id);
        if hand_in.is_none() && duties(library, rulebook, &answers.sheet, client.as_of).is_empty() {
            continue;
        }
        deadlines.add(&ziping_dossier::Order {
            library,
            rulebook,
            words,
            organisation: &client.organisation,
            sheet: &answers.sheet,
            records: &Records::default(),
            measured: &[],
            as_of: client.as_of,
            target: None,
            procedure: None,
            hand_in,
            tasks: tasks.map_or(&[], |(_, tasks)| tasks),
            forms: &[],
            keep_links: false,
            kit_version: env!("CARGO_PKG_VERSION"),
            redact: Redaction::default(),
            whole_sheet: false,
            host,
        });
    }
    Ok(())
}

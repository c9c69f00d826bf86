//! What the rules of today do to each organisation: the result, what is judged otherwise, what is asked anew, what no longer
//! counts; each with its clause.

use crate::changes::{Changes, Line};
use crate::engine::{grade_label, grade_range_of};
use crate::pages::clients::{short, shown};
use crate::parts;
use crate::route::Route;
use crate::site::Site;
use crate::state::{Action, Client, Workspace};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::{Judged, Judgement, Outcome, Rejudged, Verdict};

pub(super) fn lines(site: &Site, workspace: &Workspace, changes: &Changes) -> Html {
    let t = site.t;
    let lines_of =
        |client: &Client| changes.lines.iter().filter(|line| line.client == client.id).collect::<Vec<&Line>>();
    let all = workspace.clients.iter().map(|client| (client, lines_of(client)));
    let affected: Vec<_> = all.filter(|(_, lines)| !lines.is_empty()).collect();
    let (of, n) = (changes.of.to_string(), affected.len().to_string());
    html! {
        <section class="changed-organisations" aria-labelledby="changed-organisations">
            <h2 id="changed-organisations">{ t.changes_organisations() }</h2>
            <p>{ fill(t.changes_affected(), &[("of", &of), ("n", &n)]) }</p>
            for (client, lines) in affected {
                <article class="sheet" key={client.id.clone()} data-client={client.id.clone()}>
                    <h3>{ shown(site, client) }</h3>
                    for one in lines {
                        { line(site, changes, one) }
                    }
                </article>
            }
        </section>
    }
}

fn line(site: &Site, changes: &Changes, Line { client, regime, changed }: &Line) -> Html {
    let t = site.t;
    let href = Route::Assess { regime: regime.clone(), section: None }.href();
    // The questions are those of the organisation at hand.
    let (dispatch, id) = (site.dispatch.clone(), client.clone());
    let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Show { id: id.clone() }));
    html! {
        <section data-regime={regime.clone()}>
            <h4>{ short(site, regime) }</h4>
            if let Some(effect) = &changed.effect {
                <p class="effect">{ t.changes_result() }{ t.list_colon() }<b>{ parts::effect(effect, site) }</b></p>
            } else {
                <p>{ t.changes_stays() }</p>
            }
            if !changed.rejudged.is_empty() {
                <div class="scroll" role="region" aria-label={t.changes_judged()} tabindex="0">
                    <table class="compare-table">
                        <caption>{ t.changes_judged() }</caption>
                        <thead>
                            <tr>
                                <th scope="col">{ t.changes_what() }</th>
                                <th scope="col">{ t.changes_clause() }</th>
                                <th scope="col">{ t.changes_before() }</th>
                                <th scope="col">{ t.changes_after() }</th>
                            </tr>
                        </thead>
                        <tbody>
                            for (place, one) in changed.rejudged.iter().enumerate() {
                                <tr key={place}>
                                    <th scope="row">{ title(site, changes, regime, one.what, &one.id) }</th>
                                    <td>{ clauses(one, t) }</td>
                                    <td>{ verdict(one.what, one.before.as_ref(), site) }</td>
                                    <td class="changed">{ verdict(one.what, one.after.as_ref(), site) }</td>
                                </tr>
                            }
                        </tbody>
                    </table>
                </div>
            }
            { questions(site, changes, regime, &changed.asked, t.changes_asked()) }
            if !changed.asked.is_empty() {
                <p class="acts"><a class="button" {href} {onclick}>{ t.changes_answer() }</a></p>
            }
            { questions(site, changes, regime, &changed.dropped, t.changes_dropped()) }
            if !changed.dropped.is_empty() {
                <p class="hint">{ t.changes_dropped_kept() }</p>
            }
        </section>
    }
}

fn questions(site: &Site, changes: &Changes, regime: &str, ids: &[String], label: &'static str) -> Html {
    if ids.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h5>{ fill(label, &[("n", &ids.len().to_string())]) }</h5>
            <ul>
                for id in ids {
                    <li key={id.clone()} data-fact={id.clone()}>{ title(site, changes, regime, Judged::Element, id) }</li>
                }
            </ul>
        </>
    }
}

fn title(site: &Site, changes: &Changes, regime: &str, kind: Judged, id: &str) -> String {
    let [zh, en] = changes.titles_of(regime, kind, id);
    site.lang.pick(&zh, &en).to_owned()
}

/// The clauses of today; where a thing is gone, those that it followed.
fn clauses(one: &Rejudged, t: &Texts) -> String {
    let of = one.after.as_ref().or(one.before.as_ref());
    of.map(|judgement| judgement.clauses.join(t.list_comma())).unwrap_or_default()
}

fn verdict(what: Judged, judgement: Option<&Judgement>, site: &Site) -> String {
    let t = site.t;
    let Some(Judgement { verdict, .. }) = judgement else { return t.changes_absent().to_owned() };
    match verdict {
        Verdict::Outcome(found) => outcome(*found, what == Judged::Ground, t).to_owned(),
        Verdict::Cap(Outcome::True, limit, 0) => {
            let limit = fill(t.mark_capped(), &[("grade", &grade_label(limit, t))]);
            format!("{}{}{limit}", t.mark_caught(), site.lang.pick("，", ", "))
        }
        Verdict::Cap(Outcome::True, _, lowers) => {
            let lowers = fill(t.mark_lowers(), &[("n", &lowers.to_string())]);
            format!("{}{}{lowers}", t.mark_caught(), site.lang.pick("，", ", "))
        }
        Verdict::Cap(found, ..) => outcome(*found, true, t).to_owned(),
        Verdict::Points(low, high) if low == high => low.clone(),
        Verdict::Points(low, high) => fill(t.grade_range(), &[("worst", low), ("best", high)]),
        Verdict::Levels(worst, best) => grade_range_of(&[worst.clone(), best.clone()], t),
    }
}

/// `is_trap`: it is better when it does not hold.
fn outcome(found: Outcome, is_trap: bool, t: &Texts) -> &'static str {
    match (found, is_trap) {
        (Outcome::Unknown, _) => t.mark_open(),
        (Outcome::NotApplicable, _) => t.mark_not_applicable(),
        (Outcome::True, true) => t.mark_caught(),
        (Outcome::True, false) => t.mark_met(),
        (Outcome::False, true) => t.mark_clear(),
        (Outcome::False, false) => t.mark_not_met(),
    }
}

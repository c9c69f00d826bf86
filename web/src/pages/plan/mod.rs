//! One plan for several rule books: which levels, then what to change, each change once.

mod aims;
mod told;

use super::calendar::Download;
use super::evidence::in_hand;
use super::file_names::file_name;
use super::use_arrival;
use crate::browser;
use crate::job::{Ask, Event as JobEvent, Job, PlanOrder};
use crate::parts::heading;
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Client, Workspace};
use crate::texts::fill;
use aims::{Chosen, aims};
use std::rc::Rc;
use told::told;
use web_sys::Blob;
use yew::prelude::*;
use ziping_assess::JointReport;
use ziping_rules::fact::write_answers;

/// How far it is.
#[derive(Clone, PartialEq)]
enum Stage {
    /// Nothing is aimed at.
    Idle,
    Working,
    Here(Rc<JointReport>),
    Failed,
}

#[derive(Properties, PartialEq)]
pub(crate) struct PlanProps {
    /// The rule book from which one comes; it is among the aims.
    pub(crate) regime: Option<String>,
}

#[component]
pub(crate) fn Plan(props: &PlanProps) -> Html {
    let site = use_site();
    use_arrival(site.t.joint_title(), "plan".to_owned());
    let workspace = use_context::<UseReducerHandle<Workspace>>();
    let Some(client) = workspace.map(|workspace| workspace.client()) else { return Html::default() };
    html! { <Planned client={client} regime={props.regime.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct PlannedProps {
    client: Rc<Client>,
    regime: Option<String>,
}

/// The plan of an organisation.
#[component]
fn Planned(props: &PlannedProps) -> Html {
    let site = use_site();
    let t = site.t;
    let client = &props.client;
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let chosen =
        use_state_eq(|| Chosen::new(&site, &client.sheet, as_of, &in_hand(&site, client), props.regime.as_deref()));
    let stage = use_state_eq(|| Stage::Idle);
    let order = order(&site, client, &chosen);
    {
        let (stage, job, over) = (stage.setter(), use_mut_ref(|| None::<Job>), site.packs.pack().cloned());
        use_effect_with((order.clone(), site.packs.clone()), move |(order, _)| {
            if order.aims.is_empty() {
                // What is still being worked out for the aims before is not wanted any more.
                job.borrow_mut().take();
                stage.set(Stage::Idle);
                return;
            }
            stage.set(Stage::Working);
            let holder = Rc::clone(&job);
            let report = Callback::from(move |event| {
                let then = match event {
                    JobEvent::Progress { .. } | JobEvent::Reading { .. } => return,
                    JobEvent::Planned(report) => Stage::Here(Rc::from(report)),
                    _ => Stage::Failed,
                };
                stage.set(then);
                Job::end(&holder);
            });
            Job::begin(&job, Ask::Plan(Box::new(order.clone())), over.as_ref(), Vec::<Blob>::new(), report);
        });
    }
    let word = {
        let order = PlanOrder { word: true, ..order };
        Callback::from(move |()| Ask::Plan(Box::new(order.clone())))
    };
    html! {
        <main class="page report plan" id="main" tabindex="-1">
            { heading(t.joint_title()) }
            <div class="whom">
                <p class="lead">{ client.shown_name(&site.library().catalogue) }</p>
                <button type="button" onclick={Callback::from(|_: MouseEvent| browser::print())}>{ t.report_print() }</button>
            </div>
            <p>{ t.joint_lead() }</p>
            { aims(&site, &chosen, &client.sheet, as_of) }
            <div aria-live="polite">
                { match &*stage {
                    Stage::Idle => html! { <p class="notice">{ t.joint_nothing() }</p> },
                    Stage::Working => html! { <p role="status">{ t.joint_working() }</p> },
                    Stage::Failed => html! { <p class="notice bad" role="alert">{ t.joint_failed() }</p> },
                    Stage::Here(_) => Html::default(),
                } }
            </div>
            if let Stage::Here(report) = &*stage {
                { told(&site, report) }
                <section class="sheet" aria-labelledby="plan-word">
                    <h2 id="plan-word">{ t.joint_word() }</h2>
                    <Download
                        id="make-plan"
                        label={Some(t.joint_word())}
                        order={word}
                        hint={t.joint_word_hint()}
                        none={t.joint_none()}
                    />
                </section>
            }
            <p class="print-only">{ t.frame_promise() }</p>
        </main>
    }
}

fn order(site: &Site, client: &Client, chosen: &Chosen) -> PlanOrder {
    let catalogue = &site.library().catalogue;
    let organisation = client.shown_name(catalogue).to_owned();
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let name = file_name(&organisation, site.t.client_unnamed());
    PlanOrder {
        answers: write_answers(&organisation, &client.sheet, catalogue),
        organisation,
        as_of,
        aims: chosen.aims(),
        lang: site.lang,
        word: false,
        file: fill(site.t.joint_file(), &[("name", &name), ("day", &as_of.to_string())]),
    }
}

/// The way here.
pub(super) fn link(site: &Site, regime: Option<&str>) -> Html {
    let href = Route::Plan { regime: regime.map(str::to_owned) }.href();
    html! { <p class="acts"><a class="button" {href}>{ site.t.joint_link() }</a></p> }
}

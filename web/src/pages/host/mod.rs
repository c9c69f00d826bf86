//! *Make this site yours*: what a host says of itself filled in, its files loaded, checked, looked at, and taken away as
//! `host.zip`. Nothing of it touches the visitor's own work.

mod begin;
mod books;
mod check;
mod field;
mod figures;
mod files;
mod look;
mod making;
mod rules;
mod said;
mod take;

use super::use_arrival;
use crate::parts::{Given, folder_drops, heading};
use crate::site::use_site;
use crate::store::Forms;
use field::Desk;
use making::{Act, Making};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;
use ziping_host::write;

#[component]
pub(crate) fn MakeHost() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.make_title(), "host".to_owned());
    let making = use_reducer_eq(Making::begin);
    let kept = use_keeping(&making);
    let tried = use_state_eq(|| false);
    let news = use_state(|| begin::News::Nothing);
    let ids: Vec<&str> = site.packs.all_ids().iter().map(String::as_str).collect();
    let (host, wrong) = match making.draft.check(&ids) {
        Ok(host) => (Some(write(&host)), Vec::new()),
        Err(wrong) => (None, wrong),
    };
    let wrong = Rc::new(wrong);
    let act = {
        let dispatch = making.dispatcher();
        Callback::from(move |act: Act| dispatch.dispatch(act))
    };
    let check = check::use_check(&site, &making);
    let desk = Desk {
        site: site.clone(),
        draft: Rc::clone(&making.draft),
        act: act.clone(),
        wrong,
        tried: *tried,
        books: check.books(),
    };
    let looking = use_state(|| rules::Looking::Nothing);
    let put = {
        let (act, looking) = (act.clone(), looking.setter());
        Callback::from(move |given: Given| rules::put_in(&act, &looking, given))
    };
    let take_in = {
        let (site, act, news, put) = (site.clone(), act.clone(), news.setter(), put.clone());
        Callback::from(move |files: Vec<File>| begin::take_in(&site, &act, &news, &put, files))
    };
    let dropped = {
        let (take_in, put) = (take_in.clone(), put.clone());
        Callback::from(move |given: Given| match given {
            Given::Files(files) => take_in.emit(files),
            // A folder is that of a rule book.
            Given::Entries(_) => put.emit(given),
        })
    };
    let over = use_state_eq(|| false);
    let [ondragover, ondragleave, ondrop] = folder_drops(&over, &dropped);
    html! {
        <main class={classes!("page", "make", over.then_some("over"))} id="main" tabindex="-1" {ondragover} {ondragleave} {ondrop}>
            { heading(t.make_title()) }
            <p class="lead">{ t.make_lead() }</p>
            if !kept {
                <p class="notice bad" role="alert">{ t.make_not_kept() }</p>
            }
            <begin::Begin draft={Rc::clone(&making.draft)} news={news.clone()} act={act.clone()} take={take_in.clone()} />
            { said::who(&desk) }
            { said::contact(&desk) }
            { said::papers(&desk) }
            { said::links(&desk) }
            { said::records(&desk) }
            { look::look(&desk) }
            { rules::rules(&desk, &making, &looking, &put) }
            { books::books(&desk) }
            { files::files(&desk, &making, &take_in) }
            <figures::Figures draft={Rc::clone(&making.draft)} {act} wrong={Rc::clone(&desk.wrong)} tried={desk.tried} check={check.clone()} />
            { check::view(&site, &check) }
            <take::Take {host} making={(*making).clone()} tried={tried.setter()} wrong={Rc::clone(&desk.wrong)} {check} />
        </main>
    }
}

/// Keeps fields and files as they change; `false`: the browser does not.
#[hook]
fn use_keeping(making: &UseReducerHandle<Making>) -> bool {
    let files = use_state_eq(|| true);
    // Kept while this is drawn: effects come later, and a page that is left before them would have shown what nothing holds.
    let fields = use_memo(Rc::clone(&making.draft), |draft| making::keep(draft));
    {
        let dispatch = making.dispatcher();
        use_effect_with((), move |()| {
            spawn_local(async move { dispatch.dispatch(Act::Kept(Forms::of_host().await)) });
        });
    }
    {
        let setter = files.setter();
        use_effect_with((Rc::clone(&making.files), making.ready), move |(files, ready)| {
            // Before the kept ones are read nothing is thrown away.
            if *ready {
                let files = Rc::clone(files);
                spawn_local(async move { setter.set(making::keep_only(&files).await) });
            }
        });
    }
    *fields && *files
}

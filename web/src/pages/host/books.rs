//! Which rule books are shown, and in which order.

use super::field::{Desk, error};
use super::making::{show, shown};
use super::said::section;
use crate::browser;
use crate::texts::fill;
use yew::prelude::*;

/// Rule books in the order of the page, each with whether it is shown.
type Books = Vec<(String, bool)>;

pub(super) fn books(desk: &Desk) -> Html {
    let t = desk.site.t;
    let all = desk.ids();
    let books = shown(&desk.draft, &all);
    let count = books.iter().filter(|(_, shown)| *shown).count();
    let change = |change: Box<dyn Fn(&mut Books)>| {
        let (act, books, all) = (desk.act.clone(), books.clone(), all.clone());
        Callback::from(move |()| {
            let (mut books, all) = (books.clone(), all.clone());
            change(&mut books);
            act.emit(super::Act::Edit(Box::new(move |draft| show(draft, &books, &all))));
        })
    };
    let one = |place: usize, id: &str, is_shown: bool| {
        let title = desk.title(id);
        let tick = change(Box::new(move |books| {
            if let Some((_, shown)) = books.get_mut(place) {
                *shown = !*shown;
            }
        }));
        let [up, down] = ["up", "down"].map(|way| format!("make-{way}-{id}"));
        let swap = |with: usize, ids: Vec<String>| {
            change(Box::new(move |books| {
                if place.max(with) < books.len() {
                    books.swap(place, with);
                }
            }))
            .reform(move |_: MouseEvent| {
                browser::hand_on(ids.clone());
            })
        };
        html! {
            <li key={id.to_owned()}>
                <label class="box">
                    // The last one stays: a site without rule books would have nothing to show.
                    <input type="checkbox" id={format!("make-show-{id}")} checked={is_shown} disabled={is_shown && count == 1} onchange={tick.reform(|_: Event| ())} />
                    <span>{ title.clone() }</span>
                </label>
                if is_shown {
                    <span class="moves">
                        <button type="button" class="quiet" id={up.clone()} disabled={place == 0} aria-label={fill(t.make_up(), &[("name", &title)])} onclick={swap(place.saturating_sub(1), vec![up.clone(), down.clone()])}>{ t.make_up_short() }</button>
                        <button type="button" class="quiet" id={down.clone()} disabled={place + 1 >= count} aria-label={fill(t.make_down(), &[("name", &title)])} onclick={swap(place + 1, vec![down.clone(), up.clone()])}>{ t.make_down_short() }</button>
                    </span>
                }
            </li>
        }
    };
    let inside = html! {
        <>
            <ol class="list shown">{ for books.iter().enumerate().map(|(place, (id, is_shown))| one(place, id, *is_shown)) }</ol>
            { error(desk, "regimes", t.make_books()).1 }
        </>
    };
    section("make-books", t.make_books(), t.make_books_hint(), inside)
}

//! One errand, one answer.

use super::Hired;
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

/// Hires a worker and waits for the first thing that it says; the worker comes back too. Inside, `None`: the worker itself
/// failed. Outside, `None`: the browser gives no worker.
pub(crate) async fn once<S: 'static>(
    hire: impl FnOnce(Callback<Option<S>>) -> Option<Hired>,
) -> Option<(Option<S>, Hired)> {
    let answer: Rc<RefCell<Option<S>>> = Rc::default();
    let mut hired = None;
    let mut hire = Some(hire);
    let heard = Promise::new(&mut |done: Function, _| {
        let (answer, told) = (Rc::clone(&answer), done.clone());
        let tell = Callback::from(move |said: Option<S>| {
            *answer.borrow_mut() = said;
            let _ = told.call0(&JsValue::NULL);
        });
        hired = hire.take().and_then(|hire| hire(tell));
        if hired.is_none() {
            let _ = done.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(heard).await;
    let said = answer.take();
    hired.map(|hired| (said, hired))
}

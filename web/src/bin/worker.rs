//! The worker: makes application packages beside the page, so that the page stays quick.

fn main() {
    ziping_web::work();
}

//! The worker that makes the workbooks that collect answers, and reads what comes back.

fn main() {
    ziping_web::collect();
}

//! The site.

fn main() {
    ziping_web::start();
}

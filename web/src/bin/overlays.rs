//! The worker that reads overlays and rule books: the one program of the site that reads TOML.

fn main() {
    ziping_web::read_overlays();
}

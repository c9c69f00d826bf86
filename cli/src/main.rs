//! `ziping`: the kit on files. A thin shell over the core.

mod check;
mod content;

fn main() {
    let root = std::env::args().nth(2).unwrap_or_else(|| "content".into());
    match check::check(std::path::Path::new(&root)) {
        Ok(summary) => println!("{summary}"),
        Err(problems) => {
            for problem in &problems {
                eprintln!("{problem}\n");
            }
            eprintln!("{} problems", problems.len());
            std::process::exit(2);
        }
    }
    let _ = content::built_in();
}

//! A small static server on this machine only, as a bare static host would be: tower-http sends the files; what stands here
//! is what it does not know of this site.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderValue, LOCATION, RANGE, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;

use crate::page;

/// The first port from `wanted` on that nobody uses; 20 are tried.
pub fn free_port(wanted: u16) -> Result<u16> {
    Ok(listen(wanted)?.local_addr()?.port())
}

/// Takes the first port from `wanted` on that nobody uses.
fn listen(wanted: u16) -> Result<TcpListener> {
    let last = wanted.saturating_add(20);
    (wanted..=last)
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .with_context(|| format!("ports {wanted} to {last} are all in use; name another with --port"))
}

/// The built site, served until this value is dropped.
pub struct Site {
    address: String,
    runtime: Runtime,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Site {
    /// Serves `dist` below `base`, on the next free port from `port` on, or on any.
    pub fn start(dist: &Path, base: &str, port: Option<u16>) -> Result<Self> {
        let listener = match port {
            Some(port) => listen(port)?,
            None => TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free on this machine")?,
        };
        listener.set_nonblocking(true)?;
        let address = format!("http://127.0.0.1:{}{base}", listener.local_addr()?.port());
        let runtime = Runtime::new()?;
        let site = routes(dist, base);
        let serving = runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, site).await
        });
        Ok(Self { address, runtime, serving })
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// Serves until the process is stopped.
    pub fn wait(self) -> Result<()> {
        let Self { runtime, serving, .. } = self;
        runtime.block_on(serving)?.context("the server stopped")
    }
}

/// Where the site lies, and below which path it is served.
struct Place {
    dist: PathBuf,
    base: String,
}

fn routes(dist: &Path, base: &str) -> Router {
    let place = Arc::new(Place { dist: dist.to_path_buf(), base: base.to_owned() });
    let files = ServeDir::new(dist)
        .precompressed_br()
        .precompressed_gzip()
        .fallback(get(document).with_state(Arc::clone(&place)));
    let site = match base.trim_end_matches('/') {
        "" => Router::new().fallback_service(files),
        below => Router::new().nest_service(below, files),
    };
    site.layer(from_fn_with_state(place, host))
}

/// Whether a request was meant for this machine: a page of another site that has its own name lead here sends that name.
fn is_for_this_machine(request: &Request) -> bool {
    let Some(asked) = request.headers().get(HOST) else { return true };
    let asked = asked.to_str().unwrap_or_default();
    let name = asked.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).map_or(asked, |(name, _)| name);
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// What a host does around its files: refuses what is meant for another, leads to the base, keeps hidden files to itself,
/// says how long a file is good for.
async fn host(State(place): State<Arc<Place>>, mut request: Request, next: Next) -> Response {
    if !is_for_this_machine(&request) {
        return (StatusCode::MISDIRECTED_REQUEST, "this server answers as localhost only").into_response();
    }
    let address = percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    if format!("{address}/") == place.base || (address == "/" && place.base != "/") {
        return (StatusCode::FOUND, [(LOCATION, place.base.clone())]).into_response();
    }
    if address.split(['/', '\\']).any(|name| name.starts_with('.')) {
        return missing();
    }
    // A part of a file is one of the file itself, not of its packed copy.
    if request.headers().contains_key(RANGE) {
        request.headers_mut().remove(ACCEPT_ENCODING);
    }
    let mut response = next.run(request).await;
    let kept = if is_hashed(Path::new(&address)) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let fields = response.headers_mut();
    fields.insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    fields.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    fields.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// An address that names no file: one inside the single page gets the page, everything else is missing.
async fn document(State(place): State<Arc<Place>>, address: Uri) -> Response {
    if Path::new(address.path()).extension().is_some() {
        return missing();
    }
    match fs::read_to_string(place.dist.join("index.html")) {
        Ok(html) => ([(CONTENT_TYPE, "text/html; charset=utf-8")], page::based(&html, &place.base)).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "nothing is at this address").into_response()
}

/// Whether a file's name carries the hash of its content, so that it never changes.
pub fn is_hashed(path: &Path) -> bool {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(&stem);
    stem.rsplit_once('-')
        .is_some_and(|(_, hash)| hash.len() >= 12 && hash.chars().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    fn visit(site: &Site) -> TcpStream {
        TcpStream::connect(site.address().trim_start_matches("http://").split('/').next().unwrap()).unwrap()
    }

    fn ask(site: &Site, request: &str) -> String {
        let mut stream = visit(site);
        write!(stream, "{request}Host: localhost\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn folder(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("ziping-serve-{name}-{}/dist", std::process::id()))
    }

    fn started(name: &str, base: &str) -> Site {
        let dist = folder(name);
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("index.html"), "<head></head>").unwrap();
        fs::write(dist.join("a.wasm"), "0123456789").unwrap();
        fs::write(dist.join("a.wasm.br"), "packed").unwrap();
        fs::write(dist.join(".htaccess"), "secret").unwrap();
        fs::write(dist.join("../secret.txt"), "secret").unwrap();
        fs::create_dir_all(dist.join("packs")).unwrap();
        fs::write(dist.join("packs/信用.json"), "{}").unwrap();
        Site::start(&dist, base, None).unwrap()
    }

    #[test]
    fn sends_the_packed_copy_only_to_who_accepts_it() {
        let site = started("packed", "/");
        let packed = ask(&site, "GET /a.wasm HTTP/1.1\r\nAccept-Encoding: gzip, br\r\n");
        assert!(packed.contains("content-encoding: br") && packed.ends_with("packed"), "{packed}");
        assert!(packed.contains("content-type: application/wasm"), "{packed}");
        let whole = ask(&site, "GET /a.wasm HTTP/1.1\r\n");
        assert!(!whole.contains("content-encoding") && whole.ends_with("0123456789"), "{whole}");
    }

    #[test]
    fn sends_the_part_that_is_asked_for() {
        let site = started("part", "/");
        let part = ask(&site, "GET /a.wasm HTTP/1.1\r\nAccept-Encoding: br\r\nRange: bytes=2-4\r\n");
        assert!(part.starts_with("HTTP/1.1 206") && part.contains("bytes 2-4/10") && part.ends_with("234"), "{part}");
        let outside = ask(&site, "GET /a.wasm HTTP/1.1\r\nRange: bytes=10-\r\n");
        assert!(outside.starts_with("HTTP/1.1 416"), "{outside}");
    }

    #[test]
    fn what_the_visitor_has_is_not_sent_again() {
        let site = started("tag", "/");
        let first = ask(&site, "GET /a.wasm HTTP/1.1\r\n");
        let tag = first.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap();
        let second = ask(&site, &format!("GET /a.wasm HTTP/1.1\r\nIf-None-Match: {tag}\r\n"));
        assert!(second.starts_with("HTTP/1.1 304"), "{second}");
    }

    #[test]
    fn an_address_inside_the_page_gets_the_page_with_its_base() {
        let site = started("deep", "/sub/");
        let page = ask(&site, "GET /sub/credit/result HTTP/1.1\r\n");
        assert!(page.starts_with("HTTP/1.1 200") && page.contains("<base href=\"/sub/\" />"), "{page}");
        assert!(ask(&site, "GET /sub HTTP/1.1\r\n").contains("location: /sub/"));
        assert!(ask(&site, "GET /sub/../secret HTTP/1.1\r\n").starts_with("HTTP/1.1 404"));
        assert!(ask(&site, "POST /sub/ HTTP/1.1\r\nContent-Length: 0\r\n").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn the_root_leads_to_the_base_and_nothing_is_beside_it() {
        let site = started("root", "/sub/path/");
        let root = ask(&site, "GET / HTTP/1.1\r\n");
        assert!(root.starts_with("HTTP/1.1 302") && root.contains("location: /sub/path/"), "{root}");
        assert!(ask(&site, "GET /other/index.html HTTP/1.1\r\n").starts_with("HTTP/1.1 404"));
        assert!(ask(&site, "GET /sub/path/a.wasm?lang=en HTTP/1.1\r\n").starts_with("HTTP/1.1 200"));
    }

    #[test]
    fn files_are_found_by_any_name_and_have_the_types_that_browsers_insist_on() {
        let site = started("types", "/");
        let pack = ask(&site, "GET /packs/%E4%BF%A1%E7%94%A8.json HTTP/1.1\r\n");
        assert!(pack.contains("content-type: application/json") && pack.ends_with("{}"), "{pack}");
        for (name, kind) in
            [("a.js", "text/javascript"), ("a.css", "text/css"), ("a.webmanifest", "application/manifest+json")]
        {
            fs::write(folder("types").join(name), "").unwrap();
            let answer = ask(&site, &format!("GET /{name} HTTP/1.1\r\n"));
            assert!(answer.contains(&format!("content-type: {kind}")), "{answer}");
        }
        assert!(ask(&site, "GET /gone.js HTTP/1.1\r\n").starts_with("HTTP/1.1 404"), "no page for a program");
    }

    #[test]
    fn no_address_leaves_the_site_or_names_a_hidden_file() {
        let site = started("inside", "/");
        for address in [
            "/../secret.txt",
            "/packs/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/..%5csecret.txt",
            "/%2fetc/passwd.txt",
            "/a%00.txt",
            "/.htaccess",
            "/%2ehtaccess",
            "/packs/./../.htaccess",
        ] {
            let answer = ask(&site, &format!("GET {address} HTTP/1.1\r\n"));
            assert!(answer.starts_with("HTTP/1.1 404") && !answer.contains("secret"), "{address}: {answer}");
        }
    }

    #[test]
    fn only_names_with_a_hash_may_be_kept_for_ever() {
        assert!(is_hashed(Path::new("ziping-web-1a2b3c4d5e6f7a8b.js")));
        assert!(is_hashed(Path::new("ziping-web-1a2b3c4d5e6f7a8b_bg.wasm")));
        assert!(!is_hashed(Path::new("asset-list")));
        assert!(!is_hashed(Path::new("start.js")));
    }

    #[test]
    fn visitors_who_say_nothing_keep_nobody_waiting() {
        let site = started("silent", "/");
        let silent: Vec<TcpStream> = (0..32).map(|_| visit(&site)).collect();
        assert!(ask(&site, "GET /a.wasm HTTP/1.1\r\n").ends_with("0123456789"));
        drop(silent);
    }

    #[test]
    fn a_connection_answers_one_request_after_another() {
        let site = started("again", "/");
        let mut stream = visit(&site);
        write!(
            stream,
            "GET /a.wasm HTTP/1.1\r\nHost: [::1]\r\n\r\nGET /a.wasm HTTP/1.1\r\nHost: LOCALHOST:80\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answers = String::new();
        stream.read_to_string(&mut answers).unwrap();
        assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
    }

    #[test]
    fn a_name_of_another_site_gets_nothing() {
        let site = started("named", "/");
        for (name, answered) in [
            ("localhost", "200"),
            ("127.0.0.1:8080", "200"),
            ("[::1]:8080", "200"),
            ("evil.example", "421"),
            ("localhost.evil.example:8080", "421"),
            ("evil.example:localhost", "421"),
            ("", "421"),
        ] {
            let mut stream = visit(&site);
            write!(stream, "GET /a.wasm HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            assert!(answer.starts_with(&format!("HTTP/1.1 {answered}")), "{name}: {answer}");
            assert_eq!(answer.contains("0123456789"), answered == "200", "{name}");
        }
    }

    #[test]
    fn however_many_fields_a_request_has_it_is_answered() {
        let site = started("fields", "/");
        for (many, answered) in [(70, "200"), (5_000, "431")] {
            let fields: String = (0..many).map(|number| format!("X-{number}: a\r\n")).collect();
            let answer = ask(&site, &format!("GET /a.wasm HTTP/1.1\r\n{fields}"));
            assert!(answer.starts_with(&format!("HTTP/1.1 {answered}")), "{many}: {answer}");
        }
    }

    #[test]
    fn a_taken_port_gives_way_to_the_next() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(free_port(port).unwrap() > port);
    }
}

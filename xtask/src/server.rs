//! A small static server on this machine only, as a bare static host would be.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, anyhow, bail};
use tiny_http::{Header, Request, Response, Server, StatusCode};

use crate::http::{self, Part, Place};
use crate::page;

/// The first port from `wanted` on that nobody uses; 20 are tried.
pub fn free_port(wanted: u16) -> Result<u16> {
    (wanted..=wanted.saturating_add(20))
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .with_context(|| {
            format!("ports {wanted} to {} are all in use; name another with --port", wanted.saturating_add(20))
        })
}

/// The built site, served until this value is dropped.
pub struct Site {
    address: String,
    server: Arc<Server>,
    threads: Vec<JoinHandle<()>>,
}

impl Site {
    /// Serves `dist` below `base`, on the next free port from `port` on, or on any.
    pub fn start(dist: &Path, base: &str, port: Option<u16>) -> Result<Self> {
        let port = port.map_or(Ok(0), free_port)?;
        let server = Server::http(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
            .map_err(|error| anyhow!("the site cannot be served on port {port}: {error}"))?;
        let Some(bound) = server.server_addr().to_ip() else {
            bail!("the site is served on no port");
        };
        let server = Arc::new(server);
        let threads = (0..16)
            .map(|_| {
                let (server, dist, base) = (server.clone(), dist.to_path_buf(), base.to_owned());
                thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        // A visitor who leaves early is no error of the server's.
                        let _ = answer(request, &dist, &base);
                    }
                })
            })
            .collect();
        Ok(Self { address: format!("http://127.0.0.1:{}{base}", bound.port()), server, threads })
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// Serves until the process is stopped.
    pub fn wait(mut self) -> Result<()> {
        for thread in self.threads.drain(..) {
            thread.join().map_err(|_| anyhow!("the server stopped"))?;
        }
        Ok(())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        for _ in &self.threads {
            self.server.unblock();
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn answer(request: Request, dist: &Path, base: &str) -> Result<()> {
    if !matches!(request.method(), tiny_http::Method::Get | tiny_http::Method::Head) {
        return plain(request, 405, "only GET and HEAD are answered here");
    }
    match http::locate(dist, base, request.url()) {
        Place::File(file) => send(request, &file),
        Place::Page => {
            let html = page::based(&fs::read_to_string(dist.join("index.html"))?, base);
            let response = Response::from_string(html)
                .with_header(header("Content-Type", "text/html; charset=utf-8")?)
                .with_header(header("Cache-Control", "no-cache")?);
            Ok(request.respond(response)?)
        }
        Place::Elsewhere(address) => {
            let response = Response::empty(302).with_header(header("Location", &address)?);
            Ok(request.respond(response)?)
        }
        Place::Missing => plain(request, 404, "nothing is at this address"),
    }
}

fn plain(request: Request, status: u16, text: &str) -> Result<()> {
    Ok(request.respond(Response::from_string(text).with_status_code(status))?)
}

/// Sends a file: the copy that the visitor accepts, only when it changed, only the part asked for.
fn send(request: Request, file: &Path) -> Result<()> {
    let range = field(&request, "Range");
    let (path, coding) = if range.is_some() {
        (file.to_path_buf(), None)
    } else {
        best_copy(file, field(&request, "Accept-Encoding").as_deref())
    };
    let data = fs::metadata(&path)?;
    let changed = data.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    let tag = format!("\"{:x}-{changed:x}\"", data.len());
    let lifetime = if http::is_hashed(file) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut headers = vec![
        header("Content-Type", http::media_type(file))?,
        header("Cache-Control", lifetime)?,
        header("ETag", &tag)?,
        header("Vary", "Accept-Encoding")?,
        header("Accept-Ranges", "bytes")?,
        header("X-Content-Type-Options", "nosniff")?,
    ];
    if let Some(coding) = coding {
        headers.push(header("Content-Encoding", coding)?);
    }
    if field(&request, "If-None-Match").is_some_and(|known| known == tag) {
        return Ok(request.respond(Response::new(StatusCode(304), headers, std::io::empty(), None, None))?);
    }

    let mut file = File::open(&path)?;
    let (status, size) = match http::part(range.as_deref(), data.len()) {
        Part::Whole => (200, data.len()),
        Part::Bytes(bytes) => {
            let (first, last) = bytes.into_inner();
            file.seek(SeekFrom::Start(first))?;
            headers.push(header("Content-Range", &format!("bytes {first}-{last}/{}", data.len()))?);
            (206, last - first + 1)
        }
        Part::Outside => {
            headers.push(header("Content-Range", &format!("bytes */{}", data.len()))?);
            return Ok(request.respond(Response::new(StatusCode(416), headers, std::io::empty(), Some(0), None))?);
        }
    };
    let response = Response::new(StatusCode(status), headers, file.take(size), usize::try_from(size).ok(), None)
        .with_chunked_threshold(usize::MAX);
    Ok(request.respond(response)?)
}

/// The best compressed copy that lies beside a file and is accepted, or the file itself.
fn best_copy(file: &Path, accepted: Option<&str>) -> (PathBuf, Option<&'static str>) {
    let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    http::codings(accepted)
        .into_iter()
        .map(|(coding, ending)| (file.with_file_name(format!("{name}.{ending}")), Some(coding)))
        .find(|(copy, _)| copy.is_file())
        .unwrap_or((file.to_path_buf(), None))
}

fn field(request: &Request, name: &'static str) -> Option<String> {
    let found = request.headers().iter().find(|header| header.field.equiv(name))?;
    Some(found.value.as_str().to_owned())
}

fn header(name: &str, value: &str) -> Result<Header> {
    Header::from_bytes(name, value).map_err(|()| anyhow!("`{name}: {value}` is no header"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::TcpStream;

    use super::*;

    fn ask(site: &Site, request: &str) -> String {
        let host = site.address().trim_start_matches("http://").split('/').next().unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        write!(stream, "{request}Host: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn started(name: &str, base: &str) -> Site {
        let dist = std::env::temp_dir().join(format!("ziping-serve-{name}-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("index.html"), "<head></head>").unwrap();
        fs::write(dist.join("a.wasm"), "0123456789").unwrap();
        fs::write(dist.join("a.wasm.br"), "packed").unwrap();
        Site::start(&dist, base, None).unwrap()
    }

    #[test]
    fn sends_the_packed_copy_only_to_who_accepts_it() {
        let site = started("packed", "/");
        let packed = ask(&site, "GET /a.wasm HTTP/1.1\r\nAccept-Encoding: gzip, br\r\n");
        assert!(packed.contains("Content-Encoding: br") && packed.ends_with("packed"), "{packed}");
        assert!(packed.contains("Content-Type: application/wasm"), "{packed}");
        let whole = ask(&site, "GET /a.wasm HTTP/1.1\r\n");
        assert!(!whole.contains("Content-Encoding") && whole.ends_with("0123456789"), "{whole}");
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
        let tag = first.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
        let second = ask(&site, &format!("GET /a.wasm HTTP/1.1\r\nIf-None-Match: {tag}\r\n"));
        assert!(second.starts_with("HTTP/1.1 304"), "{second}");
    }

    #[test]
    fn an_address_inside_the_page_gets_the_page_with_its_base() {
        let site = started("deep", "/sub/");
        let page = ask(&site, "GET /sub/credit/result HTTP/1.1\r\n");
        assert!(page.starts_with("HTTP/1.1 200") && page.contains("<base href=\"/sub/\" />"), "{page}");
        assert!(ask(&site, "GET /sub HTTP/1.1\r\n").contains("Location: /sub/"));
        assert!(ask(&site, "GET /sub/../secret HTTP/1.1\r\n").starts_with("HTTP/1.1 404"));
        assert!(ask(&site, "POST /sub/ HTTP/1.1\r\nContent-Length: 0\r\n").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn a_taken_port_gives_way_to_the_next() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(free_port(port).unwrap() > port);
    }
}

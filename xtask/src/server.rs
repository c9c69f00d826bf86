//! A small static server on this machine only, as a bare static host would be.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, anyhow};

use crate::connection::{self, Answer, Body, Request};
use crate::http::{self, Part, Place};
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
    port: u16,
    stopping: Arc<AtomicBool>,
    listening: Option<JoinHandle<()>>,
}

impl Site {
    /// Serves `dist` below `base`, on the next free port from `port` on, or on any.
    pub fn start(dist: &Path, base: &str, port: Option<u16>) -> Result<Self> {
        let listener = match port {
            Some(port) => listen(port)?,
            None => TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free on this machine")?,
        };
        let port = listener.local_addr()?.port();
        let stopping = Arc::new(AtomicBool::new(false));
        let (stop, dist, below) = (stopping.clone(), dist.to_path_buf(), base.to_owned());
        let listening = thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                // A thread for each connection: a browser opens six at once and leaves some of them idle.
                let (Ok(stream), dist, below) = (stream, dist.clone(), below.clone()) else { continue };
                thread::spawn(move || {
                    // A visitor who leaves early is no error of the server's.
                    let _ = connection::converse(stream, |request| answer(request, &dist, &below));
                });
            }
        });
        Ok(Self { address: format!("http://127.0.0.1:{port}{base}"), port, stopping, listening: Some(listening) })
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// Serves until the process is stopped.
    pub fn wait(mut self) -> Result<()> {
        match self.listening.take() {
            Some(thread) => thread.join().map_err(|_| anyhow!("the server stopped")),
            None => Ok(()),
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // The thread waits for a visitor: this is the last one.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
        if let Some(thread) = self.listening.take() {
            let _ = thread.join();
        }
    }
}

fn answer(request: &Request, dist: &Path, base: &str) -> Answer {
    let answer = match http::locate(dist, base, &request.target) {
        Place::File(file) => send(request, &file),
        Place::Page => document(dist, base),
        Place::Elsewhere(address) => Ok(Answer { status: 302, fields: vec![("Location", address)], body: Body::None }),
        Place::Missing => Ok(Answer::plain(404, "nothing is at this address")),
    };
    answer.unwrap_or_else(|error| Answer::plain(500, &format!("{error:#}")))
}

fn document(dist: &Path, base: &str) -> Result<Answer> {
    let html = page::based(&fs::read_to_string(dist.join("index.html"))?, base);
    let fields =
        vec![("Content-Type", "text/html; charset=utf-8".to_owned()), ("Cache-Control", "no-cache".to_owned())];
    Ok(Answer { status: 200, fields, body: Body::Text(html) })
}

/// Sends a file: the copy that the visitor accepts, only when it changed, only the part asked for.
fn send(request: &Request, file: &Path) -> Result<Answer> {
    let range = request.field("Range");
    let (path, coding) =
        if range.is_some() { (file.to_path_buf(), None) } else { best_copy(file, request.field("Accept-Encoding")) };
    let data = fs::metadata(&path)?;
    let changed = data.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    let tag = format!("\"{:x}-{changed:x}\"", data.len());
    let lifetime = if http::is_hashed(file) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut fields = vec![
        ("Content-Type", http::media_type(file).to_owned()),
        ("Cache-Control", lifetime.to_owned()),
        ("ETag", tag.clone()),
        ("Vary", "Accept-Encoding".to_owned()),
        ("Accept-Ranges", "bytes".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ];
    if let Some(coding) = coding {
        fields.push(("Content-Encoding", coding.to_owned()));
    }
    if request.field("If-None-Match") == Some(&tag) {
        return Ok(Answer { status: 304, fields, body: Body::None });
    }

    let mut file = File::open(&path)?;
    let (status, size) = match http::part(range, data.len()) {
        Part::Whole => (200, data.len()),
        Part::Bytes(bytes) => {
            let (first, last) = bytes.into_inner();
            file.seek(SeekFrom::Start(first))?;
            fields.push(("Content-Range", format!("bytes {first}-{last}/{}", data.len())));
            (206, last - first + 1)
        }
        Part::Outside => {
            fields.push(("Content-Range", format!("bytes */{}", data.len())));
            return Ok(Answer { status: 416, fields, body: Body::None });
        }
    };
    Ok(Answer { status, fields, body: Body::Part(file, size) })
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

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

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
    fn visitors_who_say_nothing_keep_nobody_waiting() {
        let site = started("silent", "/");
        let silent: Vec<TcpStream> =
            (0..32).map(|_| TcpStream::connect((Ipv4Addr::LOCALHOST, site.port)).unwrap()).collect();
        assert!(ask(&site, "GET /a.wasm HTTP/1.1\r\n").ends_with("0123456789"));
        drop(silent);
    }

    #[test]
    fn a_connection_answers_one_request_after_another() {
        let site = started("again", "/");
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, site.port)).unwrap();
        write!(stream, "GET /a.wasm HTTP/1.1\r\n\r\nGET /a.wasm HTTP/1.1\r\nConnection: close\r\n\r\n").unwrap();
        let mut answers = String::new();
        stream.read_to_string(&mut answers).unwrap();
        assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
    }

    #[test]
    fn a_taken_port_gives_way_to_the_next() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(free_port(port).unwrap() > port);
    }
}

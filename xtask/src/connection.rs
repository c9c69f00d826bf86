//! One visitor's connection: requests are read one after another, each is answered before the next.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Result, bail};

/// How long a visitor may be silent before the connection is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// The head of a request. Bodies are not read: nothing here takes any.
#[derive(Debug)]
pub struct Request {
    pub method: String,
    pub target: String,
    fields: Vec<(String, String)>,
    /// The visitor will ask again on this connection.
    again: bool,
}

impl Request {
    /// The first header field of a name, if it is text.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// What is sent back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub fields: Vec<(&'static str, String)>,
    pub body: Body,
}

/// What follows the head of an answer.
#[derive(Debug)]
pub enum Body {
    /// Nothing.
    None,
    Text(String),
    /// So many bytes of a file from where it stands.
    Part(File, u64),
}

impl Answer {
    /// A line of text.
    pub fn plain(status: u16, text: &str) -> Self {
        let fields = vec![("Content-Type", "text/plain; charset=utf-8".to_owned())];
        Self { status, fields, body: Body::Text(text.to_owned()) }
    }
}

/// Answers a visitor's requests until they leave.
///
/// # Errors
/// When the visitor does not speak HTTP/1.1, is silent for a minute, or leaves in the middle.
pub fn converse(stream: TcpStream, answer: impl Fn(&Request) -> Answer) -> Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut reader = stream.try_clone()?;
    let mut writer = io::BufWriter::new(stream);
    let mut pending = Vec::new();
    while let Some(request) = read(&mut reader, &mut pending)? {
        let taken = matches!(request.method.as_str(), "GET" | "HEAD");
        let reply = if taken { answer(&request) } else { Answer::plain(405, "only GET and HEAD are answered here") };
        // What follows any other request may be its body: it is not read, so the connection ends.
        let again = taken && request.again;
        write(&mut writer, reply, request.method == "HEAD", again)?;
        if !again {
            break;
        }
    }
    Ok(())
}

/// Reads the next request; none when the visitor has left. What was read beyond it stays in `pending`.
fn read(reader: &mut impl Read, pending: &mut Vec<u8>) -> Result<Option<Request>> {
    loop {
        let mut fields = [httparse::EMPTY_HEADER; 64];
        let mut head = httparse::Request::new(&mut fields);
        if let httparse::Status::Complete(length) = head.parse(pending)? {
            let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
            let mut request = Request {
                method: head.method.unwrap_or_default().to_owned(),
                target: head.path.unwrap_or_default().to_owned(),
                fields: head.headers.iter().map(|field| (field.name.to_owned(), text(field.value))).collect(),
                again: head.version == Some(1),
            };
            request.again &= !request.field("Connection").is_some_and(|wish| wish.eq_ignore_ascii_case("close"));
            pending.drain(..length);
            return Ok(Some(request));
        }
        if pending.len() > LONGEST_HEAD {
            bail!("the head of a request is longer than {LONGEST_HEAD} bytes");
        }
        let mut bytes = [0; 4096];
        match reader.read(&mut bytes)? {
            0 => return Ok(None),
            count => pending.extend(bytes.iter().take(count)),
        }
    }
}

fn write(writer: &mut impl Write, answer: Answer, head_only: bool, again: bool) -> Result<()> {
    let Answer { status, fields, body } = answer;
    write!(writer, "HTTP/1.1 {status} {}\r\n", phrase(status))?;
    for (name, value) in fields {
        write!(writer, "{name}: {value}\r\n")?;
    }
    let length = match &body {
        Body::None => 0,
        Body::Text(text) => text.len() as u64,
        Body::Part(_, length) => *length,
    };
    if status != 304 {
        write!(writer, "Content-Length: {length}\r\n")?;
    }
    write!(writer, "Connection: {}\r\n\r\n", if again { "keep-alive" } else { "close" })?;
    if !head_only {
        match body {
            Body::None => {}
            Body::Text(text) => writer.write_all(text.as_bytes())?,
            Body::Part(file, length) => {
                let sent = io::copy(&mut file.take(length), writer)?;
                if sent != length {
                    bail!("a file became shorter while it was sent");
                }
            }
        }
    }
    Ok(writer.flush()?)
}

/// The words that go with a status in RFC 9110.
fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        302 => "Found",
        304 => "Not Modified",
        404 => "Not Found",
        405 => "Method Not Allowed",
        416 => "Range Not Satisfiable",
        _ => "Internal Server Error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requests(text: &str) -> Vec<Request> {
        let (mut reader, mut pending) = (text.as_bytes(), Vec::new());
        std::iter::from_fn(|| read(&mut reader, &mut pending).unwrap()).collect()
    }

    #[test]
    fn requests_that_arrive_together_are_read_one_by_one() {
        let read = requests("GET /a HTTP/1.1\r\nRange: bytes=0-1\r\n\r\nHEAD /b HTTP/1.1\r\nconnection: Close\r\n\r\n");
        let [first, second] = read.as_slice() else { panic!("{read:?}") };
        assert_eq!((first.target.as_str(), first.field("range"), first.again), ("/a", Some("bytes=0-1"), true));
        assert_eq!((second.method.as_str(), second.target.as_str(), second.again), ("HEAD", "/b", false));
    }

    #[test]
    fn what_is_no_request_is_refused_and_half_of_one_is_none() {
        assert!(read(&mut "no request\r\n\r\n".as_bytes(), &mut Vec::new()).is_err());
        assert!(requests("GET /a HTTP/1.1\r\nHost:").is_empty());
        let endless = format!("GET /a HTTP/1.1\r\nx: {}", "x".repeat(LONGEST_HEAD));
        assert!(read(&mut endless.as_bytes(), &mut Vec::new()).is_err());
    }

    #[test]
    fn a_head_is_answered_without_the_body() {
        let mut sent = Vec::new();
        write(&mut sent, Answer::plain(404, "nothing"), true, true).unwrap();
        let sent = String::from_utf8(sent).unwrap();
        assert!(sent.contains("Content-Length: 7\r\n") && sent.ends_with("\r\n\r\n"), "{sent}");
    }
}

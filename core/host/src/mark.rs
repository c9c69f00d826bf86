//! The mark of a host: a small picture that cannot run anything. Pages show it as a picture, in which nothing runs; but the
//! file lies at the site's own address and could be opened by itself, so what would run there is refused.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use ziping_base::diag::{Diagnostic, Said, Source, Span};
use ziping_base::say;

/// The largest picture that is taken, in bytes.
pub const LARGEST_MARK: usize = 200_000;
/// The largest width and height of a PNG.
const LARGEST_SIDE: u32 = 2_048;

/// Elements of SVG that run programs, bring other documents in or change others; in small letters.
const RUNNING: [&str; 10] =
    ["script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "animate", "set", "audio"];

/// What is wrong with a picture, by the ending of its name; nothing: it can be shown.
#[must_use]
pub fn check_mark(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    if bytes.len() > LARGEST_MARK {
        let message = say!("`{name}` is larger than {LARGEST_MARK} bytes", "“{name}”超过 {LARGEST_MARK} 字节");
        return vec![
            Diagnostic::error("mark-size", message)
                .help(say!("save it smaller: it is shown 32 pixels high", "请存成更小的图：它只显示 32 像素高")),
        ];
    }
    if name.to_ascii_lowercase().ends_with(".png") {
        return png(name, bytes).into_iter().collect();
    }
    svg(name, bytes)
}

/// A PNG begins with its signature and the head of a picture (ISO/IEC 15948, 5.2 and 11.2.2).
fn png(name: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let refused = |message: Said| {
        Some(Diagnostic::error("mark-kind", message).help(say!(
            "export it as PNG from the program that made it; renaming a file does not change its kind",
            "请用制图软件导出为 PNG；只改文件名不改变格式"
        )))
    };
    let side = |at: usize| {
        let bytes: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes))
    };
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.get(12..16) != Some(b"IHDR") {
        return refused(say!("`{name}` is no PNG picture", "“{name}”不是 PNG 图片"));
    }
    let (Some(width), Some(height)) = (side(16), side(20)) else {
        return refused(say!("`{name}` is cut off", "“{name}”不完整"));
    };
    if width == 0 || height == 0 || width > LARGEST_SIDE || height > LARGEST_SIDE {
        return refused(say!(
            "`{name}` is {width} × {height} pixels; a side has 1 to {LARGEST_SIDE}",
            "“{name}”是 {width}×{height} 像素，每边应在 1 到 {LARGEST_SIDE} 之间"
        ));
    }
    None
}

/// An SVG is well-formed, declares nothing, runs nothing and fetches nothing.
fn svg(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let Ok(text) = core::str::from_utf8(bytes) else {
        let message = say!("`{name}` is no SVG picture in UTF-8", "“{name}”不是 UTF-8 编码的 SVG 图片");
        return vec![
            Diagnostic::error("mark-kind", message)
                .help(say!("export it as SVG, or as PNG", "请导出为 SVG，或改用 PNG")),
        ];
    };
    let source = Source { name, text };
    let mut reader = Reader::from_str(text);
    let mut problems = Vec::new();
    let (mut depth, mut root) = (0_usize, false);
    loop {
        let at = |position: u64| usize::try_from(position).unwrap_or(text.len());
        let from = at(reader.buffer_position());
        let event = reader.read_event();
        let span = Span::new(from, at(reader.buffer_position()));
        let mut tell = |code: &str, message: Said| {
            let help = say!(
                "export it as plain SVG (Inkscape: Plain SVG), or as PNG",
                "请导出为普通 SVG（Inkscape：普通 SVG），或改用 PNG"
            );
            problems.push(Diagnostic::error(code, message).help(help).at(&source, span));
        };
        match event {
            Ok(Event::Start(tag) | Event::Empty(tag)) if !root => {
                root = true;
                depth += 1;
                if local(tag.local_name().as_ref()) != "svg" {
                    tell("mark-kind", say!("the picture does not begin with <svg>", "图片不是以 <svg> 开头"));
                    break;
                }
                tag_problems(&tag, &mut tell);
            }
            Ok(Event::Start(tag)) => {
                depth += 1;
                tag_problems(&tag, &mut tell);
            }
            Ok(Event::Empty(tag)) => tag_problems(&tag, &mut tell),
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Text(style)) if fetches(&String::from_utf8_lossy(&style)) => {
                tell("mark-fetches", say!("a style fetches something", "样式会从别处取东西"));
            }
            Ok(Event::CData(_)) => tell("mark-runs", say!("a section without markup (CDATA)", "含有 CDATA 段")),
            Ok(Event::DocType(_)) => {
                tell("mark-runs", say!("a document type, which could define anything", "含有文档类型声明（DOCTYPE）"))
            }
            Ok(Event::PI(_)) => tell("mark-runs", say!("an instruction for another program", "含有处理指令")),
            Ok(Event::Eof) => {
                if !root {
                    tell("mark-kind", say!("no picture in the file", "文件里没有图片"));
                }
                break;
            }
            Err(_) => {
                tell("mark-kind", say!("the markup cannot be followed from here on", "从这里起标记不完整"));
                break;
            }
            Ok(_) => {}
        }
        if depth > 100 || problems.len() > 20 {
            break;
        }
    }
    problems
}

fn local(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

/// Whether a value of an attribute or a style leads out of the file.
fn fetches(value: &str) -> bool {
    let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let value = value.to_ascii_lowercase();
    let outside = |rest: &str| !rest.trim_start_matches(['"', '\'']).starts_with('#');
    value.contains("@import") || value.contains("javascript:") || value.split("url(").skip(1).any(outside)
}

fn tag_problems(tag: &BytesStart<'_>, tell: &mut impl FnMut(&str, Said)) {
    let name = local(tag.local_name().as_ref());
    if RUNNING.contains(&name.as_str()) || name.starts_with("animate") {
        tell("mark-runs", say!("<{name}> does not belong in a mark", "标志里不能有 <{name}>"));
    }
    for attribute in tag.attributes() {
        let Ok(attribute) = attribute else {
            tell("mark-kind", say!("an attribute that cannot be read", "有一个属性读不懂"));
            continue;
        };
        let key = local(attribute.key.local_name().as_ref());
        let value = String::from_utf8_lossy(&attribute.value);
        // References such as &#106; would hide a word.
        let value = quick_xml::escape::unescape(&value).map_or_else(|_| String::new(), |value| value.into_owned());
        let is_picture =
            ["data:image/png;base64,", "data:image/jpeg;base64,"].iter().any(|start| value.starts_with(start));
        if key.starts_with("on") {
            tell("mark-runs", say!("`{key}` would run a program", "“{key}”会运行程序"));
        } else if key == "href" && !value.starts_with('#') && !is_picture {
            tell("mark-fetches", say!("`{key}` leads out of the file", "“{key}”指向文件之外"));
        } else if fetches(&value) {
            tell("mark-fetches", say!("`{key}` fetches something", "“{key}”会从别处取东西"));
        }
    }
}

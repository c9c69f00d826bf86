//! Reading `host.json`: everything that is wrong with it, each with its place, or the host.

mod rules;

use super::colour::{Colour, DARK, Ground, LIGHT};
use super::{Accent, Both, Contact, Host, HostForm, Link, books};
use ziping_base::diag::{Diagnostic, Said, Source, Span, in_order, is_hidden, joined, one_of, or_nearest};
use ziping_base::lang::Lang;
use ziping_base::node::{Key, Node, Value, key_takes, read_json};
use ziping_base::say;

/// The largest `host.json` that is read, in bytes.
pub const LARGEST: usize = 64_000;
/// The longest name, title or short entry, in characters.
const LONGEST_LINE: usize = 100;
/// The longest notice or description, in characters.
const LONGEST_TEXT: usize = 1_000;
/// The most links, overlays and forms.
const MOST: usize = 24;
/// The most figures of the year.
const MOST_FIGURES: usize = 100;

/// All keys of the file.
const KEYS: [&str; 17] = [
    "schema",
    "name",
    "mark",
    "contact",
    "hand_in",
    "notice",
    "links",
    "icp",
    "police",
    "languages",
    "regimes",
    "accent",
    "overlays",
    "forms",
    "rulebooks",
    "figures",
    "compiled",
];

/// Whether a file says no more than that it is a `host.json`: what the site brings along.
#[must_use]
pub fn is_empty(text: &str) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).eq("{\"schema\":1}".chars())
}

/// Reads `host.json`. `regimes`: the ids of the rule books that there are. `None`: nobody has filled it in.
///
/// # Errors
/// Everything that is wrong with it, in the order of the file. A file with a problem is of no use: what it says of who
/// serves the site is right as a whole or not shown.
pub fn read(source: &Source<'_>, regimes: &[&str]) -> Result<Option<Host>, Vec<Diagnostic>> {
    if source.text.len() > LARGEST {
        let message = say!("the file is larger than {LARGEST} bytes", "文件超过 {LARGEST} 字节");
        let help = say!(
            "keep texts in the file short; pictures, overlays and forms are files beside it",
            "文字请写短些；图片、补充规则和表格都是旁边的文件"
        );
        return Err(vec![Diagnostic::error("too-large", message).help(help)]);
    }
    if is_empty(source.text) {
        return Ok(None);
    }
    let node = read_json(source).map_err(|problem| vec![problem])?;
    let mut reader = Reader { source: *source, problems: Vec::new(), languages: Vec::new() };
    let host = reader.host(&node, regimes);
    let Reader { mut problems, .. } = reader;
    if problems.is_empty() {
        return Ok(Some(host));
    }
    in_order(&mut problems);
    Err(problems)
}

/// The file being read, with the problems found so far.
struct Reader<'s> {
    source: Source<'s>,
    problems: Vec<Diagnostic>,
    /// The languages in which the site is shown: a text must be there in each.
    languages: Vec<Lang>,
}

impl Reader<'_> {
    fn problem(&mut self, span: Span, code: &str, message: Said, help: Said) {
        self.problems.push(Diagnostic::error(code, message).help(help).at(&self.source, span));
    }

    /// The entries of a table, where it is one and has no keys but these.
    fn entries<'n>(&mut self, name: &str, node: &'n Node, keys: &[&str]) -> &'n [(Key, Node)] {
        let Some(entries) = node.table() else {
            let Said { en, zh } = joined(keys.iter().copied());
            let message = key_takes(name, &say!("a group of keys and values", "一组键和值"), node);
            self.problem(node.span, "wrong-kind", message, say!("its keys are: {en}", "可以写的键：{zh}"));
            return &[];
        };
        for (key, _) in entries.iter().filter(|(key, _)| !keys.contains(&key.name.as_str())) {
            let message = say!("unknown key `{name}`", "不认识的键“{name}”", name = &key.name);
            let Said { en, zh } = joined(keys.iter().copied());
            let allowed = say!("allowed here: {en}", "这里可以写：{zh}");
            self.problem(key.span, "unknown-key", message, or_nearest(&key.name, keys.iter().copied(), allowed));
        }
        entries
    }

    fn host(&mut self, node: &Node, regimes: &[&str]) -> Host {
        self.entries(super::FILE, node, &KEYS);
        self.schema(node);
        self.languages = self.languages_of(node.get("languages"));
        let mut host = Host::new(Both::default());
        host.languages.clone_from(&self.languages);
        match node.get("name") {
            Some(name) => host.name = self.both("name", name, LONGEST_LINE).unwrap_or_default(),
            None => self.problem(
                Span::new(node.span.start, node.span.start + 1),
                "missing-key",
                say!("`name` is missing", "缺少“name”"),
                say!(
                    "say who serves the site: \"name\": {{ \"zh\": \"…\", \"en\": \"…\" }}",
                    "请写明本站由谁提供：\"name\": {{ \"zh\": \"…\", \"en\": \"…\" }}"
                ),
            ),
        }
        host.mark = node.get("mark").and_then(|mark| self.file("mark", mark, &[".png", ".svg"]));
        host.contact = node.get("contact").map(|contact| self.contact(contact)).unwrap_or_default();
        host.hand_in = node.get("hand_in").and_then(|text| self.both("hand_in", text, LONGEST_TEXT));
        host.notice = node.get("notice").and_then(|text| self.both("notice", text, LONGEST_TEXT));
        for link in self.list("links", node) {
            host.links.extend(self.link(link));
        }
        host.icp = node.get("icp").and_then(|number| self.number("icp", number, is_icp, "京ICP备12345678号-1"));
        host.police = node
            .get("police")
            .and_then(|number| self.number("police", number, is_police, "京公网安备11010102000001号"));
        host.rulebooks = self.rulebooks(node);
        // Its own rule books can be shown and have forms as well.
        let own = host.rulebooks.clone();
        let regimes: Vec<&str> = regimes.iter().copied().chain(books(&own)).collect();
        let regimes = regimes.as_slice();
        for regime in self.list("regimes", node) {
            host.regimes.extend(self.regime("regimes", regime, regimes));
        }
        self.once_in("regimes", node);
        host.accent = node.get("accent").and_then(|accent| self.accent(accent));
        for overlay in self.list("overlays", node) {
            host.overlays.extend(self.file("overlays", overlay, &[".toml"]));
        }
        self.once_in("overlays", node);
        for form in self.list("forms", node) {
            host.forms.extend(self.form(form, regimes));
        }
        for figure in self.at_most(MOST_FIGURES, "figures", node) {
            host.figures.extend(self.figure(figure, regimes));
        }
        let figures = node.get("figures").and_then(Node::list).unwrap_or_default();
        self.once("figures", &figures.iter().filter_map(|figure| figure.get("figure")).collect::<Vec<_>>());
        host.compiled = node.get("compiled").and_then(|file| self.file("compiled", file, &[".bin"]));
        host
    }

    fn schema(&mut self, node: &Node) {
        let span = Span::new(node.span.start, node.span.start + 1);
        match node.get("schema").map(|schema| (&schema.value, schema.span)) {
            Some((Value::Number(number), _)) if number == "1" => {}
            Some((_, span)) => self.problem(
                span,
                "unknown-schema",
                say!("`schema` is not 1", "“schema”不是 1"),
                say!(
                    "this kit reads schema 1; for a later one put the newer site in the place of this one",
                    "本站读得懂的是 1；更高的要先把网站换成新版"
                ),
            ),
            None => self.problem(
                span,
                "missing-key",
                say!("`schema` is missing", "缺少“schema”"),
                say!("write \"schema\": 1", "请写 \"schema\": 1"),
            ),
        }
    }

    /// The items of a list; none where the key is not there.
    fn list<'n>(&mut self, name: &str, node: &'n Node) -> &'n [Node] {
        self.at_most(MOST, name, node)
    }

    /// The items of a list of at most so many.
    fn at_most<'n>(&mut self, most: usize, name: &str, node: &'n Node) -> &'n [Node] {
        let Some(node) = node.get(name) else { return &[] };
        let Some(items) = node.list() else {
            let message = key_takes(name, &say!("a list", "列表"), node);
            self.problem(node.span, "wrong-kind", message, say!("write it in [ ]", "请写在 [ ] 里"));
            return &[];
        };
        if items.len() > most {
            let message = say!("`{name}` has more than {most} entries", "“{name}”超过 {most} 项");
            self.problem(node.span, "too-many", message, say!("leave some out", "请减少几项"));
        }
        items.get(..items.len().min(most)).unwrap_or_default()
    }

    /// That nothing stands twice in the list of a key.
    fn once_in(&mut self, name: &str, node: &Node) {
        let items = node.get(name).and_then(Node::list).unwrap_or_default();
        self.once(name, &items.iter().collect::<Vec<_>>());
    }

    /// That nothing stands twice in a list of texts.
    fn once(&mut self, name: &str, items: &[&Node]) {
        for (place, item) in items.iter().enumerate() {
            let before = items.get(..place).unwrap_or_default();
            if let Some(text) = item.text()
                && before.iter().any(|other| other.text() == Some(text))
            {
                let message = say!("`{text}` stands twice in `{name}`", "“{name}”里“{text}”写了两次");
                self.problem(item.span, "duplicate", message, say!("keep one of the two", "请只留一处"));
            }
        }
    }

    /// A text of at most so many characters, with nothing hidden in it.
    fn text(&mut self, name: &str, node: &Node, longest: usize) -> Option<String> {
        let Some(text) = node.text() else {
            let message = key_takes(name, &say!("a text", "文字"), node);
            self.problem(node.span, "wrong-kind", message, say!("write it in quotes", "请写在双引号里"));
            return None;
        };
        // A long text may have paragraphs.
        let hidden = |c: char| is_hidden(c) && !(c == '\n' && longest > LONGEST_LINE);
        if text.trim().is_empty() {
            let message = say!("`{name}` is empty", "“{name}”是空的");
            self.problem(
                node.span,
                "empty-text",
                message,
                say!("fill it in, or leave the key out", "请填写，或不写这个键"),
            );
        } else if text.chars().count() > longest {
            let message = say!("`{name}` is longer than {longest} characters", "“{name}”超过 {longest} 个字");
            self.problem(node.span, "too-long", message, say!("shorten it", "请写短些"));
        } else if text.chars().any(hidden) {
            let message = say!("`{name}` holds characters that do not show", "“{name}”里有看不见的字符");
            self.problem(
                node.span,
                "hidden-character",
                message,
                say!("type it anew instead of pasting it", "请重新打字，不要粘贴"),
            );
        } else {
            return Some(text.trim().to_owned());
        }
        None
    }

    /// A text that is the same in both languages, or one for each.
    fn both(&mut self, name: &str, node: &Node, longest: usize) -> Option<Both> {
        if node.text().is_some() {
            let text = self.text(name, node, longest)?;
            return Some(Both { zh: text.clone(), en: text });
        }
        if node.table().is_none() {
            let message =
                key_takes(name, &say!("a text, or one for each language", "文字，或每种语言各一段文字"), node);
            let help = say!("write {{ \"zh\": \"…\", \"en\": \"…\" }}", "请写 {{ \"zh\": \"…\", \"en\": \"…\" }}");
            self.problem(node.span, "wrong-kind", message, help);
            return None;
        }
        self.entries(name, node, &["zh", "en"]);
        let zh = node.get("zh").map(|text| self.text(name, text, longest));
        let en = node.get("en").map(|text| self.text(name, text, longest));
        // Papers are in Chinese; English is needed where the site is shown in it.
        let missing = match (&zh, &en) {
            (None, _) => Some("zh"),
            (_, None) if self.languages.contains(&Lang::En) => Some("en"),
            _ => None,
        };
        if let Some(lang) = missing {
            let message = say!("`{name}` has no `{lang}`", "“{name}”缺少“{lang}”");
            let help = match lang {
                "zh" => say!("add it: papers are in Chinese", "请补上：材料都是中文的"),
                _ => say!(
                    "add it, or show the site in Chinese only: \"languages\": [\"zh\"]",
                    "请补上；本站只用中文的，写 \"languages\": [\"zh\"]"
                ),
            };
            self.problem(node.span, "missing-language", message, help);
            return None;
        }
        let zh = zh.flatten()?;
        let en = en.unwrap_or_else(|| Some(zh.clone()))?;
        Some(Both { zh, en })
    }

    /// The name of a file of the folder, with one of these endings.
    fn file(&mut self, key: &str, node: &Node, endings: &[&str]) -> Option<String> {
        let name = self.text(key, node, LONGEST_LINE)?;
        let name_in_small = name.to_ascii_lowercase();
        if name.starts_with('.') || name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '%', '#']) {
            let message = say!("`{name}` is not the name of a file in the folder", "“{name}”不是这个文件夹里的文件名");
            let help = say!(
                "put the file beside host.json and write its plain name: no folders, none of \\ / : * ? \" < > | % #",
                "请把文件放在 host.json 旁边，只写文件名：不带文件夹，不含 \\ / : * ? \" < > | % #"
            );
            self.problem(node.span, "file-name", message, help);
        } else if !endings.iter().any(|ending| name_in_small.ends_with(ending)) {
            let Said { en, zh } = joined(endings.iter().copied());
            let message = say!("`{name}` cannot stand in `{key}`", "“{key}”不能写“{name}”");
            self.problem(
                node.span,
                "file-kind",
                message,
                say!("it takes files that end in: {en}", "只能是这些结尾的文件：{zh}"),
            );
        } else {
            return Some(name);
        }
        None
    }

    fn contact(&mut self, node: &Node) -> Contact {
        self.entries("contact", node, &["person", "phone", "email", "address"]);
        let phone = |text: &str| {
            text.chars().any(|c| c.is_ascii_digit())
                && text.chars().all(|c| c.is_ascii_digit() || " +-()（）/、转".contains(c))
        };
        Contact {
            person: node.get("person").and_then(|text| self.both("person", text, LONGEST_LINE)),
            phone: node.get("phone").and_then(|text| self.number("phone", text, phone, "010-12345678 转 801")),
            email: node.get("email").and_then(|text| self.number("email", text, is_email, "pingjia@example.org")),
            address: node.get("address").and_then(|text| self.both("address", text, LONGEST_LINE)),
        }
    }

    /// A text that has a form of its own.
    fn number(&mut self, name: &str, node: &Node, fits: impl Fn(&str) -> bool, example: &str) -> Option<String> {
        let text = self.text(name, node, LONGEST_LINE)?;
        if fits(&text) {
            return Some(text);
        }
        let message = say!("`{name}` cannot be `{text}`", "“{name}”不能写“{text}”");
        self.problem(node.span, "wrong-form", message, say!("write it like this: {example}", "请这样写：{example}"));
        None
    }

    fn link(&mut self, node: &Node) -> Option<Link> {
        self.entries("links", node, &["title", "address"]);
        for key in ["title", "address"] {
            if node.table().is_some() && node.get(key).is_none() {
                let message = say!("a link without `{key}`", "链接缺少“{key}”");
                let help = say!(
                    "write {{ \"title\": {{ \"zh\": \"…\", \"en\": \"…\" }}, \"address\": \"https://…\" }}",
                    "请写 {{ \"title\": {{ \"zh\": \"…\", \"en\": \"…\" }}, \"address\": \"https://…\" }}"
                );
                self.problem(node.span, "missing-key", message, help);
            }
        }
        let title = self.both("title", node.get("title")?, LONGEST_LINE)?;
        let address = self.number("address", node.get("address")?, is_https, "https://www.example.org/guide")?;
        Some(Link { title, address })
    }

    fn languages_of(&mut self, node: Option<&Node>) -> Vec<Lang> {
        let all = vec![Lang::Zh, Lang::En];
        let Some(node) = node else { return all };
        let items = node.list().unwrap_or_default();
        let mut languages = Vec::new();
        for item in items {
            let lang = all.iter().find(|lang| item.text() == Some(lang.code()));
            match lang {
                Some(lang) if !languages.contains(lang) => languages.push(*lang),
                _ => {
                    let message = say!(
                        "`languages` takes \"zh\" and \"en\", each once",
                        "“languages”只能写 \"zh\" 和 \"en\"，各一次"
                    );
                    let help = say!("the first one is shown first", "写在前面的先显示");
                    self.problem(item.span, "unknown-word", message, help);
                }
            }
        }
        if items.is_empty() {
            let message = say!("`languages` names no language", "“languages”没有写语言");
            let help = say!("write [\"zh\", \"en\"], or leave the key out", "请写 [\"zh\", \"en\"]，或不写这个键");
            self.problem(node.span, "wrong-kind", message, help);
        }
        if languages.is_empty() { all } else { languages }
    }

    fn regime(&mut self, name: &str, node: &Node, regimes: &[&str]) -> Option<String> {
        let regime = self.text(name, node, LONGEST_LINE)?;
        if regimes.contains(&regime.as_str()) {
            return Some(regime);
        }
        let message = say!("no rule book `{regime}`", "没有“{regime}”这份规则");
        self.problem(node.span, "unknown-regime", message, one_of(&regime, regimes.iter().copied()));
        None
    }

    fn accent(&mut self, node: &Node) -> Option<Accent> {
        self.entries("accent", node, &["light", "dark"]);
        let light = self.colour(node, "light", LIGHT);
        let dark = self.colour(node, "dark", DARK);
        Some(Accent { light: light?, dark: dark? })
    }

    /// The colour of a theme, if it can be read there.
    fn colour(&mut self, node: &Node, theme: &str, ground: Ground) -> Option<Colour> {
        node.table()?;
        let like = || say!("write it like this: \"#b3261e\"", "请这样写：\"#b3261e\"");
        let Some(value) = node.get(theme) else {
            let message = say!("`accent` has no `{theme}`", "“accent”缺少“{theme}”");
            self.problem(node.span, "missing-key", message, like());
            return None;
        };
        let text = self.text(theme, value, LONGEST_LINE)?;
        let Some(colour) = Colour::parse(&text) else {
            let message = say!("`{text}` is no colour", "“{text}”不是颜色");
            self.problem(value.span, "wrong-form", message, like());
            return None;
        };
        if colour.fits(ground) {
            return Some(colour);
        }
        let (whole, tenth) = (colour.on(ground) / 10, colour.on(ground) % 10);
        let message = say!(
            "`{text}` cannot be read on {theme} pages: its contrast is {whole}.{tenth} to 1, the least is 4.5 to 1 (WCAG 2.2, 1.4.3)",
            "“{text}”在{zh}页面上看不清：对比度是 {whole}.{tenth}:1，至少要 4.5:1（WCAG 2.2，1.4.3）",
            zh = if theme == "light" { "浅色" } else { "深色" }
        );
        let nearest = colour.nearest(ground);
        self.problem(
            value.span,
            "contrast",
            message,
            say!("the nearest that would do is `{nearest}`", "最接近的可用颜色是 {nearest}"),
        );
        None
    }

    fn form(&mut self, node: &Node, regimes: &[&str]) -> Option<HostForm> {
        self.entries("forms", node, &["file", "regime"]);
        let Some(file) = node.get("file") else {
            if node.table().is_some() {
                let help = say!(
                    "write {{ \"file\": \"form.docx\", \"regime\": \"om\" }}",
                    "请写 {{ \"file\": \"申请表.docx\", \"regime\": \"om\" }}"
                );
                self.problem(node.span, "missing-key", say!("a form without `file`", "表格缺少“file”"), help);
            }
            return None;
        };
        let file = self.file("file", file, &[".docx", ".docm", ".dotx"]);
        let regime = match node.get("regime") {
            Some(regime) => Some(self.regime("regime", regime, regimes)?),
            None => None,
        };
        Some(HostForm { file: file?, regime })
    }
}

/// `京ICP备12345678号-1`, also `京ICP证030173号`.
fn is_icp(text: &str) -> bool {
    let Some((place, rest)) = text.split_once("ICP") else { return false };
    let Some(rest) = rest.strip_prefix(['备', '证']) else { return false };
    let Some((digits, behind)) = rest.split_once('号') else { return false };
    let is_number = |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
    is_province(place)
        && digits.len() >= 6
        && is_number(digits, 12)
        && (behind.is_empty() || behind.strip_prefix('-').is_some_and(|site| is_number(site, 3)))
}

/// `京公网安备11010102000001号`, 14 digits, also with spaces around them.
fn is_police(text: &str) -> bool {
    let Some((place, rest)) = text.split_once("公网安备") else { return false };
    let Some(digits) = rest.strip_suffix('号').map(str::trim) else { return false };
    is_province(place.trim()) && digits.len() == 14 && digits.bytes().all(|c| c.is_ascii_digit())
}

/// The short name of a province: one Chinese character.
fn is_province(text: &str) -> bool {
    let mut characters = text.chars();
    matches!((characters.next(), characters.next()), (Some('\u{4e00}'..='\u{9fff}'), None))
}

fn is_email(text: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with('.')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "._%+-".contains(c))
    };
    text.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host) && host.contains('.'))
}

/// An address of the web that is fetched encrypted and names no user.
fn is_https(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.contains('.')
        && !host.starts_with('.')
        && !host.contains(['@', '\\'])
        && !text.contains(|c: char| c.is_whitespace() || "\"<>`{}|^\\".contains(c))
}

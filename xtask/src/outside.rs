//! Programs from outside that the tests start: a browser, fonts, other programs that open our files.
//! On Debian as root they are installed before the step that needs them; elsewhere the remedy is named.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{answer, find, say, show};

/// Something from outside that a test needs. What each step of `cargo xtask test` needs stands in `steps.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outside {
    Chromium,
    /// Chromium without a window. A page in a context of its own costs a quarter of what it costs in the whole browser, which
    /// opens a window for each; where there is none, the whole browser takes its place.
    HeadlessShell,
    /// Drives the browser in the components' tests; of the same version as the browser.
    ChromeDriver,
    ChineseFont,
    /// Letters as wide as those of Times New Roman, which the papers ask for: others move their page breaks.
    LatinFont,
    Firefox,
    /// WebKit, the engine of Safari, and what drives it.
    WebKit,
    /// A display for it.
    Xvfb,
    Writer,
    Calc,
    /// A web server as associations have it.
    Nginx,
    Poppler,
    Unzip,
    Python,
    PythonVenv,
    PythonDocx,
    PythonOpenpyxl,
}

impl Outside {
    /// Debian's package.
    fn package(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::HeadlessShell => "chromium-headless-shell",
            Self::ChromeDriver => "chromium-driver",
            Self::ChineseFont => "fonts-noto-cjk",
            Self::LatinFont => "fonts-liberation",
            Self::Firefox => "firefox-esr",
            Self::WebKit => "webkit2gtk-driver",
            Self::Xvfb => "xvfb",
            Self::Writer => "libreoffice-writer-nogui",
            Self::Calc => "libreoffice-calc-nogui",
            Self::Nginx => "nginx-light",
            Self::Poppler => "poppler-utils",
            Self::Unzip => "unzip",
            Self::Python => "python3",
            Self::PythonVenv => "python3-venv",
            Self::PythonDocx => "python3-docx",
            Self::PythonOpenpyxl => "python3-openpyxl",
        }
    }

    /// What to look for elsewhere.
    fn what(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium or Chrome (elsewhere than usual: set ZIPING_CHROMIUM to its path)",
            Self::HeadlessShell => "Chromium's headless shell",
            Self::ChromeDriver => "ChromeDriver, of the browser's version (elsewhere than usual: set CHROMEDRIVER)",
            Self::ChineseFont => "a Chinese font such as Noto CJK",
            Self::LatinFont => "Times New Roman, or Liberation Serif, whose letters are as wide",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitWebDriver and MiniBrowser of WebKitGTK",
            Self::Xvfb => "Xvfb",
            Self::Writer => "LibreOffice Writer",
            Self::Calc => "LibreOffice Calc",
            Self::Nginx => "nginx",
            Self::Poppler => "pdftotext and pdfinfo of Poppler",
            Self::Unzip => "unzip",
            Self::Python => "Python 3",
            Self::PythonVenv => "Python 3 with venv and pip",
            Self::PythonDocx => "python-docx for Python 3 (pip install python-docx)",
            Self::PythonOpenpyxl => "openpyxl for Python 3 (pip install openpyxl)",
        }
    }

    fn is_there(self) -> bool {
        match self {
            Self::Chromium => chromium().is_some(),
            Self::HeadlessShell => is_named() || headless_shell().is_some() || !is_offered(self.package()),
            Self::ChromeDriver => driver().is_some(),
            Self::ChineseFont => has_font(":lang=zh-cn"),
            Self::LatinFont => ["Times New Roman", "Liberation Serif", "Tinos"].into_iter().any(has_font),
            // Elsewhere than on Debian the tests in Firefox are left out when there is none.
            Self::Firefox => firefox().is_some() || !is_debian(),
            // So are those in WebKit, which only Debian's packages bring.
            Self::WebKit => webkit().is_some() || !is_debian(),
            Self::Xvfb => find(&["Xvfb"]).is_some() || !is_debian(),
            Self::Writer => has_office("sw"),
            Self::Calc => has_office("sc"),
            // Not every user's path has the folder in which Debian puts it.
            Self::Nginx => find(&["nginx"]).is_some() || Path::new("/usr/sbin/nginx").is_file(),
            Self::Poppler => find(&["pdftotext"]).is_some() && find(&["pdfinfo"]).is_some(),
            Self::Unzip => find(&["unzip"]).is_some(),
            Self::Python => python_with("sys").is_some(),
            Self::PythonVenv => find(&["python3"]).is_some_and(|python| imports(&python, "venv, ensurepip")),
            Self::PythonDocx => python_with("docx").is_some(),
            Self::PythonOpenpyxl => python_with("openpyxl").is_some(),
        }
    }
}

/// Makes sure that all is there which `whom` needs: installs it on Debian as root, otherwise says what to install.
pub fn prepare(whom: &str, needs: &[Outside]) -> Result<()> {
    let missing: Vec<Outside> = needs.iter().copied().filter(|need| !need.is_there()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    install(whom, &missing)?;
    match missing.iter().find(|need| !need.is_there()) {
        Some(need) => bail!("{} was installed for {whom} and is not found: {}", need.package(), need.what()),
        None => Ok(()),
    }
}

fn install(whom: &str, missing: &[Outside]) -> Result<()> {
    let packages: Vec<&str> = missing.iter().map(|need| need.package()).collect();
    if !is_debian() {
        let what: Vec<&str> = missing.iter().map(|need| need.what()).collect();
        bail!("{whom} needs programs that are not there\n  help: install {}", what.join("; "));
    }
    if answer(Command::new("id").arg("-u")).as_deref() != Some("0") {
        bail!(
            "{whom} needs packages that are not installed\n  help: `sudo apt-get install {}`, then run this again",
            packages.join(" ")
        );
    }
    say(format!("Installing Debian's {} (1 to 5 minutes)", packages.join(", ")));
    let remedy = "check the network and `apt-get update`, then run this again";
    let apt = || {
        let mut command = Command::new("apt-get");
        // Another step, or the machine itself, may be installing something.
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["-q", "-o", "DPkg::Lock::Timeout=600"]);
        command
    };
    show(apt().arg("update"), remedy)?;
    show(apt().args(["install", "-y", "--no-install-recommends"]).args(packages), remedy)
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").is_file() && find(&["apt-get"]).is_some()
}

/// Whether Debian, or what is made of it, has this package.
fn is_offered(package: &str) -> bool {
    is_debian() && answer(Command::new("apt-cache").args(["show", package])).is_some_and(|found| !found.is_empty())
}

/// Whether somebody has said in which browser to test.
fn is_named() -> bool {
    env::var_os("ZIPING_CHROMIUM").is_some()
}

/// Chromium without a window, unless ZIPING_CHROMIUM names a browser to test in.
pub fn headless_shell() -> Option<PathBuf> {
    if is_named() { None } else { find(&["chromium-headless-shell"]) }
}

/// The browser that ZIPING_CHROMIUM names, or one found under its usual names.
pub fn chromium() -> Option<PathBuf> {
    let named = env::var_os("ZIPING_CHROMIUM").map(PathBuf::from);
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    named.or_else(|| find(&names)).or(Some(mac)).filter(|path| path.is_file())
}

/// The browser for `whom`, with a Chinese font.
pub fn prepare_browser(whom: &str) -> Result<PathBuf> {
    prepare(whom, &[Outside::Chromium, Outside::ChineseFont])?;
    chromium().context("Chromium is not found")
}

/// The driver that CHROMEDRIVER names, or the one on PATH.
pub fn driver() -> Option<PathBuf> {
    let named = env::var_os("CHROMEDRIVER").map(PathBuf::from);
    named.or_else(|| find(&["chromedriver"])).filter(|path| path.is_file())
}

/// The Firefox that ZIPING_FIREFOX names, or one found under its usual names.
pub fn firefox() -> Option<PathBuf> {
    let named = env::var_os("ZIPING_FIREFOX").map(PathBuf::from);
    let mac = PathBuf::from("/Applications/Firefox.app/Contents/MacOS/firefox");
    named.or_else(|| find(&["firefox-esr", "firefox"])).or(Some(mac)).filter(|path| path.is_file())
}

/// WebKit's driver and the browser that it drives, where Debian puts them.
pub fn webkit() -> Option<(PathBuf, PathBuf)> {
    let driver = find(&["WebKitWebDriver"])?;
    let libraries = fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path());
    let mut browsers: Vec<PathBuf> = libraries
        .flat_map(|folder| ["webkit2gtk-4.1", "webkit2gtk-4.0"].map(|name| folder.join(name).join("MiniBrowser")))
        .filter(|path| path.is_file())
        .collect();
    browsers.sort();
    Some((driver, browsers.pop()?))
}

/// The Python that has what the tests import.
pub fn python() -> Option<PathBuf> {
    python_with("docx, openpyxl").or_else(|| python_with("sys"))
}

/// Debian splits LibreOffice by program; elsewhere it comes whole.
fn has_office(library: &str) -> bool {
    let mac = PathBuf::from("/Applications/LibreOffice.app/Contents/MacOS/soffice");
    let soffice = find(&["soffice"]).or(Some(mac)).filter(|path| path.is_file());
    let split = Path::new("/usr/lib/libreoffice/program");
    let whole = !is_debian() || !split.is_dir();
    soffice.is_some() && (whole || split.join(format!("lib{library}lo.so")).is_file())
}

/// Whether a font is there that a pattern of fontconfig describes.
fn has_font(pattern: &str) -> bool {
    match find(&["fc-list"]) {
        Some(list) => answer(Command::new(list).arg(pattern)).is_some_and(|fonts| !fonts.is_empty()),
        // macOS and Windows bring these fonts and no fontconfig.
        None => !is_debian(),
    }
}

/// A Python that can import these modules; Debian's own is tried beside the one on PATH.
fn python_with(modules: &str) -> Option<PathBuf> {
    let candidates = [Some(PathBuf::from("/usr/bin/python3")), find(&["python3", "python"])];
    candidates.into_iter().flatten().find(|python| imports(python, modules))
}

fn imports(python: &Path, modules: &str) -> bool {
    answer(Command::new(python).args(["-c", &format!("import {modules}")])).is_some()
}

//! What the browser tests need from the machine: a browser, fonts, and other programs that open our files.
//! On Debian as root it is installed; elsewhere the remedy is named.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{answer, find, say, show};

/// Something the tests need, and how to see that it is there.
struct Need {
    package: &'static str,
    what: &'static str,
    is_there: fn() -> bool,
}

const NEEDS: [Need; 8] = [
    Need { package: "chromium", what: "Chromium or Chrome", is_there: || chromium().is_some() },
    Need { package: "fonts-noto-cjk", what: "a Chinese font such as Noto CJK", is_there: has_chinese_font },
    // Elsewhere than on Debian the tests in Firefox are left out when there is none.
    Need { package: "firefox-esr", what: "Firefox", is_there: || firefox().is_some() || !is_debian() },
    Need { package: "libreoffice-writer-nogui", what: "LibreOffice Writer", is_there: || has_office("sw") },
    Need { package: "libreoffice-calc-nogui", what: "LibreOffice Calc", is_there: || has_office("sc") },
    Need { package: "poppler-utils", what: "pdftotext of Poppler", is_there: || find(&["pdftotext"]).is_some() },
    Need { package: "python3-docx", what: "python-docx for Python 3", is_there: || python_with("docx").is_some() },
    Need { package: "python3-openpyxl", what: "openpyxl for Python 3", is_there: || python_with("openpyxl").is_some() },
];

/// What drives the browser in the components' tests; of the same version as the browser.
const DRIVER: Need = Need {
    package: "chromium-driver",
    what: "ChromeDriver, of the browser's version",
    is_there: || driver().is_some(),
};

/// The programs as the tests find them.
pub struct Programs {
    pub chromium: PathBuf,
    pub firefox: Option<PathBuf>,
    pub soffice: PathBuf,
    pub python: PathBuf,
}

/// Makes sure that all is there: installs it on Debian as root, otherwise says what to install.
pub fn prepare() -> Result<Programs> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.is_there)()).collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    Ok(Programs {
        chromium: chromium().context("Chromium was installed and is not found")?,
        firefox: firefox(),
        soffice: soffice().context("LibreOffice was installed and `soffice` is not found")?,
        python: python_with("docx, openpyxl").context("no Python has both python-docx and openpyxl")?,
    })
}

/// The browser alone, for pictures.
pub fn prepare_browser() -> Result<PathBuf> {
    let [browser, font, ..] = &NEEDS;
    let missing: Vec<&Need> = [browser, font].into_iter().filter(|need| !(need.is_there)()).collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    chromium().context("Chromium was installed and is not found")
}

/// The browser's driver, for the components' tests, which find the browser through it.
pub fn prepare_driver() -> Result<PathBuf> {
    prepare_browser()?;
    if driver().is_none() {
        install(&[&DRIVER])?;
    }
    driver().context("ChromeDriver was installed and is not found")
}

fn install(missing: &[&Need]) -> Result<()> {
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if !is_debian() {
        let what: Vec<&str> = missing.iter().map(|need| need.what).collect();
        bail!(
            "the browser tests need {}\n  help: install these (a browser elsewhere: set ZIPING_CHROMIUM to its \
             path, and CHROMEDRIVER to that of its driver), or run without them: `cargo xtask test --no-browser`",
            what.join(", ")
        );
    }
    if answer(Command::new("id").arg("-u")).as_deref() != Some("0") {
        bail!(
            "the browser tests need packages that are not installed\n  help: `sudo apt-get install {}`, or run \
             without them: `cargo xtask test --no-browser`",
            packages.join(" ")
        );
    }
    say(format!("Installing Debian's {} (2 to 5 minutes)", packages.join(", ")));
    let remedy = "check the network and `apt-get update`, then run this again";
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-q");
        command
    };
    show(apt().arg("update"), remedy)?;
    show(apt().args(["install", "-y", "--no-install-recommends"]).args(packages), remedy)
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").is_file() && find(&["apt-get"]).is_some()
}

/// The browser that ZIPING_CHROMIUM names, or one found under its usual names.
fn chromium() -> Option<PathBuf> {
    let named = env::var_os("ZIPING_CHROMIUM").map(PathBuf::from);
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    named.or_else(|| find(&names)).or(Some(mac)).filter(|path| path.is_file())
}

/// The driver that CHROMEDRIVER names, or the one on PATH.
fn driver() -> Option<PathBuf> {
    let named = env::var_os("CHROMEDRIVER").map(PathBuf::from);
    named.or_else(|| find(&["chromedriver"])).filter(|path| path.is_file())
}

/// The Firefox that ZIPING_FIREFOX names, or one found under its usual names.
fn firefox() -> Option<PathBuf> {
    let named = env::var_os("ZIPING_FIREFOX").map(PathBuf::from);
    let mac = PathBuf::from("/Applications/Firefox.app/Contents/MacOS/firefox");
    named.or_else(|| find(&["firefox-esr", "firefox"])).or(Some(mac)).filter(|path| path.is_file())
}

fn soffice() -> Option<PathBuf> {
    let mac = PathBuf::from("/Applications/LibreOffice.app/Contents/MacOS/soffice");
    find(&["soffice", "libreoffice"]).or(Some(mac)).filter(|path| path.is_file())
}

/// Debian splits LibreOffice by program; elsewhere it comes whole.
fn has_office(library: &str) -> bool {
    let split = Path::new("/usr/lib/libreoffice/program");
    let whole = !is_debian() || !split.is_dir();
    soffice().is_some() && (whole || split.join(format!("lib{library}lo.so")).is_file())
}

fn has_chinese_font() -> bool {
    match find(&["fc-list"]) {
        Some(list) => answer(Command::new(list).arg(":lang=zh-cn")).is_some_and(|fonts| !fonts.is_empty()),
        // macOS and Windows bring Chinese fonts and no fontconfig.
        None => !is_debian(),
    }
}

/// A Python that can import these modules; Debian's own is tried beside the one on PATH.
fn python_with(modules: &str) -> Option<PathBuf> {
    let candidates = [Some(PathBuf::from("/usr/bin/python3")), find(&["python3", "python"])];
    candidates
        .into_iter()
        .flatten()
        .find(|python| answer(Command::new(python).args(["-c", &format!("import {modules}")])).is_some())
}

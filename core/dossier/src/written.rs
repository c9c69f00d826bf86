//! What comes of an order: a package, or why there is none.

use crate::archive::TooLarge;
use crate::{Carried, FormProblem, Manifest};
use core::fmt;
use ziping_base::diag::Said;
use ziping_base::lang::Lang;
use ziping_base::say;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What to call the package.
    pub file_name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// What is in it.
    pub manifest: Manifest,
    /// What forms of an association's own carry that reaches beyond them or runs, by their names; left out, unless the
    /// order keeps links.
    pub carried: Vec<(String, Vec<Carried>)>,
}

/// A finished package without files from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// What to call it.
    pub file_name: String,
    /// The zip.
    pub bytes: Vec<u8>,
    /// What is in it.
    pub manifest: Manifest,
    /// What forms of an association's own carry that reaches beyond them or runs, by their names; left out, unless the
    /// order keeps links.
    pub carried: Vec<(String, Vec<Carried>)>,
}

/// Why there is no package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageError {
    /// The caller stopped it.
    Cancelled,
    /// It would be larger than packages may be.
    TooLarge,
    /// The target is not an outcome of the regime.
    UnknownTarget(u8),
    /// The procedure is not one of the regime, or has no form to fill.
    UnknownProcedure,
    /// An attached file, by the name it came with, was not found.
    Gone(String),
    /// An attached file, by the name it came with, is not what it was when it was attached.
    Changed(String),
    /// Forms that cannot be filled, by their names, and everything that is wrong with each.
    Forms(Vec<(String, Vec<FormProblem>)>),
}

impl PackageError {
    /// What is wrong and what to do about it, in both languages.
    #[must_use]
    pub fn said(&self) -> Said {
        match self {
            Self::Cancelled => {
                say!("the package was stopped before it was complete", "申请包还没有做完就停止了")
            }
            Self::TooLarge => say!(
                "the package would be larger than packages may be (2 GiB, a single file 1 GiB): attach smaller files, or fewer",
                "申请包会超过上限（整包 2 GiB，单个文件 1 GiB）：请换成较小的附件，或减少附件"
            ),
            Self::UnknownProcedure => {
                say!("the regime has no such procedure with a form to fill", "这份规则没有这样的程序，或没有要填的表单")
            }
            Self::UnknownTarget(place) => {
                say!("the regime has no outcome number {place}", "这份规则没有第 {place} 个等级")
            }
            Self::Gone(name) => say!(
                "the attached file `{name}` is not there any more: attach it again or remove it",
                "附件“{name}”已经不在了：请重新附上，或移除它"
            ),
            Self::Changed(name) => say!(
                "the attached file `{name}` is not what was attached: remove it and attach it again",
                "附件“{name}”与当初附上的不一样：请移除后重新附上"
            ),
            Self::Forms(forms) => {
                let said = |lang, line: fn(&str, String, String) -> String| -> String {
                    let lines: Vec<String> = problems_of(forms)
                        .map(|(name, problem)| line(name, problem.message(lang), problem.help(lang)))
                        .collect();
                    lines.join("\n")
                };
                Said::new(
                    said(Lang::En, |name, message, help| {
                        format!("the form `{name}` cannot be filled: {message}; {help}")
                    }),
                    said(Lang::Zh, |name, message, help| format!("表单“{name}”不能填写：{message}。{help}")),
                )
            }
        }
    }
}

impl From<TooLarge> for PackageError {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said().en)
    }
}

/// Every problem of forms with the form's name.
fn problems_of(forms: &[(String, Vec<FormProblem>)]) -> impl Iterator<Item = (&str, &FormProblem)> {
    forms.iter().flat_map(|(name, problems)| problems.iter().map(move |problem| (name.as_str(), problem)))
}

impl core::error::Error for PackageError {}

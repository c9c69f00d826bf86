//! Workbooks that collect answers: made, filled in and changed by openpyxl and LibreOffice, read back, merged.

#[cfg(test)]
mod given;
#[cfg(test)]
#[path = "../dossier/programs.rs"]
#[expect(dead_code, reason = "the tests of packages use the rest")]
mod programs;

#[cfg(test)]
mod back;
#[cfg(test)]
mod broken;
#[cfg(test)]
mod command;
#[cfg(test)]
mod filled;
#[cfg(test)]
mod form;
#[cfg(test)]
mod merged;
#[cfg(test)]
mod printed;
#[cfg(test)]
mod tables;

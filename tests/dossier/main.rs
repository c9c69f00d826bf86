//! Application packages of every regime, opened by programs that no one here wrote: `unzip`, python-docx, openpyxl,
//! LibreOffice, and Python's own zip, hash and calendar reading.

#[cfg(test)]
mod content;
#[cfg(test)]
mod procedures;
#[cfg(test)]
mod programs;

#[cfg(test)]
mod attachments;
#[cfg(test)]
mod bytes;
#[cfg(test)]
mod calendar;
#[cfg(test)]
mod fill;
#[cfg(test)]
mod form_blocks;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod office;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod receive;

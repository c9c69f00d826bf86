//! Application packages of every regime, opened by programs that no one here wrote: `unzip`, python-docx, openpyxl,
//! LibreOffice, and Python's own zip, hash and calendar reading.

#[cfg(test)]
mod content;
#[cfg(test)]
mod printed;
#[cfg(test)]
mod procedures;
#[cfg(test)]
mod programs;
#[cfg(test)]
mod word_file;

#[cfg(test)]
mod association_form;
#[cfg(test)]
mod attachments;
#[cfg(test)]
mod bytes;
#[cfg(test)]
mod calendar;
#[cfg(test)]
mod evidence;
#[cfg(test)]
mod fill;
#[cfg(test)]
mod finances;
#[cfg(test)]
mod form_blocks;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod host;
#[cfg(test)]
mod joint;
#[cfg(test)]
mod layout;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod level;
#[cfg(test)]
mod named;
#[cfg(test)]
mod office;
#[cfg(test)]
mod pdf;
#[cfg(test)]
mod placeholders;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod receive;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod sheet;
#[cfg(test)]
mod template;
#[cfg(test)]
mod used;
#[cfg(test)]
mod word_forms;
#[cfg(test)]
mod word_links;
#[cfg(test)]
mod words;
#[cfg(test)]
mod worked_out;
#[cfg(test)]
mod zip64;

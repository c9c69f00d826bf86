//! The engine in one binary: what is changed in the core is linked once, which mutation testing lives by.

mod advice;
mod agreeing;
mod asking;
mod blank_rows;
mod cases;
mod compare;
mod duties;
mod forms;
mod guide;
mod horizon;
mod joint;
mod language;
mod later;
mod many;
mod model;
mod next;
mod nothing_left;
mod overlay;
mod paths;
mod reports;
mod said;
mod scores;
mod sound;
mod tasks;
mod timetable;
mod ways;

//! `Sheet`: answers kept in the module, for pages that change one at a time and assess after each.

use crate::answers::{json, read_or_throw};
use crate::assess::reported;
use crate::books::{Books, unfit};
use crate::built_in::day;
use crate::error::{plain, thrown, thrown_one};
use crate::options;
use crate::rules::Rules;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use ziping_assess::{GradeRange, grade, outcome_report};
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said, Source, did_you_mean, nearest};
use ziping_base::node::read_json;
use ziping_rules::fact::{self, Catalogue, Fact, FactIx, Occurrence, Value};

/// One organisation's answers, read once.
#[wasm_bindgen]
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub(crate) books: Books,
    organisation: String,
    pub(crate) sheet: fact::Sheet,
    /// What is not known yet, with notes.
    unknown: fact::Unknown,
    /// The last day on which something is said to have happened: an assessment before it is refused.
    latest: Option<Day>,
}

#[wasm_bindgen]
impl Sheet {
    /// A sheet of an answer file's object or text; an empty one without it.
    ///
    /// @throws {ZipingError} every problem of the overlays or of the answers
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "AnswerFile | string")] answers: Option<JsValue>,
        #[wasm_bindgen(unchecked_optional_param_type = "WithOverlays")] options: Option<JsValue>,
    ) -> Result<Self, JsValue> {
        let books = options::books(options)?;
        let Some(answers) = answers.filter(|answers| !answers.is_undefined()) else {
            return Ok(Self { books, ..Self::default() });
        };
        let answers = read_or_throw(&answers, &books.library()?.catalogue, None)?;
        let fact::Answers { organisation, sheet, unknown } = answers;
        let mut sheet = Self { books, organisation, sheet, unknown, latest: None };
        sheet.look_for_latest();
        Ok(sheet)
    }

    /// The organisation's name.
    #[wasm_bindgen(getter)]
    pub fn organisation(&self) -> String {
        self.organisation.clone()
    }

    /// Sets the organisation's name.
    #[wasm_bindgen(setter)]
    pub fn set_organisation(&mut self, name: String) {
        self.organisation = name;
    }

    /// The answer to a fact.
    #[wasm_bindgen(skip_typescript)]
    pub fn get(&self, fact: &str) -> Result<JsValue, JsValue> {
        let (ix, fact) = self.known(fact)?;
        match self.sheet.get(ix) {
            Some(value) => plain(&fact::value_to_json(&fact.kind, value)),
            None => Ok(JsValue::UNDEFINED),
        }
    }

    /// Answers a fact or takes its answer back.
    #[wasm_bindgen(skip_typescript)]
    pub fn set(&mut self, fact: &str, value: &JsValue) -> Result<(), JsValue> {
        let (ix, fact) = self.known(fact)?;
        let value = match json(value)? {
            None => None,
            Some(text) => {
                let source = Source { name: &fact.id, text: &text };
                let node = read_json(&source).map_err(thrown_one)?;
                let refused = |problem: &Diagnostic| thrown(std::slice::from_ref(problem));
                Some(fact::read_value(&fact.kind, &node).map_err(|why| refused(&why.named(&fact.id)))?)
            }
        };
        if value.is_some() {
            self.unknown.remove(&ix);
        }
        self.sheet.put(ix, value);
        self.look_for_latest();
        Ok(())
    }

    /// The answers as an answer file's object.
    #[wasm_bindgen(js_name = "toAnswers", unchecked_return_type = "AnswerFile")]
    pub fn to_answers(&self) -> Result<JsValue, JsValue> {
        let text = fact::write_answers_noting(
            &self.organisation,
            &self.sheet,
            &self.unknown,
            &self.books.library()?.catalogue,
        );
        js_sys::JSON::parse(&text)
    }

    /// Assesses the sheet, as the function `assess` does.
    ///
    /// The sheet's overlays are used unless the options name others.
    ///
    /// @throws {ZipingError} an unknown regime, a date that does not exist, an event after the date
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn assess(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RegimeId")] regime: &str,
        #[wasm_bindgen(js_name = "asOf")] as_of: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: Option<JsValue>,
    ) -> Result<JsValue, JsValue> {
        let as_of = day(as_of)?;
        self.not_before_events(as_of)?;
        let (options, books) = options::report(options)?;
        let books = books.unless_built_in().unwrap_or_else(|| self.books.clone());
        if !self.books.fit(&books) {
            return Err(unfit());
        }
        reported(&books, regime, &self.organisation, &self.sheet, as_of, options)
    }

    /// Eligibility, score and grade only.
    ///
    /// @throws {ZipingError} an event after the rules' date
    #[wasm_bindgen(unchecked_return_type = "OutcomeReport")]
    pub fn outcome(&self, rules: &Rules) -> Result<JsValue, JsValue> {
        self.not_before_events(rules.moment.as_of)?;
        if !self.books.fit(&rules.books) {
            return Err(unfit());
        }
        plain(&outcome_report(rules.book()?, &self.organisation, &self.sheet, &rules.moment))
    }
}

#[wasm_bindgen]
impl Rules {
    /// The grade of a sheet as places of the worst and the best outcome: `worst + 256 * best`.
    ///
    /// @throws {ZipingError} an event after the date
    pub fn grade(&self, sheet: &Sheet) -> Result<u32, JsValue> {
        sheet.not_before_events(self.moment.as_of)?;
        if !sheet.books.fit(&self.books) {
            return Err(unfit());
        }
        let GradeRange { worst, best } = grade(self.book()?, &sheet.sheet, &self.moment).grade;
        Ok(u32::from(worst) | u32::from(best) << 8)
    }
}

impl Sheet {
    fn look_for_latest(&mut self) {
        self.latest = latest(&self.sheet);
    }

    /// Refuses a date before something that is said to have happened, as reading answers for a date does.
    pub(crate) fn not_before_events(&self, as_of: Day) -> Result<(), JsValue> {
        if self.latest.is_none_or(|latest| latest <= as_of) {
            return Ok(());
        }
        Err(thrown(&after(&self.sheet, as_of, &self.books.library()?.catalogue)))
    }

    /// A fact of the catalogue.
    fn known(&self, id: &str) -> Result<(FactIx, &Fact), JsValue> {
        let catalogue = &self.books.library()?.catalogue;
        let found = catalogue.find(id).and_then(|ix| Some((ix, catalogue.get(ix)?)));
        found.ok_or_else(|| {
            let error = Diagnostic::error("unknown-fact", Said::english(format!("unknown fact `{id}`")));
            thrown_one(match nearest(id, catalogue.iter().map(|(_, fact)| fact.id.as_str())) {
                Some(near) => error.help(did_you_mean(near)),
                None => error.help(Said::english("the ids are those of the answer file")),
            })
        })
    }
}

/// The last day on which something is said to have happened.
pub fn latest(sheet: &fact::Sheet) -> Option<Day> {
    let events = sheet.answered().filter_map(|(_, value)| match value {
        Value::Occurrence(Occurrence::On(day)) => Some(*day),
        _ => None,
    });
    events.max()
}

/// What is said to have happened after a date, as reading answers for that date reports it.
pub fn after(sheet: &fact::Sheet, as_of: Day, catalogue: &Catalogue) -> Vec<Diagnostic> {
    let late = sheet.answered().filter_map(|(ix, value)| match value {
        Value::Occurrence(Occurrence::On(day)) if *day > as_of => Some((catalogue.id(ix), *day)),
        _ => None,
    });
    let problem = |(id, day): (&str, Day)| {
        let message = format!("`{id}`: {day} is after the assessment date {as_of}");
        Diagnostic::error("after-assessment-date", Said::english(message))
            .help(Said::english("correct the day, or assess on a later date"))
    };
    late.map(problem).collect()
}

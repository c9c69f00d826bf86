//! The calendar file, read line by line by an independent reader.

use crate::content::Applicant;
use crate::programs::{Folder, read_with_python};
use ziping_core::calendar::Day;
use ziping_core::fact::{Occurrence, Row, Value};

const SCRIPT: &str = r"
import sys
raw = open(sys.argv[1], 'rb').read()
assert raw.endswith(b'\r\n') and b'\n' not in raw.replace(b'\r\n', b'')
assert all(len(line) <= 75 for line in raw.split(b'\r\n'))
lines = raw.decode('utf-8').replace('\r\n ', '').split('\r\n')[:-1]
stack, events = [], []
for line in lines:
    name, _, value = line.partition(':')
    if name == 'BEGIN': stack.append((value, {}))
    elif name == 'END':
        kind, fields = stack.pop()
        assert kind == value
        if kind in ('VEVENT', 'VTODO'): events.append((kind, fields))
    else: stack[-1][1].setdefault(name.split(';')[0], value)
assert not stack
assert len({e[1]['UID'] for e in events}) == len(events)
for kind, f in events: print(kind, f.get('DTSTART', '-'), f['SUMMARY'])
";

#[test]
fn dates_of_a_certificate_and_the_lapse_of_a_cap_are_in_the_calendar() {
    let mut applicant = Applicant::example();
    let day = |text: &str| Day::parse(text).unwrap();
    applicant.put("record.quality_penalty", Value::Occurrence(Occurrence::On(day("2026-03-01"))));
    let row = Row { cells: vec![Some(Value::Text("AA".into())), Some(Value::Date(day("2026-06-15"))), None] };
    applicant.put("certificate.credit", Value::Table(vec![row]));
    let folder = Folder::new();
    let unzipped = folder.unzipped(&applicant.package());
    let said = read_with_python(SCRIPT, &unzipped.join("06-数据/日程.ics"));
    // Valid to 2029-06-14 at the safest; renewal three months before that.
    assert!(said.contains("VEVENT 20290314 提出续评申请"), "{said}");
    assert!(said.contains("VEVENT 20290614 等级有效期满"), "{said}");
    assert!(said.contains("VEVENT 20270302 不再受限："), "{said}");
    assert!(said.contains("VEVENT 20270315 提交年度复查申请（第1次）"), "{said}");
    assert!(said.contains("VTODO - "), "{said}");
}

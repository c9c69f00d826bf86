"""Made-up answer sheets, one a line: python3 sheets.py 1000000 > sheets.ndjson. The same number makes the same bytes."""

import json
import random
import sys

ELEMENTS = {"foundation": 12, "management": 24, "competitiveness": 18, "finance": 18, "social": 28}
RECORDS = ["record.quality_penalty", "record.loan_overdue"]


def sheet(number: int) -> str:
    of = random.Random(number)
    if number % 9_973 == 0:
        return '{"schema": 1, "facts": {"credit.score.social": "99"}}'  # more points than there are: a bad line
    facts = {f"credit.score.{name}": str(of.randint(most // 2, most)) for name, most in ELEMENTS.items()}
    facts["org.established"] = f"{of.randint(1995, 2024)}-{of.randint(1, 12):02}-{of.randint(1, 28):02}"
    facts["org.kind"] = "enterprise"
    for record in RECORDS:
        facts[record] = "never" if of.random() < 0.8 else f"2026-{of.randint(1, 11):02}-{of.randint(1, 20):02}"
    return json.dumps({"schema": 1, "organisation": f"单位{number}", "facts": facts}, ensure_ascii=False)


if __name__ == "__main__":
    for number in range(1, int(sys.argv[1]) + 1):
        print(sheet(number))

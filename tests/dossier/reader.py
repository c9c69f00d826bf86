# Runs scripts that come one a line, as JSON, and answers each with a line of JSON: what it printed, and how it failed.
# One Python for many scripts: python-docx and openpyxl are imported once, so a script leaves modules as they are.
import contextlib
import io
import json
import sys
import traceback

for line in sys.stdin:
    asked, printed, failed = json.loads(line), io.StringIO(), None
    sys.argv = ["script", asked["argument"]]
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(asked["script"], "script", "exec"), {"__name__": "__main__"})
        except BaseException:
            failed = traceback.format_exc()
    print(json.dumps({"printed": printed.getvalue(), "failed": failed}), flush=True)

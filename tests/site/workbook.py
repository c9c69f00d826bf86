"""Fills workbooks in as people do, with openpyxl. The first argument is a job in JSON: `from`, a workbook or a zip of
several; `to`, a folder; `cells`, a list of the fact, the column and what is typed. Prints the names of what was written."""

import io
import json
import os
import sys
import zipfile

import openpyxl

job = json.loads(sys.argv[1])


def cell(book, fact, under):
    """The cell of a fact: where its row and that column cross, by the keys in the hidden column and row."""
    for sheet in book.worksheets:
        marks = [c for line in sheet.iter_rows() for c in line if str(c.value or "").startswith("ziping:1:")]
        if not marks:
            continue
        mark = marks[0]
        rows = [c.row for c in sheet[mark.column_letter] if c.value == fact]
        columns = [c.column for c in sheet[mark.row] if c.value == under]
        if rows and columns:
            return sheet.cell(rows[0], columns[0])
    raise KeyError(f"{fact} {under}")


def fill(name, data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    for fact, under, typed in job["cells"]:
        one = cell(book, fact, under)
        one.value = typed
        if isinstance(typed, str):
            one.data_type = "s"
    path = os.path.join(job["to"], name)
    book.save(path)
    print(path)


with open(job["from"], "rb") as file:
    bytes_ = file.read()
if job["from"].endswith(".zip"):
    with zipfile.ZipFile(io.BytesIO(bytes_)) as archive:
        for name in archive.namelist():
            fill(name, archive.read(name))
else:
    fill(os.path.basename(job["from"]), bytes_)

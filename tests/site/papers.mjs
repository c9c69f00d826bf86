// The papers in a package, as another program reads them.
import { execFileSync } from "node:child_process";
import { python } from "./harness.mjs";

const READ = `
import sys, io, json, zipfile, docx
z = zipfile.ZipFile(sys.argv[1])
words = {}
for n in z.namelist():
    if n.endswith('.docx'):
        d = docx.Document(io.BytesIO(z.read(n)))
        cells = [c.text for t in d.tables for r in t.rows for c in r.cells]
        words[n] = '\\n'.join([p.text for p in d.paragraphs] + cells)
print(json.dumps({'words': words, 'manifest': json.loads(z.read('清单.manifest.json')), 'result': json.loads(z.read('06-数据/结果.json'))}))
`;

/** What a package says: the text of each Word file by its path, the manifest, the result. */
export const papersIn = (zip) => JSON.parse(execFileSync(python, ["-X", "utf8", "-c", READ, zip], { encoding: "utf8" }));

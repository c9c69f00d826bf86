// What the tests of *Make this site yours* share: a made-up association's mark, table and form, and the fields of the page.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { python } from "./harness.mjs";

/** A mark. */
export const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z" fill="#1c3d8f"/></svg>';
/** A made-up table of more than forty indicators. */
export const TABLE = readFileSync(new URL("../scores/forty.overlay.toml", import.meta.url), "utf8");
/** How many it has. */
export const indicators = TABLE.match(/^\[\[item\]\]/gm).length;

const PYTHON = `
import sys, io, json, zipfile
what, path = sys.argv[1:3]
if what == 'form':
    import docx
    d = docx.Document()
    d.add_paragraph("某市软件协会申报表")
    d.add_paragraph("单位：{{org.name}}")
    d.add_paragraph("{{本站提供方.名称}} {{host.phone}}")
    d.save(path)
elif what == 'bad form':
    import docx
    d = docx.Document()
    d.add_paragraph("{{no.such.thing}}")
    d.save(path)
elif what == 'unpack':
    zipfile.ZipFile(path).extractall(sys.argv[3])
elif what == 'names':
    print(json.dumps(zipfile.ZipFile(path).namelist()))
`;
/** Makes a Word form, unpacks a zip, names what is in one. */
export const run = (...what) => execFileSync(python, ["-X", "utf8", "-c", PYTHON, ...what], { encoding: "utf8" });

/** A Word form of the association, as a file. */
export async function form(kind = "form") {
  const path = join(await mkdtemp(join(tmpdir(), "ziping-form-")), "申报书.docx");
  run(kind, path);
  return path;
}

/** A field of the page. */
export const field = (page, name) => page.locator(`#host-${name.replaceAll(".", "-")}`);

/** Fills in a name in both languages. */
export async function name(page) {
  await field(page, "name.zh").fill("某市软件协会");
  await field(page, "name.en").fill("Software Association");
}

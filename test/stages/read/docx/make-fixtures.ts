/**
 * Makes the fixtures that another program wrote: converts the HTML sources to Word documents with LibreOffice. Run by
 * hand where it is installed: `node --import ./bin/typescript.js test/stages/read/docx/make-fixtures.ts`, then `UPDATE=1` on fixtures.test.ts.
 */
import {execFileSync} from 'node:child_process'
import {mkdtempSync, readdirSync, renameSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

const FOLDER = join(import.meta.dirname, 'fixtures')
const profile = mkdtempSync(join(tmpdir(), 'nianbao-'))
const out = mkdtempSync(join(tmpdir(), 'nianbao-'))

for (const source of readdirSync(FOLDER).filter(name => name.endsWith('.html'))) {
  const office = (format: string, file: string) =>
    execFileSync('soffice', [
      `-env:UserInstallation=file://${profile}`,
      '--headless',
      '--writer',
      ...(file.endsWith('.html') ? ['--infilter=HTML (StarWriter)'] : []),
      '--convert-to',
      format,
      '--outdir',
      out,
      file,
    ])
  const base = source.replace(/\.html$/, '')
  // By way of the binary format the merges come out as Word 97 had them.
  office('docx:MS Word 2007 XML', join(FOLDER, source))
  renameSync(join(out, `${base}.docx`), join(FOLDER, `${base}.docx`))
  office('doc:MS Word 97', join(FOLDER, source))
  office('docx:MS Word 2007 XML', join(out, `${base}.doc`))
  renameSync(join(out, `${base}.docx`), join(FOLDER, `${base}-word97.docx`))
}
rmSync(profile, {recursive: true})
rmSync(out, {recursive: true})

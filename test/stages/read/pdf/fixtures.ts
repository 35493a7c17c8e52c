/**
 * By hand: prints the fixtures anew. node --import ./bin/typescript.js test/stages/read/pdf/fixtures.ts
 * The unit tests read the printed files and need no printer.
 */
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {type Printer, printPdf} from '../../../generate/files/pdf.ts'
import {htmlOf, STYLES} from './print.ts'

const WANTED: [Printer, string, number, number][] = [
  ['chromium', 'plain', 9, 0],
  ['chromium', 'plain', 10.5, 110],
  ['chromium', 'repeated', 12, 22],
  ['chromium', 'landscape', 9, 55],
  ['chromium', 'double', 12, 66],
  ['chromium', 'dashed', 7, 11],
  ['chromium', 'thick', 9, 77],
  ['chromium', 'open', 10.5, 33],
  ['soffice', 'plain', 10.5, 44],
  ['soffice', 'repeated', 9, 0],
  ['soffice', 'shaded', 9, 11],
  ['soffice', 'landscape', 12, 22],
]

const cases = join(import.meta.dirname, 'cases')
for (const [i, [printer, name, pt, shift]] of WANTED.entries()) {
  const style = STYLES.find(s => s.name === name)!
  const format = i % 3 === 2 ? 2019 : 2021
  const bytes = await printPdf(htmlOf([{style, pt, shift, format, seed: i}]), printer)
  if (!bytes) throw new Error(`${printer} is not installed`)
  const folder = join(cases, `${printer}-${name}-${pt}`)
  await mkdir(folder, {recursive: true})
  await writeFile(join(folder, 'input.pdf'), bytes)
  await writeFile(join(folder, 'form.json'), `${JSON.stringify({format, seed: i})}\n`)
}

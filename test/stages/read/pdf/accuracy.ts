/**
 * By hand: prints the form in many ways, reads it again and counts the cells that came back wrong.
 * node --import ./bin/typescript.js test/stages/read/pdf/accuracy.ts [chromium|soffice] [style] [forms a style and letter size]
 * KEEP=folder keeps the printed files, PT=size prints in one letter size, SHOW=1 shows the findings.
 */
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {type Printer, printPdf} from '../../../generate/files/pdf.ts'
import {compareForm, formsOf} from './compare.ts'
import {formOf} from './form.ts'
import {htmlOf, type Printing, stylesOf} from './print.ts'
import {readPdf} from './reading.ts'

const [printer = 'chromium', only = '', forms = '24'] = process.argv.slice(2)
const {KEEP, PT, SHOW} = process.env
const sizes = PT ? [Number(PT)] : [7, 9, 10.5, 12]
let right = 0
let wrong = 0

for (const style of stylesOf(printer, only)) {
  for (const pt of sizes) {
    const printings = Array.from({length: Number(forms)}, (_, i): Printing => {
      return {style, pt, shift: i * 11, format: i % 3 === 2 ? 2019 : 2021, seed: 1000 * pt + i}
    })
    const bytes = await printPdf(htmlOf(printings), printer as Printer)
    if (!bytes) throw new Error(`${printer} is not installed`)
    if (KEEP) {
      await mkdir(KEEP, {recursive: true})
      await writeFile(join(KEEP, `${printer}-${style.name}-${pt}.pdf`), bytes)
    }
    const started = performance.now()
    const {root, findings} = await readPdf(bytes)
    const time = (performance.now() - started) / (root.data.pages ?? 1)
    const read = formsOf(root.children)
    let missed = 0
    let silent = 0
    const starts = root.children.flatMap(b =>
      b.type === 'paragraph' && /^【\d+】$/.test(b.value) ? [b.place?.page ?? 0] : [],
    )
    printings.forEach(({format, seed}, i) => {
      const result = compareForm(formOf(format, seed), read[i] ?? [])
      right += result.right
      missed += result.wrong.length
      const doubted = findings.some(({rule, place}) => {
        const page = place?.page ?? 0
        return rule === 'R09' && page >= starts[i]! && page < (starts[i + 1] ?? Infinity)
      })
      if (!doubted) silent += result.wrong.length
      for (const line of result.wrong.slice(0, 3))
        console.log(`   #${i + 1} ${doubted ? '' : 'silent '}${line}`)
    })
    wrong += missed
    if (SHOW) for (const {rule, what} of findings) console.log('  ', rule, what)
    const summary = `${root.data.pages} pages, ${time.toFixed(1)} ms a page, ${findings.length} findings, ${missed} wrong, ${silent} of them in silence`
    console.log(printer, style.name, `${pt}pt:`, summary)
  }
}
console.log({right, wrong})

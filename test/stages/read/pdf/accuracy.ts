/**
 * By hand: prints the form in many ways, reads it again and counts the cells that came back wrong.
 * node --import tsx test/stages/read/pdf/accuracy.ts [chromium|soffice] [style] [shifts]
 */
import {mkdir, writeFile} from 'node:fs/promises'
import type {Block, Table} from '../../../../pipeline/model/ast.ts'
import {textOf} from '../../../../pipeline/model/ast.ts'
import {fold} from '../../../../pipeline/model/text.ts'
import {pdf} from '../../../../stages/read/pdf/index.ts'
import {type Printer, printPdf} from '../../../generate/pdf.ts'
import {type FormTable, formOf} from './form.ts'
import {htmlOf, type Printing, STYLES} from './print.ts'

const LIMITS = {
  maxBytes: 1e9,
  maxUnpackedBytes: 1e9,
  maxRatio: 200,
  maxCells: 200_000,
  maxNodes: 500_000,
  maxPages: 5000,
  maxDepth: 200,
}

const [printer = 'chromium', only = '', shifts = '24'] = process.argv.slice(2)
const keep = process.env.KEEP
let right = 0
let wrong = 0
let wrongTables = 0

for (const style of STYLES.filter(s => only === '' || s.name === only)) {
  for (const pt of process.env.PT ? [Number(process.env.PT)] : [7, 9, 10.5, 12]) {
    const printings = Array.from({length: Number(shifts)}, (_, i): Printing => {
      return {style, pt, shift: i * 11, format: i % 3 === 2 ? 2019 : 2021, seed: 1000 * pt + i}
    })
    const bytes = await printPdf(htmlOf(printings), printer as Printer)
    if (!bytes) throw new Error(`${printer} is not installed`)
    if (keep) {
      await mkdir(keep, {recursive: true})
      await writeFile(`${keep}/${printer}-${style.name}-${pt}.pdf`, bytes)
    }
    const findings = new Map<string, number>()
    const root = await pdf.read(bytes, {
      limits: LIMITS,
      report: (rule, details) => {
        findings.set(rule, (findings.get(rule) ?? 0) + 1)
        if (process.env.SHOW) console.log('  ', rule, details?.values?.what)
      },
    })
    const before = wrong
    sections(root.children).forEach((tables, i) => {
      const truth = formOf(printings[i]!.format, printings[i]!.seed)
      compare(truth, tables, `${style.name} ${pt}pt #${i + 1}`)
    })
    console.log(
      printer,
      style.name,
      pt,
      root.data.pages,
      'pages',
      wrong - before,
      'wrong',
      Object.fromEntries(findings),
    )
  }
}
console.log({right, wrong, wrongTables})

function sections(blocks: readonly Block[]): Table[][] {
  const parts: Table[][] = []
  for (const block of blocks) {
    if (block.type === 'paragraph' && /^【\d+】$/.test(block.value)) parts.push([])
    if (block.type === 'table') parts.at(-1)?.push(block)
  }
  return parts
}

function compare(truth: FormTable[], tables: Table[], name: string): void {
  if (tables.length !== truth.length) {
    wrongTables++
    const shapes = tables.map(t => `${t.rows}x${t.columns}@${t.place?.page}`).join(' ')
    console.log(`   ${name}: ${tables.length} tables: ${shapes}`)
  }
  truth.forEach((expected, i) => {
    const actual = new Map(
      (tables[i]?.children ?? []).map(cell => [
        `${cell.row},${cell.column},${cell.rowSpan}x${cell.columnSpan}`,
        cell,
      ]),
    )
    let missing = 0
    for (const cell of expected.cells) {
      const key = `${cell.row},${cell.column},${cell.rowSpan}x${cell.columnSpan}`
      const found = actual.get(key)
      if (found && fold(textOf(found)) === fold(cell.text)) right++
      else {
        if (missing++ < 3)
          console.log(
            `   ${name} table ${i + 1} ${key} ${cell.text} <> ${found && textOf(found)} p${tables[i]?.place?.page}`,
          )
        wrong++
      }
    }
  })
}

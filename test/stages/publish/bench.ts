// How fast a detail sheet is written, and in how much memory: rows of 245 cells like those of 明细.
// node --import ./bin/typescript.js test/stages/publish/bench.ts <own|exceljs|exceljs-stream> <rows> [file]
import {statSync} from 'node:fs'
import {openOutput} from '../../../stages/publish/output.ts'
import {startWorkbook} from '../../../stages/publish/xlsx/workbook.ts'

const COLUMNS = 245
const [kind = 'own', count = '1000', file = '/tmp/bench.xlsx'] = process.argv.slice(2)
const rows = Number(count)

function rowOf(i: number): (number | string | null)[] {
  return Array.from({length: COLUMNS}, (_, c) => {
    if (c < 10) return `示例单位${i % 1000}第${c}项`
    return (i * 31 + c * 17) % 5 === 0 ? (i * 7919 + c) % 1000 : (i + c) % 11 === 0 ? null : 0
  })
}

function own(): void {
  const output = openOutput(file)
  const normal = {font: 'Arial', size: 10}
  const book = startWorkbook(output, {font: '等线', normal, info: {program: 'bench'}, cutMark: '…'})
  const sheet = book.sheet('明细', {
    columns: Array.from({length: COLUMNS}, () => ({width: 8})),
    print: {paper: 'A3', landscape: true, header: '', footer: '', pageNumbers: ''},
  })
  const style = book.styles.id({border: 'D9D9D9', format: '#,##0'})
  for (let i = 0; i < rows; i++)
    sheet.row(
      rowOf(i).map(value => ({value, style})),
      {height: 18},
    )
  sheet.end()
  book.end(['明细'])
  output.close()
}

async function withExceljs(stream: boolean): Promise<void> {
  const name = 'exceljs'
  const {default: exceljs} = await import(name)
  const book = stream
    ? new exceljs.stream.xlsx.WorkbookWriter({filename: file, useStyles: true})
    : new exceljs.Workbook()
  const sheet = book.addWorksheet('明细')
  const side = {style: 'thin', color: {argb: 'FFD9D9D9'}}
  const border = {left: side, right: side, top: side, bottom: side}
  for (let i = 0; i < rows; i++) {
    const row = sheet.addRow(rowOf(i))
    row.height = 18
    row.eachCell({includeEmpty: true}, (cell: {border: unknown; numFmt: string}) => {
      cell.border = border
      cell.numFmt = '#,##0'
    })
    if (stream) row.commit()
  }
  await (stream ? book.commit() : book.xlsx.writeFile(file))
}

const start = performance.now()
if (kind === 'own') own()
else await withExceljs(kind === 'exceljs-stream')
const seconds = ((performance.now() - start) / 1000).toFixed(1)
const memory = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(
  `${kind} ${rows} rows: ${seconds} s, peak ${memory} MiB, file ${(statSync(file).size / 1e6).toFixed(1)} MB`,
)

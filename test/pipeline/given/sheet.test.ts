import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {strFromU8, strToU8, unzipSync, zipSync} from 'fflate'
import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {utils, write} from 'xlsx'
import {readSheets} from '../../../pipeline/given/sheet.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-sheet-'))
})
afterAll(() => rmSync(folder, {recursive: true}))

function workbook(sheets: Record<string, unknown[][]>): string {
  const book = utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(rows)
    for (const cell of Object.values(sheet)) if (cell?.v === 45352) cell.z = 'yyyy-mm-dd'
    utils.book_append_sheet(book, sheet, name)
  }
  const path = join(folder, 'a.xlsx')
  writeFileSync(path, write(book, {type: 'buffer', bookType: 'xlsx'}) as Buffer)
  return path
}

test('all sheets, rows by their numbers', () => {
  const path = workbook({甲: [['x'], [], [12]], 乙: [['y']]})
  expect(readSheets(path)).toEqual([
    {
      file: 'a.xlsx',
      name: '甲',
      rows: [
        {number: 1, cells: ['x']},
        {number: 3, cells: ['12']},
      ],
    },
    {file: 'a.xlsx', name: '乙', rows: [{number: 1, cells: ['y']}]},
  ])
})

test.each(['UTC', 'Asia/Shanghai', 'America/New_York'])('a day is the same day in %s', zone => {
  const path = workbook({甲: [[45352]]})
  const code = `import('${new URL('../../../pipeline/given/sheet.ts', import.meta.url).href}').then(({readSheet}) => console.log(readSheet(process.argv[1]).rows[0].cells[0]))`
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const said = execFileSync(process.execPath, ['--import', './bin/typescript.js', '-e', code, path], {
    cwd: root,
    env: {...process.env, TZ: zone},
  })
  expect(String(said).trim()).toBe('2024-03-01')
})

test('a workbook that LibreOffice wrote brings no words of the library on the console', () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['12']]), '校验')
  const parts = unzipSync(write(book, {type: 'buffer', bookType: 'ods'}) as Buffer)
  const content = strFromU8(parts['content.xml']!)
  const style =
    '<number:number-style style:name="N9"><number:number/><style:map style:condition="value()&gt;0" style:apply-style-name="N9"/></number:number-style>'
  const styled = content.replace('</office:automatic-styles>', `${style}</office:automatic-styles>`)
  expect(styled).not.toBe(content)
  const path = join(folder, 'a.ods')
  writeFileSync(path, zipSync({...parts, 'content.xml': strToU8(styled)}))
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(readSheets(path)).toEqual([{file: 'a.ods', name: '校验', rows: [{number: 1, cells: ['12']}]}])
  expect(said).not.toHaveBeenCalled()
  expect(console.error).toBe(said)
  said.mockRestore()
})

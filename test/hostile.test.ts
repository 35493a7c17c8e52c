import {strToU8, unzipSync, zipSync} from 'fflate'
import {describe, expect, test} from 'vitest'
import {differences} from './generate/compare.ts'
import {type Rendering, renderings} from './generate/files/renderings.ts'
import {documentOf, treeOf} from './generate/form/tree.ts'
import {type Outcome, pipeline} from './generate/pipeline.ts'
import {randomOf} from './generate/random.ts'
import {cleanReport} from './generate/report/model.ts'
import {numbers} from './stages/read/word/mutate.ts'

/** Files made to do harm go through the whole chain: each ends in a finding or a skip, never in a fault of ours. */

const run = pipeline()
const model = cleanReport(randomOf(31), {year: 2023})
const root = treeOf(model)
const sound = (name: string) => named(name).render(root)
const named = (name: string): Rendering => renderings.find(rendering => rendering.name === name)!

/** Rules that fired and reasons of skips, each once. */
function ends({reports, findings, skipped}: Outcome) {
  return {
    reports: reports.length,
    rules: [...new Set(findings.filter(({severity}) => severity !== 'info').map(({rule}) => rule))].sort(),
    skipped: skipped.map(({reason}) => reason),
  }
}

async function end(bytes: Uint8Array, file: string) {
  const outcome = await run(bytes, file)
  const [report] = outcome.reports
  const quiet = outcome.skipped.length === 0 && ends(outcome).rules.length === 0
  // Where nothing is said, every figure must be right: what was cut off or made up was of no account.
  if (quiet) expect(report && differences(documentOf(model), report)).toEqual([])
  expect(outcome.findings.filter(({rule}) => rule === 'Z01').map(({message}) => message)).toEqual([])
  return ends(outcome)
}

/** A Word document with its main part changed. */
function withMain(change: (xml: string) => string): Uint8Array {
  const parts: Record<string, Uint8Array> = unzipSync(sound('docx plain'))
  const xml = new TextDecoder().decode(parts['word/document.xml'])
  parts['word/document.xml'] = strToU8(change(xml))
  return zipSync(parts, {mtime: new Date(1980, 0, 1)})
}

const declared = (doctype: string, reference: string) =>
  withMain(xml => xml.replace('?>', `?>${doctype}`).replace('政府信息公开工作', `$&${reference}`))

const LAUGHS = Array.from({length: 12}, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')

describe('entities', () => {
  test('that grow without end, in a Word document', async () => {
    const bytes = declared(`<!DOCTYPE x [<!ENTITY l0 "哈">${LAUGHS}]>`, '&l12;')
    expect(await end(bytes, '年报.docx')).toEqual({reports: 1, rules: ['M01', 'R04'], skipped: []})
  })

  test('from outside, in a Word document', async () => {
    const bytes = declared('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', '&e;')
    expect(await end(bytes, '年报.docx')).toEqual({reports: 1, rules: ['M01', 'R04'], skipped: []})
  })

  test('that grow without end, on a page', async () => {
    const page = new TextDecoder().decode(sound('html'))
    const doctype = `<!DOCTYPE html [<!ENTITY l0 "9">${LAUGHS}]>`
    const text = page.replace('<!DOCTYPE html>', doctype).replace('<h1>', '<h1>&l12;')
    expect((await end(strToU8(text), '年报.html')).reports).toBeLessThan(2)
  })
})

describe('bombs', () => {
  test('a main part of 200 MiB out of 200 KiB', async () => {
    const parts: Record<string, Uint8Array> = unzipSync(sound('docx plain'))
    parts['word/document.xml'] = new Uint8Array(201 << 20).fill(0x20)
    const bytes = zipSync(parts, {level: 6, mtime: new Date(1980, 0, 1)})
    expect(await end(bytes, '年报.docx')).toEqual({reports: 0, rules: [], skipped: ['tooLarge']})
  }, 30_000)

  test('a sheet out of nothing', async () => {
    const parts: Record<string, Uint8Array> = unzipSync(sound('xlsx, all on one sheet'))
    parts['xl/worksheets/sheet1.xml'] = new Uint8Array(60 << 20).fill(0x20)
    const bytes = zipSync(parts, {level: 6, mtime: new Date(1980, 0, 1)})
    expect(await end(bytes, '年报.xlsx')).toEqual({reports: 0, rules: [], skipped: ['tooLarge']})
  }, 30_000)
})

describe('depth', () => {
  test.each([
    ['html', strToU8('<div>'.repeat(200_000))],
    ['html', strToU8('<table><tr><td>'.repeat(20_000))],
    ['rtf', strToU8(`{\\rtf1 ${'{'.repeat(500_000)}1`)],
    ['docx', withMain(xml => xml.replace('<w:body>', `<w:body>${'<w:tbl><w:tr><w:tc>'.repeat(20_000)}`))],
  ])('%s', async (extension, bytes) => {
    const {reports, rules, skipped} = await end(bytes, `年报.${extension}`)
    expect(reports).toBe(0)
    expect(rules.length + skipped.length).toBeGreaterThan(0)
  })
})

describe('spans of 65,535', () => {
  test('on a page', async () => {
    const page = new TextDecoder().decode(sound('html'))
    const text = page
      .replace(/colspan="\d+"/g, 'colspan="65535"')
      .replace(/rowspan="\d+"/g, 'rowspan="65535"')
    expect(await end(strToU8(text), '年报.html')).toEqual({
      reports: 1,
      rules: ['R03', 'S06', 'S08', 'S21', 'V10'],
      skipped: [],
    })
  })

  test.each([
    ['gridSpan', /<w:gridSpan w:val="\d+"\/>/g, '<w:gridSpan w:val="65535"/>'],
    ['gridBefore', '<w:trPr>', '<w:trPr><w:gridBefore w:val="65535"/>'],
    ['gridAfter', '<w:trPr>', '<w:trPr><w:gridAfter w:val="65535"/>'],
  ])('%s in a Word document', async (_, from, to) => {
    const bytes = withMain(xml => xml.replaceAll(from, to))
    expect((await end(bytes, '年报.docx')).reports).toBe(1)
  })

  test('in RTF', async () => {
    const text = Buffer.from(sound('rtf')).toString('latin1')
    const wide = text.replace('\\cellx', `${'\\cellx1'.repeat(65_535)}\\cellx`)
    expect(await end(Buffer.from(wide, 'latin1'), '年报.rtf')).toEqual({
      reports: 1,
      rules: ['R03'],
      skipped: [],
    })
  })
})

describe('circles of sectors', () => {
  test.each([
    ['doc', 'doc'],
    ['xls, all on one sheet', 'xls'],
  ])('%s', async (name, extension) => {
    for (const to of [0, 1, 7]) {
      const bytes = Uint8Array.from(sound(name))
      const view = new DataView(bytes.buffer)
      const table = (view.getUint32(76, true) + 1) * 512
      for (let at = table; at < table + 512; at += 4) view.setUint32(at, to, true)
      const {rules, skipped} = await end(bytes, `年报.${extension}`)
      expect(rules.length + skipped.length).toBeGreaterThan(0)
    }
  })
})

describe('cut off and made up', () => {
  test.each(renderings.map(rendering => [rendering.name, rendering] as const))(
    '%s cut anywhere',
    async (_, {extension, render}) => {
      const bytes = render(root)
      for (const share of [0.001, 0.05, 0.3, 0.6, 0.9, 0.98]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * share))
        await end(cut, `年报.${extension}`)
      }
    },
  )

  test.each(renderings.map(rendering => [rendering.name, rendering] as const))(
    '%s: a true beginning, then noise',
    async (name, {extension, render}) => {
      const bytes = Uint8Array.from(render(root))
      const next = numbers(name.length)
      for (const head of [4, 64, 600, 3000]) {
        for (let i = head; i < bytes.length; i++) bytes[i] = next(256)
        const {rules, skipped} = await end(bytes, `年报.${extension}`)
        expect(rules.length + skipped.length).toBeGreaterThan(0)
      }
    },
  )
})

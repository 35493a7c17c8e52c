import {describe, expect, it} from 'vitest'
import {garbledIn} from '../../../../stages/read/pdf/garbled.ts'
import {documentOf, rootOf} from '../../../generate/form/tree.ts'
import {pipeline} from '../../../generate/pipeline.ts'
import {randomOf} from '../../../generate/random.ts'
import {cleanReport} from '../../../generate/report/model.ts'
import {stream} from './raw.ts'
import {readCells, TABLE} from './reading.ts'
import {fontObjects, hex, typeset} from './typeset.ts'

/** Fonts that are not in the file. */
describe('a form that belongs to a layer', () => {
  const text = `BT /F2 10 Tf 1 0 0 1 260 306 Tm <${hex('７')}> Tj ET`
  const form = (entry: string) =>
    stream(
      `/Type /XObject /Subtype /Form ${entry} /BBox [0 0 400 400] /Resources << /Font << /F2 20 0 R >> >>`,
      text,
    )
  const read = (state: string, entry = '/OC 31 0 R') =>
    readCells(`${TABLE} /X1 Do`, '/MediaBox [0 0 400 400]', {
      objects: {...fontObjects(), 30: form(entry), 31: '<< /Type /OCG /Name (Layer) >>'},
      resources: '/XObject << /X1 30 0 R >>',
      catalog: `/OCProperties << /OCGs [31 0 R] /D << /${state} [31 0 R] >> >>`,
    })

  it('its figures are doubtful where a layer is switched off: drawing does not tell', async () => {
    const {findings, root} = await read('OFF')
    expect(findings).toEqual(['R10 第 1 页有属于可选图层或用遮罩、图案画出的文字（“７”），不能确定是否显示'])
    expect(JSON.stringify(root)).toContain('所在图层或遮罩使其不能确定是否显示')
  })

  it('they count as shown where none is, or where no form belongs to one', async () => {
    expect((await read('ON')).findings).toEqual([])
    expect((await read('OFF', '')).findings).toEqual([])
  })
})

describe('a text whose letters are called by the names of others', () => {
  const root = rootOf(documentOf(cleanReport(randomOf(5), {year: 2022, type: 'department', size: 'medium'})))
  /** Every Chinese letter as the next one of the code. */
  const shifted = (text: string) =>
    text.replace(/[\u4e00-\u9f00]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 1))

  it('is skipped with a finding that says so', async () => {
    const other = JSON.parse(shifted(JSON.stringify(root))) as typeof root
    const {reports, skipped, findings} = await pipeline()(typeset([other]), 'report.pdf')
    expect([reports, skipped.map(({reason}) => reason), findings.map(({rule}) => rule)]).toEqual([
      [],
      ['notReport'],
      ['R06'],
    ])
    expect(findings[0]!.message).toContain('文中几乎没有常用字（如“')
  })

  it('is told by its common letters alone, and only where it is long', () => {
    const plain = '本机关依法公开政府信息，受理申请的情况如下。'.repeat(30)
    expect(garbledIn([plain])).toBeNull()
    expect(garbledIn([shifted(plain)])).toBe(shifted('本机关依法公开政府信'))
    expect(garbledIn([shifted(plain).slice(0, 200)])).toBeNull()
    expect(garbledIn(['Annual report 2022 '.repeat(100)])).toBeNull()
  })
})

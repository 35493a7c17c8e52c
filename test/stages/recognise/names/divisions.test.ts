import {expect, test} from 'vitest'
import {titleParts} from '../../../../stages/recognise/lines/title.ts'
import {divisionsOf} from '../../../../stages/recognise/names/agency.ts'
import {saidOf, sitesIn} from '../../../../stages/recognise/names/said.ts'
import {gazetteerOf} from '../../../../stages/recognise/words/gazetteer.ts'
import {lexicon, settings} from '../support.ts'

const gazetteer = gazetteerOf(settings)
const names = [...gazetteer.byName.keys()]

/** Names that what a wording makes of a body of each division is not: 和平区, 从化区, 本溪市 begin like other words. */
function misread(
  read: (name: string) => string | null | undefined,
  wanted: (name: string) => string,
): string[] {
  return names.flatMap(name => {
    const made = read(name) ?? null
    return made === wanted(name) ? [] : [`${name}: ${made}`]
  })
}

test.each([
  ['根据条例规定，现公布', '2022年政府信息公开工作年度报告。'],
  ['根据条例规定，特向社会公布2022年', '政府信息公开工作年度报告。'],
  ['2022年，', '认真落实条例。'],
  ['2022年', '深入贯彻条例。'],
  ['如有疑问，请与', '联系（地址：人民路1号）。'],
  ['本报告由', '编制。'],
  ['结合', '政府信息公开工作实际。'],
  ['', '编制本年度报告。'],
])('%s…财政局%s names the body, wherever it is', (before, after) => {
  const said = (name: string) =>
    saidOf(lexicon, [{type: 'paragraph', value: `${before}${name}财政局${after}`}], () => true)[0]?.name
  expect(misread(said, name => `${name}财政局`)).toEqual([])
})

test('whose site it is, wherever it is', () => {
  const site = (name: string) =>
    sitesIn(lexicon, [{type: 'paragraph', value: `本报告可在${name}人民政府门户网站下载`}])[0]?.name
  expect(misread(site, name => `${name}人民政府`)).toEqual([])
})

test('titles name the body, wherever it is', () => {
  const behind = (name: string) => titleParts(lexicon, `2022年${name}人民政府信息公开工作年度报告`)?.agency
  const before = (name: string) => titleParts(lexicon, `${name}财政局2022年政府信息公开工作年度报告`)?.agency
  expect(misread(behind, name => `${name}人民政府`)).toEqual([])
  expect(misread(before, name => `${name}财政局`)).toEqual([])
})

test('the body lies in the division it is named after', () => {
  const lies = (name: string) => {
    const known = gazetteer.byName.get(name)!
    return divisionsOf(gazetteer, `${name}财政局`).some(one => known.includes(one)) ? name : null
  }
  expect(misread(lies, name => name)).toEqual([])
})

import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {cellsOf} from '../../pipeline/model/format.ts'
import {renderHtml} from '../generate/files/html.ts'
import {statisticsPage} from '../generate/form/statistics.ts'
import {documentOf, rootOf} from '../generate/form/tree.ts'
import {randomOf} from '../generate/random.ts'
import type {AgencyModel} from '../generate/report/agency.ts'
import {figure, figuresOf} from '../generate/report/figures.ts'
import {readFormat} from '../generate/report/formats.ts'
import type {ReportModel} from '../generate/report/model.ts'
import {metadataOf, narrativeOf} from '../generate/report/narrative.ts'
import {bodies, governments, liesIn} from './places.ts'
import {plants} from './plants.ts'

/** Report years of the forms of 2019 and 2021; of the form of 2014 there are two reports beside them. */
export const YEARS = [2019, 2020, 2021, 2022]

/** A body that still used the form of 2019 in 2021. */
const OLD = '泉州市经济技术开发区管理委员会'

const formatOf = (year: number, name = '') =>
  readFormat(year > 2021 || (year === 2021 && name !== OLD) ? '2021' : '2019')

interface Filed {
  agency: AgencyModel
  year: number
  values: Record<string, number>
}

/** What every body would report without a mistake: figures by chance, those of a government the sum of its bodies'. */
function filed(): Filed[] {
  const random = randomOf(20)
  const own = bodies.flatMap(agency =>
    YEARS.map(year => {
      const size = random.fork(agency.name).pick(['none', 'small', 'small', 'medium'] as const)
      const figures = figuresOf(
        formatOf(year, agency.name),
        agency,
        size,
        random.fork(`${agency.name} ${year}`),
      )
      const values = Object.entries(figures).map(([key, {value}]) => [key, value!])
      return {agency, year, values: Object.fromEntries(values)}
    }),
  )
  const sums = governments.flatMap(agency =>
    YEARS.map(year => ({agency, year, values: sumOf(own, agency.code, year)})),
  )
  return [...own, ...sums]
}

function sumOf(own: Filed[], region: string, year: number): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const {agency, values, year: filedFor} of own) {
    if (filedFor !== year || agency.type === 'verticalAgency' || !liesIn(agency.code, region)) continue
    for (const [key, value] of Object.entries(values))
      sum[key] = Math.round(((sum[key] ?? 0) + value) * 100) / 100
  }
  return sum
}

function modelOf({agency, year, values}: Filed): ReportModel {
  const random = randomOf(year).fork(agency.name)
  const format = formatOf(year, agency.name)
  const observations = Object.fromEntries(
    cellsOf(format).map(cell => [cell.key, figure(cell, values[cell.key]!)]),
  )
  const publishedOn = `${year + 1}-01-${random.int(15, 28)}`
  const {preamble, sections} = narrativeOf({agency, year, format, observations}, random.fork('text'))
  const whole = {省: '全省', 市: '全市', 区: '全区', 县: '全县'}[agency.we.slice(-1)]
  return {
    agency,
    year,
    format: format.id,
    title: `${agency.name}${year}年政府信息公开工作年度报告`,
    period: {start: `${year}-01-01`, end: `${year}-12-31`},
    signedOn: `${year + 1}-01-${random.int(10, 14)}`,
    publishedOn,
    metadata: metadataOf(agency, publishedOn, random.fork('metadata')),
    preamble:
      agency.type === 'governmentSummary'
        ? [...preamble, `本报告汇总了${whole}各级行政机关的数据。`]
        : preamble,
    sections,
    observations,
  }
}

/** Writes the archive into a folder: one page a report, what `plants` change in them, and what is no report of these. */
export function writeArchive(folder: string): void {
  const write = (path: string, bytes: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), {recursive: true})
    writeFileSync(join(folder, path), bytes)
  }
  for (const one of filed()) {
    const name = `${one.agency.name}${one.year}`
    const plant = plants[name]
    if (plant === null) continue
    const {model, document = documentOf(model), copies = []} = plant?.(modelOf(one)) ?? {model: modelOf(one)}
    const page = renderHtml(rootOf(document))
    write(`${one.agency.province}/${one.year}/${model.title}.html`, page)
    for (const copy of copies) write(`重复报送/${copy.title}.html`, renderHtml(rootOf(documentOf(copy))))
  }
  write('旧格式/祁阳市自然资源局2017.html', statisticsPage())
  write(
    '旧格式/祁阳市自然资源局2018.html',
    ofYear2018(statisticsPage({figures: {'organization.staff': '', 'litigation.total': '/'}})),
  )
  const [stranger] = filed().filter(({agency, year}) => agency.name === '福建省财政厅' && year === 2022)
  for (const name of ['财政局', '']) {
    const agency = {...stranger!.agency, name, province: '', level: 'county' as const}
    const model = modelOf({...stranger!, agency})
    const metadata = model.metadata.filter(one => one.name === '公开方式')
    write(`其他/${name}.html`, renderHtml(rootOf(documentOf({...model, metadata}))))
  }
  write('福建省/指南.html', '<h1>石狮市政府信息公开指南</h1><p>为便于公民获取政府信息，编制本指南。</p>')
}

function ofYear2018(page: Uint8Array): string {
  return new TextDecoder().decode(page).replaceAll('2018年', '2019年').replaceAll('2017年', '2018年')
}

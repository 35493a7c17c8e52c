import {documentOf} from '../form/tree.ts'
import type {ReportModel} from '../report/model.ts'
import {type Defect, inDocument, inFacts} from './defect.ts'

const OFFICE = {year: 2023, type: 'department', size: 'small'} as const
const GOVERNMENT = {year: 2023, type: 'governmentSummary', size: 'medium'} as const

function meta(model: ReportModel, name: string, value: string): ReportModel {
  const known = model.metadata.some(item => item.name === name)
  const metadata = known
    ? model.metadata.map(item => (item.name === name ? {name, value} : item))
    : [...model.metadata, {name, value}]
  return {...model, metadata}
}

function published(model: ReportModel, date: string): ReportModel {
  return {...meta(model, '发布日期', date), signedOn: date, publishedOn: date}
}

export const factDefects: readonly Defect[] = [
  inDocument('M01', 'no title', OFFICE, document => ({
    ...document,
    items: document.items.filter(item => item.type !== 'text' || item.role !== 'title'),
  })),
  inFacts('M02', 'another kind of title', OFFICE, model => ({
    ...model,
    title: model.title.replace('政府信息公开', '政务信息公开'),
  })),
  inDocument('M03', 'signed by another office', OFFICE, document => ({
    ...document,
    items: document.items.map(item =>
      item.type === 'text' && item.role === 'signature'
        ? {
            ...item,
            value: `${document.model.agency.county ?? document.model.agency.prefecture}粮食和物资储备局`,
          }
        : item,
    ),
  })),
  inFacts(
    'M04',
    'title of the year before',
    OFFICE,
    model => ({
      ...model,
      title: model.title.replace(String(model.year), String(model.year - 1)),
    }),
    ['M05', 'M08', 'T01'],
  ),
  inFacts('M05', 'period ends in November', OFFICE, model => ({
    ...model,
    preamble: model.preamble.map(text => text.replace('12月31日', '11月30日')),
  })),
  inDocument('M06', 'no date', OFFICE, document => ({
    ...document,
    model: {...document.model, metadata: document.model.metadata.filter(item => item.name !== '发布日期')},
    items: document.items.filter(item => item.type !== 'text' || item.role !== 'date'),
  })),
  inFacts(
    'M07',
    'dated before the year was over',
    OFFICE,
    model => ({
      ...model,
      signedOn: `${model.year}-10-08`,
    }),
    ['M08'],
  ),
  inFacts('M08', 'dated two years on', OFFICE, model => ({...model, signedOn: `${model.year + 2}-01-12`}), [
    'T01',
  ]),
  inFacts('M09', 'index number of another year', OFFICE, model => {
    const index = model.metadata.find(item => item.name === '索引号')!
    return meta(model, '索引号', index.value.replace(`/${model.year + 1}-`, `/${model.year - 1}-`))
  }),
  inFacts('M10', 'the regulation as it was before 2019', OFFICE, model => ({
    ...model,
    preamble: model.preamble.map(
      text =>
        `依照《中华人民共和国政府信息公开条例》（国务院令第492号）编制本报告。${text.slice(text.indexOf('。') + 1)}`,
    ),
  })),
  inFacts('M11', 'a document number not filled in', OFFICE, model => meta(model, '发文字号', '号')),
  inFacts('T01', 'a department in February', OFFICE, model => published(model, `${model.year + 1}-02-20`)),
  inFacts('T02', 'a government in April', GOVERNMENT, model => published(model, `${model.year + 1}-04-18`)),
  {
    rule: 'T03',
    name: 'no date anywhere',
    also: [],
    report: OFFICE,
    plant: model => {
      const document = documentOf({...model, metadata: []})
      return {
        document: {
          ...document,
          items: document.items.filter(item => item.type !== 'text' || item.role !== 'date'),
        },
        keys: [],
      }
    },
  },
]

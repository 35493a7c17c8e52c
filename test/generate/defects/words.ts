import {documentOf} from '../form/tree.ts'
import {type ReportModel, withFigures} from '../report/model.ts'
import {type Defect, inFacts, understood, valueAt} from './defect.ts'

const BUSY = {year: 2023, type: 'department', size: 'medium'} as const
const GOVERNMENT = {year: 2023, type: 'governmentSummary', size: 'medium'} as const

/** What a report says in words and what its tables say. */
interface Told {
  year: number
  received: number
  carriedIn: number
  handled: number
  carriedOut: number
  granted: number
  reconsidered: number
  notUpheld: number
  litigated: number
  corrected: number
  issued: number
}

function toldBy(model: ReportModel): Told {
  const row = (name: string) => valueAt(model, `applications.${name}.total`)
  const cases = (name: string) => valueAt(model, `disputes.${name}`)
  return {
    year: model.year,
    received: row('received'),
    carriedIn: row('carriedIn'),
    handled: row('outcomes.total'),
    carriedOut: row('carriedOut'),
    granted: row('outcomes.granted'),
    reconsidered: cases('reconsideration.total'),
    notUpheld: cases('reconsideration.total') - cases('reconsideration.upheld'),
    litigated: cases('litigationDirect.total') + cases('litigationAfterReconsideration.total'),
    corrected: cases('litigationDirect.corrected') + cases('litigationAfterReconsideration.corrected'),
    issued: valueAt(model, 'disclosure.normativeDocuments.issued'),
  }
}

/** The model with the paragraph under a heading of a section replaced; the first paragraph where no heading is given. */
function saying(model: ReportModel, section: string, heading: string | null, text: string): ReportModel {
  return {
    ...model,
    sections: model.sections.map(one => {
      if (one.key !== section) return one
      const at = heading === null ? 0 : one.paragraphs.indexOf(heading) + 1
      return {...one, paragraphs: one.paragraphs.with(at, text)}
    }),
  }
}

/** A sentence about applications, cases or documents that the tables contradict; null where this report has no such figures. */
function said(
  rule: string,
  name: string,
  sentence: (told: Told) => string | null,
  keys: string[] = [],
  also: string[] = [],
): Defect {
  return {
    rule,
    name,
    also,
    report: BUSY,
    plant: model => {
      const text = sentence(toldBy(model))
      if (text === null) return null
      return {document: documentOf(saying(model, 'overview', '（二）依申请公开', text)), keys}
    },
  }
}

/** The model of a body by another name, with other figures. */
function named(model: ReportModel, end: string, figures: Record<string, string> = {}): ReportModel {
  const {county, prefecture, province, name} = model.agency
  const other = `${county ?? prefecture ?? province}${end}`
  const renamed = JSON.parse(JSON.stringify(model).replaceAll(name, other)) as ReportModel
  return withFigures(
    renamed,
    Object.fromEntries(Object.entries(figures).map(([key, raw]) => [key, understood(raw)])),
  )
}

const total = (row: string) => `applications.${row}.total`

export const wordDefects: readonly Defect[] = [
  said(
    'N01',
    'more received than the table has',
    ({year, received, carriedIn}) => `${year}年，我局共收到政府信息公开申请${received + carriedIn + 3}件。`,
    [total('received')],
  ),
  said(
    'N02',
    'more handled than the table has',
    ({received, carriedIn, handled}) =>
      `2023年，我局共收到政府信息公开申请${received}件，办结${received + carriedIn + handled + 4}件。`,
    [total('outcomes.total')],
  ),
  said(
    'N03',
    'none received',
    ({year, received}) => (received === 0 ? null : `${year}年，我局未收到政府信息公开申请。`),
    [total('received')],
  ),
  said(
    'N04',
    'more carried over than the table has',
    ({received, carriedOut}) =>
      `2023年，我局共收到政府信息公开申请${received}件，结转下年度继续办理${carriedOut + 2}件。`,
    [total('carriedOut')],
  ),
  said(
    'N04',
    'all answered, and some carried over',
    ({received, carriedOut}) =>
      received === 0 || carriedOut === 0
        ? null
        : `2023年，我局共收到政府信息公开申请${received}件，均已办结。`,
    [total('carriedOut')],
  ),
  said(
    'N05',
    'more cases than the table has',
    ({reconsidered}) => `2023年因政府信息公开被申请行政复议${reconsidered + 2}件。`,
    ['disputes.reconsideration.total'],
  ),
  said('N06', 'parts beyond their whole', ({received}) =>
    received < 2
      ? null
      : `2023年，我局共收到政府信息公开申请${received}件，其中自然人申请${received - 1}件，法人或其他组织申请3件。`,
  ),
  said('N07', 'a share that fits nothing', ({received, carriedIn, handled, granted}) => {
    const wholes = [received, received + carriedIn, handled].filter(whole => whole > 0)
    const shares = wholes.map(whole => (granted / whole) * 100)
    if (granted === 0) return null
    const share = [12.3, 47.7, 83.1].find(one => shares.every(right => Math.abs(right - one) > 5))
    return `2023年，我局共收到政府信息公开申请${received}件，其中予以公开${granted}件，占${share}%。`
  }),
  {
    rule: 'N08',
    name: 'the sentence of the year before',
    also: [],
    report: BUSY,
    plant: model => ({
      document: documentOf(
        saying(model, 'overview', null, `${model.year - 1}年，我局认真落实各项部署，做好公开工作。`),
      ),
      keys: [],
    }),
  },
  said(
    'N09',
    'more documents than the table has',
    ({issued}) => `2023年制发行政规范性文件${issued + 2}件。`,
    ['disclosure.normativeDocuments.issued'],
  ),
  said('N10', 'all upheld, and some were not', ({reconsidered, notUpheld}) =>
    reconsidered === 0 || notUpheld === 0
      ? null
      : `2023年因政府信息公开被申请行政复议${reconsidered}件，均获维持。`,
  ),
  said('D05', 'no cases, and there were some', ({litigated}) =>
    litigated === 0 ? null : '2023年没有发生因政府信息公开引起的行政诉讼。',
  ),
  said('D05', 'no case lost, and one was', ({litigated, corrected}) =>
    corrected === 0 ? null : `2023年因政府信息公开被提起行政诉讼${litigated}件，行政诉讼无败诉。`,
  ),
  inFacts('P10', 'an office for petitions that punishes', BUSY, model =>
    named(model, '信访局', {'disclosure.penalties.decisions': '12'}),
  ),
  inFacts('M14', 'a school', BUSY, model => named(model, '第一中学')),
  inFacts('S19', 'no word on the fee', BUSY, model =>
    saying(model, 'other', null, '没有其他需要报告的事项。'),
  ),
  inFacts('S20', 'a government without a word on assessment', GOVERNMENT, model =>
    saying(model, 'overview', '（五）监督保障', '加强日常监督检查，发现问题及时整改。'),
  ),
]

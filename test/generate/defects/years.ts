import {type ReportModel, withFigures} from '../report/model.ts'
import {raised, understood, valueAt} from './defect.ts'

/** A mistake among the reports of one body, of which the years stand in order (2019 to 2024, clean by themselves). */
export interface DefectOfYears {
  rule: string
  name: string
  /** Other rules above a note that the same mistake breaks. */
  also: string[]
  /** The reports with the mistake and what is named; null where this body's reports do not allow it. */
  plant(years: ReportModel[]): {years: ReportModel[]; year: number; keys: string[]} | null
}

/** The reports with figures of one year replaced; `keys` defaults to those. */
function inYear(
  rule: string,
  name: string,
  year: number,
  wrong: (model: ReportModel, before: ReportModel) => Record<string, string | number> | null,
  {keys, also = []}: {keys?: string[]; also?: string[]} = {},
): DefectOfYears {
  return {
    rule,
    name,
    also,
    plant: years => {
      const at = years.findIndex(model => model.year === year)
      const texts = wrong(years[at]!, years[at - 1]!)
      if (!texts) return null
      return {years: years.with(at, printed(years[at]!, texts)), year, keys: keys ?? Object.keys(texts)}
    },
  }
}

function printed(model: ReportModel, texts: Record<string, string | number>): ReportModel {
  return withFigures(
    model,
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, understood(`${text}`)])),
  )
}

/** So many more in some rows of table 3, of natural persons and in all. */
function more(model: ReportModel, rows: string[], amount: number): Record<string, string> {
  const keys = rows.flatMap(row => [`applications.${row}.naturalPerson`, `applications.${row}.total`])
  return raised(model, Object.fromEntries(keys.map(key => [key, amount])))
}

const DOCUMENTS = 'disclosure.normativeDocuments'
const CASES = 'disputes.reconsideration'
const AFTER = 'disputes.litigationAfterReconsideration'
const FEES = 'disclosure.fees.amount'
const ITEMS = 'disclosure.licensing.itemsPreviousYear'

/** Mistakes that only reports of several years show together. */
export const defectsOfYears: DefectOfYears[] = [
  inYear(
    'X01',
    'more carried in than was carried out',
    2022,
    model => more(model, ['carriedIn', 'outcomes.granted', 'outcomes.total'], 3),
    {
      keys: ['applications.carriedIn.total'],
    },
  ),
  inYear(
    'X03',
    'a hundred times as many',
    2023,
    model => more(model, ['received', 'outcomes.granted', 'outcomes.total'], 900),
    {
      keys: ['applications.received.total'],
    },
  ),
  {
    rule: 'X04',
    name: 'the table of the year before',
    also: ['X01', 'X02', 'N01'],
    plant: years => {
      const [before, model] = [years.find(one => one.year === 2022)!, years.find(one => one.year === 2023)!]
      const keys = Object.keys(model.observations).filter(key => /^applications\..*\.total$/.test(key))
      if (keys.filter(key => valueAt(before, key) > 0).length < 5) return null
      const copied = Object.fromEntries(
        Object.entries(before.observations).filter(([key]) => key.startsWith('applications.')),
      )
      const wrong = withFigures(model, copied)
      return {years: years.map(one => (one === model ? wrong : one)), year: 2023, keys: []}
    },
  },
  {
    rule: 'X07',
    name: 'a year is missing',
    also: [],
    plant: years => ({years: years.filter(({year}) => year !== 2022), year: 2023, keys: []}),
  },
  {
    rule: 'X09',
    name: 'another version of the same report',
    also: [],
    plant: years => {
      const model = years.find(({year}) => year === 2023)!
      const texts = more(model, ['received', 'outcomes.granted', 'outcomes.total'], 2)
      return {years: [...years, printed(model, texts)], year: 2023, keys: Object.keys(texts)}
    },
  },
  inYear(
    'P02',
    'documents in force that nobody issued',
    2024,
    model => raised(model, {[`${DOCUMENTS}.inForce`]: 4}),
    {
      keys: [`${DOCUMENTS}.inForce`],
    },
  ),
  inYear(
    'P04',
    'fewer published in all than before',
    2020,
    (_, before) => {
      const published = valueAt(before, `${DOCUMENTS}.totalPublished`)
      if (published < 3) return null
      return {[`${DOCUMENTS}.totalPublished`]: published, [`${DOCUMENTS}.newlyPublished`]: 2}
    },
    {keys: [`${DOCUMENTS}.totalPublished`]},
  ),
  inYear('P05', 'items that the year before did not leave', 2020, model => raised(model, {[ITEMS]: 5}), {
    keys: [ITEMS],
  }),
  inYear(
    'P16',
    '元 where the year before has 万元',
    2023,
    (_, before) => {
      const amount = valueAt(before, FEES)
      return amount >= 1 ? {[FEES]: Math.round(amount * 10_000)} : null
    },
    {also: ['P13']},
  ),
  inYear(
    'D02',
    'more sued after reconsideration than were reconsidered',
    2023,
    model => raised(model, {[`${AFTER}.upheld`]: 60, [`${AFTER}.total`]: 60}),
    {keys: [`${AFTER}.total`]},
  ),
  inYear(
    'D03',
    'fewer cases than were pending',
    2023,
    (_, before) =>
      valueAt(before, `${CASES}.pending`) === 0
        ? null
        : Object.fromEntries(
            ['upheld', 'corrected', 'other', 'pending', 'total'].map(column => [`${CASES}.${column}`, 0]),
          ),
    {
      keys: [`${CASES}.total`],
    },
  ),
]

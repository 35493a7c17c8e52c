import type {Report} from '../../../../pipeline/model/report.ts'
import type {Random} from '../../../generate/random.ts'
import type {ReportModel} from '../../../generate/report/model.ts'
import {aReport} from '../builder.ts'
import * as wordings from './wordings.ts'

/** The report of a model, with other paragraphs in its overview where given. */
export function reportOf(model: ReportModel, overview?: string[]): Report {
  const {agency} = model
  const report = aReport({
    format: model.format,
    year: model.year,
    values: Object.fromEntries(Object.entries(model.observations).map(([key, figure]) => [key, figure])),
    testimony: [
      {fact: 'title', source: 'title', value: model.title},
      {fact: 'agency', source: 'title', value: agency.name},
      {fact: 'agency', source: 'signature', value: agency.name},
    ],
    set: {
      title: model.title,
      agency: {
        name: agency.name,
        type: agency.type,
        level: agency.level,
        region: {
          code: agency.code,
          province: agency.province,
          prefecture: agency.prefecture,
          county: agency.county,
          township: null,
        },
      },
    },
  })
  return {
    ...report,
    sections: report.sections.map((section, i) => {
      const texts =
        section.key === 'overview' && overview
          ? overview
          : model.sections.find(({key}) => key === section.key)!.paragraphs
      return {
        ...section,
        headings: [],
        paragraphs: texts.map((text, k) => ({text, place: {line: 100 * i + k}})),
      }
    }),
  }
}

/** The figures that sentences tell. */
export function totalsOf(model: ReportModel): wordings.Totals {
  const at = (key: string) => model.observations[key]?.value ?? 0
  const row = (name: string) => at(`applications.${name}.total`)
  return {
    year: model.year,
    we: model.agency.we,
    name: model.agency.type === 'governmentSummary' ? model.agency.we : model.agency.name,
    received: row('received'),
    carriedIn: row('carriedIn'),
    handled: row('outcomes.total'),
    carriedOut: row('carriedOut'),
    reconsideration: at('disputes.reconsideration.total'),
    litigation: at('disputes.litigationDirect.total') + at('disputes.litigationAfterReconsideration.total'),
    upheld: at('disputes.reconsideration.upheld'),
    issued: at('disclosure.normativeDocuments.issued'),
    repealed: at('disclosure.normativeDocuments.repealed'),
    inForce: at('disclosure.normativeDocuments.inForce'),
  }
}

/** An overview of true sentences in random wording, with sentences about other things before and between. */
export function overviewOf(totals: wordings.Totals, random: Random): string[] {
  const said = (list: wordings.Wording[]) =>
    random.pick(list.map(wording => wording(totals)).filter(text => text !== null))
  const about = totals.inForce > 0 ? [wordings.documents] : []
  const lists = [wordings.received, wordings.handled, wordings.disputes, ...about]
  const paragraphs = lists.flatMap(list => [said(wordings.besides), said(list)])
  return [`${totals.year}年，${totals.we}认真开展政府信息公开工作，纳入考核并接受社会评议。`, ...paragraphs]
}

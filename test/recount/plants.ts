import {understood} from '../generate/defects/defect.ts'
import type {Document} from '../generate/form/tree.ts'
import {documentOf} from '../generate/form/tree.ts'
import {type ReportModel, withFigures} from '../generate/report/model.ts'

interface Planted {
  model: ReportModel
  document?: Document
  /** Further files of the same body and year. */
  copies?: ReportModel[]
}

/** A change of one report. */
type Plant = (model: ReportModel) => Planted

/** Cells printed otherwise. */
const printed =
  (texts: Record<string, string>): Plant =>
  model => ({
    model: withFigures(
      model,
      Object.fromEntries(Object.entries(texts).map(([key, raw]) => [key, understood(raw)])),
    ),
  })

/** Every cell whose key fits, printed as `raw`. */
const all =
  (pattern: RegExp, raw: string): Plant =>
  model =>
    printed(
      Object.fromEntries(
        Object.keys(model.observations)
          .filter(key => pattern.test(key))
          .map(key => [key, raw]),
      ),
    )!(model)

/** A figure larger than it is. */
const raised =
  (key: string, by = 3): Plant =>
  model =>
    printed({[key]: String(model.observations[key]!.value! + by)})!(model)

/** Several changes of one report. */
const both =
  (first: Plant, second: Plant): Plant =>
  model => ({...first(model), ...second(first(model).model)})

const without =
  (table: string): Plant =>
  model => {
    const document = documentOf(model)
    const items = document.items.filter(item => item.type !== 'table' || item.table !== table)
    return {model, document: {...document, items}}
  }

const facts =
  (change: (model: ReportModel) => Partial<ReportModel>): Plant =>
  model => ({model: {...model, ...change(model)}})

const dated = (date: string) =>
  facts(model => ({
    signedOn: date,
    publishedOn: date,
    metadata: model.metadata.map(one => (one.name === '发布日期' ? {...one, value: date} : one)),
  }))

/** The same report sent twice, the second time with some cells printed otherwise, and dated later. */
const again =
  (texts: Record<string, string>, date?: string): Plant =>
  model => {
    const other = printed(texts)(model)
    return {model, copies: [(date === undefined ? other : dated(date)(other.model)).model]}
  }

/** A government that does not say whose figures it gives. */
const silent = facts(({preamble, sections, agency}) => ({
  preamble: preamble.slice(0, -1),
  sections: sections.map(section => ({
    ...section,
    paragraphs: section.paragraphs.map(text => text.replaceAll(agency.we, '')),
  })),
}))

const OUTCOMES = 'applications.outcomes'
const FEES = 'disclosure.fees.amount'

/** What is not as it should be, by the name of the body and the year; null where nothing was filed. */
export const plants: Record<string, Plant | null> = {
  // Sums that do not hold keep the table out.
  石狮市财政局2021: raised(`${OUTCOMES}.total.total`),
  晋江市财政局2022: raised('applications.received.total', 1),
  徐汇区民政局2022: raised('disputes.reconsideration.total'),
  石狮市人民政府2022: raised(`${OUTCOMES}.total.naturalPerson`),
  思明区人民政府2021: raised('disputes.litigationDirect.total', 2),
  // Accepted by a person: as printed.
  徐汇区财政局2022: raised(`${OUTCOMES}.total.total`, 2),
  // Corrected by a person.
  石狮市统计局2022: raised('applications.received.total', 4),
  晋江市统计局2021: printed({'disclosure.licensing.decisions': '约12'}),
  普陀区统计局2021: printed({'disclosure.penalties.decisions': '99'}),
  // Blanks: single cells, totals that can be derived, whole tables.
  石狮市公安局2021: printed({
    'disclosure.normativeDocuments.issued': '',
    'disclosure.licensing.decisions': '/',
  }),
  石狮市公安局2022: all(/^applications\..*\.total$/, ''),
  泉州市民政局2022: all(/^applications\.outcomes\.total\./, ''),
  泉州市民政局2021: all(/^disputes\./, ''),
  晋江市陈埭镇人民政府2022: all(/^disputes\..*\.total$/, ''),
  晋江市陈埭镇人民政府2021: all(/^applications\./, ''),
  思明区民政局2021: all(/^disclosure\./, ''),
  徐汇区人民政府田林街道办事处2022: all(/^applications\.outcomes\.(denied|other)/, ''),
  徐汇区人民政府田林街道办事处2020: all(/naturalPerson$/, ''),
  // Totals and subtotals of which a part is blank, or words.
  徐汇区财政局2021: printed({
    'applications.received.total': '',
    'applications.received.researchInstitution': '详见附件',
  }),
  石狮市人民政府湖滨街道办事处2022: printed({
    [`${OUTCOMES}.denied.stateSecret.total`]: '详见附件',
    [`${OUTCOMES}.denied.stateSecret.naturalPerson`]: '详见附件',
  }),
  石狮市人民政府湖滨街道办事处2021: printed({[`${OUTCOMES}.notProcessed.repeated.total`]: ''}),
  思明区民政局2022: printed({[`${OUTCOMES}.partiallyGranted.total`]: '若干'}),
  仙桃市财政局2022: printed({
    'disputes.litigationDirect.corrected': '见正文',
    'disputes.litigationDirect.total': '',
  }),
  // Two bodies of one system, of which each has tables that the other has not.
  晋江市财政局2021: both(raised('disputes.reconsideration.total'), without('disclosure')),
  // Figures that are none.
  思明区统计局2022: printed({
    'disclosure.licensing.decisions': '详见附件',
    'disclosure.compulsion.decisions': '-4',
  }),
  思明区统计局2021: printed({'applications.received.naturalPerson': '详见附件'}),
  湖北省财政厅2022: printed({'disclosure.penalties.decisions': '12.5'}),
  // Money: other units, and none.
  石狮市财政局2020: printed({
    'disclosure.procurement.amount': '251000元',
    'disclosure.procurement.projects': '2',
  }),
  石狮市统计局2020: printed({
    'disclosure.procurement.amount': '251000',
    'disclosure.procurement.projects': '2',
  }),
  晋江市统计局2022: printed({[FEES]: '1.2亿元'}),
  仙桃市财政局2021: printed({[FEES]: '０.１'}),
  仙桃市统计局2021: printed({[FEES]: '0.2'}),
  // Tables that are not there.
  仙桃市统计局2022: without('disputes'),
  厦门市财政局2021: without('disclosure'),
  // Sent twice: the same, and others.
  石狮市祥芝镇人民政府2021: again({}),
  石狮市祥芝镇人民政府2022: again({'disclosure.licensing.decisions': '7777'}, '2023-03-09'),
  泉州市人民政府2021: again({}),
  // Late, dated too early.
  泉州市财政局2021: dated('2022-03-09'),
  厦门市财政局2022: dated('2022-06-01'),
  徐汇区人民政府2022: dated('2023-04-02'),
  // Whose figures these are, nobody says; a person decides for one of them.
  普陀区人民政府2021: silent,
  普陀区人民政府2022: silent,
  // Never filed.
  福建省人民政府2021: null,
  福建省人民政府2022: null,
  福建省人民政府2019: null,
  厦门市人民政府2022: null,
  泉州市人民政府2020: null,
  晋江市人民政府2020: null,
  晋江市财政局2020: null,
  石狮市公安局2020: null,
  仙桃市人民政府2022: null,
  平罗县人民政府2021: null,
  石嘴山市财政局2020: null,
  上海市统计局2020: null,
  泉州市财政局2022: null,
}

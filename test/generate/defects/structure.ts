import {cellsOf} from '../../../pipeline/model/format.ts'
import {type Draft, draftOf} from '../form/draft.ts'
import {formDraft} from '../form/form.ts'
import {type Document, documentOf, type Item, type Text} from '../form/tree.ts'
import {layouts} from '../layouts/index.ts'
import {type Figure, figure} from '../report/figures.ts'
import {readFormat} from '../report/formats.ts'
import {cleanReport, type ReportModel} from '../report/model.ts'
import {type Defect, inDocument} from './defect.ts'

const BUSY = {year: 2023, type: 'department', size: 'medium'} as const
const IDLE = {year: 2023, type: 'townshipGovernment', size: 'none'} as const

/** The document with every item replaced by what `change` makes of it; null takes it out. */
function items(document: Document, change: (item: Item) => Item | null): Document {
  return {...document, items: document.items.map(change).filter(item => item !== null)}
}

function texts(document: Document, change: (text: Text) => string | null): Document {
  return items(document, item => {
    if (item.type !== 'text') return item
    const value = change(item)
    return value === null ? null : {...item, value}
  })
}

function withoutTable(document: Document, table: string, instead: Item[] = []): Document {
  const absent = Object.keys(document.model.observations).filter(key => key.startsWith(`${table}.`))
  const kept = document.items.flatMap(item =>
    item.type === 'table' && item.table === table ? instead : [item],
  )
  return {...document, items: kept, absent: [...document.absent, ...absent]}
}

/** A layout that is a mistake in itself. */
function laidOut(rule: string, name: string, layout: string, also: string[] = []): Defect {
  const found = layouts.find(candidate => candidate.name === layout)
  if (!found) throw new Error(`no layout is called ${layout}`)
  return inDocument(rule, name, BUSY, (document, random) => found.apply(document, random), also)
}

const OTHER = 'applications.outcomes.other'
const DIVIDED = ['correctionOverdue', 'feeOverdue', 'miscellaneous']

/** A report's figures as another form would have them: what only that form asks for is five items, or nothing. */
function inOtherForm(model: ReportModel, id: '2019' | '2021'): Record<string, Figure> {
  const {observations} = model
  return Object.fromEntries(
    cellsOf(readFormat(id)).map(cell => {
      const {key} = cell
      const column = cell.column.key
      const parts = DIVIDED.map(row => observations[`${OTHER}.${row}.${column}`]?.value ?? 0)
      if (key.startsWith(`${OTHER}.undivided.`)) return [key, figure(cell, parts[0]! + parts[1]! + parts[2]!)]
      if (key.startsWith(`${OTHER}.miscellaneous.`)) {
        return [key, observations[key] ?? observations[`${OTHER}.undivided.${column}`]!]
      }
      return [key, observations[key] ?? figure(cell, column === 'itemsPreviousYear' ? 5 : 0)]
    }),
  )
}

/** The document with the tables of another form, or with one of them; figures of both are then the truth. */
function inForm(document: Document, id: '2019' | '2021', only?: string): Document {
  const figures = inOtherForm(document.model, id)
  const forms = readFormat(id).tables
  const shown = items(document, item => {
    if (item.type !== 'table' || (only !== undefined && item.table !== only)) return item
    return formDraft(forms.find(form => form.key === item.table)!, figures)
  })
  if (only === undefined) return {...shown, model: {...document.model, format: id, observations: figures}}
  const own = Object.entries(document.model.observations).filter(([key]) => !key.startsWith(`${only}.`))
  const others = Object.entries(figures).filter(([key]) => key.startsWith(`${only}.`))
  return {...shown, model: {...document.model, observations: Object.fromEntries([...others, ...own])}}
}

function conflicting(draft: Draft): Draft {
  const figures = draft.cells.filter(cell => cell.key?.startsWith('applications.carriedOut.'))
  const row = figures[0]!.row
  const copies = draft.cells
    .filter(cell => cell.row === row)
    .map(cell => ({
      ...cell,
      key: undefined,
      row: row + 1,
      text: cell.key ? String(Number(cell.text) + 4) : cell.text,
    }))
  return draftOf(draft.table, [...draft.cells, ...copies])
}

/** 其他处理 of the form of 2021 in one row, as the form of 2019 had it. */
function undivided(draft: Draft): Draft {
  const own = draft.cells.filter(cell => cell.key?.startsWith('applications.outcomes.other.'))
  const first = own[0]!.row
  const rows = new Set(own.map(cell => cell.row))
  const cells = draft.cells.flatMap(cell => {
    const grows = cell.row < first && cell.row + cell.rowSpan > first
    if (grows) return [{...cell, rowSpan: cell.rowSpan - rows.size + 1}]
    if (!rows.has(cell.row)) return [cell.row > first ? {...cell, row: cell.row - rows.size + 1} : cell]
    if (cell.group) return [{...cell, rowSpan: 1, columnSpan: 2}]
    return cell.row === first && cell.role === 'figure' ? [{...cell, key: undefined}] : []
  })
  return draftOf(draft.table, cells)
}

function onTable(document: Document, table: string, change: (draft: Draft) => Draft): Document {
  return items(document, item => (item.type === 'table' && item.table === table ? change(item) : item))
}

function isSection(item: Item, key: string): boolean {
  return item.type === 'text' && item.section === key
}

const other = (keys: string[]) => keys.map(key => `applications.outcomes.other.${key}`)

export const structureDefects: readonly Defect[] = [
  inDocument('A06', 'all zeros, but the text names applications', IDLE, document =>
    texts(document, ({value}) =>
      value.replace('我镇未收到政府信息公开申请', '我镇共收到政府信息公开申请12件'),
    ),
  ),
  inDocument('A11', 'a printed subtotal is wrong', BUSY, (document, random) => {
    const printed = layouts
      .find(layout => layout.name === 'subtotals printed on rows of their own')!
      .apply(document, random)
    return (
      printed &&
      onTable(printed, 'applications', draft => {
        const row = draft.cells.find(cell => cell.text === '小计')!.row
        const last = draft.cells.filter(cell => cell.row === row).at(-1)!
        return draftOf(
          draft.table,
          draft.cells.map(cell => (cell === last ? {...cell, text: String(Number(cell.text) + 6)} : cell)),
        )
      })
    )
  }),
  inDocument(
    'A12',
    'other handling in one row',
    BUSY,
    document => ({
      ...onTable(document, 'applications', undivided),
      absent: other(['correctionOverdue', 'feeOverdue', 'miscellaneous']).flatMap(row =>
        Object.keys(document.model.observations).filter(key => key.startsWith(`${row}.`)),
      ),
    }),
    ['S06', 'S07', 'S11', 'A02'],
  ),
  inDocument(
    'V10',
    'a row twice with other figures',
    BUSY,
    document => onTable(document, 'applications', conflicting),
    ['S08', 'A01', 'A03'],
  ),
  inDocument(
    'S01',
    'section five left out',
    BUSY,
    document => items(document, item => (isSection(item, 'problems') ? null : item)),
    [],
  ),
  inDocument('S02', 'sections five and six exchanged', BUSY, document => {
    const five = document.items.filter(item => isSection(item, 'problems'))
    const six = document.items.filter(item => isSection(item, 'other'))
    const start = document.items.indexOf(five[0]!)
    const rest = document.items.filter(item => !five.includes(item) && !six.includes(item))
    return {...document, items: [...rest.slice(0, start), ...six, ...five, ...rest.slice(start)]}
  }),
  inDocument('S03', 'a title of their own', BUSY, document =>
    texts(document, ({role, value}) =>
      role === 'heading' ? value.replace('改进情况', '下一步打算') : value,
    ),
  ),
  inDocument('S04', 'table 4 left out', BUSY, document => withoutTable(document, 'disputes')),
  inDocument('S05', 'table 3 as a picture', BUSY, document =>
    withoutTable(document, 'applications', [{type: 'picture', url: './W020240112.png', alt: ''}]),
  ),
  laidOut('S06', 'a row left out', 'a row of table 3 missing', ['A12', 'A02']),
  laidOut('S07', 'a row of their own', 'a row of their own making below a row of the form'),
  laidOut('S08', 'a row twice', 'a row printed twice with the same figures'),
  inDocument('S09', 'old tables for a new year', BUSY, document => inForm(document, '2019'), []),
  inDocument('S10', 'new tables for an old year', {...BUSY, year: 2020}, document =>
    inForm(document, '2021'),
  ),
  inDocument(
    'S11',
    'table 2 of the old form, table 3 of the new',
    BUSY,
    document => inForm(document, '2019', 'disclosure'),
    ['S06', 'S07', 'S08', 'S09', 'V10', 'P08', 'A02', 'A12'],
  ),
  inDocument('S11', 'table 3 of the old form', BUSY, document => inForm(document, '2019', 'applications'), [
    'S06',
    'S07',
    'A12',
    'A02',
  ]),
  laidOut('S12', 'usual wordings for official ones', 'other usual wordings'),
  laidOut('S13', 'headings cut off', 'headings cut off'),
  inDocument('S14', 'two reports in one file', BUSY, (document, random) => {
    const before = cleanReport(random, {...BUSY, year: document.model.year - 1})
    const same = {
      ...before,
      agency: document.model.agency,
      title: document.model.title.replace('2023', '2022'),
    }
    return {...document, items: [...document.items, ...documentOf(same).items]}
  }),
  inDocument('S15', 'a guide before the report', BUSY, document => {
    const {name} = document.model.agency
    const guide = [
      `${name}政府信息公开指南`,
      `为了方便公民、法人和其他组织获取政府信息，${name}编制本指南。`,
      '一、主动公开的范围',
      '本机关主动公开机构职能、规划计划、财政预算决算等信息。',
      '二、依申请公开的程序',
      '申请人可以当面、信函或者网络方式提交申请，受理时间为工作日上午9时至12时。',
      '三、监督方式',
      '公民认为本机关未依法履行公开义务的，可以向上一级行政机关投诉。',
    ].map((value): Text => ({type: 'text', role: 'body', value}))
    return {...document, items: [...guide, ...document.items]}
  }),
  inDocument('S16', 'a heading with nothing below it', BUSY, document => {
    const at = document.items.findIndex(item => item.type === 'text' && item.value === '（三）政府信息管理')
    return {...document, items: document.items.filter((_, i) => i !== at + 1)}
  }),
  inDocument('S17', 'no word on supervision', BUSY, document => {
    const at = document.items.findIndex(item => item.type === 'text' && item.value === '（五）监督保障')
    return {...document, items: document.items.filter((_, i) => i !== at && i !== at + 1)}
  }),
  inDocument('S18', 'section five says nothing', BUSY, document => {
    const first = document.items.findIndex(item => isSection(item, 'problems'))
    const kept = document.items.filter((item, i) => i <= first || !isSection(item, 'problems'))
    return {
      ...document,
      items: kept.flatMap((item, i) =>
        i === first ? [item, {type: 'text', role: 'body', value: '无。'} as const] : [item],
      ),
    }
  }),
  inDocument('P12', 'a fee named in section one and denied in section six', BUSY, document =>
    texts(document, ({role, value}) =>
      role === 'body' && value.includes('共收到') ? `${value}全年收取政府信息公开信息处理费500元。` : value,
    ),
  ),
]

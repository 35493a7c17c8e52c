import {type Block, type Root, type Table, textCell} from '../../../pipeline/model/ast.ts'
import {formatOf, type ReportModel} from '../report/model.ts'
import type {Draft} from './draft.ts'
import {formDraft} from './form.ts'

/** One line of text with the part it plays in the report. */
export interface Text {
  type: 'text'
  role: 'title' | 'preamble' | 'heading' | 'body' | 'caption' | 'signature' | 'date'
  value: string
  /** Section key of a heading or of what stands below one. */
  section?: string
}

interface Picture {
  type: 'picture'
  url: string
  alt: string
}

interface Enclosure {
  type: 'enclosure'
  value: string
  url: string
}

export type Item = Text | Draft | Picture | Enclosure

/** A report laid out as a sequence of items, with the truth it carries. */
export interface Document {
  model: ReportModel
  items: Item[]
  /** Cells of the format this document no longer shows. */
  absent: string[]
}

/** The document as the official model draws it. */
export function documentOf(model: ReportModel): Document {
  const format = formatOf(model)
  const [year, month, day] = model.signedOn.split('-').map(Number)
  const items: Item[] = [
    {type: 'text', role: 'title', value: model.title},
    ...model.preamble.map(value => ({type: 'text', role: 'preamble', value}) as const),
  ]
  for (const {key, heading, paragraphs} of model.sections) {
    items.push({type: 'text', role: 'heading', value: heading, section: key})
    items.push(...paragraphs.map(value => ({type: 'text', role: 'body', value, section: key}) as const))
    for (const form of format.tables.filter(table => table.section === key)) {
      items.push(formDraft(form, model.observations))
    }
  }
  items.push({type: 'text', role: 'signature', value: model.agency.name})
  items.push({type: 'text', role: 'date', value: `${year}年${month}月${day}日`})
  return {model, items, absent: []}
}

/** The tree a perfect reader would make of a document. */
export function rootOf(document: Document, reader = 'reference'): Root {
  return {
    type: 'root',
    children: document.items.map(blockOf),
    data: {reader, title: document.model.title, metadata: []},
  }
}

/** The tree of a clean report in the official layout. */
export function treeOf(model: ReportModel): Root {
  return rootOf(documentOf(model))
}

/** Figures by key as the document shows them. */
export function figuresShown(document: Document): Map<string, string> {
  const shown = new Map<string, string>()
  for (const item of document.items) {
    if (item.type !== 'table') continue
    for (const cell of item.cells) if (cell.role === 'figure' && cell.key) shown.set(cell.key, cell.text)
  }
  return shown
}

function blockOf(item: Item): Block {
  switch (item.type) {
    case 'picture':
      return {type: 'image', alt: item.alt, url: item.url, width: 700, height: 900}
    case 'enclosure':
      return {type: 'attachment', value: item.value, url: item.url}
    case 'table':
      return tableOf(item)
    case 'text': {
      if (item.role === 'title')
        return {type: 'paragraph', value: item.value, data: {depth: 1, align: 'center'}}
      if (item.role === 'heading') return {type: 'paragraph', value: item.value, data: {depth: 2}}
      if (item.role === 'signature' || item.role === 'date') {
        return {type: 'paragraph', value: item.value, data: {align: 'right'}}
      }
      return {type: 'paragraph', value: item.value}
    }
  }
}

function tableOf(draft: Draft): Table {
  return {
    type: 'table',
    rows: draft.rows,
    columns: draft.columns,
    addressing: 'grid',
    children: draft.cells.map(cell =>
      textCell(cell.row, cell.column, cell.text, {
        rowSpan: cell.rowSpan,
        columnSpan: cell.columnSpan,
        header: cell.role === 'columnHead' || cell.role === 'corner',
      }),
    ),
  }
}

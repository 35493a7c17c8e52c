import {type Block, type Image, type Paragraph, type Table, textOf} from '../../../pipeline/model/ast.ts'
import type {OfficePackage, Relationship} from '../ooxml/package.ts'
import type {EmbeddedPicture, ReadContext} from '../reader.ts'
import {boxedFigure} from '../word/boxes.ts'
import {createDrawings, type Drawings} from './drawing.ts'
import {faintDigits} from './faint.ts'
import {createFields, type Fields} from './fields.ts'
import type {LeftOut, Reason} from './leftOut.ts'
import {countCell, countNode} from './limits.ts'
import type {Numbering} from './numbering.ts'
import {addText, finishParagraph, type ParagraphDraft, settleRaised, startParagraph} from './paragraph.ts'
import {setPart} from './places.ts'
import {type Container, type Position, positionIn} from './position.ts'
import type {RunProperties} from './properties.ts'
import {headingDepth, isContentsStyle, isHidden, isStruck, type Styles} from './styles.ts'
import {type CellDraft, finishTable} from './table.ts'

/** What all stories of one document share. */
export interface DocumentState {
  pack: OfficePackage
  context: ReadContext
  styles: Styles
  numbering: Numbering
  leftOut: LeftOut
  /** What is wrong with a table, told once its place is known. */
  problems: Map<Table, string[]>
  /** Nodes made so far; beyond the limit nothing more is read. */
  nodes: number
}

/** A flow of text that is built up: the body, a header, a footnote. */
export interface Story {
  readonly part: string
  readonly at: Readonly<Position>
  readonly fields: Fields
  readonly drawings: Drawings
  readonly blocks: Block[]
  /** How many enclosing elements leave their text out, by reason. */
  readonly leaving: {deleted: number; hidden: number; placeholder: number; contents: number}
  startParagraph(): void
  paragraph(): ParagraphDraft
  endParagraph(): void
  startRun(): void
  endRun(): void
  /** Adds text, or notes that it is left out where it is hidden, deleted or a placeholder. */
  add(text: string): void
  leave(reason: Reason, text: string): void
  startTable(): void
  endTable(): void
  startRow(): void
  endRow(): void
  startCell(): void
  endCell(): void
  startBox(): void
  endBox(): void
  /** A document of another kind that is part of the text (w:altChunk), by its relationship. */
  chunk(id: string | undefined): void
  embedded(what: string): void
  lost(what: string): void
  end(): void
}

export function createStory(
  part: string,
  role: NonNullable<Paragraph['data']>['role'],
  state: DocumentState,
): Story {
  const {styles, numbering, leftOut, context} = state
  const blocks: Block[] = []
  const saved: Position[] = []
  const fields = createFields()
  const leaving = {deleted: 0, hidden: 0, placeholder: 0, contents: 0}
  const links = new Map(state.pack.relationships(part).map(link => [link.id, link]))
  let at: Position = positionIn({blocks}, null, 0)

  function emit(block: Block): void {
    if (countNode(state, part)) at.container.blocks.push(block)
  }

  function draft(): ParagraphDraft {
    if (!at.paragraph) {
      at.paragraph = startParagraph(at.container.joined)
      at.container.joined = undefined
      at.paragraph.style = styles.paragraph(undefined)
    }
    return at.paragraph
  }

  function hidden(run: RunProperties, paragraph: ParagraphDraft): boolean {
    return isHidden(run, paragraph.style, styles.character(run.style), styles.defaults)
  }

  const spot = () => ({part, cell: at.cell, paragraph: at.paragraph})
  const markOut = (mark: string) => leftOut.add('noteMark', mark, {part, cell: at.cell})

  /** Ends the open paragraph; without a mark of its own (deleted, hidden) its text joins the next one. */
  function endParagraph(): void {
    const paragraph = at.paragraph
    if (!paragraph) return
    at.paragraph = null
    settleRaised(paragraph, '', at.cell ? markOut : null)
    const {properties, style} = paragraph
    const depth = headingDepth(properties, style)
    const {mark} = properties
    // Word's style separator: a heading that shares its line with text stays a heading.
    const separator = mark.specVanish && depth !== undefined
    if (mark.deleted || leaving.deleted || (hidden(mark, paragraph) && !separator)) {
      at.container.joined = {text: paragraph.text, after: paragraph.after}
      return
    }
    const data: NonNullable<Paragraph['data']> = {}
    if (depth !== undefined) data.depth = depth
    const align = properties.align ?? style?.paragraph.align
    if (align) data.align = align
    if (role) data.role = role
    else if (leaving.contents || isContentsStyle(style)) data.role = 'navigation'
    const number = leaving.placeholder ? null : numbering.next(properties, style)
    finish(finishParagraph(paragraph.text, number, data), paragraph.after)
  }

  function finish(node: Paragraph | null, after: Block[]): void {
    if (node) {
      if (!at.cell) node.place = {part}
      emit(node)
    }
    for (const block of after) emit(block)
  }

  /** A container ends: joined text that found no next paragraph becomes one. */
  function endContainer(): void {
    endParagraph()
    const {joined} = at.container
    if (!joined) return
    at.container.joined = undefined
    finish(finishParagraph(joined.text, null, role ? {role} : {}), joined.after)
  }

  function enter(container: Container, cell: CellDraft | null): void {
    saved.push(at)
    at = positionIn(container, cell, fields.depth)
  }

  function leavePosition(): void {
    const swallowed = fields.unwind(at.fieldDepth)
    if (swallowed.trim() !== '') lost(`域没有结束，其中的文字“${swallowed.trim().slice(0, 40)}”未读`)
    endContainer()
    at = saved.pop() ?? at
  }

  const lost = (what: string, severity: 'warning' | 'error' = 'error') => {
    if (at.cell) at.cell.doubt ??= what
    context.report('R04', {values: {what}, severity, place: {part}})
  }
  const embedded = (what: string) => context.report('R05', {values: {what}, place: {part}})

  function image(node: Image, picture: EmbeddedPicture | undefined): void {
    if (leaving.deleted || leaving.hidden || leaving.placeholder || (at.run && hidden(at.run, draft())))
      return
    draft().after.push(node)
    if (picture) context.picture?.(node, picture)
  }

  /** Why a run cannot be seen, or null. */
  function unseen(run: RunProperties, paragraph: ParagraphDraft): Reason | null {
    if (leaving.deleted) return 'deleted'
    if (leaving.placeholder) return 'placeholder'
    if (leaving.hidden || hidden(run, paragraph)) return 'hidden'
    return isStruck(run, paragraph.style, styles.character(run.style), styles.defaults) ? 'struck' : null
  }

  function add(text: string): void {
    if (text === '') return
    const paragraph = draft()
    const run = at.run ?? {}
    const reason = unseen(run, paragraph)
    if (reason !== null) {
      leftOut.add(reason, text, spot())
      return
    }
    if (fields.hides) {
      fields.swallow(text)
      return
    }
    fields.show()
    if (at.cell) at.cell.doubt ??= faintDigits(text, run, paragraph, at.cell, styles) ?? undefined
    const style = styles.character(run.style)
    const raised = run.raised ?? style?.run.raised ?? paragraph.style?.run.raised ?? false
    const position = run.position ?? style?.run.position ?? 0
    addText(paragraph, text, raised || position >= 4, at.cell ? markOut : null)
  }

  const drawings = createDrawings({
    image,
    bytes: state.pack.bytes,
    embedded,
    text: value => {
      if (!leaving.deleted) draft().after.push({type: 'paragraph', value: value.trim(), place: {part}})
    },
    relationship: (id: string): Relationship | undefined => links.get(id),
  })

  return {
    part,
    get at() {
      return at
    },
    fields,
    drawings,
    blocks,
    leaving,
    startParagraph() {
      endParagraph()
      at.paragraph = startParagraph(at.container.joined)
      at.container.joined = undefined
      at.paragraph.style = styles.paragraph(undefined)
    },
    paragraph: draft,
    endParagraph,
    startRun() {
      at.run = {}
    },
    endRun() {
      at.run = null
    },
    add,
    leave: (reason, text) => leftOut.add(reason, text, spot()),
    startTable() {
      endContainer()
      enter({blocks: []}, at.cell)
      at.table = {grid: [], rows: [], cells: 0}
    },
    endTable() {
      const {table} = at
      if (!table) return
      leavePosition()
      const {table: node, problems, covered} = finishTable(table)
      for (const one of covered) {
        const text = one.children.map(textOf).join(' ')
        if (text.trim() !== '') leftOut.add('covered', text, {part, cell: one})
      }
      if (problems.length) state.problems.set(node, problems)
      node.place = {part}
      emit(node)
    },
    startRow() {
      if (!at.table) return
      at.row = {before: 0, after: 0, header: false, cells: []}
      at.table.rows.push(at.row)
    },
    endRow() {
      if (at.row?.removed) leaving[at.row.removed]--
      at.row = null
    },
    startCell() {
      // A cell outside any row has no place in a table: what it holds stays in the text.
      if (!at.row || !at.table) {
        enter(at.container, at.cell)
        return
      }
      const cell: CellDraft = {span: 1, deleted: false, children: []}
      if (countNode(state, part) && countCell(at.table, state, part)) at.row.cells.push(cell)
      enter({blocks: cell.children}, cell)
      at.own = cell
    },
    endCell() {
      const {own} = at
      leavePosition()
      if (!own?.deleted) return
      leaving.deleted--
      if (at.row) at.row.cells = at.row.cells.filter(cell => cell !== own)
    },
    startBox() {
      const {after} = draft()
      enter({blocks: after, before: after.length}, at.cell)
    },
    endBox() {
      const {blocks: held, before} = at.container
      leavePosition()
      const what = boxedFigure(held.slice(before))
      if (what !== null && !role) lost(what, 'warning')
    },
    chunk(id) {
      const link = id === undefined ? undefined : links.get(id)
      const bytes = link && !link.external ? state.pack.bytes(link.target) : null
      const inner = bytes ? (context.inner?.(bytes, link!.target) ?? null) : null
      if (!inner) embedded('嵌入的外部文档片段（altChunk）没有读出')
      endParagraph()
      for (const block of inner ?? []) {
        setPart(block, link!.target)
        emit(block)
      }
    },
    embedded,
    lost,
    end() {
      while (saved.length) leavePosition()
      leavePosition()
    },
  }
}

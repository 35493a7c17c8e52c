import type {Block, ParagraphData, Table} from '../../../../pipeline/model/ast.ts'
import type {OfficePackage, Relationship} from '../../ooxml/package.ts'
import type {ReadContext} from '../../reader.ts'
import type {LeftOut} from '../draft/leftOut.ts'
import {countNode} from '../draft/limits.ts'
import type {Position} from '../draft/position.ts'
import type {Numbering} from '../format/numbering.ts'
import type {Styles} from '../format/styles.ts'
import type {BoundData} from '../inline/bound.ts'
import type {Drawings} from '../inline/drawing.ts'
import type {Fields} from '../inline/fields.ts'

/** What all stories of one document share. */
export interface DocumentState {
  pack: OfficePackage
  context: ReadContext
  styles: Styles
  numbering: Numbering
  leftOut: LeftOut
  /** What is wrong with a table, told once its place is known. */
  problems: Map<Table, string[]>
  /** Figures that stand alone in frames outside tables. */
  framed: string[]
  /** Data that content controls show; read when the first of them ends. */
  data?: BoundData
  /** Nodes made so far; beyond the limit nothing more is read. */
  nodes: number
}

/** A flow of text that is built up: the body, a header, a footnote. */
export interface Story {
  readonly state: DocumentState
  readonly part: string
  readonly role: ParagraphData['role']
  readonly fields: Fields
  readonly drawings: Drawings
  readonly blocks: Block[]
  /** Relationships of its part by their ids. */
  readonly links: ReadonlyMap<string, Relationship>
  /** How many enclosing elements leave their text out, by reason. */
  readonly leaving: {deleted: number; hidden: number; placeholder: number; contents: number}
  /** What is open where text goes now, and where it goes once the table, cell or box there has ended. */
  at: Position
  readonly around: Position[]
}

/** Puts a block where text goes now; beyond the limit of nodes it is dropped, which is told. */
export function emit({state, part, at}: Story, block: Block): void {
  if (countNode(state, part)) at.container.blocks.push(block)
}

/** Reports what of the story cannot be read; a cell it stands in is doubtful. @param what a Chinese clause */
export function reportLost(story: Story, what: string, severity: 'warning' | 'error' = 'error'): void {
  const {at, part, state} = story
  if (at.cell) at.cell.doubt ??= what
  state.context.report('R04', {values: {what}, severity, place: {part}})
}

/** Reports an object that is not read. @param what a Chinese clause */
export function reportEmbedded({part, state}: Story, what: string): void {
  state.context.report('R05', {values: {what}, place: {part}})
}

import type {ParagraphData} from '../../../pipeline/model/ast.ts'
import type {Ground} from '../word/ink.ts'
import type {Colours} from './colours.ts'

/** Properties of a paragraph that are in force until they are changed or a group ends. */
export interface ParagraphState {
  readonly inTable: boolean
  /** Table depth as written; 0 where only `inTable` speaks. */
  readonly nesting: number
  readonly outline: number | null
  readonly align: ParagraphData['align']
  readonly list: boolean
  readonly ground: Ground | null
  /** Stands in a frame, which Word sets where the frame says, not where the file has it. */
  readonly framed: boolean
}

/** A paragraph of which nothing is said. */
export const PLAIN: ParagraphState = {
  inTable: false,
  nesting: 0,
  outline: null,
  align: undefined,
  list: false,
  ground: null,
  framed: false,
}

/** Words that put a paragraph into a frame ([MSFT-RTF] 1.9.1, "Positioned Objects and Frames"); those of a size only where it is not 0. */
const FRAME = /^(?:(?:pv|ph)(?:mrg|pg|para|col)|pos(?:neg)?[xy]|posx[ciolr]|posy(?:t|il|b|c|in|out))$/

const ALIGN: Record<string, ParagraphData['align']> = {ql: 'left', qc: 'center', qr: 'right', qj: undefined}

/** The properties after a control word ([MSFT-RTF] 1.9.1, "Paragraph Formatting Properties"); null where it is none of theirs. */
export function paragraphAfter(
  state: ParagraphState,
  colours: Colours,
  name: string,
  parameter: number | null,
): ParagraphState | null {
  switch (name) {
    case 'pard':
      return PLAIN
    case 'intbl':
      return {...state, inTable: parameter !== 0}
    case 'itap':
      return {...state, nesting: Math.max(0, parameter ?? 0)}
    case 'outlinelevel':
      return {...state, outline: parameter}
    case 'cbpat':
      return {...state, ground: colours.colour(parameter)}
    case 'ls':
      return {...state, list: (parameter ?? 0) > 0}
    case 'ql':
    case 'qc':
    case 'qr':
    case 'qj':
      return {...state, align: ALIGN[name]}
    case 'absw':
    case 'absh':
      return {...state, framed: state.framed || Boolean(parameter)}
  }
  if (FRAME.test(name)) return {...state, framed: true}
  return null
}

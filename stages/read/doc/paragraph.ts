import type {Ground} from '../word/ink.ts'
import {applyTableProperty, emptyRow, type RowProperties} from './rowShape.ts'
import {longShade, shortShade} from './shading.ts'
import {eachProperty, SPRM} from './sprm.ts'

/** What matters of a paragraph's properties ([MS-DOC] 2.6.2). */
export interface ParagraphProperties {
  style: number
  inTable: boolean
  /** The paragraph's mark ends a table row; inner marks end rows of tables inside tables. */
  rowEnd: boolean
  innerCellEnd: boolean
  innerRowEnd: boolean
  /** Table depth as written; null where only `inTable` speaks. */
  depth: number | null
  /** 1-based index into the list overrides, 0 for none. */
  list: number
  level: number
  /** Outline level 0..8; 9 is body text; null where not set. */
  outline: number | null
  align: number
  ground: Ground | null
  /** Stands in a frame, which Word sets where the frame says, not where the file has it. */
  framed: boolean
  row: RowProperties | null
}

/** Properties of a paragraph about which nothing is said. */
export function plainParagraph(): ParagraphProperties {
  return {
    style: 0,
    inTable: false,
    rowEnd: false,
    innerCellEnd: false,
    innerRowEnd: false,
    depth: null,
    list: 0,
    level: 0,
    outline: null,
    align: 0,
    ground: null,
    framed: false,
    row: null,
  }
}

/** How many grpprls may refer to further ones in the Data stream before it is taken for a loop. */
const MAX_REFERENCES = 4

/**
 * Applies a grpprl to a paragraph.
 * @param data the Data stream: grpprls too long for a formatted page stand there
 */
export function applyParagraph(
  paragraph: ParagraphProperties,
  grpprl: Uint8Array,
  data: Uint8Array,
  references = 0,
) {
  eachProperty(grpprl, (code, operand) => {
    switch (code) {
      case SPRM.P_LEVEL:
        paragraph.level = operand.getUint8(0)
        break
      case SPRM.P_LIST:
        paragraph.list = operand.getUint16(0, true)
        break
      case SPRM.P_OUTLINE:
        paragraph.outline = operand.getUint8(0)
        break
      case SPRM.P_ALIGN:
      case SPRM.P_ALIGN_97:
        paragraph.align = operand.getUint8(0)
        break
      case SPRM.P_SHADE_80:
        paragraph.ground = shortShade(operand)
        break
      case SPRM.P_SHADE:
        paragraph.ground = longShade(operand)
        break
      case SPRM.P_FRAME_X:
      case SPRM.P_FRAME_Y:
      case SPRM.P_FRAME_WIDTH:
      case SPRM.P_FRAME_HEIGHT:
        if (operand.getUint16(0, true) !== 0) paragraph.framed = true
        break
      case SPRM.P_FRAME_ANCHOR:
        if (operand.getUint8(0) !== 0) paragraph.framed = true
        break
      case SPRM.P_IN_TABLE:
        paragraph.inTable = operand.getUint8(0) !== 0
        break
      case SPRM.P_ROW_END:
        paragraph.rowEnd = operand.getUint8(0) !== 0
        break
      case SPRM.P_DEPTH:
        paragraph.depth = operand.getInt32(0, true)
        break
      case SPRM.P_DEPTH_CHANGE:
        paragraph.depth = (paragraph.depth ?? (paragraph.inTable ? 1 : 0)) + operand.getInt32(0, true)
        break
      case SPRM.P_INNER_CELL:
        paragraph.innerCellEnd = operand.getUint8(0) !== 0
        break
      case SPRM.P_INNER_ROW_END:
        paragraph.innerRowEnd = operand.getUint8(0) !== 0
        break
      case SPRM.P_HUGE_97:
      case SPRM.P_HUGE:
      case SPRM.P_TABLE_PROPERTIES:
        if (references < MAX_REFERENCES) {
          applyParagraph(paragraph, grpprlAt(data, operand.getUint32(0, true)), data, references + 1)
        }
        break
      default:
        if (isTableProperty(code)) {
          paragraph.row ??= emptyRow()
          applyTableProperty(paragraph.row, code, operand)
        }
    }
  })
}

/** Bits 10 to 12 of a property code say what it modifies; 5 is a table. */
function isTableProperty(code: number): boolean {
  return ((code >> 10) & 7) === 5
}

/** PrcData ([MS-DOC] 2.9.211): a count of bytes and as many bytes of properties. */
function grpprlAt(data: Uint8Array, at: number): Uint8Array {
  if (at + 2 > data.length) return new Uint8Array(0)
  return data.subarray(at + 2, at + 2 + (data[at]! | (data[at + 1]! << 8)))
}

/** Table depth of a paragraph: 0 outside tables. */
export function depthOf(paragraph: ParagraphProperties): number {
  if (paragraph.depth !== null && paragraph.depth > 0) return paragraph.depth
  return paragraph.inTable ? 1 : 0
}

import type {Attributes, XmlHandler} from '../../ooxml/xml.ts'

/** Rows and columns that a sheet of Excel 2007 and later can have ([ECMA-376] 18.3.1.73, 18.3.1.13). */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384

/** Attributes that count rows or columns, by local name, with their bound. */
const BOUNDS: Record<string, number> = {
  min: MOST_COLUMNS,
  max: MOST_COLUMNS,
  'number-columns-repeated': MOST_COLUMNS,
  'number-columns-spanned': MOST_COLUMNS,
  'number-rows-repeated': MOST_ROWS,
  'number-rows-spanned': MOST_ROWS,
  'ss:Index': MOST_ROWS,
  'ss:Span': MOST_ROWS,
  'ss:MergeAcross': MOST_COLUMNS,
  'ss:MergeDown': MOST_ROWS,
}
const COUNTING = /^(?:col|row|c|table-cell|covered-table-cell|table-row|table-column|Row|Column|Cell)$/

/**
 * Watches the elements of a sheet for numbers that no sheet can have: a library that believes them would fill memory.
 * Cells of OpenDocument that repeat are counted with their repetitions.
 */
export function extentCheck(maxCells: number): {handler: XmlHandler; absurd(): boolean} {
  let absurd = false
  let cells = 0
  let rowRepeat = 1
  const local = (name: string) => name.slice(name.indexOf(':') + 1)

  const countRepeats = (name: string, attributes: Attributes) => {
    if (name === 'table-row') rowRepeat = repeat(attributes, 'number-rows-repeated')
    if (name !== 'table-cell') return
    const filled = Object.keys(attributes).some(key => /value-type|formula/.test(key))
    if (filled) cells += rowRepeat * repeat(attributes, 'number-columns-repeated')
    if (cells > maxCells) absurd = true
  }
  return {
    absurd: () => absurd,
    handler: {
      open(name, attributes) {
        const element = local(name)
        if (!COUNTING.test(element)) return
        for (const key in attributes) {
          const most = BOUNDS[key] ?? BOUNDS[local(key)]
          if (most !== undefined && !(Number(attributes[key]) <= most)) absurd = true
        }
        if (element === 'row' && Number(attributes.r ?? 1) > MOST_ROWS) absurd = true
        if (element === 'c' && !inSheet(attributes.r)) absurd = true
        countRepeats(element, attributes)
      },
      close() {},
    },
  }
}

function repeat(attributes: Attributes, name: string): number {
  return Number(attributes[`table:${name}`] ?? attributes[name] ?? 1)
}

/** Whether a cell reference (B12) lies within a sheet; none at all means "the next one". */
function inSheet(reference: string | undefined): boolean {
  if (reference === undefined) return true
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference)
  if (!match) return false
  let column = 0
  for (const letter of match[1]!.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column <= MOST_COLUMNS && Number(match[2]) >= 1 && Number(match[2]) <= MOST_ROWS
}

const DRAWING = /<(\/?)(?:draw|dr3d):[^<>]*>/g
const EMPTY = /<table:table-cell\b[^<>]*\/>/g
const EMPTIED = /(<table:table-cell\b[^<>]*)>\s*<\/table:table-cell>/g
const VALUED = /\soffice:(?:boolean-|date-|time-)?value\s*=/

/**
 * The content of an OpenDocument spreadsheet as the library that reads its cells takes it rightly: without what is drawn (it
 * would take the text of a shape in a cell for the cell's, or lose the cell's for it), and with an end tag for cells that
 * have a value and no text (it would pass over them).
 */
export function cellsAlone(content: Uint8Array): Uint8Array {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1')
  const undrawn = withoutDrawings(text)
  // A cell in which nothing is left is none; one with an end tag would be a blank of a table.
  const emptied = (whole: string, tag: string) => (/value-type/.test(tag) ? whole : `${tag}/>`)
  const plain = (undrawn === text ? text : undrawn.replace(EMPTIED, emptied)).replace(EMPTY, tag =>
    VALUED.test(tag) ? `${tag.slice(0, -2)}></table:table-cell>` : tag,
  )
  return plain === text ? content : Buffer.from(plain, 'latin1')
}

/** As it came where its drawings do not end. */
function withoutDrawings(text: string): string {
  const kept: string[] = []
  let depth = 0
  let from = 0
  for (const match of text.matchAll(DRAWING)) {
    const [tag, end] = match
    if (depth === 0 && end === '') kept.push(text.slice(from, match.index))
    if (end !== '') depth--
    else if (!tag.endsWith('/>')) depth++
    if (depth < 0) return text
    if (depth === 0) from = match.index + tag.length
  }
  return depth > 0 ? text : kept.join('') + text.slice(from)
}

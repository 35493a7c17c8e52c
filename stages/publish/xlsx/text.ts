/** Longest text a cell may hold, in UTF-16 units (Excel specifications and limits). */
const LONGEST = 32767

/** What XML 1.0 (section 2.2) allows in no document, lone surrogates included, and further control characters. */
const ILLEGAL = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu
/** What Excel would read as an escaped character (ECMA-376 part 1, 22.9.2.19): its underscore is escaped itself. */
const ESCAPE = /_(?=x[0-9a-fA-F]{4}_)/g
const MARKUP = /[&<>"]/g
const ENTITIES: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}

/** Text for XML content and attributes; characters that no XML document may hold become U+FFFD. */
export function xmlText(text: string): string {
  return text.replace(ILLEGAL, '\ufffd').replace(MARKUP, mark => ENTITIES[mark]!)
}

/** Text of a cell: one kind of line break, nothing Excel would take for an escape. */
export function xmlCellText(text: string): string {
  return xmlText(text.replace(/\r\n?/g, '\n').replace(ESCAPE, '_x005F_'))
}

/** Text no longer than a cell holds; what is cut off is announced by `mark` at its end. */
export function cutText(text: string, mark: string): string {
  if (text.length <= LONGEST) return text
  const end = LONGEST - mark.length
  const splitsPair = /[\ud800-\udbff]/.test(text[end - 1]!)
  return text.slice(0, splitsPair ? end - 1 : end) + mark
}

/** Whether a spreadsheet would try to run the text as a formula if somebody typed it (or saved it as CSV). */
export function looksLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text)
}

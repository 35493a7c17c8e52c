import type {OfficePackage} from '../../ooxml/package.ts'

/** Where a chart says what it shows (ECMA-376 21.2.2): taken from cells, or written into it. */
const FROM_CELLS = new Set(['numRef', 'strRef', 'multiLvlStrRef'])
const WRITTEN = new Set(['numLit', 'strLit'])

/** A reference to cells of the same book: other books stand in square brackets ([1]Sheet1!$A$1). */
const OWN_CELLS = /^('(?:[^'[\]]|'')+'|[^'![\]]+)![^[\]]+$/

/**
 * Whether all that a chart shows stands in cells of sheets of the same book that are shown: nothing is lost where it is not read.
 * @param hidden names of the sheets that are not shown
 */
export function repeatsCells(parts: OfficePackage, chart: string, hidden: ReadonlySet<string>): boolean {
  let references = 0
  let others = 0
  let inFormula = false
  let formula = ''
  const whole = parts.parse(chart, {
    open(name) {
      const element = name.replace(/^.*[?:]/, '')
      if (FROM_CELLS.has(element)) references++
      else if (WRITTEN.has(element)) others++
      inFormula = element === 'f'
      if (inFormula) formula = ''
    },
    text(text) {
      if (inFormula) formula += text
    },
    close() {
      const [, sheet] = inFormula ? (OWN_CELLS.exec(formula.trim()) ?? []) : []
      const name = sheet?.replace(/^'|'$/g, '').replaceAll("''", "'")
      if (inFormula && (name === undefined || hidden.has(name))) others++
      inFormula = false
    },
  })
  return whole && references > 0 && others === 0
}

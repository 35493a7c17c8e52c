import type {Line} from './pieces.ts'

/** A number alone on its line. */
const NUMBER = /^\s*[\d０-９]{1,6}\s*$/
/** Counting words: behind a figure of prose, or cells of a column of units. */
const UNITS = '条|件|份|次|个|篇|期|场|项|人|家|万'
const COUNTED = new RegExp(`^\\s*(?:${UNITS})`, 'u')
/** Parts of a date, of a document's number and shares, or a counting word in a sentence: no cell of a table begins so. */
const SURE = new RegExp(`^\\s*(?:年|月|日|号|%|％|(?:${UNITS})\\s*[，。；,;])`, 'u')
/** A sentence that has not come to its end. */
const SENTENCE = /[。；，：,:《].*[^。；;！？!?|｜\s]\s*$/u
/** The same without a mark: shorter lines are titles, names and labels. */
const LONG = 16

/**
 * Lines that were broken around their figures, as pages come out that set figures in a style of their own: 统计期限为 /
 * 2023 / 年 / 1 / 月 / 1 / 日 are one line again. Blank lines part; a figure in front of a counting word is joined only to a
 * sentence, because it may be a cell and the word another.
 */
export function joinedNumbers(lines: Line[]): Line[] {
  const out: Line[] = []
  /** Whether the last line of `out` has grown up to the line before this one. */
  let grown = false
  for (let i = 0; i < lines.length; i++) {
    const [line, next] = [lines[i]!, lines[i + 1]]
    const before = out.at(-1)
    const sure = next !== undefined && SURE.test(next.text)
    const open = before !== undefined && i > 0 && isOpen(before.text, lines[i - 1]!.text, grown, sure)
    if (!NUMBER.test(line.text) || !next || !(sure || (open && COUNTED.test(next.text)))) {
      out.push(line)
      grown = false
      continue
    }
    const text = `${line.text.trim()}${next.text.trim()}`
    if (open) out[out.length - 1] = {...before, text: `${before.text}${text}`}
    else out.push({...line, text})
    grown = true
    i++
  }
  return out
}

/** Whether a line may go on with a number: one that has just grown, or prose that has not come to its end. */
function isOpen(text: string, last: string, grown: boolean, sure: boolean): boolean {
  if (last.trim() === '' || /[。；;！？!?]\s*$/u.test(text)) return false
  return grown || SENTENCE.test(text) || (sure && text.trim().length >= LONG && !/[|｜\t]/.test(text))
}

import {visible} from '../../../pipeline/model/text.ts'
import type {ReadContext} from '../reader.ts'
import type {Element, Node} from './parse/tree.ts'
import {isFigure} from './spans.ts'

/** What was left out of a page because it cannot be seen: counted, and said once a page. */
export interface LeftOut {
  places: number
  cells: number
  samples: string[]
  line: number | undefined
  /** Of each place with a table: its figures in reading order. */
  figures: string[][]
}

const SAMPLES = 3
/** Figures from which on a hidden part may be a table of a report: the smallest of the form has ten. */
const TABLE_FIGURES = 10
const SAMPLE_LENGTH = 30

/** A count of what is left out, nothing yet. */
export function newLeftOut(): LeftOut {
  return {places: 0, cells: 0, samples: [], line: undefined, figures: []}
}

/** The text of a subtree that is left out, white space collapsed; counts its table cells. Iterative. */
export function textLeftOut(element: Element, count: LeftOut): string {
  let text = ''
  const stack: Node[] = [...element.children].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'text') text += node.value
    else if (node.type === 'element' && node.tagName !== 'script' && node.tagName !== 'style') {
      if (node.tagName === 'td' || node.tagName === 'th') {
        count.cells++
        text += ' '
      }
      for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!)
    }
  }
  return visible(text).replace(/\s+/g, ' ').trim()
}

/** Remembers hidden text that may matter: with a digit, or in table cells. */
export function leaveOut(element: Element, tally: LeftOut): void {
  const own = newLeftOut()
  const text = textLeftOut(element, own)
  if (text === '' || !(/\p{N}/u.test(text) || own.cells > 0)) return
  note(tally, text, element.line)
  tally.cells += own.cells
  const figures = own.cells < TABLE_FIGURES ? [] : figuresIn(element)
  if (figures.length >= TABLE_FIGURES) tally.figures.push(figures)
}

/** The figures that fill cells below an element, in reading order. Iterative. */
function figuresIn(element: Element): string[] {
  const figures: string[] = []
  const stack: Node[] = [element]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== 'element') continue
    if (node.tagName === 'td' || node.tagName === 'th') {
      const text = textLeftOut(node, newLeftOut())
      if (isFigure(text)) figures.push(text)
    }
    for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!)
  }
  return figures
}

/** Counts one place that is left out. */
export function note(tally: LeftOut, text: string, line: number | undefined): void {
  tally.places++
  tally.line ??= line
  if (tally.samples.length < SAMPLES) tally.samples.push(text.slice(0, SAMPLE_LENGTH))
}

/**
 * One finding for all that was left out of one kind; struck-out figures are worth a look, hidden ones a note, unless they are a table
 * that is not shown as well.
 * @param shown the figures of all cells that were read, in reading order
 */
export function reportLeftOut(
  tally: LeftOut,
  kind: 'hidden' | 'deleted',
  shown: string[],
  context: ReadContext,
): void {
  if (tally.places === 0) return
  const cells = tally.cells > 0 ? `（含 ${tally.cells} 个表格单元格）` : ''
  const samples = tally.samples.map(sample => `“${sample}”`).join('、')
  const named = kind === 'hidden' ? '隐藏内容' : '划去的内容'
  const what = `网页有 ${tally.places} 处${named}${cells}没有读入，如${samples}`
  const place = tally.line === undefined ? {} : {line: tally.line}
  const figures = tally.cells > 0 || tally.samples.some(sample => /\p{N}/u.test(sample))
  const all = `|${shown.join('|')}|`
  const others = tally.figures.some(own => !all.includes(`|${own.join('|')}|`))
  const values = {what: others ? `${what}；其中有数字与显示的表格不同的表格` : what}
  const severe = others || (kind === 'deleted' && figures)
  context.report('R07', {values, place, severity: severe ? 'warning' : 'info'})
}

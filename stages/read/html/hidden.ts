import {visible} from '../../../pipeline/model/text.ts'
import type {ReadContext} from '../reader.ts'
import type {Element, Node} from './tree.ts'

/** What was left out of a page because it cannot be seen: counted, and said once a page. */
export interface LeftOut {
  places: number
  cells: number
  samples: string[]
  line: number | undefined
}

const SAMPLES = 3
const SAMPLE_LENGTH = 30

export function newLeftOut(): LeftOut {
  return {places: 0, cells: 0, samples: [], line: undefined}
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
}

export function note(tally: LeftOut, text: string, line: number | undefined): void {
  tally.places++
  tally.line ??= line
  if (tally.samples.length < SAMPLES) tally.samples.push(text.slice(0, SAMPLE_LENGTH))
}

/** One finding for all that was left out of one kind; struck-out figures are worth a look, hidden ones a note. */
export function reportLeftOut(tally: LeftOut, kind: 'hidden' | 'deleted', context: ReadContext): void {
  if (tally.places === 0) return
  const cells = tally.cells > 0 ? `（含 ${tally.cells} 个表格单元格）` : ''
  const samples = tally.samples.map(sample => `“${sample}”`).join('、')
  const named = kind === 'hidden' ? '隐藏内容' : '划去的内容'
  const what = `网页有 ${tally.places} 处${named}${cells}没有读入，如${samples}`
  const place = tally.line === undefined ? {} : {line: tally.line}
  const figures = tally.cells > 0 || tally.samples.some(sample => /\p{N}/u.test(sample))
  context.report('R07', {values: {what}, place, severity: kind === 'deleted' && figures ? 'warning' : 'info'})
}

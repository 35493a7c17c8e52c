import {type DefaultTreeAdapterTypes, parse} from 'parse5'
import type {Piece} from '../reading.ts'
import type {SecondReader} from './reader.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const SILENT = new Set(['script', 'style', 'template', 'noscript', 'head', 'title', 'iframe', 'select'])
const INLINE = new Set(
  'a abbr b bdi bdo big cite code del em font i ins kbd label mark q s samp small span strike strong sub sup tt u var o:p'.split(
    ' ',
  ),
)
const HIDDEN = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i

/** The plain text of a page as parse5 gives it: no spans, no grid, a cell's text and the lines outside cells. */
export const html: SecondReader = {
  program: 'parse5',
  version: '1',
  of: ['html'],
  read: bytes => piecesOf(decode(bytes)),
}

/** The texts of a page in source order. Used for what other programs turn into HTML as well. */
export function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = []
  let lines: string[] = ['']
  const flush = (kind: 'cell' | 'line') => {
    const filled = lines.map(line => line.trim()).filter(line => line !== '')
    if (kind === 'cell' && filled.length > 0) pieces.push({kind, lines: filled})
    else for (const text of filled) pieces.push({kind: 'line', text})
    lines = ['']
  }
  // A stack of its own: pages nest deeper than calls may.
  const steps: (Node | (() => void))[] = [...parse(source).childNodes].reverse()
  let cells = 0
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if (typeof step === 'function') step()
    else if (step.nodeName === '#text') append((step as DefaultTreeAdapterTypes.TextNode).value)
    else if ('tagName' in step && !isSilent(step)) enter(step)
  }
  flush('line')
  return pieces

  function append(text: string): void {
    lines[lines.length - 1] += text.replace(/[\r\n\t ]+/g, ' ')
  }

  function enter(element: Element): void {
    const {tagName, childNodes} = element
    const children = [...childNodes].reverse()
    if (tagName === 'td' || tagName === 'th') {
      flush(cells > 0 ? 'cell' : 'line')
      cells++
      const leave = () => {
        flush('cell')
        cells--
      }
      steps.push(leave, ...children)
    } else if (tagName === 'table') {
      flush(cells > 0 ? 'cell' : 'line')
      steps.push(() => flush('line'), ...children)
    } else if (INLINE.has(tagName)) {
      steps.push(...children)
    } else {
      lines.push('')
      steps.push(() => lines.push(''), ...children)
    }
  }
}

function isSilent({tagName, attrs}: Element): boolean {
  if (SILENT.has(tagName)) return true
  return attrs.some(({name, value}) => name === 'hidden' || (name === 'style' && HIDDEN.test(value)))
}

/** UTF-16 by its mark, else UTF-8 where the bytes allow it, else GB 18030: what Chinese pages are written in. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return new TextDecoder('gb18030').decode(bytes)
  }
}

import {RAW} from './elements.ts'

export interface Tag {
  name: string
  end: boolean
  /** The tag with its angle brackets is text.slice(from, to). */
  from: number
  to: number
  /** Written as `<x/>`, which HTML reads as `<x>` and XHTML as `<x></x>`. */
  selfClosing: boolean
}

/** Where the name of an element that begins at `start` ends: letters, then digits, : _ - as well. */
function nameEnd(text: string, start: number): number {
  let at = start
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
    const other = (code >= 0x30 && code <= 0x3a) || code === 0x5f || code === 0x2d
    if (!letter && !(other && at > start)) break
  }
  return at
}

/**
 * Calls `visit` for each tag; steps over comments and over elements whose content is text, unless `visit` returns true
 * for one: then it has no content. Linear in the text.
 */
export function eachTag(text: string, visit: (tag: Tag) => boolean): void {
  for (let from = text.indexOf('<'); from >= 0; ) {
    const to = text.indexOf('>', from)
    if (to < 0) return
    if (text.startsWith('<!--', from)) {
      const close = text.indexOf('-->', from)
      if (close < 0) return
      from = text.indexOf('<', close)
      continue
    }
    const end = text[from + 1] === '/'
    const start = from + (end ? 2 : 1)
    const name = text.slice(start, nameEnd(text, start)).toLowerCase()
    if (name === '') {
      from = text.indexOf('<', from + 1)
      continue
    }
    const selfClosing = !end && text[to - 1] === '/'
    const unclosed = visit({name, end, from, to: to + 1, selfClosing})
    from = text.indexOf('<', to + 1)
    if (!end && RAW.has(name) && !unclosed) {
      const close = new RegExp(`</${name}`, 'gi')
      close.lastIndex = to
      const found = close.exec(text)
      if (!found) return
      from = found.index
    }
  }
}

import {writtenBy} from './literals.ts'

const CELLS = /<\/?(?:table|tbody|thead|tr|td|th)\b/i

/**
 * The text of a page with the tables that scripts write where they stand in the place of these scripts, as browsers have them, and
 * how many such scripts there are. Scripts that write anything but texts stay.
 */
export function withWritten(text: string): {text: string; scripts: number} {
  if (!/document\.write/.test(text)) return {text, scripts: 0}
  const opening = /<script\b[^<>]*>/gi
  const closing = /<\/script\s*>/gi
  const parts: string[] = []
  let kept = 0
  let scripts = 0
  for (let open = opening.exec(text); open; open = opening.exec(text)) {
    closing.lastIndex = opening.lastIndex
    const close = closing.exec(text)
    if (!close) break
    const written = writtenBy(text.slice(opening.lastIndex, close.index))
    opening.lastIndex = closing.lastIndex
    if (written === null || !CELLS.test(written)) continue
    parts.push(text.slice(kept, open.index), written)
    kept = closing.lastIndex
    scripts++
  }
  return scripts === 0 ? {text, scripts} : {text: [...parts, text.slice(kept)].join(''), scripts}
}

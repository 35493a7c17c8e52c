import {isCellText, kindOf} from './lines.ts'

/** Fewest lines that hold nothing but a pipe, and their share, that show cells parted by such lines. */
const FEWEST = 8
const SHARE = 0.3
/** Fewest lines of words among them: pipes alone between two rows are blank cells. */
const FEWEST_WORDS = 4

/**
 * A text whose cells stand on lines of their own with a pipe on the line between: without these lines it is a column of
 * bare cells. Lines that hold words and a pipe belong to tables of another kind, and everything between two such lines or
 * two sentences is looked at for itself.
 */
export function withoutLonePipes<T extends {text: string}>(lines: T[]): T[] {
  const out = [...lines]
  for (let start = 0; start < lines.length; ) {
    let end = start
    while (end < lines.length && isPart(lines[end]!.text)) end++
    const filled = lines.slice(start, end).filter(({text}) => text.trim() !== '')
    const pipes = filled.filter(({text}) => isLonePipe(text)).length
    const words = filled.length - pipes
    if (pipes >= FEWEST && words >= FEWEST_WORDS && pipes >= filled.length * SHARE)
      for (let i = start; i < end; i++) if (isLonePipe(lines[i]!.text)) out[i] = {...lines[i]!, text: ''}
    start = end + 1
  }
  return out
}

function isLonePipe(text: string): boolean {
  return /^\s*[|｜]\s*$/.test(text)
}

function isPart(text: string): boolean {
  return isLonePipe(text) || (kindOf(text) !== 'pipe' && isCellText(text))
}

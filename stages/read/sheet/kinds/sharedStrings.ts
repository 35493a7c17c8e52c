import type {Record} from './biffStream.ts'

const CONTINUE = 0x003c
/** Flags of a string ([MS-XLS] 2.5.293): two bytes a letter; Asian phonetics; runs in fonts of their own. */
const WIDE = 1
const EXTENDED = 4
const RICH = 8

/** A text with the runs of it that have fonts of their own: where each begins, and the number of its font. */
export interface Strings {
  text: string
  runs: {from: number; font: number}[]
}

/** The shared strings of a workbook by number; null for those without runs, and for numbers there are none of. */
export function sharedStrings(records: readonly Record[], type: number): (number: number) => Strings | null {
  const start = records.findIndex(record => record.type === type)
  if (start < 0) return () => null
  const parts = [records[start]!.data]
  for (let i = start + 1; records[i]?.type === CONTINUE; i++) parts.push(records[i]!.data)
  const rich = new Map<number, Strings>()
  const count = parts[0]!.length >= 8 ? parts[0]!.readUInt32LE(4) : 0
  const source = sourceOf(parts)
  source.skip(8)
  for (let i = 0; i < count && source.left(); i++) {
    const found = readString(source)
    if (found.runs.length > 0) rich.set(i, found)
  }
  return number => rich.get(number) ?? null
}

function readString(source: Source): Strings {
  const length = source.short()
  const flags = source.byte()
  const runs = flags & RICH ? source.short() : 0
  const extension = flags & EXTENDED ? source.short() | (source.short() << 16) : 0
  const text = source.letters(length, (flags & WIDE) !== 0)
  const found: Strings = {text, runs: []}
  for (let i = 0; i < runs && source.left(); i++)
    found.runs.push({from: source.short(), font: source.short()})
  source.skip(Math.max(extension, 0))
  return found
}

/** Bytes that go on from one record to the next. */
interface Source {
  left(): boolean
  byte(): number
  short(): number
  skip(bytes: number): void
  /** Letters that go on in the next record begin there with a byte that says their width anew. */
  letters(count: number, isWide: boolean): string
}

function sourceOf(parts: readonly Buffer[]): Source {
  let part = 0
  let at = 0
  const settle = () => {
    while (part < parts.length && at >= parts[part]!.length) {
      at -= parts[part]!.length
      part++
    }
  }
  const byte = () => {
    settle()
    const value = parts[part]?.[at] ?? 0
    at++
    return value
  }
  return {
    left() {
      settle()
      return part < parts.length
    },
    byte,
    short: () => byte() | (byte() << 8),
    skip(bytes) {
      at += bytes
      settle()
    },
    letters(count, isWide) {
      let wide = isWide
      let text = ''
      for (let left = count; left > 0; ) {
        if (part < parts.length && at >= parts[part]!.length) {
          settle()
          wide = (byte() & WIDE) !== 0
        }
        if (part >= parts.length) break
        const width = wide ? 2 : 1
        const many = Math.min(left, Math.floor((parts[part]!.length - at) / width))
        if (many === 0) break
        const letters = parts[part]!.subarray(at, at + many * width)
        text += letters.toString(wide ? 'utf16le' : 'latin1')
        at += many * width
        left -= many
      }
      return text
    },
  }
}

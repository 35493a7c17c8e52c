/** Bytes of the WordDocument stream that share properties; `end` is excluded. */
export interface Run {
  start: number
  end: number
  /** Style of the paragraph; 0 for character runs. */
  style: number
  grpprl: Uint8Array
}

const PAGE = 512
const NOTHING = new Uint8Array(0)

/**
 * The property runs of a document in byte order, out of the formatted disk pages ([MS-DOC] 2.9.33 and 2.9.185) that a
 * bin table (PlcBteChpx, PlcBtePapx) lists.
 * @param lost called for every page that lies outside the document
 */
export function readRuns(
  document: Uint8Array,
  binTable: Uint8Array,
  kind: 'character' | 'paragraph',
  lost: () => void,
): Run[] {
  const view = new DataView(binTable.buffer, binTable.byteOffset, binTable.byteLength)
  const count = Math.max(0, Math.floor((binTable.length - 4) / 8))
  const runs: Run[] = []
  const seen = new Set<number>()
  for (let i = 0; i < count; i++) {
    const page = view.getUint32((count + 1) * 4 + i * 4, true) & 0x3fffff
    if (seen.has(page)) continue
    if ((page + 1) * PAGE > document.length) {
      lost()
      continue
    }
    seen.add(page)
    readPage(document.subarray(page * PAGE, page * PAGE + PAGE), kind, runs)
  }
  return runs.sort((a, b) => a.start - b.start)
}

function readPage(page: Uint8Array, kind: 'character' | 'paragraph', runs: Run[]) {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength)
  const entry = kind === 'character' ? 1 : 13
  const count = Math.min(page[PAGE - 1]!, Math.floor((PAGE - 5) / (4 + entry)))
  for (let k = 0; k < count; k++) {
    const start = view.getUint32(k * 4, true)
    const end = view.getUint32(k * 4 + 4, true)
    if (end <= start) continue
    const at = page[(count + 1) * 4 + k * entry]! * 2
    runs.push(kind === 'character' ? characterRun(page, at, start, end) : paragraphRun(page, at, start, end))
  }
}

function characterRun(page: Uint8Array, at: number, start: number, end: number): Run {
  const grpprl = at === 0 ? NOTHING : page.subarray(at + 1, Math.min(at + 1 + page[at]!, PAGE - 1))
  return {start, end, style: 0, grpprl}
}

function paragraphRun(page: Uint8Array, at: number, start: number, end: number): Run {
  if (at === 0) return {start, end, style: 0, grpprl: NOTHING}
  const count = page[at]!
  const from = count === 0 ? at + 2 : at + 1
  const size = count === 0 ? page[at + 1]! * 2 : count * 2 - 1
  const bytes = page.subarray(from, Math.min(from + size, PAGE - 1))
  if (bytes.length < 2) return {start, end, style: 0, grpprl: NOTHING}
  return {start, end, style: bytes[0]! | (bytes[1]! << 8), grpprl: bytes.subarray(2)}
}

/** Finds the run that covers a byte; asking in ascending order is cheap. */
export function runFinder(runs: Run[]): (at: number) => Run | null {
  let last = 0
  return at => {
    const current = runs[last]
    if (current && at >= current.start) {
      if (at < current.end) return current
      const next = runs[last + 1]
      if (!next || at < next.start) return null
      if (at < next.end) {
        last++
        return next
      }
    }
    let low = 0
    let high = runs.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      if (runs[middle]!.end <= at) low = middle + 1
      else if (runs[middle]!.start > at) high = middle - 1
      else {
        last = middle
        return runs[middle]!
      }
    }
    return null
  }
}

import type {Article} from './articles.ts'

/** Fewest Chinese characters, and fewest rows of several cells, that make an article of pieces. */
const LEAST_HAN = 100
const LEAST_ROWS = 5
/** Names of fields with what a program says of a piece, not with what the piece says. */
const TOLD = /^(?:type|kind|id|style|class|url|src|href|page|bbox|index|level|date|time)$/i

/**
 * A value of JSON without an article in one field as one: its texts in order, a line each, and its arrays of arrays as rows of tables.
 * None where there are no such rows or hardly any text.
 */
export function piecesAsArticle(value: unknown): Article[] {
  const lines: string[] = []
  let rows = 0
  const stack: unknown[] = [value]
  while (stack.length > 0) {
    const node = stack.pop()
    if (typeof node === 'string' && /\p{Script=Han}/u.test(node)) lines.push(node)
    else if (Array.isArray(node) && node.length > 1 && node.every(isScalar)) {
      rows++
      lines.push(`| ${node.map(cellOf).join(' | ')} |`)
    } else if (node !== null && typeof node === 'object') {
      const inner = Object.entries(node).filter(([name]) => Array.isArray(node) || !TOLD.test(name))
      for (const [, one] of inner.reverse()) stack.push(one)
    }
  }
  const body = lines.join('\n')
  const han = body.match(/\p{Script=Han}/gu)?.length ?? 0
  return rows >= LEAST_ROWS && han >= LEAST_HAN ? [{title: null, body, field: '', metadata: []}] : []
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number'
}

function cellOf(value: unknown): string {
  return value === null
    ? ''
    : String(value)
        .replace(/[|\s]+/g, ' ')
        .trim()
}

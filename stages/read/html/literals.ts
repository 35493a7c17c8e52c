/** A text literal of a script. */
const LITERAL = `"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*'|\`(?:[^\`\\\\]|\\\\[\\s\\S])*\``

const CONTROLS: Record<string, string> = {n: '\n', r: '\r', t: '\t', b: '', f: '', v: '', '0': ''}

/** The text literals of a script as they are written, quotes included. */
export function literalsOf(script: string): string[] {
  return script.match(new RegExp(LITERAL, 'g')) ?? []
}

/** What a text literal says: without its quotes, escapes resolved. */
export function literalText(literal: string): string {
  const escapes = /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi
  return literal
    .slice(1, -1)
    .replace(escapes, (_, four?: string, two?: string, one?: string) =>
      one === undefined ? String.fromCharCode(Number.parseInt((four ?? two)!, 16)) : (CONTROLS[one] ?? one),
    )
}

/**
 * What a script writes into the page where it stands, if all it does is to write texts: document.write('<td>' + '3</td>'). Null: it
 * does something else.
 */
export function writtenBy(script: string): string | null {
  const statements = script
    .trim()
    .replace(/^<!--.*\n/, '')
    .replace(/\n?\s*\/\/\s*-->\s*$/, '')
  const next = new RegExp(
    `\\s*(?:document\\.write(?:ln)?\\s*\\(|\\+)\\s*(${LITERAL})\\s*(?:\\)\\s*;?\\s*|(?=\\+))`,
    'y',
  )
  let written = ''
  let at = 0
  while (at < statements.length) {
    next.lastIndex = at
    const found = next.exec(statements)
    if (!found) return null
    const literal = found[1]!
    if (literal[0] === '`' && literal.includes('${')) return null
    written += literalText(literal)
    at = next.lastIndex
  }
  return written
}

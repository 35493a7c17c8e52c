/** A run of text, or of markup with a table, and the number of lines before it. */
export interface Piece {
  kind: 'text' | 'markup'
  content: string
  line: number
}

/** A table's begin or end, with the page that some programs put around each. */
const TABLE = /(?:<html>\s*<body>\s*)?<table\b[^<>]*>|<\/table\s*>(?:\s*<\/body>\s*<\/html>)?/gi
/** Markup outside of tables that is a page's: it ends lines, or makes blocks. */
const PAGE =
  /<!doctype|<\/?(?:html|head|body|meta|title|link|style|script|p|div|br|hr|h[1-6]|ul|ol|li|dl|section|article|main|form|frameset|iframe|pre|center|font|caption|t[rdh]|tbody|thead)\b/i
/** Fewest lines of text outside of the tables. */
const FEWEST_LINES = 3

/**
 * The runs of text and of markup of a file that is text with tables of HTML in it; null where it is a page, or has no table. A
 * table that does not end goes on to the end of the file.
 */
export function piecesOf(text: string): Piece[] | null {
  const pieces: Piece[] = []
  let depth = 0
  let from = 0
  let line = 0
  const add = (kind: Piece['kind'], to: number): void => {
    const content = text.slice(from, to)
    if (content !== '') pieces.push({kind, content, line})
    for (let at = content.indexOf('\n'); at >= 0; at = content.indexOf('\n', at + 1)) line++
    from = to
  }
  for (const {0: tag, index} of text.matchAll(TABLE)) {
    if (tag.startsWith('</')) {
      if (depth > 0 && --depth === 0) add('markup', index + tag.length)
    } else if (depth++ === 0) add('text', index)
  }
  add(depth > 0 ? 'markup' : 'text', text.length)
  const outside = pieces.filter(({kind}) => kind === 'text').map(({content}) => content)
  const lines = outside.flatMap(content => content.split('\n')).filter(one => /\p{Script=Han}/u.test(one))
  const isText = pieces.some(({kind}) => kind === 'markup') && lines.length >= FEWEST_LINES
  return isText && !outside.some(content => PAGE.test(content)) ? pieces : null
}

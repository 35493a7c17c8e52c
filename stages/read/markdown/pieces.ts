/** A run of text, or of markup with a table, and the number of lines before it. */
export interface Piece {
  kind: 'text' | 'markup'
  content: string
  line: number
}

/** A table's begin or end, with the page that some programs put around each, and what strikes it out or hides it. */
const TABLE =
  /(?:<(?:html|body|[bius]|strong|em|strike|del|ins|span|font|textarea)\b[^<>]*>\s*){0,4}<table\b[^<>]*>|<\/table\s*>(?:\s*<\/(?:html|body|[bius]|strong|em|strike|del|ins|span|font|textarea)\s*>){0,4}/gi
/** What is written for nobody to see. */
const COMMENT = /<!--[\s\S]*?-->/g
/** Markup outside of tables that only a page has, or that may hide what stands between two of its tags. */
const PAGE =
  /<!doctype|<\/?(?:html|head|body|meta|title|link|style|script|frameset|iframe|form|template|t[rdh]|tbody|thead)\b|<[a-z][^<>]*(?:\bhidden\b|display\s*:\s*none)/i
/** Markup outside of tables that ends lines, or makes blocks. */
const BLOCK =
  /<\/?(?:p|div|br|hr|h[1-6]|ul|ol|li|dl|section|article|main|pre|center|font|caption|title)(?=[\s/>])/i
/** Headings of Markdown (CommonMark 0.31, 4.2): lines are lines in such a file, whatever markup stands among them. */
const HEADING = /^#{1,6} +\S/
const FEWEST_HEADINGS = 2
/** A line that a tag begins is markup (CommonMark 4.6). */
const MARKUP_LINE = /^[ \t]*<\/?[a-z][^<>]*>[^\n]*\n?/gim
/** Fewest lines of text outside of the tables. */
const FEWEST_LINES = 3

/**
 * The runs of text and of markup of a file that is text with tables of HTML in it; null where it is a page, or has no table. A
 * table that does not end goes on to the end of the file.
 */
export function piecesOf(whole: string): Piece[] | null {
  const text = whole.replace(COMMENT, comment => comment.replace(/[^\n]+/g, ''))
  const pieces: Piece[] = []
  let depth = 0
  let from = 0
  let line = 0
  const add = (kind: Piece['kind'], to: number): void => {
    const content = text.slice(from, to)
    if (content !== '') pieces.push({kind, content, line})
    line += newlinesIn(content)
    from = to
  }
  for (const {0: tag, index} of text.matchAll(TABLE)) {
    if (tag.startsWith('</')) {
      if (depth > 0 && --depth === 0) add('markup', index + tag.length)
    } else if (depth++ === 0) add('text', index)
  }
  add(depth > 0 ? 'markup' : 'text', text.length)
  const outside = pieces.filter(({kind}) => kind === 'text').map(({content}) => content)
  const lines = outside.flatMap(content => content.split('\n'))
  const isText =
    pieces.some(({kind}) => kind === 'markup') &&
    lines.filter(one => /\p{Script=Han}/u.test(one)).length >= FEWEST_LINES
  if (!isText || outside.some(content => PAGE.test(content))) return null
  if (!outside.some(content => BLOCK.test(content))) return pieces
  return lines.filter(one => HEADING.test(one)).length < FEWEST_HEADINGS ? null : pieces.flatMap(parted)
}

/** A run of text without the lines of markup in it, which become runs of their own. */
function parted(piece: Piece): Piece[] {
  if (piece.kind === 'markup') return [piece]
  const pieces: Piece[] = []
  let {line} = piece
  let from = 0
  const add = (kind: Piece['kind'], to: number): void => {
    const content = piece.content.slice(from, to)
    if (content !== '') pieces.push({kind, content, line})
    line += newlinesIn(content)
    from = to
  }
  for (const {0: tag, index} of piece.content.matchAll(MARKUP_LINE)) {
    add('text', index)
    add('markup', index + tag.length)
  }
  add('text', piece.content.length)
  return pieces
}

function newlinesIn(text: string): number {
  return text.split('\n').length - 1
}

/** Lines by which a text is Markdown: a heading, the line below the heading of a table, a number or sign with an escape, a line in bold. */
const MARKS =
  /^#{1,6} \S|^\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *)?$|^ *(?:\d+\\[.)]|\\[-+]\d)|^ *\*\*[^*]+\*\* *$/
const HEADING = /^ {0,3}#{1,6} +(.*?)(?: +#+)?$/
const STRONG = /(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g
const BREAK = /<br ?\/?>/gi
/** Figures set in the letters of code. */
const CODE = /(?<![\\`])`(?!`)([^`|]+)`(?!`)/g
/** A pipe within a cell: another sign stands for it, since pipes part cells. */
const WITHIN = /\\\|/g
const PIPE = '\u2223'
/** White space as HTML names it. */
const SPACE = /&(?:nbsp|e[nm]sp|thinsp|#160|#xa0|#12288|#x3000);/gi
const ESCAPED = /\\([\\`*_{}[\]()#+\-.!|>~])/g

/**
 * Lines of Markdown as they are meant to be seen: without the marks of headings and emphasis, of code, of line breaks, of escapes
 * and of white space in names (CommonMark 4.2, 6.2, 6.1, 2.4, 2.5). Other texts are returned as they are.
 */
export function withoutMarkdown<T extends {text: string}>(lines: T[]): T[] {
  if (!lines.some(({text}) => MARKS.test(text))) return lines
  return lines.map(line => {
    const text = line.text
      .replace(HEADING, '$1')
      .replace(STRONG, '$2')
      .replace(BREAK, ' ')
      .replace(SPACE, ' ')
    return {...line, text: text.replace(CODE, '$1').replace(WITHIN, PIPE).replace(ESCAPED, '$1')}
  })
}

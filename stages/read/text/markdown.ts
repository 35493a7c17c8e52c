/** Lines by which a text is Markdown: a heading, the line below the heading of a table, a number or sign with an escape, a line in bold. */
const MARKS =
  /^#{1,6} \S|^\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *)?$|^ *(?:\d+\\[.)]|\\[-+]\d)|^ *\*\*[^*]+\*\* *$/
const HEADING = /^ {0,3}#{1,6} +(.*?)(?: +#+)?$/
const STRONG = /(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g
const BREAK = /<br ?\/?>/gi
const ESCAPED = /\\([\\`*_{}[\]()#+\-.!|>~])/g

/**
 * Lines of Markdown as they are meant to be seen: without the marks of headings and emphasis, of line breaks and of escapes
 * (CommonMark 4.2, 6.2, 2.4). Other texts are returned as they are.
 */
export function withoutMarkdown<T extends {text: string}>(lines: T[]): T[] {
  if (!lines.some(({text}) => MARKS.test(text))) return lines
  return lines.map(line => {
    const text = line.text.replace(HEADING, '$1').replace(STRONG, '$2').replace(BREAK, ' ')
    return {...line, text: text.replace(ESCAPED, '$1')}
  })
}

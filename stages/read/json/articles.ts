/** An article as a program stored it. */
export interface Article {
  title: string | null
  /** Its text, or the markup of its page. */
  body: string
  /** The field the body was taken from. */
  field: string
  /** Its other fields of one short value, as named. */
  metadata: {name: string; value: string}[]
}

/** Fewest characters of markup and of plain text that are an article, and fewest Chinese characters in it. */
const LEAST_MARKUP = 60
const LEAST_TEXT = 200
const LEAST_HAN = 20
const MARKUP = /<(?:table|p|div|br|h[1-6]|section|span)[\s>/]/i
/** Markup written with entities once more. */
const ESCAPED = /&lt;(?:table|p|div|br|h[1-6]|section|span)[\s&/]/i
const TITLE = /title|标题|题名|subject|headline|^name$|^名称$/i
const LONGEST_TITLE = 120
const LONGEST_VALUE = 200

/** The articles in a value of JSON, in its order: objects with a text or a page in one of their fields. */
export function articlesIn(value: unknown): Article[] {
  const articles: Article[] = []
  const stack: unknown[] = [value]
  while (stack.length > 0) {
    const node = stack.pop()
    if (typeof node === 'string') {
      const body = bodyOf(node)
      if (body !== null) articles.push({title: null, body, field: '', metadata: []})
    } else if (Array.isArray(node)) {
      for (let i = node.length - 1; i >= 0; i--) stack.push(node[i])
    } else if (node !== null && typeof node === 'object') {
      const article = articleOf(node as Record<string, unknown>)
      if (article) articles.push(article)
      else
        stack.push(
          ...Object.values(node)
            .filter(inner => typeof inner === 'object')
            .reverse(),
        )
    }
  }
  return articles
}

function articleOf(fields: Record<string, unknown>): Article | null {
  const bodies: {field: string; body: string; cells: number}[] = []
  for (const [field, value] of Object.entries(fields)) {
    const text =
      Array.isArray(value) && value.every(line => typeof line === 'string') ? value.join('\n') : value
    const body = typeof text === 'string' ? bodyOf(text) : null
    if (body !== null) bodies.push({field, body, cells: body.match(/<t[dh][\s>]/gi)?.length ?? 0})
  }
  // The page and its text are often stored both; the page has the tables.
  const [best] = bodies.sort((a, b) => b.cells - a.cells || b.body.length - a.body.length)
  if (!best) return null
  const others = Object.entries(fields).filter(([name]) => !bodies.some(({field}) => field === name))
  const short = others.flatMap(([name, value]) =>
    (typeof value === 'string' && value.length <= LONGEST_VALUE) || typeof value === 'number'
      ? [{name, value: String(value)}]
      : [],
  )
  const title = short.find(
    ({name, value}) => TITLE.test(name) && value.length <= LONGEST_TITLE && /\p{Script=Han}{4}/u.test(value),
  )
  return {title: title?.value ?? null, body: best.body, field: best.field, metadata: short}
}

/** A string that is an article: markup without a second layer of entities, or a text of some length. */
function bodyOf(text: string): string | null {
  if (text.length < LEAST_MARKUP) return null
  const plain = !MARKUP.test(text) && ESCAPED.test(text) ? unescaped(text) : text
  const han = plain.match(/\p{Script=Han}/gu)?.length ?? 0
  if (han < LEAST_HAN) return null
  return MARKUP.test(plain) || plain.length >= LEAST_TEXT ? plain : null
}

function unescaped(text: string): string {
  return text
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&#0*39;/g, "'")
    .replace(/&amp;/gi, '&')
}

/** Whether a text is a page or a part of one. */
export function isMarkup(text: string): boolean {
  return MARKUP.test(text)
}

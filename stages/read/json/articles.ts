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
/** A text packed for the way (RFC 4648). */
const PACKED = /^[\w+/\s]{400,}={0,2}\s*$/
const TITLE = /title|标题|题名|subject|headline|^name$|^名称$/i
const LONGEST_TITLE = 120
const LONGEST_VALUE = 200

/** The articles of a value, and the fields whose text is none of them. */
export interface Found {
  articles: Article[]
  unread: string[]
}

/**
 * The articles in a value of JSON, in its order: objects with a text or a page in one of their fields, those within them, too, and
 * strings that are one.
 */
export function articlesIn(value: unknown): Found {
  const found: Found = {articles: [], unread: []}
  const stack: unknown[] = [value]
  while (stack.length > 0) {
    const node = stack.pop()
    if (typeof node === 'string') {
      const body = bodyOf(node)
      if (body !== null) found.articles.push({title: null, body, field: '', metadata: []})
    } else if (node !== null && typeof node === 'object') {
      const bodies = Array.isArray(node) ? [] : bodiesOf(node as Record<string, unknown>)
      if (bodies.length > 0) addArticles(found, bodies, node as Record<string, unknown>)
      const used = new Set(bodies.map(({field}) => field))
      const inner = Object.entries(node).filter(
        ([name, one]) => !used.has(name) && (Array.isArray(node) || typeof one === 'object'),
      )
      for (const [, one] of inner.reverse()) stack.push(one)
    }
  }
  return found
}

interface Body {
  field: string
  body: string
  /** Cells of tables in it. */
  cells: number
}

function bodiesOf(fields: Record<string, unknown>): Body[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    const text =
      Array.isArray(value) && value.every(line => typeof line === 'string') ? value.join('\n') : value
    const body = typeof text === 'string' ? bodyOf(text) : null
    return body === null ? [] : [{field, body, cells: body.match(/<t[dh][\s>]/gi)?.length ?? 0}]
  })
}

/**
 * The page and its text are often stored both: the page has the tables, and what it says as well is passed over. Other pages with
 * tables are articles of their own; another text beside a page is named.
 */
function addArticles({articles, unread}: Found, bodies: Body[], fields: Record<string, unknown>): void {
  const ranked = bodies.toSorted((a, b) => b.cells - a.cells || b.body.length - a.body.length)
  const kept: (Body & {letters: string})[] = []
  for (const one of ranked) {
    const letters = lettersOf(one.body)
    if (kept.some(before => before.letters.includes(letters))) continue
    if (kept.length === 0 || one.cells > 0 || kept[0]!.cells === 0) kept.push({...one, letters})
    else unread.push(one.field)
  }
  const others = Object.entries(fields).filter(([name]) => !bodies.some(({field}) => field === name))
  const short = others.flatMap(([name, value]) =>
    (typeof value === 'string' && value.length <= LONGEST_VALUE) || typeof value === 'number'
      ? [{name, value: String(value)}]
      : [],
  )
  const title = short.find(
    ({name, value}) => TITLE.test(name) && value.length <= LONGEST_TITLE && /\p{Script=Han}{4}/u.test(value),
  )
  const inOrder = kept.toSorted((a, b) => bodies.findIndex(is(a)) - bodies.findIndex(is(b)))
  inOrder.forEach(({body, field}, i) => {
    const said = i === 0 ? {title: title?.value ?? null, metadata: short} : {title: null, metadata: []}
    articles.push({...said, body, field})
  })
}

function is({field}: Body): (other: Body) => boolean {
  return other => other.field === field
}

/** Chinese characters and digits of a text or of a page, whatever its markup. */
function lettersOf(body: string): string {
  return body.replace(/<[^<>]*>/g, '').replace(/[^\p{Script=Han}\d]/gu, '')
}

/** A string that is an article: markup without a second layer of entities, or a text of some length. */
function bodyOf(text: string): string | null {
  if (text.length < LEAST_MARKUP) return null
  const packed = PACKED.test(text) ? Buffer.from(text, 'base64').toString('utf8') : text
  const plain = !MARKUP.test(packed) && ESCAPED.test(packed) ? unescaped(packed) : packed
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

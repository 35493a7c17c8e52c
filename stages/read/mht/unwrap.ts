import {unescaped} from '../escapes.ts'
import {attachedName, isAttached} from './attached.ts'
import {decodeBody, decodeWords, type Entity, readEntity, splitParts} from './mime.ts'

/** A web page out of an archive, with what is said of its encoding. */
export interface Page {
  html: Uint8Array
  charset?: string
  /** Content-Location or Content-ID, as written. */
  location: string
  /** Further text of a mail, behind the first and the files between: one part after another is shown. */
  further: boolean
}

/** A part of plain text, its lines whole. */
export interface PlainText {
  bytes: Uint8Array
  charset?: string
  /** Whether it stands before the pages. */
  isBefore: boolean
}

export interface Unwrapped {
  /** HTML parts; the page itself comes first. */
  pages: Page[]
  /** Parts of plain text that a mail shows, and no page beside them says instead. */
  texts: PlainText[]
  /** The picture or the style sheet that an address on a page means; null where the archive has none of it. */
  pictureAt(url: string, page: Page): Part | null
  sheetAt(url: string, page: Page): Part | null
  title?: string
  /** When the page was saved, as written. */
  date?: string
  /** Names of files sent with a mail that are none of the pages. */
  attached: string[]
  /** False where the archive ends before its closing boundary. */
  complete: boolean
}

/** A picture or a style sheet out of an archive. */
export interface Part {
  location: string
  bytes(): Uint8Array
}

const MAX_DEPTH = 8
const MAX_PARTS = 5000

/** Takes the web pages out of a MIME HTML archive (RFC 2557), as Internet Explorer, Chromium, Word and WPS save them. */
export function unwrapMht(bytes: Uint8Array): Unwrapped {
  const root = readEntity(bytes)
  const found: {entity: Entity; start: boolean; further: boolean}[] = []
  const pictures: (Part & {id: string})[] = []
  const sheets: (Part & {id: string})[] = []
  const attachments: Entity[] = []
  const texts: PlainText[] = []
  let complete = true
  const collect = (entity: Entity, start: boolean, depth: number, further: boolean) => {
    if (found.length + pictures.length + sheets.length + attachments.length >= MAX_PARTS) return
    const boundary = entity.parameters.get('boundary')
    if (!entity.type.startsWith('multipart/') || boundary === undefined || boundary === '') {
      if (isAttached(entity)) attachments.push(entity)
      else if (isPage(entity)) found.push({entity, start, further})
      else if (isPlain(entity)) texts.push({...plainText(entity), isBefore: found.length === 0})
      else if (/^(?:image\/|application\/octet-stream$)/.test(entity.type)) pictures.push(partOf(entity))
      else if (entity.type === 'text/css') sheets.push(partOf(entity))
      return
    }
    if (depth >= MAX_DEPTH) return
    const {parts, closed} = splitParts(entity.body, boundary)
    if (!closed) complete = false
    const wanted = bare(entity.parameters.get('start'))
    const isMixed = entity.type === 'multipart/mixed'
    const [pagesBefore, textsBefore] = [found.length, texts.length]
    for (const part of parts.slice(0, MAX_PARTS)) {
      const inner = readEntity(part)
      const isStart = wanted !== '' && bare(inner.headers.get('content-id')) === wanted
      collect(inner, isStart, depth + 1, further || (isMixed && found.length > 0))
    }
    // One of several ways to say the same (RFC 2046, 5.1.4): the page is the better one.
    if (entity.type === 'multipart/alternative' && found.length > pagesBefore) texts.length = textsBefore
  }
  collect(root, false, 0, false)
  // A mail that only hands over a page.
  const page = found.length === 0 ? attachments.find(isPage) : undefined
  if (page) found.push({entity: page, start: true, further: false})
  const attached = attachments.filter(entity => entity !== page).map(attachedName)
  const pages = [...found.filter(({start}) => start), ...found.filter(({start}) => !start)].map(
    ({entity, further}) => {
      const page: Page = {
        html: decodeBody(entity),
        location: locationOf(entity),
        further: further && !entity.headers.has('content-location'),
      }
      const charset = entity.parameters.get('charset')
      if (charset !== undefined) page.charset = charset
      return page
    },
  )
  const result: Unwrapped = {
    pages,
    texts,
    pictureAt: finderOf(pictures),
    sheetAt: finderOf(sheets),
    attached,
    complete,
  }
  const subject = root.headers.get('subject')
  const date = root.headers.get('date')
  if (subject) result.title = decodeWords(subject)
  if (date) result.date = date
  return result
}

function isPage({type}: Entity): boolean {
  return /^(?:text\/html|application\/xhtml\+xml)$/.test(type)
}

/** Text with an address belongs to a page, as a script's data does. */
function isPlain({type, headers}: Entity): boolean {
  return type === 'text/plain' && !headers.has('content-location')
}

/** Programs break long lines and say where (RFC 3676): a row of a table would be cut. */
function plainText(entity: Entity): Omit<PlainText, 'isBefore'> {
  const {parameters} = entity
  const charset = parameters.get('charset')
  const encoded = decodeBody(entity)
  const isFlowed = parameters.get('format')?.toLowerCase() === 'flowed'
  const bytes = isFlowed ? withWholeLines(encoded, /^yes$/i.test(parameters.get('delsp') ?? '')) : encoded
  return charset === undefined ? {bytes} : {bytes, charset}
}

/** A line that ends in a space goes on in the next one, but for the mark of a signature (RFC 3676, 4.1 to 4.3). */
function withWholeLines(bytes: Uint8Array, isSpaceDropped: boolean): Uint8Array {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const whole = lines.replace(/^(.*) \r?\n/gm, (line, text: string) => {
    if (text === '--') return line
    return isSpaceDropped ? text : `${text} `
  })
  return Buffer.from(whole, 'latin1')
}

function locationOf({headers}: Entity): string {
  return headers.get('content-location') ?? bare(headers.get('content-id'))
}

function partOf(entity: Entity): Part & {id: string} {
  const id = bare(entity.headers.get('content-id'))
  return {id, location: locationOf(entity), bytes: () => decodeBody(entity)}
}

/**
 * Addresses are cid: and the id of a part, or its location, absolute or seen from the page (RFC 2557, 8.2). Writers differ in
 * what they escape: a file name that only one part has will do.
 */
function finderOf(parts: readonly (Part & {id: string})[]): Unwrapped['pictureAt'] {
  const [byId, byLocation] = [new Map<string, Part>(), new Map<string, Part>()]
  const byName = new Map<string, Part | null>()
  for (const part of parts) {
    byId.set(part.id, part)
    byLocation.set(part.location, part)
    const name = nameIn(part.location)
    byName.set(name, byName.has(name) ? null : part)
  }
  return (url, page) => {
    // Chromium writes the style sheets of a page as parts whose location, not id, is the address.
    if (/^cid:/i.test(url))
      return byId.get(unescaped(url.slice(4))) ?? byId.get(url.slice(4)) ?? byLocation.get(url) ?? null
    const resolved = URL.canParse(url, page.location) ? new URL(url, page.location).href : url
    const name = nameIn(url)
    return (
      byLocation.get(url) ?? byLocation.get(resolved) ?? (name === '' ? null : (byName.get(name) ?? null))
    )
  }
}

function nameIn(location: string): string {
  return unescaped(location.replace(/[?#].*$/s, '').replace(/^.*[\\/]/s, '')).toLowerCase()
}

function bare(id: string | undefined): string {
  return (id ?? '').trim().replace(/^<|>$/g, '')
}

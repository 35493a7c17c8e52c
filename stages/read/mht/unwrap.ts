import {decodeBody, decodeWords, type Entity, readEntity, splitParts} from './mime.ts'

/** A web page out of an archive, with what is said of its encoding. */
export interface Page {
  html: Uint8Array
  charset?: string
  /** Content-Location or Content-ID, as written. */
  location: string
}

export interface Unwrapped {
  /** HTML parts; the page itself comes first. */
  pages: Page[]
  title?: string
  /** When the page was saved, as written. */
  date?: string
  /** False where the archive ends before its closing boundary. */
  complete: boolean
}

const MAX_DEPTH = 8
const MAX_PARTS = 5000

/** Takes the web pages out of a MIME HTML archive (RFC 2557), as Internet Explorer, Chromium, Word and WPS save them. */
export function unwrapMht(bytes: Uint8Array): Unwrapped {
  const root = readEntity(bytes)
  const found: {entity: Entity; start: boolean}[] = []
  let complete = true
  const collect = (entity: Entity, start: boolean, depth: number) => {
    if (found.length >= MAX_PARTS) return
    const boundary = entity.parameters.get('boundary')
    if (!entity.type.startsWith('multipart/') || boundary === undefined || boundary === '') {
      if (/^(text\/html|application\/xhtml\+xml)$/.test(entity.type)) found.push({entity, start})
      return
    }
    if (depth >= MAX_DEPTH) return
    const {parts, closed} = splitParts(entity.body, boundary)
    if (!closed) complete = false
    const wanted = bare(entity.parameters.get('start'))
    for (const part of parts.slice(0, MAX_PARTS)) {
      const inner = readEntity(part)
      collect(inner, wanted !== '' && bare(inner.headers.get('content-id')) === wanted, depth + 1)
    }
  }
  collect(root, false, 0)
  const pages = [...found.filter(({start}) => start), ...found.filter(({start}) => !start)].map(
    ({entity}) => {
      const page: Page = {
        html: decodeBody(entity),
        location: entity.headers.get('content-location') ?? bare(entity.headers.get('content-id')),
      }
      const charset = entity.parameters.get('charset')
      if (charset !== undefined) page.charset = charset
      return page
    },
  )
  const result: Unwrapped = {pages, complete}
  const subject = root.headers.get('subject')
  const date = root.headers.get('date')
  if (subject) result.title = decodeWords(subject)
  if (date) result.date = date
  return result
}

function bare(id: string | undefined): string {
  return (id ?? '').trim().replace(/^<|>$/g, '')
}

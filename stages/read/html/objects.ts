import type {Attachment, Image} from '../../../pipeline/model/ast.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import type {ReadContext} from '../reader.ts'
import type {Element, Node} from './parse/tree.ts'

const FILE =
  'docx?|docm|dotx?|wpsx?|wpt|xlsx?|xlsm|xlsb|etx?|ett|csv|pptx?|dpsx?|pdf|ofd|ceb|rtf|zip|rar|7z|tar|gz|txt'
/** A file name in an address: at the end of the path, of a query value, or of an argument of a script call. */
const FILE_IN_URL = new RegExp(`\\.(?:${FILE})(?=$|[?#&;'")\\s])`, 'i')
const FILE_IN_TEXT = new RegExp(`\\.(?:${FILE})\\s*[)）】\\]]?\\s*$`, 'i')

/** Whether an address leads to an office file, a PDF or an archive. */
export function isFileUrl(url: string): boolean {
  return FILE_IN_URL.test(url)
}

/** Whether the text of a link is the name of such a file (the address is often a number). */
export function isFileName(text: string): boolean {
  return FILE_IN_TEXT.test(text)
}

/** A link to a file as a node of the tree. */
export function attachment(value: string, url: string, place: Place | undefined): Attachment {
  const node: Attachment = {type: 'attachment', value, url: shortUrl(url)}
  if (place) node.place = place
  return node
}

/** The file an `<iframe>`, `<embed>` or `<object>` shows, or null. */
export function shownUrl(element: Element): string | null {
  const {src, data} = element.attributes
  const url = src ?? data
  return url === undefined || url === '' || url === 'about:blank' ? null : url
}

/** A picture. Pages that load pictures late keep the address in another attribute. */
export function image(element: Element, place: Place | undefined, context: ReadContext): Image {
  const p = element.attributes
  const {src} = p
  const late = p['data-original'] ?? p['data-src'] ?? p['data-url'] ?? p.originalsrc
  const url = late !== undefined && (src === undefined || src === '' || src.startsWith('data:')) ? late : src
  const node: Image = {type: 'image'}
  const alt = p.alt?.trim() || p.title?.trim()
  if (alt) node.alt = alt
  if (url) node.url = shortUrl(url)
  const width = pixels(p.width)
  const height = pixels(p.height)
  if (width !== undefined) node.width = width
  if (height !== undefined) node.height = height
  if (place) node.place = place
  if (url && isData(url)) context.picture?.(node, {bytes: () => bytesIn(url)})
  return node
}

/** The bytes in a data: URL (RFC 2397) in base64, as pictures are written; null for any other. */
function bytesIn(url: string): Uint8Array | null {
  const comma = url.indexOf(',')
  const isBase64 = comma > 0 && /;\s*base64\s*$/i.test(url.slice(0, comma))
  return isBase64 ? Buffer.from(decodePercent(url.slice(comma + 1)), 'base64') : null
}

/** Base64 has but three characters that may be written as %2B, %2F, %3D. */
function decodePercent(text: string): string {
  return text.replace(/%(2b|2f|3d)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** What a form control shows: some systems render figures as read-only fields. */
export function shownValue(element: Element): string {
  const p = element.attributes
  const type = p.type?.toLowerCase() ?? 'text'
  if (['hidden', 'submit', 'button', 'reset', 'image', 'file', 'password'].includes(type)) return ''
  if (type === 'checkbox' || type === 'radio') return p.checked !== undefined ? '☑' : '☐'
  return p.value ?? ''
}

/** The option a closed `<select>` shows: the chosen one, else the first. */
export function chosenOption(element: Element): string {
  let shown: Element | null = null
  const stack = [...element.children].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== 'element') continue
    if (node.tagName === 'option') {
      if (node.attributes.selected !== undefined) return plainText(node)
      shown ??= node
    } else stack.push(...[...node.children].reverse())
  }
  return shown && element.attributes.multiple === undefined ? plainText(shown) : ''
}

/** All text of an element, as written; iterative. */
export function plainText(element: Element): string {
  let result = ''
  const stack: Node[] = [element]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'text') result += node.value
    else if (node.type === 'element') {
      for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!)
    }
  }
  return result
}

function shortUrl(url: string): string {
  return isData(url) ? (/^\s*data:[^;,]{0,100}/i.exec(url)?.[0].trim() ?? 'data:') : url.trim()
}

function isData(url: string): boolean {
  return /^\s*data:/i.test(url)
}

function pixels(value = ''): number | undefined {
  const number = Number.parseFloat(value)
  return Number.isFinite(number) && number >= 0 && !value.includes('%') ? number : undefined
}

import type {Element, Properties} from 'hast'
import type {Attachment, Image} from '../../../pipeline/model/ast.ts'
import type {Place} from '../../../pipeline/model/place.ts'

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

export function attachment(value: string, url: string, place: Place | undefined): Attachment {
  const node: Attachment = {type: 'attachment', value, url: shortUrl(url)}
  if (place) node.place = place
  return node
}

/** The file an `<iframe>`, `<embed>` or `<object>` shows, or null. */
export function shownUrl(element: Element): string | null {
  const {src, data} = element.properties
  const url = text(src) ?? text(data)
  return url === undefined || url === '' || url === 'about:blank' ? null : url
}

/** A picture. Pages that load pictures late keep the address in another attribute. */
export function image(element: Element, place: Place | undefined): Image {
  const p = element.properties
  const src = text(p.src)
  const late = text(p.dataOriginal) ?? text(p.dataSrc) ?? text(p.dataUrl) ?? text(p.originalSrc)
  const url = late !== undefined && (src === undefined || src === '' || src.startsWith('data:')) ? late : src
  const node: Image = {type: 'image'}
  const alt = text(p.alt)?.trim() || text(p.title)?.trim()
  if (alt) node.alt = alt
  if (url) node.url = shortUrl(url)
  const width = pixels(p.width)
  const height = pixels(p.height)
  if (width !== undefined) node.width = width
  if (height !== undefined) node.height = height
  if (place) node.place = place
  return node
}

/** What a form control shows: some systems render figures as read-only fields. */
export function shownValue(element: Element): string {
  const p = element.properties
  const type = text(p.type)?.toLowerCase() ?? 'text'
  if (['hidden', 'submit', 'button', 'reset', 'image', 'file', 'password'].includes(type)) return ''
  if (type === 'checkbox' || type === 'radio') return p.checked ? '☑' : '☐'
  return text(p.value) ?? ''
}

/** The option a closed `<select>` shows: the chosen one, else the first. */
export function chosenOption(element: Element): string {
  let shown: Element | null = null
  const stack = [...element.children].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type !== 'element') continue
    if (node.tagName === 'option') {
      if (node.properties.selected) return plainText(node)
      shown ??= node
    } else stack.push(...[...node.children].reverse())
  }
  return shown && element.properties.multiple !== true ? plainText(shown) : ''
}

/** All text of an element, as written; iterative. */
export function plainText(element: Element): string {
  let result = ''
  const stack: Element['children'] = [element]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'text') result += node.value
    else if (node.type === 'element') {
      for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!)
    }
  }
  return result
}

/** An attribute as text; undefined where it is missing. */
export function text(value: Properties[string]): string | undefined {
  return value === undefined || value === null || typeof value === 'boolean'
    ? undefined
    : Array.isArray(value)
      ? value.join(' ')
      : String(value)
}

function shortUrl(url: string): string {
  return /^\s*data:/i.test(url) ? (/^\s*data:[^;,]{0,100}/i.exec(url)?.[0].trim() ?? 'data:') : url.trim()
}

function pixels(value: Properties[string]): number | undefined {
  const number = typeof value === 'number' ? value : Number.parseFloat(text(value) ?? '')
  return Number.isFinite(number) && number >= 0 && !/%/.test(text(value) ?? '') ? number : undefined
}

import {unescaped} from '../escapes.ts'
import {decodeWords, type Entity} from './mime.ts'

/**
 * Whether a part of a mail is a file sent with it, and none of the page (RFC 2183, 2.2). Some programs say of such files that they
 * are shown in the text; a part of a page has an address.
 */
export function isAttached({headers, type, parameters}: Entity): boolean {
  const disposition = headers.get('content-disposition') ?? ''
  if (/^\s*attachment\b/i.test(disposition)) return true
  const isNamed = /\bfilename\*?/i.test(disposition) || parameters.has('name')
  return isNamed && /^application\/(?!xhtml)/.test(type) && !headers.has('content-location')
}

/** The name of a file sent with a mail, as its sender sees it (RFC 2183, 2.3; RFC 2231, 3 and 4; RFC 2047). */
export function attachedName({headers, parameters}: Entity): string {
  const disposition = headers.get('content-disposition') ?? ''
  const extended = [...disposition.matchAll(/\bfilename\*(?:\d+\*?)?=\s*"?([^";]*)"?/gi)].map(
    found => found[1]!,
  )
  if (extended.length > 0) return unescaped(extended.join('').replace(/^[\w-]*'[\w-]*'/, ''))
  const [, quoted, plain] = /\bfilename=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition) ?? []
  return decodeWords(quoted ?? plain ?? parameters.get('name') ?? '') || '未命名'
}

import {unescaped} from '../escapes.ts'
import {decodeWords, type Entity, readEntity} from './mime.ts'

/**
 * Whether a part of a mail is a file sent with it, and none of the page (RFC 2183, 2.2). Some programs say of such files that they
 * are shown in the text; a part of a page has an address. A mail sent on within a mail (RFC 2046, 5.2.1) is one, too.
 */
export function isAttached({headers, type, parameters}: Entity): boolean {
  const disposition = headers.get('content-disposition') ?? ''
  if (/^\s*attachment\b/i.test(disposition) || type === 'message/rfc822') return true
  const isNamed = /\bfilename\*?/i.test(disposition) || parameters.has('name')
  return isNamed && /^application\/(?!xhtml)/.test(type) && !headers.has('content-location')
}

/** The name of a file sent with a mail, as its sender sees it (RFC 2183, 2.3; RFC 2231, 3 and 4; RFC 2047). */
export function attachedName({headers, type, parameters, body}: Entity): string {
  const disposition = headers.get('content-disposition') ?? ''
  const extended = [...disposition.matchAll(/\bfilename\*(?:\d+\*?)?=\s*"?([^";]*)"?/gi)].map(
    found => found[1]!,
  )
  if (extended.length > 0) return unescaped(extended.join('').replace(/^[\w-]*'[\w-]*'/, ''))
  const [, quoted, plain] = /\bfilename=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition) ?? []
  const name = decodeWords(quoted ?? plain ?? parameters.get('name') ?? '')
  if (name !== '' || type !== 'message/rfc822') return name || '未命名'
  const subject = readEntity(body).headers.get('subject')
  return subject === undefined ? '转发的邮件' : `转发的邮件“${decodeWords(subject)}”`
}

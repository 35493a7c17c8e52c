const HEADER = /^\s*[a-z-]+:[ \t]/i
const MIME = /^(?:mime-version|content-type|content-location):/im
/** Word 2003 XML and flat OPC. Case counts: web pages saved by Word hold `<w:WordDocument>`. */
const OTHER_MARKUP = /<\?mso-application|<w:wordDocument|<pkg:package|<office:document/
const BINARY = ['%PDF', 'PK\u0003\u0004', '\u00d0\u00cf\u0011\u00e0', '{\\rtf']
/** Data of a program, also in a call or given a name: callback({"title": …}). */
const DATA = /^(?:(?:(?:var|let|const)\s+)?[\w$.]{1,80}\s*[(=]\s*)?[[{]\s*["'{[]/
const DOCTYPE = /^\s*<!doctype\s+html/i
const LEADING = /^(?:\s+|<!--[\s\S]*?-->|<!\[[^>]*>|<\?xml[^>]*>|<!doctype[^>]*>)/i
const TAG =
  /<\/?(?:html|head|body|meta|title|link|style|script|table|caption|thead|tbody|tfoot|tr|td|th|p|div|span|font|center|h[1-6]|ul|ol|li|dl|section|article|main|form|frameset|iframe|pre|b|strong|a|img|xml)(?:\s[^<>]*)?\/?>/gi

/**
 * Whether the head of a file is HTML: a page, a fragment without `<html>`, or what Word and Excel save as "web page"
 * under .doc and .xls. Not MHT (MIME headers come first), not the XML of Word 2003, not text with a stray `<`.
 */
export function isHtml(head: Uint8Array): boolean {
  const begin = latin(head.subarray(0, BEGIN))
  if (BINARY.some(magic => begin.startsWith(magic))) return false
  const text = latin(head)
  if (DATA.test(text.trimStart())) return false
  if (HEADER.test(text) && MIME.test(text.slice(0, 4096))) return false
  if (OTHER_MARKUP.test(text.slice(0, 8192))) return false
  if (DOCTYPE.test(text)) return true
  const body = afterProlog(text)
  // Pages for the telephones of old (WAP) are made of the same paragraphs and tables.
  if (/^<wml[\s>]/i.test(body)) return true
  let opens = false
  let closes = false
  for (const {0: tag, index} of body.matchAll(TAG)) {
    if (index === 0) return true
    if (tag.startsWith('</')) closes = true
    else opens = true
    if (opens && closes) break
  }
  const otherRoot = /^\s*<\?xml/i.test(text) && body.startsWith('<')
  return opens && closes && !otherRoot
}

/** Bytes in which a file of a known kind says what it is: the whole head need not be decoded for that. */
const BEGIN = 128

/** One character a byte; UTF-16 loses its zero bytes. Tags are ASCII in every encoding of concern. */
function latin(head: Uint8Array): string {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
  const bare = text.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|\x84\x31\x95\x33)/, '')
  return bare.slice(0, 64).includes('\0') ? bare.replaceAll('\0', '') : bare
}

/** What follows comments, declarations and white space at the start. */
function afterProlog(text: string): string {
  let rest = text
  for (let match = LEADING.exec(rest); match; match = LEADING.exec(rest)) rest = rest.slice(match[0].length)
  return rest
}

/** Names longer than this are no file names, characters. */
const LONGEST = 2000

/** Characters that no name shown to a person may hold: C0 controls and DEL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const CONTROLS = /[\x00-\x1f\x7f]/g

/**
 * A file name as its bytes say: UTF-8, else GB 18030, as archivers on Chinese Windows write it. Two-byte UTF-8
 * sequences alone are no Chinese text, while some GBK words (联通) look like them.
 * @param declared whether the source says that the bytes are UTF-8
 */
export function decodeName(bytes: Uint8Array, declared = false): string {
  const utf8 = strict('utf-8', bytes)
  if (utf8 === null) return cutUtf8(bytes) ?? new TextDecoder('gb18030', {ignoreBOM: true}).decode(bytes)
  if (declared || !/[\u0080-\u07ff]/.test(utf8) || /[\u0800-\uffff]/.test(utf8)) return utf8
  const gb = strict('gb18030', bytes)
  return gb !== null && /\p{Script=Han}/u.test(gb) ? gb : utf8
}

/** GBK gives this many whole characters of UTF-8 and but one broken one by no chance worth the name. */
const WHOLE = 3

/** UTF-8 with one character cut: a program shortened the name to what a file system or an archive holds. */
function cutUtf8(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes)
  const whole = text.match(/\p{Script=Han}/gu) ?? []
  return text.split('\ufffd').length === 2 && whole.length >= WHOLE ? text : null
}

function strict(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch (error) {
    if ((error as {code?: string}).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return null
    throw error
  }
}

/** A name as it may be shown: control characters replaced, absurd lengths cut. */
export function printable(name: string): string {
  const shown = name.replace(CONTROLS, '\ufffd')
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown
}

/** What is wrong with a member's name. */
export type NameFault = 'outside' | 'controls' | 'nameless'

/**
 * The path of a member inside its archive with / between parts; backslashes (some Windows archivers), empty parts and
 * `.` are put right. Paths that lead out of the archive, control characters and names of absurd length are refused.
 */
export function memberName(decoded: string): {name: string} | {fault: NameFault} {
  if (decoded.search(CONTROLS) >= 0) return {fault: 'controls'}
  if (decoded.length > LONGEST) return {fault: 'nameless'}
  const path = decoded.replaceAll('\\', '/')
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return {fault: 'outside'}
  const parts = path.split('/').filter(part => part !== '' && part !== '.')
  if (parts.includes('..')) return {fault: 'outside'}
  return parts.length === 0 ? {fault: 'nameless'} : {name: parts.join('/')}
}

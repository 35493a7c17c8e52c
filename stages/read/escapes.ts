/** Escapes of bytes in UTF-8 undone (RFC 3986, 2.1); a text whose escapes are none, a lone % among them, stays as it is written. */
export function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}

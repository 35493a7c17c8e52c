/** Characters of symbol fonts that office documents use, by font and character code (0x20..0xFF). */
const WINGDINGS: Record<number, string> = {
  108: '●',
  109: '❍',
  110: '■',
  111: '□',
  113: '❑',
  114: '❒',
  115: '⬧',
  116: '⧫',
  117: '◆',
  118: '❖',
  119: '⬥',
  128: '⓪',
  158: '·',
  159: '•',
  161: '○',
  164: '◉',
  167: '▪',
  168: '□',
  171: '★',
  216: '➢',
  224: '→',
  232: '➔',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
}
const WINGDINGS2: Record<number, string> = {
  79: '✗',
  80: '✓',
  81: '☒',
  82: '☑',
  83: '☒',
  84: '☒',
  105: '⓪',
  151: '●',
  152: '●',
  162: '■',
  163: '□',
}
const SYMBOL: Record<number, string> = {
  45: '−',
  163: '≤',
  176: '°',
  177: '±',
  178: '″',
  179: '≥',
  180: '×',
  183: '•',
  184: '÷',
  185: '≠',
  187: '≈',
  188: '…',
  229: '∑',
}

/**
 * The character that a symbol font shows for a code, or null where it is not known here. Symbol fonts are encoded at
 * U+F000 plus the code.
 */
export function symbolCharacter(font: string, code: number): string | null {
  const position = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code
  const name = font.trim().toLowerCase()
  if (name === 'wingdings') {
    if (position >= 0x81 && position <= 0x8a) return String.fromCodePoint(0x2460 + position - 0x81)
    if (position >= 0x8c && position <= 0x95) return String.fromCodePoint(0x2776 + position - 0x8c)
    return WINGDINGS[position] ?? null
  }
  if (name === 'wingdings 2') {
    if (position >= 0x6a && position <= 0x73) return String.fromCodePoint(0x2460 + position - 0x6a)
    if (position >= 0x75 && position <= 0x7e) return String.fromCodePoint(0x2776 + position - 0x75)
    return WINGDINGS2[position] ?? null
  }
  if (name === 'symbol') {
    // Digits and the marks around them stand where ASCII has them; letters are Greek.
    if (SYMBOL[position]) return SYMBOL[position]
    return /[\d %()+,./:;<=>[\]{}|!?]/.test(String.fromCharCode(position))
      ? String.fromCharCode(position)
      : null
  }
  const isPrivate = code >= 0xe000 && code <= 0xf8ff
  return isPrivate || code === 0 ? null : String.fromCodePoint(code)
}

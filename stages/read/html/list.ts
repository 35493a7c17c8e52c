import type {Element} from './parse/tree.ts'
import type {Style} from './style/style.ts'

/** The counter of an ordered list, or null where items carry no number. */
export interface ListCounter {
  next: number
  format(n: number): string
}

const HAN = '零一二三四五六七八九'

/** How an `<ol>` numbers its items (`type`, `start`, list-style-type); null for lists without numbers. */
export function counterOf(list: Element, style: Style): ListCounter | null {
  if (list.tagName !== 'ol') return null
  const kind = style.listStyle ?? list.attributes.type ?? 'decimal'
  const format = formatOf(kind)
  const start = Number(list.attributes.start ?? 1)
  return format && {next: Number.isInteger(start) ? start : 1, format}
}

/** The number in front of an item; counts on. `value` sets the counter. */
export function numberOf(item: Element, counter: ListCounter): string {
  const value = Number(item.attributes.value ?? Number.NaN)
  if (Number.isInteger(value)) counter.next = value
  return counter.format(counter.next++)
}

function formatOf(kind: string): ListCounter['format'] | null {
  if (/none|disc|circle|square/.test(kind)) return null
  if (/cjk|chinese|informal|formal/.test(kind)) return n => `${han(n)}、`
  if (/^(?:a|lower-(?:alpha|latin))$/.test(kind)) return n => (n > 0 && n < 27 ? `${letter(n)}. ` : `${n}. `)
  if (/^(?:A|upper-(?:alpha|latin))$/.test(kind)) {
    return n => (n > 0 && n < 27 ? `${letter(n).toUpperCase()}. ` : `${n}. `)
  }
  return n => `${n}. `
}

function letter(n: number): string {
  return String.fromCharCode(96 + n)
}

function han(n: number): string {
  if (n < 0 || n > 99) return String(n)
  if (n < 10) return HAN[n]!
  const tens = Math.floor(n / 10)
  return `${tens > 1 ? HAN[tens] : ''}十${n % 10 > 0 ? HAN[n % 10] : ''}`
}

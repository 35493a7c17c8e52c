import type {Measure} from '../../pipeline/model/format.ts'
import {fold} from '../../pipeline/model/text.ts'
import type {CorrectionWords} from './settings.ts'

const NUMBER = /^([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)$/
/** Digits a double holds exactly. */
const EXACT_DIGITS = 15
const DATE = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))$/

/**
 * Reads what a person wrote as 更正值: a figure as the cell is measured, or a word for an empty cell (null). Undefined for
 * anything else: nothing is guessed, the row is refused.
 */
export function readCorrected(
  text: string,
  measure: Measure,
  words: CorrectionWords,
): number | null | undefined {
  const plain = fold(text)
  if (words.blank.map(fold).includes(plain)) return null
  const unit = measure === 'money' ? words.money.find(word => plain.endsWith(fold(word))) : undefined
  const match = NUMBER.exec(unit === undefined ? plain : plain.slice(0, -fold(unit).length))
  if (!match) return undefined
  const [, sign = '', digits = ''] = match
  const decimal = digits.replaceAll(',', '')
  if (decimal.replace('.', '').replace(/^0+/, '').length > EXACT_DIGITS) return undefined
  if (measure !== 'money' && decimal.includes('.')) return undefined
  if (sign !== '' && measure !== 'change') return undefined
  return Number(`${sign}${decimal}`) + 0
}

/** A day as ISO 8601, however it was typed; undefined where it is none. */
export function readDay(text: string): string | undefined {
  const match = DATE.exec(
    text
      .normalize('NFKC')
      .replace(/\s+/g, '')
      .replace(/(?:T|00:00).*$/, ''),
  )
  if (!match) return undefined
  const [, year, month = match[4]!, day = match[5]!] = match
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const parsed = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso) ? iso : undefined
}

/**
 * Whether a row still speaks of what is printed. Spreadsheet programs turn printed text into numbers (007, +18, 1,234), so
 * two texts that are the same plain number are the same.
 */
export function samePrinted(given: string, raw: string): boolean {
  const [a, b] = [fold(given), fold(raw)]
  if (a === b) return true
  const [one, other] = [NUMBER.exec(a), NUMBER.exec(b)]
  return one !== null && other !== null && Number(a.replaceAll(',', '')) === Number(b.replaceAll(',', ''))
}

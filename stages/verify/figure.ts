import {fold} from '../../pipeline/model/text.ts'

const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const PLAIN = /^[+-]?\d{1,15}(?:\.\d+)?$/

/**
 * A printed figure in the form in which two readings are compared: 1,234件, １２３４ and +1234 are 1234. Null where the text
 * is not one figure and nothing else.
 * @param units what may stand behind it
 */
export function figureIn(text: string, units: readonly string[]): string | null {
  const folded = fold(text)
  const unit = units.find(unit => folded.endsWith(unit))
  const digits = unit === undefined ? folded : folded.slice(0, -unit.length)
  if (GROUPED.test(digits)) return String(Number(digits.replaceAll(',', '')))
  return PLAIN.test(digits) ? String(Number(digits)) : null
}

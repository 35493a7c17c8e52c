import type {Measure} from '../../../pipeline/model/format.ts'
import type {Observation} from '../../../pipeline/model/report.ts'
import {visible} from '../../../pipeline/model/text.ts'
import type {MapConfig} from '../settings.ts'

/** A cell's reading, still without a place. */
export type Reading = Omit<Observation, 'place'>

/** Most cells hold nothing but a short figure, of which nothing needs to be worked out. */
const PLAIN_FIGURE = /^\d{1,9}$/
const NUMBER = /^(?:\d{1,3}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+|\d+)(?:\.\d+)?$/
/** Behind a figure, the mark of a note: 12① 12* 12[1] 12（注1）. A bare number in round brackets may be anything. */
const NOTE_MARK = /(?<=[\d\p{Script=Han}）)] ?)(?:[①-⑳*※⁰¹²³⁴-⁹]+|\[\d{1,2}\]|\(?注\d{0,2}\)?)$/u
/** A full stop behind a figure that has no use for a point: of a count, of an amount with a point of its own. */
const FULL_STOP = /^(.*\d)\.$/
/** The mark by which spreadsheets keep a figure as text: '12. */
const TEXT_MARK = /^['’](?=\d)/
/** The numeral for 0; circles and letters may be ticks. */
const NAUGHT = /^[零〇](?:件|项|个|条|万元|元)?$/
/** （减）2 （-3）: the sign, or the whole of a change, in brackets. */
const BRACKETED_SIGN = /^\(([^()\d]+)\)(?=\d)/
const BRACKETED_CHANGE = /^\(([^()\d]+\d+)\)$/
/** Digits a double holds exactly; a longer figure is not a number we may claim to have read. */
const EXACT_DIGITS = 15
/** Powers of ten of the words that stand for many. */
const SCALES: Record<string, number> = {万: 4, 亿: 8}

/**
 * Reads the text of a value cell by this grammar: digits with sign, thousands separators, decimals, unit and the mark of a
 * note, full-width or not; marks for "nothing applies"; nothing at all. Everything else is text. A blank is never zero and two
 * figures in one cell are not one.
 * @param columnUnit the unit printed in the heading or given by the format; null where the form names none
 */
export function readValue(
  text: string,
  measure: Measure,
  columnUnit: string | null,
  config: MapConfig,
): Reading {
  if (measure !== 'money' && PLAIN_FIGURE.test(text)) return reading(Number(text), text)
  const raw = visible(text).trim()
  const plain = halfWidth(raw)
    .replace(/[−–—―─﹣]/g, '-')
    .replace(TEXT_MARK, '')
  if (plain === '') return {value: null, state: 'blank', raw: ''}
  if (isPlaceholder(plain, config)) return {value: null, state: 'notApplicable', raw}
  if (NAUGHT.test(plain)) return reading(0, raw)
  const unread: Reading = {value: null, state: 'text', raw}
  const {
    sign,
    currency = '',
    rest,
  } = splitSign(withoutStop(plain.replace(NOTE_MARK, ''), measure), measure, config)
  const {digits, unit, power} = inOnes(splitUnit(rest.trim(), config), measure)
  if (!NUMBER.test(digits)) return unread
  const decimal = digits.replace(/[, ]/g, '')
  if (decimal.replace('.', '').replace(/^0+/, '').length > EXACT_DIGITS) return unread
  if (measure === 'money')
    return money({sign, currency, decimal, unit: unit ?? null}, columnUnit, raw, config)
  return reading(Number(sign + (power > 0 ? shift(decimal, power) : decimal)), raw, unit)
}

/** 12. is 12; an amount that ends in a point may have lost what followed. */
function withoutStop(plain: string, measure: Measure): string {
  const figure = FULL_STOP.exec(plain)?.[1]
  if (figure === undefined || (measure === 'money' && !figure.includes('.'))) return plain
  return figure
}

/**
 * Full-width forms to ASCII. Not NFKC: that would turn a note mark into a digit (12① into 121).
 */
function halfWidth(text: string): string {
  if (!/[！-～。]/.test(text)) return text
  return text.replace(/[！-～]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replaceAll('。', '.')
}

/** Whether a text can be the content of a value cell: a figure, a mark for "nothing applies", or nothing. */
export function isValueText(text: string, config: MapConfig): boolean {
  if (PLAIN_FIGURE.test(text)) return true
  if (!/[0-9０-９]/.test(text)) return readValue(text, 'count', null, config).state !== 'text'
  const states = [
    readValue(text, 'money', '万元', config).state,
    readValue(text, 'change', null, config).state,
  ]
  return states.some(state => state !== 'text')
}

/** The sign of a figure or the mark of its currency, and what stands behind it. */
interface SignedText {
  sign: '' | '-'
  currency?: string
  rest: string
}

function isPlaceholder(plain: string, config: MapConfig): boolean {
  const joined = plain.replace(/\s+/g, '').replace(/^\((.*)\)$/, '$1')
  return config.placeholders.includes(joined) || /^[-/\\]+$/.test(joined)
}

function splitSign(plain: string, measure: Measure, config: MapConfig): SignedText {
  if (measure === 'money') {
    const currency = plain.slice(0, longestAtStart(Object.keys(config.currencies), plain))
    if (currency !== '') return {sign: '', currency, rest: plain.slice(currency.length)}
  }
  const words = measure === 'change' ? {up: config.increase, down: config.decrease} : {up: ['+'], down: ['-']}
  const open =
    measure === 'change' ? plain.replace(BRACKETED_CHANGE, '$1').replace(BRACKETED_SIGN, '$1') : plain
  const down = longestAtStart(words.down, open)
  return down > 0
    ? {sign: '-', rest: open.slice(down)}
    : {sign: '', rest: open.slice(longestAtStart(words.up, open))}
}

/** Characters of the longest of the words a text begins with; 0 where it begins with none. */
function longestAtStart(words: string[], text: string): number {
  let longest = 0
  for (const word of words) if (word.length > longest && text.startsWith(word)) longest = word.length
  return longest
}

/** All units, longest first: 万元 before 元. Sorted once for a configuration. */
const sortedUnits = new WeakMap<MapConfig, string[]>()

function unitsOf(config: MapConfig): string[] {
  const known = sortedUnits.get(config)
  if (known) return known
  const units = [...config.countUnits, ...Object.keys(config.moneyUnits)]
  units.sort((a, b) => b.length - a.length)
  sortedUnits.set(config, units)
  return units
}

function splitUnit(text: string, config: MapConfig): {digits: string; unit?: string} {
  const units = unitsOf(config)
  const bare = text.replace(/^(.*?)\s*[(](.*)[)]$/, (_, digits: string, unit: string) => digits + unit)
  for (const candidate of [text, bare]) {
    const unit = units.find(word => candidate.endsWith(word))
    if (unit !== undefined) return {digits: candidate.slice(0, -unit.length).trim(), unit}
  }
  return {digits: text}
}

/** 1.2万件, 1.2万: a count in ten thousands is one in ones. Money has its units in the configuration. */
function inOnes(
  {digits, unit = ''}: {digits: string; unit?: string},
  measure: Measure,
): {digits: string; unit?: string; power: number} {
  const scaled = measure === 'money' ? null : /^(.*?) ?(([万亿])\D*)$/u.exec(digits + unit)
  const power = SCALES[scaled?.[3] ?? ''] ?? 0
  if (scaled && power > 0) return {digits: scaled[1]!, unit: scaled[2]!, power}
  return {digits, ...(unit === '' ? {} : {unit}), power: 0}
}

/** An amount as it stands in its cell, taken apart. */
interface Amount {
  sign: '' | '-'
  currency: string
  decimal: string
  unit: string | null
}

/**
 * Money in 万元. The unit in the cell goes before that of the column; with neither, the figure is kept and its unit is
 * `unknown`, so that nothing adds it up before a person has decided. ¥ in a column of 万元 is kept as the unit that was printed:
 * the column counts, and V06 asks. Zero needs no unit.
 */
function money(
  {sign, currency, decimal, unit: cellUnit}: Amount,
  columnUnit: string | null,
  raw: string,
  config: MapConfig,
): Reading {
  // What counts cases or items, said of a whole table (单位：件), leaves the unit of its amounts open.
  const isOpen = columnUnit === null || config.countUnits.includes(columnUnit)
  const unit = cellUnit ?? (isOpen ? null : columnUnit)
  if (unit === null) {
    const value = Number(sign + decimal)
    return value === 0 ? reading(value, raw) : {...reading(value, raw), unit: 'unknown'}
  }
  const power = config.moneyUnits[unit]
  if (power === undefined) return {value: null, state: 'text', raw}
  const value = Number(sign + shift(decimal, power))
  const isDoubtful = currency !== '' && config.currencies[currency] !== unit && value !== 0
  return reading(value, raw, cellUnit ?? (isDoubtful ? currency : undefined))
}

function reading(value: number, raw: string, unit?: string): Reading {
  const result: Reading = value === 0 ? {value: 0, state: 'zero', raw} : {value, state: 'value', raw}
  return unit === undefined ? result : {...result, unit}
}

/** Moves the point of a decimal text: exact, where multiplication would not be. */
export function shift(decimal: string, power: number): string {
  const [whole = '', fraction = ''] = decimal.split('.')
  const digits = whole + fraction
  const point = whole.length + power
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length)
  return `${digits.slice(0, point)}.${digits.slice(point)}`
}

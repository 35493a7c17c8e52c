import type {Random} from '../random.ts'
import type {Row} from './rows.ts'

/** A row as an office prints it: `text` is its figure, empty for a heading. */
export interface PrintedRow extends Row {
  text: string
}

/** One way of writing labels or figures otherwise than the form; what they say stays. */
export interface Habit {
  name: string
  /** How many of a hundred offices have it. */
  share: number
  apply(row: PrintedRow): PrintedRow
}

const relabelled = (name: string, share: number, change: (label: string, row: Row) => string): Habit => ({
  name,
  share,
  apply: row => ({...row, label: change(row.label, row)}),
})

const refigured = (name: string, share: number, change: (text: string, row: Row) => string): Habit => ({
  name,
  share,
  apply: row => ({...row, text: change(row.text, row)}),
})

/** Of each list a document has one habit or none. */
const HABITS: Habit[][] = [
  [
    relabelled('numbers left out', 8, label =>
      label.replace(/^(其中：)?(?:[一二三四五六七八九]、|（[一二三四]）|\d\.)/, '$1'),
    ),
    relabelled('1、', 12, label => label.replace(/(\d)\./, '$1、')),
    relabelled('1．', 12, label => label.replace(/(\d)\./, '$1．')),
    relabelled('1 ', 8, label => label.replace(/(\d)\./, '$1 ')),
    relabelled('（1）', 6, label => label.replace(/(\d)\./, '（$1）')),
  ],
  [
    relabelled('narrow brackets', 20, label => label.replaceAll('（', '(').replaceAll('）', ')')),
    relabelled('notes left out', 20, label => label.replace(/（不.*$/, '')),
  ],
  [
    relabelled('indented', 20, (label, {depth}) => '　'.repeat(depth * 2) + label),
    relabelled('blanks within', 10, label => label.replace(/([、）])/, '$1 ').replace('公开', '公 开')),
    relabelled('broken', 10, label =>
      label.length > 12 ? `${label.slice(0, 9)}\n${label.slice(9)}` : label,
    ),
  ],
  [
    refigured('thousands', 10, text => text.replace(/^(\d)(\d{3})$/, '$1,$2')),
    refigured('units behind figures', 8, (text, {unit}) => (Number(text) > 0 ? text + unit : text)),
    refigured('full width', 5, text =>
      text.replace(/\d/g, digit => String.fromCharCode(0xff10 + Number(digit))),
    ),
    refigured('nothing for zero', 8, text => (text === '0' ? '' : text)),
  ],
]

/** The habits of one office: of each list the one that a number from 1 to 100 falls on, if any. */
export function habitsOf(random: Random): Habit[] {
  return HABITS.flatMap(list => {
    let left = random.int(1, 100)
    const one = list.find(({share}) => {
      left -= share
      return left <= 0
    })
    return one ? [one] : []
  })
}

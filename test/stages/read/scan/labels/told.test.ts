import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {textIn} from '../../../../../stages/read/scan/labels/labels.ts'
import {spelledOf} from '../../../../../stages/read/scan/labels/spelling.ts'
import {withLabels} from '../../../../../stages/read/scan/labels/told.ts'
import {labelsOf, vocabularyOf} from '../../../../../stages/read/scan/labels/vocabulary.ts'
import type {ReadCell} from '../../../../../stages/read/scan/letters/agreement.ts'
import type {Character, Reading} from '../../../../../stages/read/scan/letters/recogniser.ts'
import {readFormat} from '../../../../generate/report/formats.ts'

const vocabulary = vocabularyOf(labelsOf([readFormat('2019'), readFormat('2021')]))
const letters = vocabulary.letters.filter(letter => /\p{Script=Han}/u.test(letter))
/** Rows of the largest tables of the forms, as the forms have them. */
const TABLES = vocabulary.orders
  .filter(order => order.length > 20)
  .map(order => order.flatMap(([label]) => label?.text ?? []))
/** Rows that offices add or put in another's place. */
const OWN = [
  '1.属于工作秘密',
  '2.重复信访',
  '6.其他情形',
  '（六）其他',
  '4.非政府信息',
  '1.逾期不补正',
  '（八）其他',
]

/** A letter as the model sees it: what it takes it for, and how likely it thinks the letter that is printed. */
interface Seen {
  printed: string
  read: string
  likely: number
}

interface Row {
  /** The label of the form that is printed; null where the office has a row of its own. */
  label: string | null
  seen: Seen[]
}

const plain = (text: string): Seen[] =>
  [...text].map(letter => ({printed: letter, read: letter, likely: 0.98}))

/** What becomes of a letter: it stays, is another one, or is not seen; the printed one is more or less likely still. */
const fate = fc.record({
  kind: fc.oneof(
    {weight: 6, arbitrary: fc.constant('kept' as const)},
    {weight: 2, arbitrary: fc.constant('other' as const)},
    {weight: 2, arbitrary: fc.constant('missing' as const)},
  ),
  other: fc.constantFrom(...letters),
  likely: fc.integer({min: 1, max: 9}).map(power => 10 ** -power),
})

type Fate = typeof fate extends fc.Arbitrary<infer T> ? T : never
const fates = fc.array(fate, {minLength: 40, maxLength: 40})

function worn(text: string, what: Fate[]): Seen[] {
  return [...text].map((letter, i) => {
    const {kind, other, likely} = what[i % what.length]!
    if (kind === 'kept') return {printed: letter, read: letter, likely: 0.98}
    return {printed: letter, read: kind === 'other' ? other : '', likely}
  })
}

/** A column of labels: rows of a form in turn, one perhaps left out, added, replaced or moved, some of them worn. */
const column = fc
  .record({
    table: fc.constantFrom(...TABLES),
    from: fc.integer({min: 0, max: 12}),
    rows: fc.integer({min: 3, max: 30}),
    change: fc.constantFrom('none', 'none', 'less', 'more', 'other', 'moved'),
    at: fc.nat(40),
    own: fc.constantFrom(...OWN),
    worn: fc.array(fc.option(fates, {freq: 3}), {minLength: 31, maxLength: 31}),
  })
  .map(({table, from, rows, change, at, own, worn: fatesOf}): Row[] => {
    const texts: {text: string; own: boolean}[] = table
      .slice(from, from + rows)
      .map(text => ({text, own: false}))
    const place = at % texts.length
    if (change === 'less') texts.splice(place, 1)
    if (change === 'more') texts.splice(place, 0, {text: own, own: true})
    if (change === 'other') texts.splice(place, 1, {text: own, own: true})
    if (change === 'moved') texts.push(...texts.splice(place, 1))
    return texts.map(({text, own}, i) => {
      const what = fatesOf[i % fatesOf.length]
      return {label: own ? null : text, seen: what ? worn(text, what) : plain(text)}
    })
  })

function cellOf({seen}: Row, i: number): {cell: ReadCell; reading: Reading} {
  const text = seen.flatMap(({read}, k): Character[] =>
    read === '' ? [] : [{text: read, x: 10 * k, certainty: 1, figure: '0', rival: 0}],
  )
  const steps = seen.flatMap(({printed, read, likely}, k) => {
    const best = read === printed ? likely : 1 - likely
    const of = (letter: string) => (letter === printed ? likely : letter === read ? best : 0)
    const none = spelledOf(read) === '' ? best : 1e-6
    return [
      {x: 10 * k, none, letters: Float32Array.from(vocabulary.letters, of), best: Math.max(best, likely)},
      {x: 10 * k + 5, none: 1, letters: new Float32Array(vocabulary.letters.length), best: 1},
    ]
  })
  const cell = {region: [100, 20 * i, 300, 20 * i + 16], lines: [[102, 20 * i + 2, 298, 20 * i + 14]]}
  return {cell: {...cell, texts: [text]} as unknown as ReadCell, reading: {steps}}
}

/** @param sealed numbers of the rows below a seal */
async function told(rows: readonly Row[], sealed: readonly number[] = []) {
  const cells = rows.map(cellOf)
  const before = cells.map(({cell}) => textIn(cell.texts))
  const byLine = new Map(cells.map(({cell, reading}) => [cell.lines[0], reading]))
  const weigh: Parameters<typeof withLabels>[2] = async lines => lines.map(line => byLine.get(line as never)!)
  const {misread, doubtful} = await withLabels(
    cells.map(({cell}) => cell),
    100,
    weigh,
    vocabulary,
    region => sealed.includes(region[1] / 20),
  )
  return cells.map(({cell}, i) => ({
    label: rows[i]!.label,
    before: before[i]!,
    after: textIn(cell.texts),
    doubted: doubtful.has(cell),
    said: misread.some(one => one.read === before[i]),
  }))
}

const isLabel = (text: string) => vocabulary.labels.some(({spelled}) => spelled === spelledOf(text))
/** Whether a row may be called so: as the form has it, as others write it, or without its number. */
const isLabelOf = (text: string, label: string) =>
  spelledOf(label).endsWith(spelledOf(text)) ||
  vocabulary.orders.some(order =>
    order.some(row => [text, label].every(one => row.some(({spelled}) => spelled === spelledOf(one)))),
  )

describe('labels of a column', () => {
  it.each([
    {where: 'everywhere', isSealed: false, numRuns: 150},
    {where: 'below a seal', isSealed: true, numRuns: 50},
  ])(
    'are never told wrongly without a doubt, and what was read is always said, $where',
    async ({isSealed, numRuns}) => {
      await fc.assert(
        fc.asyncProperty(column, async rows => {
          for (const {label, before, after, doubted, said} of await told(
            rows,
            isSealed ? [...rows.keys()] : [],
          )) {
            if (after === before) continue
            expect(isLabel(after) && said).toBe(true)
            if (!doubted) expect(label !== null && isLabelOf(after, label)).toBe(true)
          }
        }),
        {numRuns, seed: 5},
      )
    },
    60_000,
  )

  it('are told between two that are known, whatever the model takes one letter in five for', async () => {
    const [table] = TABLES.slice(-1)
    for (const [i, label] of table!.slice(1, -1).entries()) {
      const rows = table!.map((text): Row => ({label: text, seen: plain(text)}))
      rows[i + 1]!.seen = rows[i + 1]!.seen.map((one, k) =>
        k % 5 !== 3 ? one : {...one, read: '口', likely: 1e-12},
      )
      const [, ...found] = await told(rows)
      expect([found[i]!.after, found[i]!.doubted]).toEqual([label, true])
    }
  })

  it('are told below a seal between two that are known by a quarter of their letters, and doubted', async () => {
    const [table] = TABLES.slice(-1)
    for (const [i, label] of table!.slice(1, -1).entries()) {
      const rows = table!.map((text): Row => ({label: text, seen: plain(text)}))
      const kept = Math.ceil(spelledOf(label).length / 4)
      rows[i + 1]!.seen = plain(label).map((one, k) =>
        k <= kept || k % 2 ? one : {...one, read: '口', likely: 1e-12},
      )
      const [, ...found] = await told(rows, [i + 1])
      const {before, after, doubted} = found[i]!
      expect([after, doubted || before === label]).toEqual([label, true])
    }
  })

  it('below a seal stay as they were read where rows are missing or hardly a letter is seen', async () => {
    const rows = ['1.属于国家秘密', '3.再也', '7.属于行政执法案卷'].map(
      (text): Row => ({label: text, seen: plain(text)}),
    )
    expect((await told(rows, [1])).map(({after}) => after)).toEqual(rows.map(({label}) => label))
    const due = [
      '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      '3.再也',
      '（七）总计',
    ]
    const worn = due.map((text): Row => ({label: text, seen: plain(text)}))
    expect((await told(worn)).map(({after}) => after)).toEqual(due)
    expect((await told(worn, [1])).map(({after, doubted}) => [after, doubted])).toEqual([
      [due[0], false],
      ['3.其他', true],
      [due[2], false],
    ])
    const blotted = due.with(1, '口口口').map((text): Row => ({label: text, seen: plain(text)}))
    expect((await told(blotted, [1])).map(({after}) => after)).toEqual(due.with(1, '口口口'))
  })

  it('stay as they were read where two would fit', async () => {
    const rows = ['1.属于国家秘密', '某某规定禁止公开', '7.属于行政执法案卷'].map(
      (text): Row => ({label: text, seen: plain(text)}),
    )
    expect((await told(rows)).map(({after}) => after)).toEqual(rows.map(({label}) => label))
  })
})

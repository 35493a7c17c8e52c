import fc from 'fast-check'
import {unzipSync, zipSync} from 'fflate'
import {expect, test} from 'vitest'
import {type BookType, utils} from 'xlsx'
import type {Table} from '../../../../pipeline/model/ast.ts'
import {gridOf} from '../../../../pipeline/model/grid.ts'
import {sheet} from '../../../../stages/read/sheet/index.ts'
import {mutate} from '../word/mutate.ts'
import {bare, outcomeOf} from '../word/outcome.ts'
import {bytesOf, KINDS, type Value} from './books.ts'

/** Kinds to which the writer at hand writes areas merged of blank cells. */
const WITH_BLANK_AREAS: BookType[] = ['xlsx', 'xlsm', 'biff8']

interface Grid {
  rows: Value[][]
  merges: string[]
}

/** A grid with a full first row and column, blanks, zeros and figures elsewhere, and areas merged that do not overlap. */
const grids: fc.Arbitrary<Grid> = fc
  .record({
    height: fc.integer({min: 2, max: 8}),
    width: fc.integer({min: 2, max: 7}),
    values: fc.array(
      fc.oneof(
        fc.constant(null),
        fc.constant(0),
        fc.integer({min: -99999, max: 999999}),
        fc.integer({min: 1, max: 99999999}).map(n => n / 100),
        fc.constantFrom('003', '无', '—', '结果\n维持', '0', ' 甲  乙 '),
      ),
      {minLength: 56, maxLength: 56},
    ),
    areas: fc.array(fc.tuple(fc.nat(7), fc.nat(6), fc.nat(2), fc.nat(2)), {maxLength: 5}),
  })
  .map(({height, width, values, areas}) => {
    const rows = Array.from({length: height}, (_, r) =>
      Array.from({length: width}, (_, c): Value => (r && c ? values[r * width + c]! : `标${r}.${c}`)),
    )
    const taken = new Set<string>()
    const merges: string[] = []
    for (const [top, left, down, across] of areas) {
      const bottom = Math.min(top + down, height - 1)
      const right = Math.min(left + across, width - 1)
      const places = []
      for (let r = top; r <= bottom; r++) for (let c = left; c <= right; c++) places.push(`${r}.${c}`)
      if (places.length < 2 || places.some(place => taken.has(place))) continue
      for (const place of places) taken.add(place)
      for (const place of places.slice(1)) {
        const [r, c] = place.split('.').map(Number) as [number, number]
        rows[r]![c] = null
      }
      merges.push(utils.encode_range({s: {r: top, c: left}, e: {r: bottom, c: right}}))
    }
    return {rows, merges}
  })
  // The sheet must reach as far as its grid: what lies beyond the last text is no part of a table.
  .filter(({rows}) => rows.at(-1)!.some(full) && rows.some(row => full(row.at(-1)!)))

function full(value: Value): boolean {
  return value !== null
}

test('a grid read back from any kind of workbook is the grid that was written', async () => {
  await fc.assert(
    fc.asyncProperty(grids, async ({rows, merges}) => {
      const trees: unknown[] = []
      const blank = merges.some(area => {
        const {r, c} = utils.decode_range(area).s
        return !full(rows[r]![c]!)
      })
      for (const kind of blank ? WITH_BLANK_AREAS : KINDS) {
        const {tree, findings} = await outcomeOf(sheet, bytesOf({表: {rows, merges}}, kind))
        expect(findings).toEqual([])
        trees.push(bare(tree))
        const grid = gridOf(tree!.children[1] as Table)
        expect(grid.problems).toEqual([])
        expect([grid.rows, grid.columns]).toEqual([rows.length, rows[0]!.length])
        const texts = rows.map((row, r) =>
          row.map((_, c) => {
            const cell = grid.at(r, c)!
            return cell.row === r && cell.column === c ? cell.children : []
          }),
        )
        expect(texts).toEqual(rows.map(row => row.map(written)))
        const areas = (tree!.children[1] as Table).children
          .filter(cell => cell.rowSpan > 1 || cell.columnSpan > 1)
          .map(({row, column, rowSpan, columnSpan}) =>
            utils.encode_range({
              s: {r: row, c: column},
              e: {r: row + rowSpan - 1, c: column + columnSpan - 1},
            }),
          )
        expect(areas.toSorted()).toEqual(merges.toSorted())
      }
      for (const tree of trees) expect(tree).toEqual(trees[0])
    }),
    {numRuns: 120, seed: 20230131},
  )
}, 60_000)

function written(value: Value): unknown[] {
  return full(value) ? [{type: 'paragraph', value: String(value).replace(/ +/g, ' ').trim()}] : []
}

const rows: Value[][] = [
  ['项', '数', null],
  [1, 2.5, '文'],
  [{t: 'n', v: 3, f: '1+2'}, 4, {t: 'n', v: 45000, z: 'yyyy/m/d'}],
]

test.each(KINDS)(
  '250 damaged files end in a tree or a reason: %s',
  async kind => {
    const bytes = bytesOf({表: {rows, merges: ['B1:C1']}}, kind)
    const parts = bytes[0] === 0x50 ? unzipSync(bytes) : null
    const names = Object.keys(parts ?? {}).filter(name => parts![name]!.length > 0)
    for (let seed = 0; seed < 250; seed++) {
      const outcome = await outcomeOf(sheet, damaged(seed))
      expect(outcome.tree !== undefined || outcome.unreadable !== undefined).toBe(true)
    }

    /** Damage outside is mostly noticed by the archive; every other file is damaged inside, under a right checksum. */
    function damaged(seed: number): Uint8Array {
      if (!parts || seed % 2 === 0) return mutate(bytes, seed)
      const name = names[seed % names.length]!
      return zipSync({...parts, [name]: mutate(parts[name]!, seed)})
    }
  },
  60_000,
)

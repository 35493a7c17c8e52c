import {describe, expect, test} from 'vitest'
import {rootSchema} from '../pipeline/model/ast.ts'
import {cellsOf} from '../pipeline/model/format.ts'
import {gridOf} from '../pipeline/model/grid.ts'
import {understood} from './generate/defects/defect.ts'
import {defects} from './generate/defects/index.ts'
import {printings} from './generate/form/printing.ts'
import {documentOf, figuresShown, rootOf, treeOf} from './generate/form/tree.ts'
import {layouts} from './generate/layouts/index.ts'
import {pages} from './generate/pages/index.ts'
import {wrappings} from './generate/pages/wrappings.ts'
import {randomOf} from './generate/random.ts'
import {cleanReport, formatOf} from './generate/report/model.ts'

const REPORTS = [4, 5, 6, 7].flatMap(seed =>
  [2020, 2023].map(year => cleanReport(randomOf(seed), {year, type: 'department', size: 'medium'})),
)

/** A span the reader is meant to stumble over. */
const FAULTY = 'colspan far beyond the table'

describe('layouts', () => {
  test('have names of their own', () => {
    for (const list of [layouts, printings, pages, wrappings]) {
      expect(new Set(list.map(entry => entry.name)).size).toBe(list.length)
    }
  })

  test.each(layouts.map(layout => [layout.name, layout] as const))(
    '%s: keeps every figure',
    (name, layout) => {
      const applied = REPORTS.flatMap(report => {
        const document = documentOf(report)
        const before = JSON.stringify(document)
        const changed = layout.apply(document, randomOf(3))
        expect(JSON.stringify(document)).toBe(before)
        return changed ? [{report, document, changed}] : []
      })
      expect(applied.length).toBeGreaterThan(0)
      for (const {report, document, changed} of applied) {
        expect(changed).toEqual(layout.apply(document, randomOf(3)))
        expect(changed.items).not.toEqual(document.items)
        const left = Object.entries(report.observations).filter(([key]) => !changed.absent.includes(key))
        expect(figuresShown(changed)).toEqual(new Map(left.map(([key, figure]) => [key, figure.raw])))
        const root = rootSchema.parse(rootOf(changed))
        const tables = root.children.filter(block => block.type === 'table')
        if (name !== FAULTY) expect(tables.flatMap(table => gridOf(table).problems)).toEqual([])
      }
    },
  )
})

describe('printings', () => {
  test.each(printings.map(printing => [printing.name, printing] as const))(
    '%s: changes what is printed',
    (_, printing) => {
      const applied = REPORTS.map(report => [report, printing.apply(report, randomOf(5))] as const)
      expect(applied.some(([, changed]) => changed !== null)).toBe(true)
      for (const [report, changed] of applied) {
        if (!changed) continue
        expect(changed.observations).not.toEqual(report.observations)
        for (const [key, figure] of Object.entries(changed.observations)) {
          if (figure.value !== null) expect(figure.value).toBe(report.observations[key]!.value)
          else expect(['blank', 'notApplicable']).toContain(figure.state)
        }
      }
    },
  )
})

describe('pages', () => {
  test.each(pages.map(page => [page.name, page] as const))(
    '%s: is the same for the same report',
    (_, page) => {
      const [report] = REPORTS
      expect(page.render(treeOf(report!), report!)).toEqual(page.render(treeOf(report!), report!))
    },
  )
})

describe('wrappings', () => {
  test.each(wrappings.map(wrapping => [wrapping.name, wrapping] as const))(
    '%s: is a sound tree',
    (_, {wrap}) => {
      for (const report of REPORTS) {
        const root = rootSchema.parse(wrap(treeOf(report)))
        for (const block of root.children)
          if (block.type === 'table') expect(gridOf(block).problems).toEqual([])
      }
    },
  )
})

describe('defects', () => {
  test('there is one for each rule of a single report', () => {
    const catalogue = [
      ...'A01 A02 A03 A04 A05 A06 A07 A08 A09 A11 A12 D01'.split(' '),
      ...Array.from({length: 18}, (_, i) => `S${String(i + 1).padStart(2, '0')}`),
      ...Array.from({length: 10}, (_, i) => `V${String(i + 1).padStart(2, '0')}`),
      ...Array.from({length: 11}, (_, i) => `M${String(i + 1).padStart(2, '0')}`),
      ...'T01 T02 T03 P01 P03 P06 P07 P08 P09 P11 P12 P13 P14 P15'.split(' '),
    ]
    expect(catalogue.filter(rule => !defects.some(defect => defect.rule === rule))).toEqual([])
  })

  test.each(defects.map(defect => [`${defect.rule} ${defect.name}`, defect] as const))('%s', (_, defect) => {
    const planted = Array.from({length: 12}, (_, seed) => {
      const report = cleanReport(randomOf(seed), defect.report)
      const clean = documentOf(report)
      const found = defect.plant(report, randomOf(seed))
      if (found) expect(found.document).not.toEqual(clean)
      return found
    }).filter(found => found !== null)
    expect(planted.length).toBeGreaterThan(0)
    for (const {document, keys} of planted) {
      const known = cellsOf(formatOf(document.model)).map(cell => cell.key)
      expect(keys.filter(key => !known.includes(key))).toEqual([])
      rootSchema.parse(rootOf(document))
    }
  })

  test('a printed text is understood as the form wants it', () => {
    expect(understood('１,２34件')).toEqual({value: 1234, state: 'value', raw: '１,２34件'})
    expect(understood('251000元')).toEqual({value: 25.1, state: 'value', raw: '251000元'})
    expect(understood('-0')).toEqual({value: 0, state: 'zero', raw: '-0'})
    expect(understood('　')).toEqual({value: null, state: 'blank', raw: '　'})
    expect(understood('—')).toEqual({value: null, state: 'notApplicable', raw: '—'})
    expect(understood('12①')).toEqual({value: 12, state: 'value', raw: '12①'})
    expect(understood('12²')).toEqual({value: null, state: 'text', raw: '12²'})
    expect(understood('12 3')).toEqual({value: null, state: 'text', raw: '12 3'})
  })
})

import {describe, expect, test} from 'vitest'
import {rootSchema} from '../pipeline/model/ast.ts'
import {cellsOf} from '../pipeline/model/format.ts'
import {gridOf} from '../pipeline/model/grid.ts'
import {renderHtml} from './generate/files/html.ts'
import {documentOf, figuresShown, treeOf} from './generate/form/tree.ts'
import {randomOf} from './generate/random.ts'
import {cleanReport, formatOf, type ReportModel} from './generate/report/model.ts'
import {renderText, textStyles} from './generate/text/index.ts'

const SEEDS = Array.from({length: 60}, (_, i) => i * 7919 + 1)
const reports = SEEDS.map(seed => cleanReport(randomOf(seed)))

describe('random', () => {
  test('the same seed gives the same sequence, and a fork leaves its source as it was', () => {
    const one = randomOf(5)
    const other = randomOf(5)
    other.fork('aside').next()
    expect([one.next(), one.next(), one.int(1, 6)]).toEqual([other.next(), other.next(), other.int(1, 6)])
    expect(randomOf(5).fork('a').next()).not.toBe(randomOf(5).fork('b').next())
  })

  test('the sequence is the same on every machine', () => {
    const random = randomOf(2024)
    expect([random.int(0, 999999), random.int(0, 999999), random.int(0, 999999)]).toMatchInlineSnapshot(`
      [
        811762,
        710821,
        650525,
      ]
    `)
  })
})

describe('clean reports', () => {
  test('are the same for the same seed', () => {
    expect(SEEDS.map(seed => cleanReport(randomOf(seed)))).toEqual(reports)
  })

  test('have every cell of their format, in official order', () => {
    for (const report of reports) {
      expect(Object.keys(report.observations)).toEqual(cellsOf(formatOf(report)).map(cell => cell.key))
    }
  })

  test('cover both formats, both zero and busy offices, every level', () => {
    expect(new Set(reports.map(report => report.format))).toEqual(new Set(['2019', '2021']))
    expect(new Set(reports.map(report => report.agency.level))).toEqual(
      new Set(['township', 'county', 'prefecture']),
    )
    const received = reports.map(report => at(report, 'applications.received.total'))
    expect(received.some(value => value === 0) && received.some(value => value > 100)).toBe(true)
  })

  test('satisfy the identities of table 3 in every row and column', () => {
    for (const report of reports) {
      const rows = keysUnder(report, 'applications').map(key => key.split('.').slice(1, -1).join('.'))
      for (const row of new Set(rows)) {
        const parts = COLUMNS.map(column => at(report, `applications.${row}.${column}`))
        expect(at(report, `applications.${row}.total`)).toBe(sum(parts))
      }
      for (const column of [...COLUMNS, 'total']) {
        const outcomes = keysUnder(report, 'applications.outcomes').filter(
          key => key.endsWith(`.${column}`) && !key.startsWith('applications.outcomes.total'),
        )
        const handled = at(report, `applications.outcomes.total.${column}`)
        expect(sum(outcomes.map(key => at(report, key)))).toBe(handled)
        const [received, carriedIn, carriedOut] = ['received', 'carriedIn', 'carriedOut'].map(row =>
          at(report, `applications.${row}.${column}`),
        )
        expect(received! + carriedIn!).toBe(handled + carriedOut!)
      }
    }
  })

  test('add up the results of disputes', () => {
    for (const report of reports) {
      for (const group of ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration']) {
        const parts = ['upheld', 'corrected', 'other', 'pending'].map(result =>
          at(report, `disputes.${group}.${result}`),
        )
        expect(at(report, `disputes.${group}.total`)).toBe(sum(parts))
      }
    }
  })

  test('hold no figure below zero but a change, and no decisions without items', () => {
    for (const report of reports) {
      for (const [key, figure] of Object.entries(report.observations)) {
        if (!key.endsWith('.itemsChange')) expect(figure.value).toBeGreaterThanOrEqual(0)
      }
      if (report.format !== '2019') continue
      for (const row of ['licensing', 'otherExternalServices', 'penalties', 'compulsion']) {
        const items =
          at(report, `disclosure.${row}.itemsPreviousYear`) + at(report, `disclosure.${row}.itemsChange`)
        expect(items).toBeGreaterThanOrEqual(0)
        if (at(report, `disclosure.${row}.decisions`) > 0) expect(items).toBeGreaterThan(0)
      }
    }
  })
})

describe('documents', () => {
  test('show every figure once, on a grid without a fault', () => {
    for (const report of reports) {
      const raws = Object.entries(report.observations).map(([key, figure]) => [key, figure.raw])
      expect([...figuresShown(documentOf(report))]).toEqual(raws)
      const root = rootSchema.parse(treeOf(report))
      for (const block of root.children)
        if (block.type === 'table') expect(gridOf(block).problems).toEqual([])
    }
  })

  test('rendered as HTML hold the figures in order', () => {
    for (const report of reports.slice(0, 20)) {
      const cells = [...renderHtml(treeOf(report)).matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(
        match => match[1]!,
      )
      expect(numbersAmong(cells)).toEqual(Object.values(report.observations).map(figure => figure.raw))
    }
  })

  test.each(textStyles.map(style => [style.name, style] as const))(
    'rendered as text (%s) hold them too',
    (_, style) => {
      for (const report of reports.slice(0, 20)) {
        const cells = renderText(treeOf(report), style).split(/[\t\n,|│]| {2,}/)
        const raws = Object.values(report.observations).map(figure => figure.raw)
        expect(numbersAmong(cells.map(cell => cell.trim()))).toEqual(raws)
      }
    },
  )
})

const COLUMNS = [
  'naturalPerson',
  'commercialEnterprise',
  'researchInstitution',
  'publicWelfareOrganization',
  'legalServiceInstitution',
  'otherOrganization',
]

function at(report: ReportModel, key: string): number {
  return report.observations[key]!.value!
}

function keysUnder(report: ReportModel, prefix: string): string[] {
  return Object.keys(report.observations).filter(key => key.startsWith(`${prefix}.`))
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Texts that are figures as clean reports print them. */
function numbersAmong(texts: string[]): string[] {
  return texts.filter(text => /^[+-]?\d+(\.\d+)?(万元)?$/.test(text))
}

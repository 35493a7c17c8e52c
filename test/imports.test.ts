import {cruise, type ICruiseResult} from 'dependency-cruiser'
import {describe, expect, test} from 'vitest'

/** Who imports whom among the project's own modules and packages, as paths from the root. */
async function imports(): Promise<{from: string; to: string; lost: boolean}[]> {
  const result = await cruise(['pipeline', 'stages'], {
    tsPreCompilationDeps: true,
    doNotFollow: {path: 'node_modules'},
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import'],
    },
  })
  return (result.output as ICruiseResult).modules.flatMap(module =>
    module.dependencies.map(({module: name, resolved, couldNotResolve}) => ({
      from: module.source,
      to: resolved,
      lost: couldNotResolve && name.startsWith('.'),
    })),
  )
}

const edges = await imports()
const inside = edges.filter(({to}) => /^(?:pipeline|stages)\//.test(to))
const stageOf = (path: string) => /^stages\/([^/]+)\//.exec(path)?.[1]
const readerOf = (path: string) => /^stages\/read\/([^/]+)\//.exec(path)?.[1]

/** Stages that see all reports together, as tables. */
const OVER_ALL_REPORTS = ['reconcile', 'rollup']

/** Stages and readers whose folders follow one another; what stands beside the folders uses them all. */
const LAYERED = [
  'pipeline',
  'stages/recognise',
  'stages/map',
  'stages/read/docx',
  'stages/read/html',
  'stages/read/layout',
  'stages/read/pdf',
  'stages/read/scan',
  'stages/read/sheet',
]

/** Folders under read/ that are no readers: shared by them. */
const SHARED = ['layout', 'ooxml', 'word']

describe('who may import whom', () => {
  test('the check saw the modules', () => {
    const modules = new Set(edges.map(({from}) => from))
    expect(modules.has('pipeline/documents/chain.ts')).toBe(true)
    expect(modules.has('stages/map/walk/index.ts')).toBe(true)
    expect(inside.some(({from, to}) => from === 'stages/chain.ts' && to === 'stages/map/index.ts')).toBe(true)
  })

  test('every import leads somewhere', () => {
    expect(edges.filter(({lost}) => lost)).toEqual([])
  })

  test('the model imports zod alone', () => {
    const strays = edges.filter(
      ({from, to}) =>
        from.startsWith('pipeline/model/') &&
        !to.startsWith('pipeline/model/') &&
        !to.includes('node_modules/zod'),
    )
    expect(strays).toEqual([])
  })

  test('only the command line of the kernel sees the stages', () => {
    const strays = inside.filter(
      ({from, to}) =>
        from.startsWith('pipeline/') && to.startsWith('stages/') && !from.startsWith('pipeline/commands/'),
    )
    expect(strays).toEqual([])
  })

  test('a stage imports the stage contract, the configuration, the model and itself', () => {
    const strays = inside.filter(({from, to}) => {
      const stage = stageOf(from)
      if (!stage) return false
      const allowed = ['pipeline/stage.ts', 'pipeline/config.ts']
      if (OVER_ALL_REPORTS.includes(stage)) allowed.push('pipeline/warehouse.ts')
      return !allowed.includes(to) && !to.startsWith('pipeline/model/') && stageOf(to) !== stage
    })
    expect(strays).toEqual([])
  })

  test('a reader imports no other reader', () => {
    const strays = inside.filter(({from, to}) => {
      const [reader, other] = [readerOf(from), readerOf(to)]
      return reader && other && reader !== other && !SHARED.includes(other)
    })
    expect(strays).toEqual([])
  })

  test('no circle of modules', () => {
    expect(circlesOf(inside)).toEqual([])
  })

  test.each(LAYERED)('no circle of folders in %s', parent => {
    const folderOf = (path: string) =>
      path.startsWith(`${parent}/`) ? /^([^/]+)\//.exec(path.slice(parent.length + 1))?.[1] : undefined
    const between = inside.flatMap(({from, to}) => {
      const [here, there] = [folderOf(from), folderOf(to)]
      return here && there && here !== there ? [{from: here, to: there}] : []
    })
    expect(between.length).toBeGreaterThan(0)
    expect(circlesOf(between)).toEqual([])
  })
})

/** Paths that lead back to where they began, each as what lies on it in turn. */
function circlesOf(imports: readonly {from: string; to: string}[]): string[][] {
  const next = new Map<string, Set<string>>()
  for (const {from, to} of imports) next.set(from, (next.get(from) ?? new Set()).add(to))
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[][] = []
  const visit = (path: string[]): void => {
    const here = path.at(-1)!
    if (state.get(here) === 'done') return
    if (state.get(here) === 'open') {
      circles.push(path.slice(path.indexOf(here)))
      return
    }
    state.set(here, 'open')
    for (const to of next.get(here) ?? []) visit([...path, to])
    state.set(here, 'done')
  }
  for (const from of next.keys()) visit([from])
  return circles
}

import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {nianbao} from './commandLine.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const decisions = readdirSync(join(root, 'docs/decisions')).sort()
const pages = [
  ...['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'],
  ...readdirSync(join(root, 'docs')).flatMap(name => (name.endsWith('.md') ? [`docs/${name}`] : [])),
  ...decisions.map(name => `docs/decisions/${name}`),
]

describe('what the documents speak of is there', () => {
  test.each(pages)('%s: files and folders', page => {
    const paths =
      read(page).match(/(?<![\w/.])(?:bin|config|docs|pipeline|samples|stages|test|tools)\/[\w./-]+/g) ?? []
    const lost = paths
      .map(path => path.replace(/[./]+$/, ''))
      .filter(path => !['', '.ts', '.yaml'].some(ending => existsSync(join(root, path + ending))))
    expect(lost).toEqual([])
  })

  test('every file of the kernel stands in ARCHITECTURE.md', () => {
    const page = read('docs/ARCHITECTURE.md')
    const folders = ['', 'given', 'documents', 'cache', 'reports', 'output', 'operator']
    const files = folders
      .flatMap(folder => readdirSync(join(root, 'pipeline', folder)))
      .filter(name => name.endsWith('.ts'))
    expect(files.length).toBeGreaterThan(30)
    expect(files.filter(name => !page.includes(name))).toEqual([])
  })

  test('decisions are numbered one by one, and named by their number', () => {
    expect(decisions.map(name => Number(name.slice(0, 4)))).toEqual(decisions.map((_, i) => i + 1))
    for (const [i, name] of decisions.entries()) {
      expect(read(`docs/decisions/${name}`).startsWith(`# ${i + 1}. `)).toBe(true)
    }
  })
})

describe('the command line', () => {
  const readme = read('README.md')

  test('has every command of the README, and the README every command', async () => {
    const {out} = await nianbao('--help')
    const offered = [...out.matchAll(/^ {2}nianbao ([a-z-]+)/gm)].map(([, name]) => name)
    const told = [...readme.matchAll(/^npm run -s nianbao -- ([a-z][a-z-]+)/gm)].map(([, name]) => name)
    expect(offered.length).toBeGreaterThan(4)
    expect([...new Set(told)].sort()).toEqual(offered.sort())
  })

  test('has every option of a run that the README names, and no other', async () => {
    const {out} = await nianbao('run', '--help')
    const offered = [...out.matchAll(/^\s+(?:-h, )?--([a-z-]+)/gm)].map(([, name]) => name)
    const line = /^npm run -s nianbao -- run INPUT\.\.\..*$/m.exec(readme)![0]
    const told = [...line.matchAll(/--([a-z-]+)/g)].map(([, name]) => name)
    expect([...told, 'help', 'version'].sort()).toEqual(offered.sort())
  })

  test('says every exit code', async () => {
    const {out} = await nianbao('--help')
    const codes = out.slice(out.indexOf('退出码：')).match(/(?<=[：；]\s*)\d+/g)
    expect(codes).toEqual(['0', '1', '2', '3', '130'])
  })
})

import {execFileSync, spawnSync} from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, describe, expect, test} from 'vitest'

const home = fileURLToPath(new URL('..', import.meta.url))
const folders: string[] = []

/** The program in a folder of its own, with the packages of this one. */
function copied(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-compiled-'))
  folders.push(folder)
  for (const name of ['bin', 'pipeline', 'stages', 'config', 'package.json']) {
    const filter = (path: string) => !path.endsWith('/node_modules')
    cpSync(join(home, name), join(folder, name), {recursive: true, filter})
  }
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(join(home, 'node_modules'))) {
    if (name !== '.cache') symlinkSync(join(home, 'node_modules', name), join(folder, 'node_modules', name))
  }
  return folder
}

function versionOf(folder: string): string {
  return execFileSync(process.execPath, [join(folder, 'bin/nianbao.js'), '--version'], {encoding: 'utf8'})
}

function change(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, {recursive: true, force: true})
})

describe('the sources joined into a few files', () => {
  const folder = copied()
  const kept = join(folder, 'node_modules/.cache/nianbao')

  test('are made once and used again', () => {
    expect(versionOf(folder)).toBe('0.1.0\n')
    const [made] = readdirSync(kept)
    const main = join(kept, made!, 'pipeline/main.js')
    change(main, 'export {', 'process.stdout.write("joined\\n")\nexport {')
    expect(versionOf(folder)).toBe('joined\n0.1.0\n')
    expect(readdirSync(kept)).toEqual([made])
  })

  test('are never older than the sources', () => {
    change(join(folder, 'pipeline/main.ts'), '.version(version)', ".version('changed')")
    expect(versionOf(folder)).toBe('changed\n')
    expect(readdirSync(kept).length).toBe(2)
  })

  test('in a folder that is gone it ends, and says so', () => {
    const gone = mkdtempSync(join(tmpdir(), 'nianbao-gone-'))
    const command = `rmdir "$PWD" && exec "${process.execPath}" "${join(home, 'bin/nianbao.js')}" --version`
    const {status, stderr} = spawnSync('sh', ['-c', command], {cwd: gone, encoding: 'utf8'})
    expect([status, stderr]).toEqual([1, '当前目录已被删除（或所在的磁盘已断开）；请换到别的目录再运行。\n'])
  })

  test('a fault names the line of the source', () => {
    change(join(folder, 'pipeline/main.ts'), ".version('changed')", '.version(broken())')
    writeFileSync(
      join(folder, 'pipeline/main.ts'),
      `${readFileSync(join(folder, 'pipeline/main.ts'), 'utf8')}\nfunction broken(): string {\n  throw new Error('on purpose')\n}\n`,
    )
    const line =
      readFileSync(join(folder, 'pipeline/main.ts'), 'utf8')
        .split('\n')
        .indexOf("  throw new Error('on purpose')") + 1
    const said = failing(folder)
    expect(/at broken \((.*)\)/.exec(said)?.[1]).toBe(`${join(folder, 'pipeline/main.ts')}:${line}:9`)
  })

  test('where nothing can be kept the sources run as they stand', () => {
    const other = copied()
    writeFileSync(join(other, 'node_modules/.cache'), '')
    expect(versionOf(other)).toBe('0.1.0\n')
    expect(readFileSync(join(other, 'node_modules/.cache'), 'utf8')).toBe('')
  })
})

function failing(folder: string): string {
  try {
    return versionOf(folder)
  } catch (error) {
    return (error as {stderr: string}).stderr
  }
}

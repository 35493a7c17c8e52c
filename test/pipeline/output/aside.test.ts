import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {hostname, tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {writeAside} from '../../../pipeline/output/aside.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-aside-'))
})
afterEach(() => rmSync(folder, {recursive: true}))

const at = (...parts: string[]) => join(folder, ...parts)
const read = (name: string) => readFileSync(at(name), 'utf8')

test('files and folders appear in place of earlier ones, others stay', async () => {
  writeFileSync(at('a.txt'), 'old')
  writeFileSync(at('notes.txt'), 'mine')
  mkdirSync(at('tables'))
  writeFileSync(at('tables/gone.csv'), 'old')
  const names = await writeAside(folder, async aside => {
    writeFileSync(join(aside, 'a.txt'), 'new')
    mkdirSync(join(aside, 'tables'))
    writeFileSync(join(aside, 'tables/new.csv'), 'new')
    return ['a.txt', 'tables']
  })
  expect(names).toEqual(['a.txt', 'tables'])
  expect(readdirSync(folder, {recursive: true}).sort()).toEqual([
    'a.txt',
    'notes.txt',
    'tables',
    'tables/new.csv',
  ])
  expect([read('a.txt'), read('notes.txt'), read('tables/new.csv')]).toEqual(['new', 'mine', 'new'])
})

test('nothing appears when one file fails', async () => {
  writeFileSync(at('a.txt'), 'old')
  const failing = writeAside(folder, async aside => {
    writeFileSync(join(aside, 'a.txt'), 'new')
    throw new Error('the second file fails')
  })
  await expect(failing).rejects.toThrow(new Error('the second file fails'))
  expect(readdirSync(folder)).toEqual(['a.txt'])
  expect(read('a.txt')).toBe('old')
})

test('nothing appears when one file cannot be put in place', async () => {
  writeFileSync(at('a.txt'), 'old')
  mkdirSync(at('b.txt'))
  const blocked = writeAside(folder, async aside => {
    for (const name of ['a.txt', 'b.txt']) writeFileSync(join(aside, name), 'new')
    return ['a.txt', 'b.txt', 'none']
  })
  await expect(blocked).rejects.toThrow(
    `${at('b.txt')} 不能写入：这个名称下是一个目录。已有的结果没有改动；请关闭或移走它，再运行同一命令。`,
  )
  expect(readdirSync(folder).sort()).toEqual(['a.txt', 'b.txt'])
  expect(read('a.txt')).toBe('old')
})

test('what a killed run of this machine left aside is removed, that of another machine stays', async () => {
  const dead = 2 ** 22 + 1
  mkdirSync(at(`.publishing-${hostname()}-${dead}`))
  mkdirSync(at(`.publishing-another-machine-${dead}`))
  await writeAside(folder, async () => [])
  expect(readdirSync(folder)).toEqual([`.publishing-another-machine-${dead}`])
})

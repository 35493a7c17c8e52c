import {expect, test} from 'vitest'
import {CacheError, troubleOf} from '../../pipeline/failure.ts'

/** What the system says when it cannot go on, as a person reads it: nothing of it is a fault of the program or damage. */
const withCode = (message: string, code?: string | number) => Object.assign(new Error(message), {code})

test.each<[string, Error, string]>([
  ['a short write, by its number', withCode('', 5), '磁盘空间不足、文件大小超过上限或磁盘读写出错'],
  [
    'a short write, by its sentence',
    withCode('Input/output error'),
    '磁盘空间不足、文件大小超过上限或磁盘读写出错',
  ],
  ['a full disk', withCode('No space left on device'), '磁盘空间不足'],
  ['a folder that is forbidden', withCode('EACCES: permission denied', 'EACCES'), '没有权限'],
])('the cache: %s', (_, cause, said) => {
  expect(new CacheError('/c', cause).message).toBe(
    `缓存目录 /c 不能使用：${said}。请腾出空间或改权限，或用 --cache 指定别的目录；再次运行会接着做。`,
  )
})

test('the cache: what is no trouble of the system is damage', () => {
  expect(new CacheError('/c', withCode('page 7 is beyond the end')).message).toBe(
    '缓存目录 /c 已损坏或不是本程序的缓存（page 7 is beyond the end）。请删除其中的 cache-3.mdb 再运行；缓存可以重新生成。',
  )
})

test.each([
  [
    'TransactionContext Error: Failed to commit: Could not write file "/c/w.duckdb.wal": File too large',
    '/c/w.duckdb.wal 读写失败：文件大小超过上限（例如 FAT32 格式的盘单个文件不超过 4 GB，或系统用 ulimit 作了限制）（EFBIG）。',
  ],
  [
    'IO Error: Could not write all bytes to file "/c/w.duckdb": No space left on device',
    '/c/w.duckdb 读写失败：磁盘空间不足（ENOSPC）。',
  ],
])('the database: %s', (message, said) => {
  expect(troubleOf(new Error(message))).toBe(
    `${said}已有的结果没有改动；改好权限、腾出空间或换一个目录后，再运行同一命令即可。`,
  )
})

test('a fault of the program is no trouble of the surroundings', () => {
  expect(troubleOf(new Error('Binder Error: Referenced column "x" not found'))).toBeUndefined()
})

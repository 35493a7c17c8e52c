import {fork} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, expect, test} from 'vitest'
import {SurroundingsError} from '../../../pipeline/failure.ts'
import {lockFolder} from '../../../pipeline/output/lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-lock-'))
afterAll(() => rmSync(folder, {recursive: true}))

test('a folder is one run’s alone until it lets go', async () => {
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(
    `另一次运行正在写输出目录 ${folder}；请等它结束，或用 --out 指定别的目录。`,
  )
  lock.close()
  const again = await lockFolder(folder)
  again.close()
})

test('a killed process leaves no lock', async () => {
  const child = fork(new URL('./lockHolder.mjs', import.meta.url), [folder])
  await once(child, 'message')
  await expect(lockFolder(folder)).rejects.toThrow(
    new SurroundingsError(`另一次运行正在写输出目录 ${folder}；请等它结束，或用 --out 指定别的目录。`),
  )
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = await lockFolder(folder)
  lock.close()
})

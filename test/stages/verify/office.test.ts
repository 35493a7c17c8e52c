import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {office} from '../../../stages/verify/readers/office.ts'
import type {SecondReadingError} from '../../../stages/verify/readers/reader.ts'

/** Programs in the place of LibreOffice; which of their failures the next run has to try again. */
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-office-'))
})
afterEach(() => rmSync(folder, {recursive: true}))

async function failureOf(script: string, seconds: number): Promise<[string, boolean]> {
  const path = join(folder, 'soffice')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  try {
    await office.read(new Uint8Array(), {office: path, pages: 1, seconds})
  } catch (error) {
    const {what, passing} = error as SecondReadingError
    return [what, passing]
  }
  throw new Error('it was read')
}

test.each([
  ['one that never ends', 'exec sleep 600', 0.1, '超过 0.1 秒没有读完', true],
  ['one that was killed', 'kill -9 $$', 60, '没有读完就被系统中止', true],
  ['one whose launcher tells of a signal', 'exit 137', 60, '没有读完就被系统中止', true],
  ['one that gives nothing', 'exit 1', 60, '转换后没有得到结果', false],
])('%s', async (_, script, seconds, what, passing) => {
  expect(await failureOf(script, seconds)).toEqual([what, passing])
})

test('one that is not there', async () => {
  const given = {office: join(folder, 'nothing'), pages: 1, seconds: 60}
  await expect(office.read(new Uint8Array(), given)).rejects.toMatchObject({what: '无法启动', passing: true})
})

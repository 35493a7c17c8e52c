import {spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'

const root = join(import.meta.dirname, '../../..')

/** What a program says and how it ends that is sent Ctrl-C after `body`. */
function interrupted(body: string) {
  const code = `import {onInterrupt} from './pipeline/operator/interrupt.ts'
    const uninterrupted = onInterrupt(() => process.stdout.write('restored'))
    ${body}
    process.kill(process.pid, 'SIGINT')
    setTimeout(() => {}, 60_000)`
  const {status, signal, stdout, stderr} = spawnSync(
    process.execPath,
    ['--import', './bin/typescript.js', '--input-type=module', '--eval', code],
    {cwd: root, encoding: 'utf8'},
  )
  return {status, signal, stdout, stderr}
}

describe('Ctrl-C', () => {
  test('while documents are worked on: the terminal is in order again, and nothing is lost', () => {
    expect(interrupted('')).toEqual({
      status: 130,
      signal: null,
      stdout: 'restored',
      stderr: '\n已中断。已有的结果没有改动；再运行同一命令会接着做。\n',
    })
  })

  test('afterwards: the system ends the program at once', () => {
    expect(interrupted('uninterrupted()')).toEqual({status: null, signal: 'SIGINT', stdout: '', stderr: ''})
  })
})

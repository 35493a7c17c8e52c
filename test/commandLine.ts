import {vi} from 'vitest'
import {main} from '../pipeline/main.ts'

/** What a command printed, and its exit code. */
interface Said {
  code: number
  out: string
  err: string
}

/** Runs a command in this process, as the command line does. */
export async function nianbao(...argv: string[]): Promise<Said> {
  const said = {out: '', err: ''}
  const catchAll = (name: 'out' | 'err') => (chunk: unknown) => {
    said[name] += String(chunk)
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(catchAll('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(catchAll('err')),
    // Help is printed by yargs.
    vi.spyOn(console, 'log').mockImplementation(text => void catchAll('out')(`${text}\n`)),
  ]
  try {
    return {code: await main(argv), ...said}
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

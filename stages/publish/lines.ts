import {closeSync, openSync, readSync} from 'node:fs'

/** The lines of a UTF-8 file, one at a time, without their line feeds. */
export function* linesOf(path: string): Generator<string> {
  const descriptor = openSync(path, 'r')
  const buffer = Buffer.allocUnsafe(1 << 20)
  let rest: Buffer[] = []
  try {
    for (let size = readSync(descriptor, buffer); size > 0; size = readSync(descriptor, buffer)) {
      let from = 0
      for (let at = buffer.indexOf(10); at >= 0 && at < size; at = buffer.indexOf(10, from)) {
        yield Buffer.concat([...rest, buffer.subarray(from, at)]).toString('utf8')
        rest = []
        from = at + 1
      }
      rest.push(Buffer.from(buffer.subarray(from, size)))
    }
    const last = Buffer.concat(rest).toString('utf8')
    if (last !== '') yield last
  } finally {
    closeSync(descriptor)
  }
}

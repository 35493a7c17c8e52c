import {unzipSync, Zip} from 'fflate'
import {expect, it} from 'vitest'
import {startEntry} from '../../../../stages/publish/xlsx/entry.ts'

it('is one stream, however many pieces it was packed in', () => {
  const parts: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    parts.push(bytes)
  })
  const pieces = ['', '年报'.repeat(40_000), 'a', '', 'b'.repeat(300_000)].map(text => Buffer.from(text))
  for (const name of ['甲.xml', 'b.xml']) {
    const entry = startEntry(name)
    zip.add(entry)
    for (const [i, piece] of pieces.entries()) entry.push(piece, i === pieces.length - 1)
  }
  zip.end()
  const files = unzipSync(Buffer.concat(parts))
  expect(Object.keys(files)).toEqual(['甲.xml', 'b.xml'])
  for (const bytes of Object.values(files)) expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
})

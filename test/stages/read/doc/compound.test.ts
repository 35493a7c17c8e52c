import CFB from 'cfb'
import {describe, expect, it} from 'vitest'
import {openCompound} from '../../../../stages/read/doc/compound.ts'
import {doc} from '../../../../stages/read/doc/index.ts'
import {compoundKind} from '../../../../stages/read/doc/kind.ts'
import {buildDoc} from '../../../generate/files/docParts.ts'
import {numbers} from '../word/mutate.ts'
import {outcomeOf} from '../word/outcome.ts'

function compoundOf(streams: Record<string, Uint8Array>): Uint8Array {
  const file = CFB.utils.cfb_new()
  for (const [path, bytes] of Object.entries(streams)) CFB.utils.cfb_add(file, path, Buffer.from(bytes))
  return new Uint8Array(CFB.write(file, {type: 'buffer'}))
}

describe('streams', () => {
  it('of every size, in storages too, as written', () => {
    const next = numbers(7)
    const streams: Record<string, Uint8Array> = {}
    for (const size of [1, 63, 64, 65, 511, 4095, 4096, 4097, 70000, 9000000]) {
      streams[`/s${size}`] = Uint8Array.from({length: size}, () => next(256))
      streams[`/Storage/t${size}`] = Uint8Array.from({length: Math.min(size, 5000)}, () => next(256))
    }
    const compound = openCompound(compoundOf(streams))!
    for (const [path, bytes] of Object.entries(streams)) {
      expect(Buffer.compare(Buffer.from(compound.stream(path.slice(1))!), Buffer.from(bytes))).toBe(0)
    }
    expect(compound.damage).toEqual([])
    expect(compound.stream('missing')).toBeNull()
  })

  it('a chain that turns in a circle ends, and is told', () => {
    const bytes = compoundOf({'/a': new Uint8Array(20000)})
    const view = new DataView(bytes.buffer)
    const table = (view.getUint32(76, true) + 1) * 512
    for (let sector = 0; sector < 40; sector++) view.setUint32(table + sector * 4, 0, true)
    const compound = openCompound(bytes)!
    compound.stream('a')
    expect([...compound.damage]).toEqual(['扇区链断裂或成环', '数据流不完整'])
  })
})

describe('kinds', () => {
  const kind = (name: string) => compoundKind(compoundOf({[`/${name}`]: new Uint8Array(100)}))

  it('by the streams of the root', () => {
    expect(kind('WordDocument')).toBe('word')
    expect(kind('Workbook')).toBe('workbook')
    expect(kind('Book')).toBe('workbook')
    expect(kind('PowerPoint Document')).toBe('presentation')
    expect(kind('EncryptedPackage')).toBe('encryptedPackage')
    expect(kind('Other')).toBe('unknown')
    expect(compoundKind(compoundOf({'/ObjectPool/WordDocument': new Uint8Array(100)}))).toBe('unknown')
    expect(compoundKind(new Uint8Array(600))).toBeNull()
  })

  it('a workbook is left to others, everything else is named', async () => {
    expect(doc.sniff(compoundOf({'/Workbook': new Uint8Array(100)}), 'a.doc')).toBe(false)
    expect(doc.sniff(compoundOf({'/PowerPoint Document': new Uint8Array(100)}), 'a.doc')).toBe(true)
    expect(
      (await outcomeOf(doc, compoundOf({'/PowerPoint Document': new Uint8Array(100)}))).unreadable,
    ).toEqual({
      reason: 'unsupported',
      detail: '文件是PowerPoint 演示文稿，不是 Word 文档，无法按年度报告读取。',
    })
  })

  it('the head of a long document is enough', () => {
    const bytes = buildDoc({main: [{text: '年'.repeat(100000)}]})
    expect(doc.sniff(bytes.subarray(0, 65536), 'a.doc')).toBe(true)
  })
})

it('pieces that repeat the same bytes without end are cut off and told', async () => {
  const count = 3000
  const text = '年'.repeat(2000)
  const bytes = buildDoc({main: [{text}], structures: [{index: 33, bytes: repeated(count, text.length)}]})
  const view = new DataView(bytes.buffer)
  const fib = Buffer.from(bytes).indexOf(Uint8Array.of(0xec, 0xa5, 0xc1, 0))
  view.setInt32(fib + 64 + 12, count * text.length, true)
  const {tree, findings} = await outcomeOf(doc, bytes)
  expect(findings.map(({rule}) => rule)).toEqual(['R08'])
  expect(JSON.stringify(tree).length).toBeLessThan(200000)
})

/** A piece table that names one stretch of text again and again. */
function repeated(count: number, length: number): number[] {
  const u32 = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24]
  const size = (count + 1) * 4 + count * 8
  const positions = Array.from({length: count + 1}, (_, i) => u32(i * length)).flat()
  const pieces = Array.from({length: count}, () => [0, 0, ...u32(0x600), 0, 0]).flat()
  return [2, ...u32(size), ...positions, ...pieces]
}

import {gzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {tar, zip} from './archives.ts'
import {inside, noise} from './inside.ts'

describe('limits', () => {
  const zeros = Buffer.alloc(100_000)
  const tooLarge = 'L01 解压后超过大小、压缩比或数量上限，'
  test('one member too large', async () => {
    const bytes = zip([
      {name: 'a', data: 'x'},
      {name: 'b', data: zeros, stored: true},
    ])
    const got = await inside('a.zip', bytes, {maxMemberBytes: 1000})
    expect(got).toMatchObject({order: ['a.zip!/a'], skipped: {'a.zip!/b': 'tooLarge'}})
    expect(got.findings).toEqual([`a.zip ${tooLarge}1 个（b）`])
  })
  test('a member that packs too well', async () => {
    const got = await inside(
      'a.zip',
      zip([
        {name: 'b', data: zeros},
        {name: 'c', data: 'x'},
      ]),
      {
        ratioFrom: 5000,
        maxRatio: 50,
      },
    )
    expect(got).toMatchObject({order: ['a.zip!/c'], skipped: {'a.zip!/b': 'tooLarge'}})
  })
  test('all members together, those of inner archives counted', async () => {
    const inner = zip([{name: 'x', data: zeros, stored: true}])
    const members = [
      {name: 'a.zip', data: inner},
      {name: 'b.zip', data: inner},
      {name: 'c', data: 'x'},
    ]
    const got = await inside('a.zip', zip(members), {maxTotalBytes: 250_000})
    expect(got.order).toEqual(['a.zip!/a.zip!/x', 'a.zip!/c'])
    expect(got.skipped).toEqual({'a.zip!/b.zip': 'tooLarge'})
  })
  test('a gzip bomb stops where the room ends', async () => {
    const got = await inside('a.gz', gzipSync(Buffer.alloc(1_000_000)), {maxTotalBytes: 50_000})
    expect(got).toMatchObject({order: [], skipped: {'a.gz': 'tooLarge'}})
    expect(got.findings).toEqual([`a.gz ${tooLarge}1 个（a.gz）`])
  })
  test('too many members', async () => {
    const members = Array.from({length: 5}, (_, i) => ({name: `${i}`, data: 'x'}))
    const got = await inside('a.zip', zip(members), {maxEntries: 3})
    expect(got.order).toEqual(['a.zip!/0', 'a.zip!/1', 'a.zip!/2'])
    expect(got.skipped).toEqual({'a.zip': 'unreadable'})
    expect(got.findings).toEqual(['a.zip L02 压缩包内文件数超过上限，其后 2 个未列出也未读取'])
  })
  test('archives nested too deep', async () => {
    let bytes = zip([{name: 'x', data: 'x'}])
    for (let i = 0; i < 3; i++) bytes = zip([{name: 'a.zip', data: bytes}])
    const got = await inside('a.zip', bytes, {maxDepth: 3})
    expect(got.order).toEqual([])
    expect(got.skipped).toEqual({'a.zip!/a.zip!/a.zip!/a.zip': 'archive'})
    expect(got.findings).toEqual(['a.zip!/a.zip!/a.zip L01 压缩包嵌套过深，1 个（a.zip）'])
  })
  test('a header that understates the size gives nothing more than it says', async () => {
    const got = await inside('a.zip', zip([{name: 'a', data: zeros, claims: {size: 10}}]))
    expect(got.files).toEqual({'a.zip!/a': '! 解压后的大小与记录不符'})
  })
})

describe('damage', () => {
  const members = [
    {name: 'a.doc', data: 'A'.repeat(50)},
    {name: 'b.doc', data: noise(4000)},
    {name: 'c.doc', data: 'C'},
  ]
  const LOST = 'L02 压缩包不完整或目录已损坏，只能按各文件自身的记录找回，可能缺少文件'
  test.each([false, true])(
    'a truncated zip gives what is whole (sizes after the data: %s)',
    async descriptor => {
      const bytes = zip(members.map(member => ({...member, descriptor})))
      const got = await inside('a.zip', bytes.subarray(0, bytes.indexOf('b.doc') + 500))
      expect(got.files).toEqual({'a.zip!/a.doc': 'A'.repeat(50)})
      expect(got.skipped).toEqual({'a.zip': 'unreadable', 'a.zip!/b.doc': 'unreadable'})
      expect(got.findings).toEqual([`a.zip ${LOST}`, 'a.zip L02 数据已损坏或不完整，1 个（b.doc）'])
    },
  )
  test('bytes pasted behind an archive cost nothing where its directory counts as many files', async () => {
    const bytes = zip(members)
    const pasted = Buffer.concat([bytes, Buffer.from('\r\n<!-- -->')])
    const got = await inside('a.zip', pasted)
    expect(got.order).toEqual(['a.zip!/a.doc', 'a.zip!/b.doc', 'a.zip!/c.doc'])
    expect(got.findings).toEqual([])
    pasted.writeUInt16LE(4, bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 10)
    expect((await inside('b.zip', pasted)).findings).toEqual([`b.zip ${LOST}`])
  })
  test('a wrong checksum', async () => {
    const got = await inside('a.zip', zip([{name: 'a', data: 'x', claims: {crc: 1}}]))
    expect(got.files).toEqual({'a.zip!/a': '! 校验值与记录不符'})
  })
  test('a truncated tar.gz gives the members before the end', async () => {
    const bytes = gzipSync(
      tar([
        {name: 'a.doc', data: 'A'},
        {name: 'b.doc', data: members[1]!.data!},
      ]),
    )
    const got = await inside('a.tgz', bytes.subarray(0, bytes.length - 60))
    expect(got.files).toEqual({'a.tgz!/a.doc': 'A'})
    expect(got.skipped).toEqual({'a.tgz': 'unreadable', 'a.tgz!/b.doc': 'unreadable'})
  })
  test('half a gz of one file is not read as a whole one', async () => {
    const bytes = gzipSync(members[1]!.data!)
    const got = await inside('a.doc.gz', bytes.subarray(0, 200))
    expect(got).toMatchObject({files: {}, skipped: {'a.doc.gz': 'unreadable'}})
  })
  test('a name that says zip and bytes that do not', async () => {
    expect((await inside('a.zip', Buffer.from('PK\x03\x04 no archive'))).skipped).toEqual({
      'a.zip': 'unreadable',
    })
    expect((await inside('b.zip', Buffer.from('plain text'))).order).toEqual(['b.zip'])
  })
})

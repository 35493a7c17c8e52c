import {createHash} from 'node:crypto'
import {crc32, gzipSync} from 'node:zlib'
import {zipSync} from 'fflate'
import {describe, expect, test} from 'vitest'
import {GBK, tar, zip} from './archives.ts'
import {folder, gather} from './collecting.ts'

const inside = async (name: string, bytes: Buffer, limits = {}) => gather([folder({[name]: bytes})], limits)
/** Text that does not pack well. */
function noise(length: number): string {
  let text = ''
  while (text.length < length) text += createHash('sha256').update(text).digest('hex')
  return text
}

/** The field in which Info-ZIP keeps a name in UTF-8, with the checksum of the name it belongs to. */
function unicodeName(name: string, unicode: string): Buffer {
  const data = Buffer.from(unicode)
  const head = Buffer.alloc(9)
  head.writeUInt16LE(0x7075, 0)
  head.writeUInt16LE(5 + data.length, 2)
  head[4] = 1
  head.writeUInt32LE(crc32(Buffer.from(name)), 5)
  return Buffer.concat([head, data])
}

const nothing = {skipped: {}, findings: []}

describe('what is in an archive', () => {
  test('zip: packed and stored members, in a fixed order', async () => {
    const got = await inside(
      'a.zip',
      zip([{name: 'b/c.doc', data: 'C'}, {name: 'a.html', data: 'A', stored: true}, {name: 'b/'}]),
    )
    expect(got).toEqual({
      files: {'a.zip!/a.html': 'A', 'a.zip!/b/c.doc': 'C'},
      order: ['a.zip!/a.html', 'a.zip!/b/c.doc'],
      ...nothing,
    })
  })
  test('names: UTF-8, GBK, the flag, the Unicode field, backslashes', async () => {
    const got = await inside(
      'a.zip',
      zip([
        {name: '年报.doc', data: '1'},
        {name: GBK.某局年报, data: '2'},
        {name: GBK.联通, data: '3'},
        {name: GBK.俓, data: '3'},
        {name: 'dir\\四.doc', data: '4', flags: 0x800},
        {name: './a//五.doc', data: '5'},
        {name: '?.doc', data: '6', extra: unicodeName('?.doc', '六.doc')},
        {name: 'renamed.doc', data: '7', extra: unicodeName('?.doc', '旧.doc')},
      ]),
    )
    expect(got.files).toEqual({
      'a.zip!/年报.doc': '1',
      'a.zip!/某局年报.doc': '2',
      'a.zip!/联通.doc': '3',
      'a.zip!/俓.doc': '3',
      'a.zip!/dir/四.doc': '4',
      'a.zip!/a/五.doc': '5',
      'a.zip!/六.doc': '6',
      'a.zip!/renamed.doc': '7',
    })
    expect(got.findings).toEqual([])
  })
  test('tar, tar.gz, a gz of one file', async () => {
    const long = `${'长'.repeat(40)}/c.html`
    const bytes = tar([
      {name: 'dir/', type: '5'},
      {name: 'a.doc', data: 'A'.repeat(600)},
      {name: GBK.某局年报, data: 'B'},
      {name: '././@LongLink', data: `${long}\0`, type: 'L'},
      {name: 'x', data: 'C'},
      {name: 'pax', data: '17 path=p/q.html\n', type: 'x'},
      {name: 'x', data: 'D'},
    ])
    const members = (file: string) => ({
      [`${file}!/a.doc`]: 'A'.repeat(600),
      [`${file}!/某局年报.doc`]: 'B',
      [`${file}!/${long}`]: 'C',
      [`${file}!/p/q.html`]: 'D',
    })
    expect(await inside('a.tar', bytes)).toMatchObject({files: members('a.tar'), ...nothing})
    expect(await inside('a.tar.gz', gzipSync(bytes))).toMatchObject({files: members('a.tar.gz'), ...nothing})
    expect(await inside('b.tgz', gzipSync(bytes))).toMatchObject({files: members('b.tgz'), ...nothing})
    expect(await inside('年报.doc.gz', gzipSync('text'))).toMatchObject({
      files: {'年报.doc.gz!/年报.doc': 'text'},
      ...nothing,
    })
  })
  test('archives in archives, of every kind, whatever they are called', async () => {
    const inner = gzipSync(tar([{name: 'c.html', data: 'C'}]))
    const stored = zip([{name: 'd.html', data: 'D'}])
    const bytes = zip([
      {name: 'b.tar.gz', data: inner},
      {name: 's.zip', data: stored, stored: true},
      {name: 'lies.doc', data: zip([{name: 'e.html', data: 'E'}])},
      {name: 'z.zip.gz', data: gzipSync(stored)},
    ])
    expect(await inside('a.zip', bytes)).toMatchObject({
      files: {
        'a.zip!/b.tar.gz!/c.html': 'C',
        'a.zip!/s.zip!/d.html': 'D',
        'a.zip!/lies.doc!/e.html': 'E',
        'a.zip!/z.zip.gz!/z.zip!/d.html': 'D',
      },
      ...nothing,
    })
  })
  test('documents that are ZIP files inside are documents', async () => {
    const package_ = (parts: Record<string, string>) =>
      Buffer.from(
        zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)]))),
      )
    const files = {
      'a.docx': package_({'[Content_Types].xml': '', 'word/document.xml': ''}),
      'b.doc': package_({'word/document.xml': '', '[Content_Types].xml': ''}),
      'c.ods': package_({mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': ''}),
      'd.ofd': package_({'OFD.xml': '', 'Doc_0/Document.xml': ''}),
      'e.docx': package_({'some/part.xml': '', '[Content_Types].xml': ''}),
    }
    expect((await gather([folder(files)])).order).toEqual(Object.keys(files))
    const packed = zip(Object.entries(files).map(([name, data]) => ({name, data})))
    expect((await inside('a.zip', packed)).order).toEqual(Object.keys(files).map(name => `a.zip!/${name}`))
  })
})

describe('what is refused', () => {
  test('paths that lead out, control characters, links, second members of one name', async () => {
    const got = await inside(
      'a.zip',
      zip([
        {name: '../x.doc', data: 'x'},
        {name: 'a/../../y.doc', data: 'x'},
        {name: '..\\z.doc', data: 'x'},
        {name: '/etc/passwd', data: 'x'},
        {name: 'C:\\a.doc', data: 'x'},
        {name: 'a\nb.doc', data: 'x'},
        {name: 'link', data: '/etc/passwd', mode: 0xa1ff},
        {name: 'twice.doc', data: '1'},
        {name: './twice.doc', data: '2'},
        {name: '.', data: '?'},
      ]),
    )
    expect(got).toEqual({
      files: {'a.zip!/twice.doc': '1'},
      order: ['a.zip!/twice.doc'],
      skipped: {
        'a.zip!/../x.doc': 'archive',
        'a.zip!/a/../../y.doc': 'archive',
        'a.zip!/..\\z.doc': 'archive',
        'a.zip!//etc/passwd': 'archive',
        'a.zip!/C:\\a.doc': 'archive',
        'a.zip!/a\ufffdb.doc': 'archive',
        'a.zip!/link': 'archive',
        'a.zip!/twice.doc': 'archive',
        'a.zip!/.': 'archive',
      },
      findings: [
        'a.zip L01 路径指向压缩包之外（含“..”、绝对路径或盘符），5 个（../x.doc、a/../../y.doc、..\\z.doc 等）',
        'a.zip L01 名称含控制字符，1 个（a\ufffdb.doc）',
        'a.zip L01 链接、设备等特殊文件，1 个（link）',
        'a.zip L01 与前面的成员重名，1 个（twice.doc）',
        'a.zip L01 没有可用的名称，1 个（.）',
      ],
    })
  })
  test('links and devices of a tar file', async () => {
    const got = await inside(
      'a.tar',
      tar([
        {name: 'l', type: '2'},
        {name: 'h', type: '1'},
        {name: 'd', type: '3'},
        {name: 'ok.doc', data: 'x'},
      ]),
    )
    expect(got.order).toEqual(['a.tar!/ok.doc'])
    expect(got.skipped).toEqual({'a.tar!/l': 'archive', 'a.tar!/h': 'archive', 'a.tar!/d': 'archive'})
    expect(got.findings).toEqual(['a.tar L01 链接、设备等特殊文件，3 个（l、h、d）'])
  })
  test('encrypted members and packing methods unknown here', async () => {
    const got = await inside(
      'a.zip',
      zip([
        {name: 'a.doc', data: 'x', flags: 1},
        {name: 'b.doc', data: 'x', method: 99},
        {name: 'c.doc', data: 'x', method: 9},
        {name: 'd.doc', data: 'x'},
      ]),
    )
    expect(got.order).toEqual(['a.zip!/d.doc'])
    expect(got.skipped).toEqual({
      'a.zip!/a.doc': 'encrypted',
      'a.zip!/b.doc': 'encrypted',
      'a.zip!/c.doc': 'unsupported',
    })
  })
  test('archives that cannot be opened', async () => {
    const got = await gather([
      folder({
        'a.rar': Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'),
        'b.doc': Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'),
        'c.zip': zip([{name: 'd.rar', data: Buffer.from('Rar!\x1a\x07\0', 'latin1')}]),
        'e.z01': Buffer.from('PK\x07\x08PK\x03\x04', 'latin1'),
        'f.zip': zip([]),
      }),
    ])
    expect(got).toEqual({
      files: {},
      order: [],
      findings: [],
      skipped: {
        'a.rar': 'unsupported',
        'b.doc': 'unsupported',
        'c.zip!/d.rar': 'unsupported',
        'e.z01': 'unsupported',
        'f.zip': 'empty',
      },
    })
  })
  test('what systems leave behind is listed, not read', async () => {
    const junk = [
      '__MACOSX/._a.doc',
      '.DS_Store',
      'x/Thumbs.db',
      'desktop.ini',
      '~$年报.doc',
      '._b.doc',
      '.~年报.doc',
    ]
    const got = await inside('a.zip', zip([...junk, 'a.doc'].map(name => ({name, data: 'x'}))))
    expect(got.order).toEqual(['a.zip!/a.doc'])
    expect(got.skipped).toEqual(Object.fromEntries(junk.map(name => [`a.zip!/${name}`, 'notReport'])))
    expect(got.findings).toEqual([])
    const plain = await gather([folder(Object.fromEntries([...junk, 'a.doc'].map(name => [name, 'x'])))])
    expect(plain.order).toEqual(['a.doc'])
    expect(plain.skipped).toEqual(Object.fromEntries(junk.map(name => [name, 'notReport'])))
  })
})

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

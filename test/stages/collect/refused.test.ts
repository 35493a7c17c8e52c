import {describe, expect, test} from 'vitest'
import {tar, zip} from './archives.ts'
import {folder, gather} from './collecting.ts'
import {inside} from './inside.ts'

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
    expect(got.findings).toEqual([
      'a.zip L01 已加密，2 个（a.doc、b.doc）',
      'a.zip L01 压缩方法不支持，1 个（c.doc）',
    ])
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
      findings: [
        'a.rar L01 这是 RAR 压缩包，本程序不能展开',
        'b.doc L01 这是 7z 压缩包，本程序不能展开',
        'c.zip!/d.rar L01 这是 RAR 压缩包，本程序不能展开',
        'e.z01 L01 这是分卷 ZIP 压缩包，本程序不能展开',
      ],
      skipped: {
        'a.rar': 'unsupported',
        'b.doc': 'unsupported',
        'c.zip!/d.rar': 'unsupported',
        'e.z01': 'unsupported',
        'f.zip': 'empty',
      },
    })
  })
  test('parts of split archives, the last of which holds the directory of all', async () => {
    const whole = zip([{name: 'a.doc', data: 'one'}])
    const last = Buffer.from(whole.subarray(whole.indexOf('PK\x01\x02', 0, 'latin1')))
    // Number of this volume (APPNOTE 4.3.16).
    last.writeUInt16LE(3, last.length - 18)
    const got = await gather([
      folder({'a.zip': last, 'a.z02': 'x', 'b.zip.002': 'y', 'c.r00': 'z', 'd.zip': 'no archive'}),
    ])
    expect(got.order).toEqual(['d.zip'])
    expect(got.findings).toEqual(
      ['a.z02', 'a.zip', 'b.zip.002', 'c.r00'].map(
        name => `${name} L01 这是分卷压缩包中的一卷，本程序不能展开`,
      ),
    )
  })
  test('programs: an archive behind one is opened, others are named', async () => {
    const program = Buffer.alloc(200)
    program.write('MZ')
    program.writeUInt32LE(128, 60)
    program.write('PE', 128)
    const packed = Buffer.concat([program, zip([{name: 'a.doc', data: 'one'}])])
    const got = await gather([folder({'a.exe': packed, 'b.exe': program, 'c.txt': 'MZ'.padEnd(100, 'x')})])
    expect(got.files).toEqual({'a.exe!/a.doc': 'one', 'c.txt': 'MZ'.padEnd(100, 'x')})
    expect(got.findings).toEqual(['b.exe L01 这是 Windows 程序（可能是自解压的压缩包），本程序不能展开'])
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

import {describe, expect, test} from 'vitest'
import {docx} from '../../../../stages/read/docx/index.ts'
import {
  asZip64,
  DOCX,
  edited,
  failure,
  joined,
  OK,
  read,
  withDescriptors,
  withoutDirectory,
} from './containers.ts'
import {p, packDocx, packParts} from './helpers.ts'

describe('archives', () => {
  test('junk before and after', async () => {
    expect(await read(joined('HTTP/1.1 200 OK\r\n\r\n', DOCX))).toMatchObject(OK)
    expect(await read(joined(DOCX, '\n\0\0'))).toMatchObject(OK)
  })

  test('a comment that holds an end record', async () => {
    const bytes = Buffer.from(DOCX)
    bytes.writeUInt16LE(26, bytes.length - 2)
    expect(await read(joined(bytes, 'PK\x05\x06', new Uint8Array(22)))).toMatchObject(OK)
  })

  test('ZIP64', async () => {
    expect(await read(asZip64(DOCX))).toMatchObject(OK)
    expect(await read(joined('junk', asZip64(DOCX)))).toMatchObject(OK)
  })

  test('without its directory the parts are found by their own headers', async () => {
    const cut = DOCX.subarray(0, Buffer.from(DOCX).indexOf('PK\x01\x02'))
    expect(await read(cut)).toMatchObject({
      values: ['规章12'],
      findings: ['R04 压缩包的目录已损坏，各部件按其本地文件头恢复，可能不全'],
    })
  })

  test('recovered with data descriptors', async () => {
    const cut = withDescriptors(DOCX)
    expect(await read(cut)).toMatchObject({
      values: ['规章12'],
      findings: ['R04 压缩包的目录已损坏，各部件按其本地文件头恢复，可能不全'],
    })
  })

  test('a part cut off in the middle', async () => {
    const at = Buffer.from(DOCX).indexOf('word/document.xml', Buffer.from(DOCX).indexOf('word/_rels'))
    const [reason] = await failure(DOCX.subarray(0, at + 60))
    expect(reason).toBe('unreadable')
  })

  test('a checksum that does not fit', async () => {
    const bytes = Buffer.from(DOCX)
    let at = bytes.indexOf('PK\x01\x02')
    while (bytes.toString('latin1', at + 46, at + 63) !== 'word/document.xml')
      at = bytes.indexOf('PK\x01\x02', at + 4)
    bytes[at + 16]! ^= 1
    expect(await read(bytes)).toMatchObject({
      values: ['规章12'],
      findings: ['R04 部件 word/document.xml 与压缩包记录的校验值不符，内容可能已损坏'],
    })
  })

  test('nothing of an archive', async () => {
    const detail = '文件不是完整的压缩包，可能下载或拷贝不全；请重新取得该文件。'
    expect(await failure(new Uint8Array(0))).toEqual(['unreadable', detail])
    expect(await failure(joined('PK\x03\x04 and no more'))).toEqual(['unreadable', detail])
  })

  test('an archive of something else', async () => {
    const [reason, detail] = await failure(packParts({'a.txt': 'a'}))
    expect([reason, detail]).toEqual([
      'unreadable',
      '压缩包内没有文档正文部件，不是 Word 文档或已损坏；请核实文件。',
    ])
  })

  test('encrypted entries', async () => {
    const bytes = Buffer.from(DOCX)
    for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 4))
      bytes[at + 8]! |= 1
    expect((await failure(bytes))[0]).toBe('encrypted')
  })

  test('a bomb', async () => {
    const bomb = packDocx(p(' '.repeat(40 << 20)))
    expect(await failure(bomb)).toEqual([
      'tooLarge',
      '压缩包内的 word/document.xml 解压后超出限额，未读取；请核实文件来源。',
    ])
    expect((await failure(DOCX, {maxUnpackedBytes: 100}))[0]).toBe('tooLarge')
  })

  test('two parts of one name', async () => {
    const second = packDocx(p('规章13'))
    const {values, findings} = await read(withoutDirectory(DOCX, second))
    expect(values).toEqual(['规章12'])
    expect(findings).toEqual([
      'R04 压缩包的目录已损坏，各部件按其本地文件头恢复，可能不全',
      ...['[Content_Types].xml', '_rels/.rels', 'word/_rels/document.xml.rels', 'word/document.xml'].map(
        part => `R04 压缩包内有两个 ${part}，只读了第一个`,
      ),
    ])
  })
})

describe('sniff', () => {
  test('by content', () => {
    expect(docx.sniff(DOCX, 'a.doc')).toBe(true)
    expect(docx.sniff(DOCX.subarray(0, 65536), '')).toBe(true)
    expect(docx.sniff(packParts({'a.docx': DOCX}), 'a.docx')).toBe(false)
    expect(docx.sniff(joined('junk', DOCX), 'a.docx')).toBe(true)
    expect(docx.sniff(joined('junk', DOCX), 'a.txt')).toBe(false)
    expect(docx.sniff(joined('%PDF-1.7', DOCX), 'a.docx')).toBe(false)
    expect(docx.sniff(new Uint8Array(0), 'a.docx')).toBe(false)
  })

  test('by content types where the main part lies elsewhere', () => {
    const moved = edited(parts => {
      for (const name of Object.keys(parts)) {
        if (!name.startsWith('word/')) continue
        parts[name.replace('word/', 'x/')] = parts[name]!
        delete parts[name]
      }
    })
    expect(docx.sniff(moved, 'a')).toBe(true)
  })
})

/** The archive with a ZIP64 end record and sizes in extra fields. */

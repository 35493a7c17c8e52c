import {gzipSync} from 'node:zlib'
import {zipSync} from 'fflate'
import {describe, expect, test} from 'vitest'
import {GBK, tar, zip} from './archives.ts'
import {folder, gather} from './collecting.ts'
import {inside, nothing, unicodeName} from './inside.ts'

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

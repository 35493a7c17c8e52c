import {describe, expect, it} from 'vitest'
import {type Root, textOf} from '../../../../pipeline/model/ast.ts'
import {html} from '../../../../stages/read/html/index.ts'
import {mht} from '../../../../stages/read/mht/index.ts'
import {decodeWords} from '../../../../stages/read/mht/mime.ts'
import {unwrapMht} from '../../../../stages/read/mht/unwrap.ts'
import {readText} from '../../../../stages/read/text/index.ts'
import {mutate} from '../word/mutate.ts'
import {outcomeOf} from '../word/outcome.ts'

/** Stands in for the reader of HTML: the text as one paragraph. */
const reader = mht(
  (text, encoding): Root => ({
    type: 'root',
    children: [{type: 'paragraph', value: text}],
    data: {reader: 'html', metadata: [], encoding},
  }),
  readText,
)
const bytes = (...lines: (string | Uint8Array)[]) =>
  Buffer.concat(
    lines.flatMap(line => [
      typeof line === 'string' ? Buffer.from(line, 'latin1') : line,
      Buffer.from('\r\n'),
    ]),
  )

const WORD = [
  'MIME-Version: 1.0',
  'Content-Type: multipart/related; boundary="----=_NextPart_01"',
  '',
  'This document is a single file web page.',
  '',
]
const GBK = '=D6=D0=\r\n=CE=C4<td>1=3D1</td>'

/** A mail with the parts given. */
const mail = (...parts: string[][]) =>
  bytes(
    'From: a@example.cn',
    'Subject: annual report',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    ...parts.flatMap(part => ['--b', ...part]),
    '--b--',
  )
const PLAIN = ['Content-Type: text/plain', '', 'see the files']
const WORD_FILE = [
  'Content-Type: application/msword',
  "Content-Disposition: attachment; filename*=utf-8''%E5%B9%B4%E6%8A%A5.doc",
  '',
  'x',
]
const pageFile = (name: string) => [
  'Content-Type: text/html',
  `Content-Disposition: attachment; filename="${name}"`,
  '',
  `<p>${name}</p>`,
]

describe('mails', () => {
  it('that only hand over files are not read, and the files are named', async () => {
    const {unreadable} = await outcomeOf(
      mht(() => ({}) as Root, readText),
      mail(PLAIN, WORD_FILE),
    )
    expect(unreadable).toEqual({
      reason: 'unsupported',
      detail: '这是一封邮件，带有 1 个附件（年报.doc），本程序不展开邮件；请把附件另存出来再转换。',
    })
  })

  it('with one page in a file give it, and name the other files', async () => {
    const {tree, findings} = await outcomeOf(
      reader,
      mail(PLAIN, pageFile('a.html'), pageFile('b.html'), WORD_FILE),
    )
    expect(tree?.children.map(textOf)).toEqual(['see the files', '<p>a.html</p>'])
    expect(findings).toEqual([
      {rule: 'R05', what: '这是一封邮件，所带的 2 个附件（b.html、年报.doc）没有读出，请另存出来再转换'},
    ])
  })

  it('whose text stands before, between and behind files', async () => {
    const text = (what: string) => ['Content-Type: text/html', '', what]
    const both = ['Content-Type: multipart/alternative; boundary="b-alt"', '', '--b-alt', ...PLAIN, '--b-alt']
    const {tree, findings} = await outcomeOf(
      reader,
      mail(
        text('<p>one</p>'),
        WORD_FILE,
        [...both, ...text('<p>two</p>'), '--b-alt--'],
        text('<p>three</p>'),
      ),
    )
    expect(tree?.children.map(textOf)).toEqual(['<p>one</p>', '<p>two</p>', '<p>three</p>'])
    expect(findings).toEqual([
      {rule: 'R05', what: '这是一封邮件，所带的 1 个附件（年报.doc）没有读出，请另存出来再转换'},
    ])
  })

  it('sent on within a mail are named like files', async () => {
    const inner = [
      'Content-Type: message/rfc822',
      '',
      'Subject: report 2023',
      'Content-Type: text/html',
      '',
      '<p>in</p>',
    ]
    const {tree, findings} = await outcomeOf(
      reader,
      mail(['Content-Type: text/html', '', '<p>out</p>'], inner),
    )
    expect(tree?.children.map(textOf)).toEqual(['<p>out</p>'])
    expect(findings).toEqual([
      {
        rule: 'R05',
        what: '这是一封邮件，所带的 1 个附件（转发的邮件“report 2023”）没有读出，请另存出来再转换',
      },
    ])
  })

  it('of plain text alone, packed as mails are', async () => {
    const quoted = [
      'Content-Type: text/plain; charset=gb2312',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '=D6=D0=',
      '=CE=C4=091=3D1',
    ]
    const flowed = [
      'Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('规章 \r\n制定 \r\n\r\n-- \r\n科室').toString('base64'),
    ]
    const head = ['From: a@example.cn', 'Subject: =?utf-8?Q?=E5=B9=B4?=', 'MIME-Version: 1.0']
    const texts = async (file: Buffer) => {
      expect(reader.sniff(file, 'a.eml')).toBe(true)
      const {tree, findings} = await outcomeOf(reader, file)
      expect(findings).toEqual([])
      return [tree?.data.reader, tree?.data.title, ...(tree?.children.map(textOf) ?? [])]
    }
    expect(await texts(bytes(...head, ...quoted))).toEqual(['mht', '年', '中文\t1=1'])
    expect(await texts(bytes(...head, ...flowed))).toEqual(['mht', '年', '规章制定', '--', '科室'])
    const signed = ['Content-Type: multipart/signed; boundary=s', '', '--s', ...flowed, '--s--']
    expect(await texts(bytes(...head, ...signed))).toEqual(['mht', '年', '规章制定', '--', '科室'])
  })

  it('whose plain text is more than words that go with files', async () => {
    const {tree, findings} = await outcomeOf(
      reader,
      mail(['Content-Type: text/plain', '', 'report '.repeat(100)], WORD_FILE),
    )
    expect(tree?.children.map(textOf)).toEqual(['report '.repeat(100).trim()])
    expect(findings).toEqual([
      {rule: 'R05', what: '这是一封邮件，所带的 1 个附件（年报.doc）没有读出，请另存出来再转换'},
    ])
  })

  it('whose plain text stands around a page', async () => {
    const {tree, findings} = await outcomeOf(
      reader,
      mail(PLAIN, ['Content-Type: text/html', '', '<p>page</p>'], ['Content-Type: text/plain', '', 'end']),
    )
    expect(tree?.children.map(textOf)).toEqual(['see the files', '<p>page</p>', 'end'])
    expect(findings).toEqual([])
  })

  it('whose program says that a file is shown in the text', async () => {
    const shown = ['Content-Type: application/pdf; name="a.pdf"', 'Content-Disposition: inline', '', 'x']
    const {findings} = await outcomeOf(reader, mail(['Content-Type: text/html', '', '<p>text</p>'], shown))
    expect(findings).toEqual([
      {rule: 'R05', what: '这是一封邮件，所带的 1 个附件（a.pdf）没有读出，请另存出来再转换'},
    ])
  })
})

describe('archives', () => {
  it('as Word saves them: quoted-printable GB 2312 in the first part', async () => {
    const file = bytes(
      ...WORD,
      '------=_NextPart_01',
      'Content-Location: file:///C:/a.htm',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Type: text/html; charset="gb2312"',
      '',
      GBK,
      '------=_NextPart_01',
      'Content-Location: file:///C:/a.files/header.htm',
      'Content-Type: text/html; charset="gb2312"',
      '',
      '<p>header</p>',
      '------=_NextPart_01--',
    )
    expect(reader.sniff(file, 'a.doc')).toBe(true)
    expect(await outcomeOf(reader, file)).toEqual({
      tree: {
        type: 'root',
        children: [{type: 'paragraph', value: '中文<td>1=1</td>'}],
        data: {reader: 'mht', metadata: [], encoding: 'gb18030'},
      },
      findings: [],
    })
  })

  it('as browsers save them: start part, base64, UTF-8, encoded subject', async () => {
    const file = bytes(
      'From: <Saved by Blink>',
      `Subject: =?utf-8?Q?=E5=B9=B4?= =?gb2312?B?${Buffer.from([0xb1, 0xa8]).toString('base64')}?=`,
      'Date: Sat, 28 Jan 2023 08:00:00 -0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;',
      '\ttype="text/html";',
      '\tstart="<main>";',
      '\tboundary=b1',
      '',
      '--b1',
      'Content-Type: text/html',
      'Content-ID: <frame>',
      '',
      'frame',
      '--b1',
      'Content-Type: text/html; charset=utf-8',
      'Content-ID: <main>',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(Buffer.from('年度报告').toString('base64'), 'latin1'),
      '--b1--',
    )
    expect(await outcomeOf(reader, file)).toEqual({
      tree: {
        type: 'root',
        children: [{type: 'paragraph', value: '年度报告'}],
        data: {
          reader: 'mht',
          title: '年报',
          metadata: [{name: 'Date', value: 'Sat, 28 Jan 2023 08:00:00 -0000'}],
          encoding: 'utf-8',
        },
      },
      findings: [],
    })
  })

  it('as Excel saves them: sheets instead of their frameset, without the tabs', async () => {
    const part = (name: string, html: string) => [
      '--b',
      `Content-Location: ${name}`,
      'Content-Type: text/html',
      '',
      html,
    ]
    const {tree} = await outcomeOf(
      reader,
      bytes(
        'MIME-Version: 1.0',
        'Content-Type: multipart/related; boundary=b',
        '',
        ...part('a.htm', '<frameset><frame src=s1></frameset>'),
        ...part('a.files/sheet001.htm', 'one'),
        ...part('a.files/tabstrip.htm', 'tabs'),
        ...part('a.files/sheet002.htm', 'two'),
        '--b--',
      ),
    )
    expect(tree!.children.map(textOf)).toEqual(['one', 'two'])
  })

  it('one page without parts', async () => {
    const {tree} = await outcomeOf(
      reader,
      bytes('MIME-Version: 1.0', 'Content-Type: text/html', '', '<p>1</p>'),
    )
    expect(tree!.children.map(textOf)).toEqual(['<p>1</p>\r\n'])
  })

  it('cut off, and without a page', async () => {
    const cut = bytes(...WORD, '------=_NextPart_01', 'Content-Type: text/html', '', '<p>1')
    expect((await outcomeOf(reader, cut)).findings).toEqual([
      {rule: 'R04', what: '单文件网页没有结束标记，内容可能不全'},
    ])
    const none = bytes(
      ...WORD,
      '------=_NextPart_01',
      'Content-Type: image/png',
      '',
      'x',
      '------=_NextPart_01--',
    )
    expect((await outcomeOf(reader, none)).unreadable?.reason).toBe('unreadable')
  })

  it('500 damaged archives end', () => {
    const file = bytes(
      ...WORD,
      '------=_NextPart_01',
      'Content-Type: text/html',
      '',
      GBK,
      '------=_NextPart_01--',
    )
    for (let seed = 0; seed < 500; seed++) expect(unwrapMht(mutate(file, seed)).pages.length).toBeLessThan(5)
  })
})

it('encoded words', () => {
  expect(decodeWords('a =?utf-8?q?=E4=B8=AD_b?= c')).toBe('a 中 b c')
  expect(decodeWords('=?utf-8?b?5Lit?=\t=?utf-8?b?5paH?=')).toBe('中文')
})

describe('with the pages of browsers', () => {
  const page = mht((text, _encoding, context) => html.read(Buffer.from(text), context) as Root, readText)
  const archive = (...parts: [headers: string[], body: string][]) =>
    bytes(
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; type="text/html"; boundary=b1',
      '',
      ...parts.flatMap(([headers, body]) => ['--b1', ...headers, '', Buffer.from(body)]),
      '--b1--',
    )
  const HTML = ['Content-Type: text/html; charset=utf-8', 'Content-Location: http://a.example/x/1.html']
  const rows = [1, 2, 3].map(i => `<tr><td>第${i}行</td>${`<td>${i}</td>`.repeat(4)}</tr>`).join('')
  const texts = (tree: Root | null | undefined) => tree?.children.map(textOf)

  it('what a style sheet of the archive hides is not read', async () => {
    const css = ['Content-Type: text/css', 'Content-Location: http://a.example/css/s.css']
    const file = archive(
      [
        HTML,
        '<link rel="stylesheet" href="/css/s.css"><link rel="stylesheet" href="/p.css" media="print"><p>12<span class="old">8</span></p>',
      ],
      [css, '.old{display:none}'],
      [['Content-Type: text/css', 'Content-Location: http://a.example/p.css'], 'p{display:none} .p{}'],
    )
    const {tree, findings} = await outcomeOf(page, file)
    expect(texts(tree)).toEqual(['12'])
    expect(findings.map(({rule, what}) => `${rule} ${what}`)).toEqual([
      'R07 网页有 1 处隐藏内容没有读入，如“8”',
    ])
  })

  it('style sheets with an address of their own, as Chromium writes them', async () => {
    const file = archive(
      [
        HTML,
        '<link rel="stylesheet" type="text/css" href="cid:css-1@mhtml.blink"><p>12<span class="old">8</span></p>',
      ],
      [['Content-Type: text/css', 'Content-Location: cid:css-1@mhtml.blink'], '.old { display: none; }'],
    )
    expect(texts((await outcomeOf(page, file)).tree)).toEqual(['12'])
  })

  it('the tables of a frame, where the page has none', async () => {
    const frame = ['Content-Type: text/html; charset=utf-8', 'Content-ID: <f1>']
    const empty = ['Content-Type: text/html; charset=utf-8', 'Content-ID: <f2>']
    const framed = (own: string) =>
      archive(
        [HTML, `<h1>年报</h1>${own}<iframe src="cid:f2"></iframe><iframe src="cid:f1"></iframe>`],
        [empty, '<table><tr><td></td></tr></table>'],
        [frame, `<table>${rows}</table>`],
      )
    const {tree, findings} = await outcomeOf(page, framed(''))
    expect(texts(tree)![0]).toBe('年报')
    expect(tree!.children[1]).toMatchObject({type: 'table', rows: 3, columns: 5})
    expect(findings.map(({rule, what}) => `${rule} ${what}`).at(-1)).toBe(
      'R11 网页的表格在内嵌的框架里，已从单文件网页所带的框架中读取',
    )
    const own = await outcomeOf(page, framed(`<table>${rows}</table>`))
    expect(own.tree!.children.filter(({type}) => type === 'table')).toHaveLength(1)
  })
})

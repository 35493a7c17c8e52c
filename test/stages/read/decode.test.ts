import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {decode} from '../../../stages/read/decode.ts'
import {encodedTwice} from '../../../stages/read/twice.ts'

const SENTENCE = '政府信息公开工作年度报告，共收到12件。'
const utf8 = (text: string) => new TextEncoder().encode(text)

/** Encoders made from the platform's decoders: every code of one and two bytes, tried once. */
function encoder(label: string): (text: string) => Uint8Array | null {
  const codes = new Map<string, number[]>()
  const decoder = new TextDecoder(label)
  for (let a = 0x81; a <= 0xfe; a++) {
    for (let b = 0x40; b <= 0xfe; b++) {
      const text = decoder.decode(new Uint8Array([a, b]))
      if (text.length === 1 && text !== '\ufffd' && !codes.has(text)) codes.set(text, [a, b])
    }
  }
  return text => {
    const bytes: number[] = []
    for (const character of text) {
      const code = character < '\x80' ? [character.charCodeAt(0)] : codes.get(character)
      if (!code) return null
      bytes.push(...code)
    }
    return new Uint8Array(bytes)
  }
}

function utf16(text: string, big: boolean, mark: boolean): Uint8Array {
  const buffer = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return new Uint8Array(big ? buffer.swap16() : buffer)
}

function join(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

const gb = encoder('gb18030')
const big5 = encoder('big5')
const chinese = fc.string({
  unit: fc.integer({min: 0x4e00, max: 0x9fa5}).map(code => String.fromCodePoint(code)),
  maxLength: 40,
})

describe('every encoding comes back as it went in', () => {
  it('UTF-8, with and without mark', () => {
    fc.assert(
      fc.property(chinese, text => {
        expect(decode(utf8(text + SENTENCE))).toEqual({text: text + SENTENCE, encoding: 'utf-8', doubts: []})
        expect(decode(utf8(`\ufeff${text}`))).toEqual({text, encoding: 'utf-8', doubts: []})
      }),
      {seed: 1},
    )
  })

  it('GB 18030, declared under any label or not at all', () => {
    const labels = fc.constantFrom('gb2312', 'GBK', 'gb18030', 'x-gbk', 'GB_2312-80', undefined)
    fc.assert(
      fc.property(chinese, labels, (text, label) => {
        const page = `${label ? `<meta charset="${label}">` : ''}${SENTENCE}${text}`
        expect(decode(gb(page)!)).toEqual({text: page, encoding: 'gb18030', doubts: []})
      }),
      {seed: 2},
    )
  })

  it('UTF-16 of either order, with and without mark', () => {
    fc.assert(
      fc.property(chinese, fc.boolean(), fc.boolean(), (text, big, mark) => {
        const page = `<p>${text}</p>\r\n<p>${SENTENCE}</p>`
        const encoding = big ? 'utf-16be' : 'utf-16le'
        expect(decode(utf16(page, big, mark))).toEqual({text: page, encoding, doubts: []})
      }),
      {seed: 3},
    )
  })

  it('Big5 where declared', () => {
    fc.assert(
      fc.property(chinese, text => {
        const page = `<meta charset=big5>政府資訊公開年度報告${text}`
        const bytes = big5(page)
        fc.pre(bytes !== null)
        expect(decode(bytes!)).toEqual({text: page, encoding: 'big5', doubts: []})
      }),
      {seed: 4},
    )
  })

  it('reads characters of four bytes under a GBK label', () => {
    const page = join(gb('<meta charset=gbk>')!, new Uint8Array([0x81, 0x39, 0xee, 0x39]), gb(SENTENCE)!)
    expect(decode(page)).toEqual({text: `<meta charset=gbk>㐀${SENTENCE}`, encoding: 'gb18030', doubts: []})
  })

  it('reads the mark of GB 18030 and the euro sign of GBK', () => {
    expect(decode(join(new Uint8Array([0x84, 0x31, 0x95, 0x33]), gb('规章')!)).text).toBe('规章')
    expect(decode(join(new Uint8Array([0x80]), gb(SENTENCE)!)).text).toBe(`€${SENTENCE}`)
  })
})

describe('declarations that lie', () => {
  it('says gb2312 and is UTF-8', () => {
    const page = `<meta http-equiv="Content-Type" content="text/html; charset=gb2312">${SENTENCE}`
    expect(decode(utf8(page))).toEqual({
      text: page,
      encoding: 'utf-8',
      doubts: ['声明的编码为 gb2312，实际为 UTF-8，已按实际编码读取'],
    })
  })

  it('says utf-8 and is GBK', () => {
    const page = `<meta charset="utf-8">${SENTENCE}`
    expect(decode(gb(page)!)).toEqual({
      text: page,
      encoding: 'gb18030',
      doubts: ['声明的编码为 utf-8，实际为 GB18030，已按实际编码读取'],
    })
  })

  it('says iso-8859-1 and is GBK', () => {
    const page = `<meta charset="iso-8859-1">${SENTENCE}`
    expect(decode(gb(page)!)).toEqual({
      text: page,
      encoding: 'gb18030',
      doubts: ['声明的编码为 iso-8859-1，实际为 GB18030，已按实际编码读取'],
    })
  })

  it('a hint from outside goes before the page', () => {
    const page = `<meta charset="utf-8">${SENTENCE}`
    expect(decode(gb(page)!, {declared: 'GB2312'}).doubts).toEqual([])
  })

  it('does not matter while all is ASCII', () => {
    expect(decode(utf8('<meta charset=gb2312>12'))).toEqual({
      text: '<meta charset=gb2312>12',
      encoding: 'utf-8',
      doubts: [],
    })
  })

  it('says so where both read well', () => {
    expect(decode(gb('路')!)).toEqual({
      text: '路',
      encoding: 'gb18030',
      doubts: ['内容按 UTF-8 与 GB18030 都能读通，没有声明编码，已按 GB18030 读取'],
    })
  })
})

describe('broken and mixed bytes', () => {
  it('counts characters lost in UTF-8', () => {
    const page = join(utf8(SENTENCE.repeat(3)), new Uint8Array([0xe6, 0x94]), utf8(SENTENCE))
    expect(decode(page)).toEqual({
      text: `${SENTENCE.repeat(3)}\ufffd${SENTENCE}`,
      encoding: 'utf-8',
      doubts: ['有 1 处字符无法按 UTF-8 还原，已显示为“\ufffd”'],
    })
  })

  it('counts characters lost in GB 18030', () => {
    const page = join(gb(SENTENCE)!, new Uint8Array([0xff]), gb(SENTENCE)!)
    expect(decode(page)).toEqual({
      text: `${SENTENCE}\ufffd${SENTENCE}`,
      encoding: 'gb18030',
      doubts: ['有 1 处字符无法按 GB18030 还原，已显示为“\ufffd”'],
    })
  })

  it('reads GB lines in a UTF-8 template', () => {
    const page = join(utf8(`${SENTENCE.repeat(9)}\n`), gb(`${SENTENCE}\n`)!, utf8(SENTENCE))
    expect(decode(page)).toEqual({
      text: `${SENTENCE.repeat(9)}\n${SENTENCE}\n${SENTENCE}`,
      encoding: 'utf-8',
      doubts: ['文件混用两种编码，主体为 UTF-8，其中 1 行按 GB18030 读取'],
    })
  })

  it('reads UTF-8 lines in a GB template', () => {
    const page = join(gb(`${SENTENCE.repeat(9)}\n`)!, utf8(`${SENTENCE}\n`), gb(SENTENCE)!)
    expect(decode(page)).toEqual({
      text: `${SENTENCE.repeat(9)}\n${SENTENCE}\n${SENTENCE}`,
      encoding: 'gb18030',
      doubts: ['文件混用两种编码，主体为 GB18030，其中 1 行按 UTF-8 读取'],
    })
  })

  it('names text that was lost before it came here', () => {
    expect(decode(utf8('共锟斤拷件')).doubts).toEqual(['原文含 1 处“锟斤拷”，文字在成文之前已经丢失'])
    expect(decode(utf8('共\ufffd件')).doubts).toEqual(['有 1 处字符无法按 UTF-8 还原，已显示为“\ufffd”'])
  })

  it('never loses a character silently', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 200}), bytes => {
        const {text, doubts} = decode(bytes)
        expect(text.includes('\ufffd')).toBe(doubts.some(doubt => doubt.includes('无法按')))
      }),
      {seed: 5, numRuns: 300},
    )
  })
})

describe('encoded twice', () => {
  const page = `<meta charset="utf-8">${SENTENCE.repeat(4)}`
  const latin1 = (bytes: Uint8Array) => utf8(Buffer.from(bytes).toString('latin1'))
  const windows = (bytes: Uint8Array) => utf8(new TextDecoder('windows-1252').decode(bytes))
  const undone = (first: string) => `内容原为 ${first}，被当作西文又编码了一次，已还原`

  it('UTF-8 and GB 18030 that were taken for Latin 1 or Windows-1252', () => {
    for (const again of [latin1, windows]) {
      expect(decode(again(utf8(page)))).toEqual({text: page, encoding: 'utf-8', doubts: [undone('UTF-8')]})
      expect(decode(again(gb(page)!))).toEqual({text: page, encoding: 'utf-8', doubts: [undone('GB18030')]})
    }
  })

  it('not what is Latin, or holds Chinese', () => {
    expect(encodedTwice('été à la forêt où près de Noël '.repeat(8))).toBe(null)
    const mixed = `${Buffer.from(utf8(page)).toString('latin1')}信息`
    expect(decode(utf8(mixed)).text).toBe(mixed)
  })

  it('UTF-8 that was taken for GBK is said, not undone', () => {
    const {doubts} = decode(utf8('<p>鏀垮簻淇℃伅鍏紑</p>'))
    expect(doubts).toEqual(['文字在成文之前被当作另一种编码（如“信息”成了“淇℃伅”），已有缺失，没有还原'])
  })
})

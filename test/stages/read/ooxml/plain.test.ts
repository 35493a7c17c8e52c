import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {scanPlain} from '../../../../stages/read/ooxml/plain.ts'
import {parseXml, type XmlHandler} from '../../../../stages/read/ooxml/xml.ts'

type Event = ['open', string, [string, string][]] | ['close', string] | ['text', string]

function eventsOf(bytes: Uint8Array): {events: Event[]; trouble: unknown} {
  const events: Event[] = []
  const handler: XmlHandler = {
    open: (name, attributes) => void events.push(['open', name, Object.entries(attributes)]),
    close: name => void events.push(['close', name]),
    text: text => void events.push(['text', text]),
  }
  return {trouble: parseXml(bytes, handler, 20), events}
}

const utf8 = (text: string) => new TextEncoder().encode(text)

/** The same text in an encoding that only the full parser reads. */
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

function expectSame(text: string): void {
  expect(eventsOf(utf8(text))).toEqual(eventsOf(utf16(text)))
}

const DECLARATIONS = [
  '',
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n',
  '<?xml version="1.0" encoding="utf-8"?>',
  '<?xml version="1.0"?>\n\n',
  "<?xml version='1.0' encoding='UTF-8'?>\n",
  '<?xml version="1.1"?>',
  ' <?xml version="1.0"?>',
  '<!-- made by hand -->',
]
const BITS = [
  '<w:p>',
  '</w:p>',
  '<w:p w:rsidR="00E35E06" w:val="甲">',
  '<w:tab/>',
  '<w:jc w:val="center"/>',
  '<w:jc  w:val="center" />',
  '<w:r\n\tw:a="1">',
  '</w:r>',
  '</w:r >',
  '<w:t xml:space="preserve">',
  '</w:t>',
  '<a b="1" b="2"/>',
  '<a b="1"c="2"/>',
  "<a b='1'/>",
  '<a b="x>y"/>',
  '<a b="x&amp;y"/>',
  '<a b="x<y"/>',
  '<a b="x\ny"/>',
  '<a b=""/>',
  '<a b/>',
  '<a b=1/>',
  '<__proto__ constructor="1" __proto__="2"/>',
  '<甲 乙="1"/>',
  '<n:x xmlns:n="urn:n" n:y="1"><n:y/></n:x>',
  '<w:q xmlns:w="urn:schemas-microsoft-com:office:word">',
  '</w:q>',
  '<mc:Choice Requires="w14 wps">',
  '</mc:Choice>',
  '一、总体情况',
  '12',
  ' ',
  '\r\n',
  '\r',
  ']',
  ']]',
  ']]>',
  '>',
  '"',
  '&amp;',
  '&lt;&gt;',
  '&#20013;',
  '&#x0;',
  '&nbsp;',
  '&;',
  '&',
  '<',
  '</',
  '</>',
  '<!-- c -->',
  '<![CDATA[<x>]]>',
  '<?pi x?>',
  '<!DOCTYPE a>',
  '\u0001',
  'x\0',
  '\ufffe',
  '\uffff',
  '\ufeff',
  '\u{20000}',
  'x'.repeat(60),
]

describe('the plain scan and the full parser', () => {
  test('any row of pieces gives the same events and the same trouble', () => {
    const part = fc.tuple(
      fc.constantFrom(...DECLARATIONS),
      fc.constantFrom(
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
        '<w:document>',
        '',
      ),
      fc.array(fc.constantFrom(...BITS), {maxLength: 12}),
      fc.constantFrom('</w:document>', '</w:document>\n', '</w:document> x', ''),
    )
    fc.assert(
      fc.property(part, ([declaration, open, bits, close]) =>
        expectSame(declaration + open + bits.join('') + close),
      ),
      {seed: 41, numRuns: 4000},
    )
  })

  test('a sound tree cut or changed at any place', () => {
    const leaf = fc.constantFrom(
      '<w:tab/>',
      '<w:t>12</w:t>',
      '<w:t>甲 &amp; 乙</w:t>',
      '<w:jc w:val="center"/>',
      '\r\n',
    )
    const tree = fc.letrec<{node: string}>(tie => ({
      node: fc.oneof(
        {maxDepth: 4},
        leaf,
        fc.array(tie('node'), {maxLength: 4}).map(nodes => `<w:p w:rsidR="00E35E06">${nodes.join('')}</w:p>`),
      ),
    })).node
    const cut = fc.tuple(
      fc.array(tree, {minLength: 1, maxLength: 5}),
      fc.nat(400),
      fc.constantFrom('', '<', '&', '"', '>', ' ', '\u0002', '\ufeff'),
    )
    fc.assert(
      fc.property(cut, ([nodes, at, by]) => {
        const text = `<?xml version="1.0"?>\n<w:body>${nodes.join('')}</w:body>`
        expectSame(text)
        expectSame(text.slice(0, at))
        expectSame(text.slice(0, at) + by + text.slice(at + 1))
      }),
      {seed: 42, numRuns: 1500},
    )
  })
})

test('bytes that are no UTF-8 are left to the full parser', () => {
  const bytes = Buffer.from('<a>\xd6\xd0</a>', 'latin1')
  expect(scanPlain(bytes, {open() {}, close() {}})).toEqual({end: 0, whole: false, before: ''})
  expect(eventsOf(bytes)).toEqual({
    events: [
      ['open', 'a', []],
      ['text', '\ufffd\ufffd'],
      ['close', 'a'],
    ],
    trouble: {broken: false, doctype: false, tooDeep: false, misencoded: 'utf-8'},
  })
})

test('more different tags and words than are remembered', () => {
  const rows = Array.from({length: 5000}, (_, i) => `<w:p w:id="${i}">${i}</w:p>`).join('')
  expectSame(`<w:body>${rows}${rows}</w:body>`)
  const {end, whole} = scanPlain(utf8(`<w:body>${rows}</w:body>`), {open() {}, close() {}})
  expect({end, whole}).toEqual({end: rows.length + 17, whole: true})
})

test('a fault is told with its line in the whole part', () => {
  expect(eventsOf(utf8('<a>\n<b>1</b>\n<b>2</c>\n</a>')).trouble).toEqual({
    broken: true,
    doctype: false,
    tooDeep: false,
    fault: {line: 3, message: 'unexpected close tag.'},
  })
})

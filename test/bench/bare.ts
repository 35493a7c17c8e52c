import CFB from 'cfb'
import {strFromU8, unzipSync} from 'fflate'
import rehypeParse from 'rehype-parse'
import {SaxesParser} from 'saxes'
import {unified} from 'unified'

/** The least that any reader of a kind must do: what the whole chain is measured against. */

/** Unzips a Word document and runs a SAX parser over the parts that hold its text, styles and numbers. */
export function bareDocx(bytes: Uint8Array): number {
  const parts = unzipSync(bytes)
  let characters = 0
  for (const [name, part] of Object.entries(parts)) {
    if (!/(document|styles|numbering)\.xml$|\.rels$|Types\]\.xml$/.test(name)) continue
    const parser = new SaxesParser()
    parser.on('opentag', () => {})
    parser.on('text', text => {
      characters += text.length
    })
    parser.write(strFromU8(part)).close()
  }
  return characters
}

/** Parses the compound file and decodes the text that the piece table names. */
export function bareDoc(bytes: Uint8Array): number {
  const file = CFB.read(bytes as Buffer, {type: 'buffer'})
  const streamOf = (name: string) => Buffer.from(CFB.find(file, `/${name}`)!.content as Uint8Array)
  const text = streamOf('WordDocument')
  const table = streamOf(text.readUInt16LE(10) & 0x200 ? '1Table' : '0Table')
  const longs = 34 + text.readUInt16LE(32) * 2
  const structures = longs + 2 + text.readUInt16LE(longs) * 4 + 2
  let at = text.readUInt32LE(structures + 33 * 8)
  while (table[at] === 1) at += 3 + table.readUInt16LE(at + 1)
  const count = (table.readUInt32LE(at + 1) - 4) / 12
  at += 5
  let characters = 0
  for (let i = 0; i < count; i++) {
    const length = table.readUInt32LE(at + i * 4 + 4) - table.readUInt32LE(at + i * 4)
    const position = table.readUInt32LE(at + (count + 1) * 4 + i * 8 + 2)
    const narrow = (position & 0x40000000) !== 0
    const from = narrow ? (position & 0x3fffffff) >>> 1 : position
    const part = text.subarray(from, from + length * (narrow ? 1 : 2))
    characters += part.toString(narrow ? 'latin1' : 'utf16le').length
  }
  return characters
}

const parser = unified().use(rehypeParse)

/** Decodes a page and parses it. */
export function bareHtml(bytes: Uint8Array): number {
  return parser.parse(new TextDecoder().decode(bytes)).children.length
}

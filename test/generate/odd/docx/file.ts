import {strFromU8, strToU8, unzipSync, zipSync} from 'fflate'
import type {Root} from '../../../../pipeline/model/ast.ts'
import {type DocxOptions, writeDocx} from '../../files/docx.ts'

const MAIN = 'word/document.xml'
const LINKS = 'word/_rels/document.xml.rels'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Namespaces habits may use beside those of the plain document. */
const NAMES = {
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
  m: 'http://schemas.openxmlformats.org/officeDocument/2006/math',
  w14: 'http://schemas.microsoft.com/office/word/2010/wordml',
  w15: 'http://schemas.microsoft.com/office/word/2012/wordml',
  wps: 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
  wpg: 'http://schemas.microsoft.com/office/word/2010/wordprocessingGroup',
  wp14: 'http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing',
}

/** A Word document that is edited as text before it is packed. */
export interface DocxFile {
  /** The main part. */
  xml: string
  /** Adds a part that is not there yet; gives the id of the relationship to it. */
  add(name: string, type: string, content: string | Uint8Array): string
  /** Defines an automatic number by its level; gives the paragraph properties that ask for it. */
  number(level: string): string
  /** Adds styles to the document's own. */
  style(xml: string): void
  bytes(): Uint8Array
}

/** A tree as a Word document that can be edited. */
export function docxFile(root: Root, options: DocxOptions = {}): DocxFile {
  const parts: Record<string, Uint8Array> = unzipSync(writeDocx(root, options))
  const declared = Object.entries(NAMES).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  const links: string[] = []
  const ids = new Map<string, string>()
  const styles = new Set<string>()
  const levels: string[] = []
  const file: DocxFile = {
    xml: strFromU8(parts[MAIN]!).replace('<w:document', `<w:document${declared.join('')}`),
    add(name, type, content) {
      const known = ids.get(name)
      if (known !== undefined) return known
      parts[`word/${name}`] = typeof content === 'string' ? strToU8(content) : content
      const id = `odd${links.length}`
      ids.set(name, id)
      links.push(`<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="/word/${name}"/>`)
      return id
    },
    number(level) {
      levels.push(level)
      return `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${levels.length}"/></w:numPr></w:pPr>`
    },
    style: xml => void styles.add(xml),
    bytes() {
      if (styles.size) file.add('styles.xml', 'styles', story('styles', [...styles].join('')))
      if (levels.length) {
        const lists = levels.map(
          (level, i) =>
            `<w:abstractNum w:abstractNumId="${i}"><w:lvl w:ilvl="0">${level}</w:lvl></w:abstractNum>`,
        )
        const numbers = levels.map(
          (_, i) => `<w:num w:numId="${i + 1}"><w:abstractNumId w:val="${i}"/></w:num>`,
        )
        file.add('numbering.xml', 'numbering', story('numbering', lists.join('') + numbers.join('')))
      }
      parts[MAIN] = strToU8(file.xml)
      parts[LINKS] = strToU8(
        strFromU8(parts[LINKS]!).replace(/<\/Relationships>|\/>$/, end =>
          end === '/>' ? `>${links.join('')}</Relationships>` : links.join('') + end,
        ),
      )
      return zipSync(parts, {mtime: new Date(1980, 0, 1), level: 6})
    },
  }
  return file
}

/** A part of the document beside its main one. */
export function story(name: string, content: string): string {
  const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:${name} xmlns:w="${w}" xmlns:r="${OFFICE}">${content}</w:${name}>`
}

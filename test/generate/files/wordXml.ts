import {unzipSync} from 'fflate'

const PACKAGE = 'http://schemas.microsoft.com/office/2006/xmlPackage'
const CONTENT_TYPES = '[Content_Types].xml'

/** The parts of a DOCX in one XML file, as Word's "Word XML document" and many office systems write it. */
export function flatOpc(docx: Uint8Array): Uint8Array {
  const parts = unzipSync(docx)
  const types = text(parts[CONTENT_TYPES]!)
  const written = Object.entries(parts)
    .filter(([name]) => name !== CONTENT_TYPES)
    .map(([name, bytes]) => {
      const type =
        new RegExp(`PartName="/${name}" ContentType="([^"]*)"`).exec(types)?.[1] ?? 'application/xml'
      const xml = /\.(?:xml|rels)$/.test(name)
      const content = xml
        ? `<pkg:xmlData>${withoutDeclaration(text(bytes))}</pkg:xmlData>`
        : `<pkg:binaryData>${Buffer.from(bytes).toString('base64')}</pkg:binaryData>`
      return `<pkg:part pkg:name="/${name}" pkg:contentType="${type}">${content}</pkg:part>`
    })
  return new TextEncoder().encode(
    `${HEAD}<pkg:package xmlns:pkg="${PACKAGE}">${written.join('')}</pkg:package>`,
  )
}

/** The body of a DOCX without lists, as Word 2003 XML: sections around it, other names for merges, no parts. */
export function word2003(docx: Uint8Array): Uint8Array {
  const parts = unzipSync(docx)
  const body = /<w:body>([\s\S]*)<\/w:body>/.exec(text(parts['word/document.xml']!))![1]!
  const renamed = body.replaceAll('<w:vMerge', '<w:vmerge').replaceAll('<w:hMerge', '<w:hmerge')
  return new TextEncoder().encode(
    `${HEAD}<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xml:space="preserve"><w:fonts><w:defaultFonts w:ascii="宋体"/></w:fonts><w:body><wx:sect>${renamed}</wx:sect></w:body></w:wordDocument>`,
  )
}

const HEAD =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>\r\n'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

const withoutDeclaration = (xml: string) => xml.replace(/^\s*<\?xml[^>]*\?>\s*/, '')

import {strFromU8, strToU8, unzipSync, zipSync} from 'fflate'
import {writeDoc} from '../generate/files/doc.ts'
import {writeDocx} from '../generate/files/docx.ts'
import {renderHtml} from '../generate/files/html.ts'
import {writeRtf} from '../generate/files/rtf.ts'
import {treeOf} from '../generate/form/tree.ts'
import {pages} from '../generate/pages/index.ts'
import type {Page} from '../generate/pages/page.ts'
import {randomOf} from '../generate/random.ts'
import {cleanReport} from '../generate/report/model.ts'
import {say, words} from '../generate/report/words.ts'

/** One report as files of every kind, by extension. */
export interface BenchDocument {
  title: string
  /** A page of nothing but the report. */
  html: Uint8Array
  /** The same page of a government's site, and as Word saves it for a site to take over. */
  site: Uint8Array
  exported: Uint8Array
  docx: Uint8Array
  doc: Uint8Array
  rtf: Uint8Array
}

/** Characters of narrative in a report of three to six printed pages, its tables aside. */
const NARRATIVE = 3000

function pageOf(name: string): Page {
  return pages.find(page => page.name === name)!
}

/** Full reports: three tables and as much narrative as offices write. */
export function benchDocuments(count: number): BenchDocument[] {
  const site = pageOf('site with metadata as label and value pairs')
  const exported = pageOf('exported by Word')
  return Array.from({length: count}, (_, seed) => {
    const random = randomOf(seed + 700)
    const report = cleanReport(random)
    const values = {name: report.agency.name, we: report.agency.we, year: report.year, next: report.year + 1}
    const texts = [words.management, words.platform, words.supervision, words.improvements].flat()
    const [overview] = report.sections
    for (let length = 0; length < NARRATIVE; ) {
      const text = say(random.pick(texts), values)
      overview!.paragraphs.push(text)
      length += text.length
    }
    const root = treeOf(report)
    return {
      title: report.title,
      html: new TextEncoder().encode(renderHtml(root)),
      site: site.render(root, report),
      exported: exported.render(root, report),
      docx: dressed(writeDocx(root)),
      doc: writeDoc(root),
      rtf: writeRtf(root),
    }
  })
}

const RUN =
  '<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:hAnsi="宋体" w:eastAsia="仿宋_GB2312" w:cs="宋体"/><w:color w:val="000000"/><w:kern w:val="0"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
const PARAGRAPH =
  '<w:widowControl/><w:spacing w:before="0" w:line="560" w:lineRule="exact"/><w:ind w:firstLine="640" w:firstLineChars="200"/>'
const IDS = 'w:rsidR="00E35E06" w:rsidRDefault="00E35E06" w:rsidRPr="00A77B3E"'
const CELL = ['top', 'left', 'bottom', 'right']
  .map(side => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join('')

/** A document with the formatting that Word writes around every run, paragraph and cell, and its list of styles. */
function dressed(bytes: Uint8Array): Uint8Array {
  const parts: Record<string, Uint8Array> = unzipSync(bytes)
  const xml = strFromU8(parts['word/document.xml']!)
    .replaceAll('<w:r>', `<w:r ${IDS}>${RUN}`)
    .replace(/<w:p>(<w:pPr>)?/g, (_, own) => `<w:p ${IDS}><w:pPr>${PARAGRAPH}${own ? '' : '</w:pPr>'}`)
    .replaceAll('</w:tcPr>', `<w:tcBorders>${CELL}</w:tcBorders><w:vAlign w:val="center"/></w:tcPr>`)
  const style = (i: number) =>
    `<w:style w:type="paragraph" w:styleId="a${i}"><w:name w:val="样式 ${i}"/><w:basedOn w:val="a${i >> 1}"/><w:uiPriority w:val="99"/><w:qFormat/><w:pPr>${PARAGRAPH}</w:pPr>${RUN}</w:style>`
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const styles = `<w:styles xmlns:w="${main}">${Array.from({length: 40}, (_, i) => style(i)).join('')}</w:styles>`
  const link =
    '<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
  const links = 'word/_rels/document.xml.rels'
  parts['word/document.xml'] = strToU8(xml)
  parts['word/styles.xml'] = strToU8(styles)
  parts[links] = strToU8(strFromU8(parts[links]!).replace('</Relationships>', `${link}</Relationships>`))
  return zipSync(parts, {mtime: new Date(1980, 0, 1)})
}

import {Zip} from 'fflate'
import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import type {Output} from '../output.ts'
import {columnName, sheetReference} from './address.ts'
import {chartXml, drawingXml} from './chart.ts'
import {startEntry} from './entry.ts'
import {fileRelation, filterRange, type Sheet, type SheetLayout, startSheet} from './sheet.ts'
import {createStyles, type Style, type Styles} from './styles.ts'
import {xmlText} from './text.ts'

/** A workbook being written, one sheet after the other, straight to its file. */
export interface Workbook {
  styles: Styles
  /** Starts a sheet; the one before must have ended. */
  sheet(name: string, layout: SheetLayout): Sheet
  /** Writes the parts that tie the sheets together, in the order of `names`, and ends the file. */
  end(names: string[]): void
}

/** Who made the workbook, and of which run it is where it is of one. */
type Made = Pick<RunInfo, 'program'> & Partial<RunInfo>

/** Where a ZIP without 64-bit fields ends. */
const LARGEST = 0xffffffff
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Starts a workbook (ECMA-376 SpreadsheetML) in `output`. `cutMark` ends a text longer than a cell holds. */
export function startWorkbook(
  output: Output,
  options: {font: string; normal: Required<Pick<Style, 'font' | 'size'>>; info: Made; cutMark: string},
): Workbook {
  const styles = createStyles(options.normal, options.font)
  const sheets: {sheet: Sheet; layout: SheetLayout}[] = []
  let written = 0
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    written += bytes.length
    if (written > LARGEST) throw new Error('workbook: more than 4 GiB, which a workbook cannot hold')
    output.write(bytes)
  })
  const part = (name: string) => {
    const entry = startEntry(name)
    zip.add(entry)
    return (xml: string, last: boolean) => entry.push(Buffer.from(xml), last)
  }
  return {
    styles,
    sheet(name, layout) {
      if (name.length > 31) throw new Error(`sheet name ${name} has more than 31 characters`)
      const write = part(`xl/worksheets/sheet${sheets.length + 1}.xml`)
      const sheet = startSheet(name, layout, styles, options.cutMark, write)
      sheets.push({sheet, layout})
      return sheet
    },
    end(names) {
      const ordered = names.map(name => {
        const index = sheets.findIndex(({sheet}) => sheet.name === name)
        if (index < 0) throw new Error(`workbook: no sheet ${name}`)
        return {...sheets[index]!, number: index + 1}
      })
      const drawn = drawings(sheets.map(({sheet}) => sheet))
      for (const {name, xml} of drawn.parts) part(name)(xml, true)
      part('xl/styles.xml')(styles.xml(), true)
      part('xl/workbook.xml')(workbookXml(ordered), true)
      part('xl/_rels/workbook.xml.rels')(relationshipsXml(ordered.map(({number}) => number)), true)
      part('docProps/core.xml')(coreXml(options.info), true)
      part('docProps/custom.xml')(customXml(options.info), true)
      part('_rels/.rels')(rootRelationshipsXml(), true)
      part('[Content_Types].xml')(contentTypesXml(sheets.length, drawn.overrides), true)
      zip.end()
    },
  }
}

/** Drawings and charts of the sheets, with the relations that lead to them and to other files. */
function drawings(sheets: Sheet[]): {parts: {name: string; xml: string}[]; overrides: string[]} {
  const parts: {name: string; xml: string}[] = []
  const overrides: string[] = []
  let drawing = 0
  let chart = 0
  sheets.forEach(({charts, files}, i) => {
    const relations = files.map((file, n) => relation(fileRelation(n), 'hyperlink', encodeURI(file), true))
    if (charts.length > 0) {
      drawing++
      relations.push(relation('rId1', 'drawing', `../drawings/drawing${drawing}.xml`))
    }
    if (relations.length > 0)
      parts.push({name: `xl/worksheets/_rels/sheet${i + 1}.xml.rels`, xml: relationsXml(relations)})
    if (charts.length === 0) return
    const numbers = charts.map(() => ++chart)
    parts.push({name: `xl/drawings/drawing${drawing}.xml`, xml: drawingXml(charts)})
    parts.push({
      name: `xl/drawings/_rels/drawing${drawing}.xml.rels`,
      xml: relationsXml(
        numbers.map((number, n) => relation(`rId${n + 1}`, 'chart', `../charts/chart${number}.xml`)),
      ),
    })
    overrides.push(override(`/xl/drawings/drawing${drawing}.xml`, 'drawing'))
    charts.forEach((placed, n) => {
      parts.push({name: `xl/charts/chart${numbers[n]}.xml`, xml: chartXml(placed.chart)})
      overrides.push(override(`/xl/charts/chart${numbers[n]}.xml`, 'drawingml.chart'))
    })
  })
  return {parts, overrides}
}

function relation(id: string, kind: string, target: string, external = false): string {
  const mode = external ? ' TargetMode="External"' : ''
  return `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${xmlText(target)}"${mode}/>`
}

function relationsXml(relations: string[]): string {
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`
}

function override(name: string, kind: string): string {
  return `<Override PartName="${name}" ContentType="application/vnd.openxmlformats-officedocument.${kind}+xml"/>`
}

function workbookXml(sheets: {sheet: Sheet; layout: SheetLayout; number: number}[]): string {
  const names = sheets.flatMap(({sheet, layout}, i) => {
    const reference = sheetReference(sheet.name)
    const range = filterRange(layout, sheet.rows, true)
    const {titleRows, titleColumns} = layout.print
    const titles = [
      ...(titleColumns
        ? [`${reference}!$${columnName(titleColumns[0])}:$${columnName(titleColumns[1])}`]
        : []),
      ...(titleRows ? [`${reference}!$${titleRows[0] + 1}:$${titleRows[1] + 1}`] : []),
    ]
    return [
      ...(range ? [definedName('_xlnm._FilterDatabase', i, `${reference}!${range}`, ' hidden="1"')] : []),
      ...(titles.length ? [definedName('_xlnm.Print_Titles', i, titles.join(','))] : []),
    ]
  })
  return (
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0" tabRatio="800"/></bookViews>` +
    `<sheets>${sheets
      .map(
        ({sheet, number}, i) =>
          `<sheet name="${xmlText(sheet.name)}" sheetId="${i + 1}" r:id="rId${number}"/>`,
      )
      .join('')}</sheets>` +
    `${names.length ? `<definedNames>${names.join('')}</definedNames>` : ''}` +
    `${sheets.some(({sheet}) => sheet.calculated) ? '<calcPr calcId="191029" fullCalcOnLoad="1"/>' : ''}</workbook>`
  )
}

function definedName(name: string, sheet: number, reference: string, more = ''): string {
  return `<definedName name="${name}" localSheetId="${sheet}"${more}>${xmlText(reference)}</definedName>`
}

function relationshipsXml(numbers: number[]): string {
  const sheets = numbers.map(
    number =>
      `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
  )
  return (
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets.join('')}` +
    `<Relationship Id="rId${numbers.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
  )
}

function rootRelationshipsXml(): string {
  return (
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
    `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>` +
    `<Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
    `<Relationship Id="rId3" Type="${OFFICE}/custom-properties" Target="docProps/custom.xml"/>` +
    '</Relationships>'
  )
}

/** Which run the workbook is of, as properties that programs read (and Excel shows under 文件 > 信息). */
function customXml(info: Made): string {
  const properties = Object.entries(info).map(
    ([name, value], i) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${i + 2}" name="${name}">` +
      `<vt:lpwstr>${xmlText(value)}</vt:lpwstr></property>`,
  )
  return (
    `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"` +
    ` xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${properties.join('')}</Properties>`
  )
}

function coreXml({program}: Made): string {
  return (
    `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties"` +
    ` xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${xmlText(program)}</dc:creator></cp:coreProperties>`
  )
}

function contentTypesXml(sheets: number, drawn: string[]): string {
  const overrides = Array.from(
    {length: sheets},
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  )
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
    '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>' +
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
    `${overrides.join('')}${drawn.join('')}</Types>`
  )
}

import {xmlText} from './text.ts'

/** Cells a chart takes its numbers or names from, and what they hold when the file is written. */
export interface Range<T> {
  reference: string
  values: (T | null)[]
}

/** A native chart (ECMA-376 part 1, 21.2). */
export interface Chart {
  kind: 'column' | 'stacked' | 'bar' | 'line' | 'doughnut'
  title: string
  categories: Range<string>
  series: {name: Range<string>; values: Range<number>; colour: string}[]
  /** Colours of the points of a doughnut. */
  points?: string[]
  /** Number format of axis and labels. */
  format: string
}

/** The cells a chart covers: from the first to before the last, counted from 0. */
export interface Anchor {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
}

/** A chart and where it lies on its sheet. */
export interface Placed {
  chart: Chart
  anchor: Anchor
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const CATEGORY_AXIS = 1
const VALUE_AXIS = 2

/** The drawing of a sheet: where its charts stand. `ids` are the relations to the charts, in order. */
export function drawingXml(placed: readonly Placed[]): string {
  const frames = placed.map(({chart, anchor}, i) => {
    const {row, column, rowSpan, columnSpan} = anchor
    const corner = (name: string, x: number, y: number) =>
      `<xdr:${name}><xdr:col>${x}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${y}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`
    return (
      `<xdr:twoCellAnchor>${corner('from', column, row)}${corner('to', column + columnSpan, row + rowSpan)}` +
      '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>' +
      `<xdr:cNvPr id="${i + 2}" name="${xmlText(chart.title)}" descr="${xmlText(chart.title)}"/><xdr:cNvGraphicFramePr/>` +
      '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>' +
      `<a:graphic><a:graphicData uri="${DRAWING}/chart"><c:chart xmlns:c="${DRAWING}/chart" r:id="rId${i + 1}"/>` +
      '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>'
    )
  })
  return (
    `${HEAD}<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main" xmlns:r="${OFFICE}">` +
    `${frames.join('')}</xdr:wsDr>`
  )
}

/**
 * The chart part; its cached numbers are shown by programs that do not calculate. Where a line has no number it goes on to
 * the next one: a gap is drawn as zero by LibreOffice.
 */
export function chartXml(chart: Chart): string {
  const {kind, title} = chart
  const axes = kind === 'doughnut' ? '' : axesXml(chart)
  return (
    `${HEAD}<c:chartSpace xmlns:c="${DRAWING}/chart" xmlns:a="${DRAWING}/main" xmlns:r="${OFFICE}">` +
    '<c:roundedCorners val="0"/><c:chart>' +
    `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="1200" b="1"/>` +
    `<a:t>${xmlText(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>` +
    `<c:plotArea><c:layout/>${plotXml(chart)}${axes}</c:plotArea>` +
    `<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="0"/><c:dispBlanksAs val="${kind === 'line' ? 'span' : 'gap'}"/>` +
    '</c:chart></c:chartSpace>'
  )
}

function plotXml(chart: Chart): string {
  const series = chart.series.map((_, i) => seriesXml(chart, i)).join('')
  const ids = `<c:axId val="${CATEGORY_AXIS}"/><c:axId val="${VALUE_AXIS}"/>`
  switch (chart.kind) {
    case 'line':
      return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${ids}</c:lineChart>`
    case 'doughnut':
      return `<c:doughnutChart><c:varyColors val="1"/>${series}<c:firstSliceAng val="0"/><c:holeSize val="55"/></c:doughnutChart>`
    default: {
      const stacked = chart.kind === 'stacked'
      return (
        `<c:barChart><c:barDir val="${chart.kind === 'bar' ? 'bar' : 'col'}"/>` +
        `<c:grouping val="${stacked ? 'stacked' : 'clustered'}"/><c:varyColors val="0"/>${series}` +
        `<c:gapWidth val="60"/>${stacked ? '<c:overlap val="100"/>' : ''}${ids}</c:barChart>`
      )
    }
  }
}

function seriesXml({kind, series, categories, points, format}: Chart, i: number): string {
  const {name, values, colour} = series[i]!
  const solid = (rgb: string) => `<a:solidFill><a:srgbClr val="${rgb}"/></a:solidFill>`
  const shape =
    kind === 'line'
      ? `<c:spPr><a:ln w="28575">${solid(colour)}</a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr>${solid(colour)}</c:spPr></c:marker>`
      : kind === 'doughnut'
        ? ''
        : `<c:spPr>${solid(colour)}</c:spPr><c:invertIfNegative val="0"/>`
  const slices =
    kind === 'doughnut'
      ? (points ?? [])
          .map(
            (rgb, n) =>
              `<c:dPt><c:idx val="${n}"/><c:bubble3D val="0"/><c:spPr>${solid(rgb)}</c:spPr></c:dPt>`,
          )
          .join('')
      : ''
  const labels =
    '<c:dLbls>' +
    (kind === 'doughnut' ? '' : `<c:numFmt formatCode="${xmlText(format)}" sourceLinked="0"/>`) +
    `<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:showLegendKey val="0"/>` +
    `<c:showVal val="${kind === 'stacked' || kind === 'doughnut' ? 0 : 1}"/><c:showCatName val="0"/><c:showSerName val="0"/>` +
    `<c:showPercent val="${kind === 'doughnut' ? 1 : 0}"/><c:showBubbleSize val="0"/></c:dLbls>`
  return (
    `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx>${textsXml(name)}</c:tx>${shape}${slices}${labels}` +
    `<c:cat>${textsXml(categories)}</c:cat><c:val>${numbersXml(values, format)}</c:val>` +
    `${kind === 'line' ? '<c:smooth val="0"/>' : ''}</c:ser>`
  )
}

function textsXml({reference, values}: Range<string>): string {
  return `<c:strRef><c:f>${xmlText(reference)}</c:f><c:strCache>${pointsXml(values)}</c:strCache></c:strRef>`
}

function numbersXml({reference, values}: Range<number>, format: string): string {
  return (
    `<c:numRef><c:f>${xmlText(reference)}</c:f><c:numCache><c:formatCode>${xmlText(format)}</c:formatCode>` +
    `${pointsXml(values)}</c:numCache></c:numRef>`
  )
}

function pointsXml(values: (string | number | null)[]): string {
  const points = values.map((value, i) =>
    value === null ? '' : `<c:pt idx="${i}"><c:v>${xmlText(String(value))}</c:v></c:pt>`,
  )
  return `<c:ptCount val="${values.length}"/>${points.join('')}`
}

function axesXml({kind, format}: Chart): string {
  const across = kind === 'bar'
  const grid =
    '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="E0E0E0"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
  return (
    `<c:catAx><c:axId val="${CATEGORY_AXIS}"/><c:scaling><c:orientation val="${across ? 'maxMin' : 'minMax'}"/></c:scaling>` +
    `<c:delete val="0"/><c:axPos val="${across ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/>` +
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>' +
    `<c:crossAx val="${VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>` +
    `<c:valAx><c:axId val="${VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>` +
    `<c:delete val="0"/><c:axPos val="${across ? 't' : 'l'}"/>${grid}<c:numFmt formatCode="${xmlText(format)}" sourceLinked="0"/>` +
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>' +
    `<c:crossAx val="${CATEGORY_AXIS}"/><c:crosses val="${across ? 'max' : 'autoZero'}"/></c:valAx>`
  )
}

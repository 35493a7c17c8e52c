import {z} from 'zod'
import {xmlText} from './text.ts'

const colour = z.string().regex(/^[0-9A-F]{6}$/)

/** How a cell looks. Colours are RRGGBB, sizes points; `edge` is a stronger left border. */
export const styleSchema = z.strictObject({
  font: z.string().optional(),
  size: z.number().positive().optional(),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  underline: z.boolean().optional(),
  colour: colour.optional(),
  fill: colour.optional(),
  /** Pattern over the fill, drawn in `hatch`. */
  pattern: z.enum(['lightUp', 'lightDown', 'lightTrellis', 'gray125', 'gray0625']).optional(),
  hatch: colour.optional(),
  border: colour.optional(),
  edge: colour.optional(),
  horizontal: z.enum(['left', 'center', 'right']).optional(),
  vertical: z.enum(['top', 'center', 'bottom']).optional(),
  wrap: z.boolean().optional(),
  shrink: z.boolean().optional(),
  indent: z.number().int().optional(),
  /** Number format code. */
  format: z.string().optional(),
  /** Marks a text as text, so that editing the cell does not turn it into a formula. */
  quoted: z.boolean().optional(),
})
export type Style = z.infer<typeof styleSchema>

/** The styles table of one workbook. */
export interface Styles {
  /** Number of a style; equal styles have one number. */
  id(style: Style): number
  /** Number of the same style with `quoted` set. */
  quoted(id: number): number
  /** The finished styles.xml. */
  xml(): string
}

/** First number that a workbook may give to its own number formats. */
const OWN_FORMATS = 164

/**
 * A new styles table. `normal` is the workbook's normal style, whose digits are the unit of column widths; `font` is the
 * font of cells that name none.
 */
export function createStyles(normal: {font: string; size: number}, font: string): Styles {
  const fonts = numbered([fontXml(normal)])
  const fills = numbered([
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ])
  const borders = numbered(['<border><left/><right/><top/><bottom/><diagonal/></border>'])
  const formats = numbered()
  const records = numbered()
  const ids = new Map<string, number>()
  const known: Style[] = []
  const quotedIds: number[] = []
  const id = (style: Style): number => {
    const key = JSON.stringify(style)
    const found = ids.get(key)
    if (found !== undefined) return found
    const fontId = fonts.id(fontXml({font, size: normal.size, ...style}))
    const fill = fills.id(fillXml(style))
    const border = borders.id(borderXml(style))
    const format = style.format === undefined ? 0 : OWN_FORMATS + formats.id(style.format)
    const number = records.id(
      `<xf numFmtId="${format}" fontId="${fontId}" fillId="${fill}" borderId="${border}" xfId="0"` +
        `${style.quoted ? ' quotePrefix="1"' : ''} applyNumberFormat="1" applyFont="1" applyFill="1"` +
        ` applyBorder="1" applyAlignment="1">${alignmentXml(style)}</xf>`,
    )
    ids.set(key, number)
    known[number] ??= style
    return number
  }
  id({})
  return {
    id,
    quoted: number => (quotedIds[number] ??= id({...known[number], quoted: true})),
    xml: () =>
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      list(
        'numFmts',
        formats.all.map((code, i) => `<numFmt numFmtId="${OWN_FORMATS + i}" formatCode="${xmlText(code)}"/>`),
      ) +
      list('fonts', fonts.all) +
      list('fills', fills.all) +
      list('borders', borders.all) +
      list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']) +
      list('cellXfs', records.all) +
      list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
      '</styleSheet>',
  }
}

/** A list without repetitions whose entries are numbered in order of arrival. */
function numbered(start: string[] = []) {
  const all = [...start]
  const ids = new Map(all.map((entry, i) => [entry, i]))
  return {
    all,
    id(entry: string): number {
      const found = ids.get(entry)
      if (found !== undefined) return found
      ids.set(entry, all.length)
      return all.push(entry) - 1
    },
  }
}

function list(name: string, entries: string[]): string {
  return entries.length ? `<${name} count="${entries.length}">${entries.join('')}</${name}>` : ''
}

function fontXml(style: Style): string {
  return (
    `<font>${style.bold ? '<b/>' : ''}${style.italic ? '<i/>' : ''}${style.underline ? '<u/>' : ''}` +
    `<sz val="${style.size}"/><color rgb="FF${style.colour ?? '000000'}"/>` +
    `<name val="${xmlText(style.font!)}"/><family val="2"/><charset val="134"/></font>`
  )
}

function fillXml({fill, pattern, hatch}: Style): string {
  if (pattern) {
    return (
      `<fill><patternFill patternType="${pattern}"><fgColor rgb="FF${hatch ?? '000000'}"/>` +
      `<bgColor rgb="FF${fill ?? 'FFFFFF'}"/></patternFill></fill>`
    )
  }
  if (!fill) return '<fill><patternFill patternType="none"/></fill>'
  return `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill></fill>`
}

function borderXml({border, edge}: Style): string {
  const side = (name: string, rgb: string | undefined) =>
    rgb ? `<${name} style="thin"><color rgb="FF${rgb}"/></${name}>` : `<${name}/>`
  return (
    `<border>${side('left', edge ?? border)}${side('right', border)}${side('top', border)}` +
    `${side('bottom', border)}<diagonal/></border>`
  )
}

function alignmentXml({horizontal, vertical, wrap, shrink, indent}: Style): string {
  return (
    `<alignment${horizontal ? ` horizontal="${horizontal}"` : ''} vertical="${vertical ?? 'center'}"` +
    `${wrap ? ' wrapText="1"' : ''}${shrink ? ' shrinkToFit="1"' : ''}${indent ? ` indent="${indent}"` : ''}/>`
  )
}

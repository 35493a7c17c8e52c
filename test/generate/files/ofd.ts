import {strToU8, zipSync} from 'fflate'
import type {Root} from '../../../pipeline/model/ast.ts'
import {type Composition, compose, extent, type Paper} from './compose.ts'

/** How a program writes OFD: what differs from one to the next, and must not matter. */
export interface OfdOptions extends Paper {
  /** Prefix of the elements, with its colon. */
  prefix: string
  /** Distances between letters: one number each, or counted with `g`. */
  deltas: 'each' | 'counted'
  /** Borders as one rectangle a cell, as lines, or as filled bars; where they stand: on the page or in a template. */
  borders: 'rectangles' | 'lines' | 'bars'
  template: boolean
  /** Whether objects are placed by a matrix instead of their boundary. */
  matrix: boolean
}

const ORDINARY: OfdOptions = {
  width: 595,
  height: 842,
  pt: 9,
  shift: 0,
  prefix: 'ofd:',
  deltas: 'counted',
  borders: 'rectangles',
  template: false,
  matrix: false,
}

/** Reports as one OFD file (GB/T 33190-2016). */
export function writeOfd(roots: readonly Root[], changes: Partial<OfdOptions> = {}): Uint8Array {
  const options = {...ORDINARY, ...changes}
  const pages = compose(roots, options)
  return packOfd(
    pages.map(page => ({
      content:
        page.lines.map(line => textObject(line, options)).join('') +
        (options.template ? '' : borders(page, options)),
      template: options.template ? borders(page, options) : undefined,
    })),
    options,
  )
}

export interface OfdPage {
  /** Objects of the page's layer. */
  content: string
  /** Objects of a template page below it. */
  template?: string
  /** Whole annotation elements. */
  annotations?: string
}

/** Pages of given objects, as a file. */
export function packOfd(
  pages: readonly OfdPage[],
  {prefix: p, width, height}: Pick<OfdOptions, 'prefix' | 'width' | 'height'> = ORDINARY,
  more: Record<string, string> = {},
): Uint8Array {
  const root = (name: string, content: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${p}${name} xmlns${p ? `:${p.slice(0, -1)}` : ''}="http://www.ofdspec.org/2016">${content}</${p}${name}>`
  const el = (name: string, content: string, attributes = '') =>
    `<${p}${name}${attributes}>${content}</${p}${name}>`
  const area = el('PhysicalBox', `0 0 ${mm(width)} ${mm(height)}`)
  const files: Record<string, string> = {
    'OFD.xml': root(
      'OFD',
      el(
        'DocBody',
        el('DocInfo', el('DocID', '1') + el('Creator', '排版')) + el('DocRoot', 'Doc_0/Document.xml'),
      ),
    ),
  }
  const templates = pages.map((page, i) =>
    page.template === undefined
      ? ''
      : `<${p}TemplatePage ID="${900 + i}" BaseLoc="Tpls/Tpl_${i}/Content.xml"/>`,
  )
  const annotated = pages.some(page => page.annotations !== undefined)
  files['Doc_0/Document.xml'] = root(
    'Document',
    el('CommonData', el('PageArea', area) + templates.join('')) +
      el(
        'Pages',
        pages.map((_, i) => `<${p}Page ID="${i + 1}" BaseLoc="Pages/Page_${i}/Content.xml"/>`).join(''),
      ) +
      (annotated ? el('Annotations', 'Annots/Annotations.xml') : ''),
  )
  pages.forEach(({content, template, annotations}, i) => {
    const layer = (objects: string) => el('Content', el('Layer', objects, ' ID="5"'))
    const link = template === undefined ? '' : `<${p}Template TemplateID="${900 + i}" ZOrder="Background"/>`
    files[`Doc_0/Pages/Page_${i}/Content.xml`] = root('Page', link + layer(content))
    if (template !== undefined) files[`Doc_0/Tpls/Tpl_${i}/Content.xml`] = root('Page', layer(template))
    if (annotations !== undefined)
      files[`Doc_0/Annots/Page_${i}/Annotation.xml`] = root('PageAnnot', annotations)
  })
  if (annotated) {
    files['Doc_0/Annots/Annotations.xml'] = root(
      'Annotations',
      pages
        .map((page, i) =>
          page.annotations === undefined
            ? ''
            : el('Page', el('FileLoc', `Page_${i}/Annotation.xml`), ` PageID="${i + 1}"`),
        )
        .join(''),
    )
  }
  const parts = Object.entries({...files, ...more}).map(([name, text]) => [name, strToU8(text)] as const)
  return zipSync(Object.fromEntries(parts), {mtime: '2024-01-01'})
}

/** A line of letters whose baseline begins at a point. */
export function textObject(
  {text, x, y}: Composition['lines'][number],
  {
    prefix: p,
    pt,
    deltas,
    matrix,
    width,
    height,
  }: Pick<OfdOptions, 'prefix' | 'pt' | 'deltas' | 'matrix' | 'width' | 'height'> = ORDINARY,
  attributes = '',
  inner = '',
): string {
  const widths = [...text].slice(0, -1).map(letter => mm(extent(letter, pt)))
  const delta = deltas === 'each' ? widths.join(' ') : counted(widths)
  const size = `${mm(extent(text, pt))} ${mm(pt * 1.2)}`
  const [boundary, ctm, scale] = matrix
    ? [`0 0 ${mm(width)} ${mm(height)}`, ` CTM="0.5 0 0 0.5 ${mm(x)} ${mm(y - pt)}"`, 2]
    : [`${mm(x)} ${mm(y - pt)} ${size}`, '', 1]
  const scaled = (list: string) => list.replace(/\d+(?:\.\d+)?/g, number => String(Number(number) * scale))
  const spaced =
    deltas === 'each'
      ? scaled(delta)
      : delta.replace(/g (\d+) (\S+)/g, (_, n, d) => `g ${n} ${Number(d) * scale}`)
  return `<${p}TextObject ID="1" Font="1" Size="${mm(pt) * scale}" Boundary="${boundary}"${ctm}${attributes}>${inner}<${p}TextCode X="0" Y="${mm(pt) * scale}"${spaced === '' ? '' : ` DeltaX="${spaced}"`}>${escaped(text)}</${p}TextCode></${p}TextObject>`
}

function counted(widths: readonly number[]): string {
  const runs: [number, number][] = []
  for (const width of widths) {
    const last = runs.at(-1)
    if (last && last[1] === width) last[0]++
    else runs.push([1, width])
  }
  return runs.map(([count, width]) => `g ${count} ${width}`).join(' ')
}

function borders({boxes}: Composition, {prefix: p, borders: style}: OfdOptions): string {
  const path = (x0: number, y0: number, x1: number, y1: number, data: string, attributes = '') =>
    `<${p}PathObject ID="2" Boundary="${mm(x0)} ${mm(y0)} ${mm(x1 - x0)} ${mm(y1 - y0)}" LineWidth="0.2"${attributes}><${p}AbbreviatedData>${data}</${p}AbbreviatedData></${p}PathObject>`
  return boxes
    .map(([x0, y0, x1, y1]) => {
      const [w, h] = [mm(x1 - x0), mm(y1 - y0)]
      const sides: [number, number, number, number][] = [
        [x0, y0, x1, y0],
        [x0, y1, x1, y1],
        [x0, y0, x0, y1],
        [x1, y0, x1, y1],
      ]
      if (style === 'rectangles') return path(x0, y0, x1, y1, `M 0 0 L ${w} 0 L ${w} ${h} L 0 ${h} C`)
      if (style === 'lines')
        return sides.map(([a, b, c, d]) => path(a, b, c, d, `S 0 0 L ${mm(c - a)} ${mm(d - b)}`)).join('')
      return sides
        .map(([a, b, c, d]) => {
          const [bw, bh] = [Math.max(mm(c - a), 0.15), Math.max(mm(d - b), 0.15)]
          return path(a, b, c, d, `M 0 0 L ${bw} 0 L ${bw} ${bh} L 0 ${bh} C`, ' Stroke="false" Fill="true"')
        })
        .join('')
    })
    .join('')
}

/** Millimetres, to a hundredth of a micron. */
export function mm(points: number): number {
  return Math.round((points * 25.4 * 1e5) / 72) / 1e5
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

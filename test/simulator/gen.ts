// Content, truth and page designs of simulated scans: for every report html/<n>.html (clean), truth/<n>.json and
// work/<n>/{text,rules,ink}.html (three layers of one layout) with plan.json (what degrade.py does to them).
import {mkdirSync, writeFileSync} from 'node:fs'
import {escaped, renderHtml} from '../generate/files/html.ts'
import type {Draft} from '../generate/form/draft.ts'
import {printings} from '../generate/form/printing.ts'
import {documentOf, type Item, rootOf} from '../generate/form/tree.ts'
import {type Random, randomOf} from '../generate/random.ts'
import {cleanReport} from '../generate/report/model.ts'

const [HERE = '.', ...numbers] = process.argv.slice(2)
const [seed = 1, from = 1, to = 30] = numbers.map(Number)

const KINDS = [
  'fax',
  'faintRules',
  'fadeRules',
  'photocopy',
  'gutter',
  'stripes',
  'skew',
  'curl',
  'phone',
  'light',
  'bleed',
  'redSeal',
  'greySeal',
  'ticks',
  'punch',
  'edges',
  'paper',
  'jpeg',
  'lowContrast',
  'upsideDown',
  'sideways',
  'twoUp',
  'crease',
  'dither',
] as const
type Kind = (typeof KINDS)[number]
const BITS: Kind[] = ['fax', 'dither']
/** Pairs that no page would bear legibly, or that cancel each other. */
const CLASH: Kind[][] = [
  ['fax', 'dither'],
  ['fax', 'redSeal'],
  ['fax', 'greySeal'],
  ['fax', 'bleed'],
  ['fax', 'light'],
  ['fax', 'lowContrast'],
  ['fax', 'jpeg'],
  ['fax', 'paper'],
  ['fax', 'phone'],
  ['fax', 'photocopy'],
  ['fax', 'faintRules'],
  ['fax', 'fadeRules'],
  ['dither', 'redSeal'],
  ['dither', 'jpeg'],
  ['dither', 'paper'],
  ['dither', 'phone'],
  ['dither', 'lowContrast'],
  ['dither', 'faintRules'],
  ['dither', 'fadeRules'],
  ['dither', 'light'],
  ['dither', 'greySeal'],
  ['dither', 'photocopy'],
  ['phone', 'gutter'],
  ['phone', 'edges'],
  ['phone', 'stripes'],
  ['phone', 'twoUp'],
  ['phone', 'skew'],
  ['phone', 'light'],
  ['phone', 'photocopy'],
  ['faintRules', 'fadeRules'],
  ['upsideDown', 'sideways'],
  ['redSeal', 'greySeal'],
  ['twoUp', 'sideways'],
  ['twoUp', 'edges'],
  ['twoUp', 'punch'],
  ['twoUp', 'photocopy'],
  ['photocopy', 'lowContrast'],
  ['photocopy', 'redSeal'],
  ['photocopy', 'paper'],
  ['faintRules', 'lowContrast'],
  ['fadeRules', 'lowContrast'],
  ['photocopy', 'faintRules'],
  ['photocopy', 'fadeRules'],
  ['lowContrast', 'jpeg'],
  ['gutter', 'light'],
]
const clash = (a: Kind, b: Kind) => a === b || CLASH.some(pair => pair.includes(a) && pair.includes(b))

const CJK = [
  'Noto Serif CJK SC',
  'Noto Serif CJK SC',
  'Noto Sans CJK SC',
  'AR PL UMing CN',
  'AR PL UMing CN',
  'AR PL UKai CN',
  'WenQuanYi Zen Hei',
]
const DIGITS = [
  'Liberation Serif',
  'Liberation Serif',
  'Nimbus Roman',
  'Liberation Sans',
  'Nimbus Sans',
  'DejaVu Serif',
  'DejaVu Sans',
  'C059',
  'own',
  'own',
  'own',
]

/** The first defect goes round a shuffled deck, so that every kind is met once in 24 reports. */
function defectsOf(n: number, random: Random): Kind[] {
  const deck = randomOf(seed)
    .fork(`deck ${Math.floor((n - 1) / KINDS.length)}`)
    .shuffle(KINDS)
  const first = deck[(n - 1) % KINDS.length]!
  if (!random.chance(0.65)) return [first]
  const others = KINDS.filter(kind => !clash(first, kind))
  return [first, random.pick(others)]
}

interface Design {
  css: string
  layers: Record<'text' | 'rules' | 'ink', string>
  landscape: boolean
  wideTables: string[]
  /** The width of a table's fields in pt, by orientation; size and advance of a digit. */
  field: {upright: number; wide: number; size: number; digit: number}
}

function designOf(random: Random, kinds: Kind[], dpi: number): Design & {info: Record<string, unknown>} {
  const small =
    kinds.includes('twoUp') || dpi <= 150 || kinds.includes('photocopy') || kinds.includes('phone')
  const body = random.pick(CJK)
  const table = random.chance(0.6) ? body : random.pick(CJK)
  const digits = random.pick(DIGITS)
  const size = random.pick(small ? [10.5, 11, 12] : [9, 9.5, 10, 10.5, 11, 12])
  const bodySize = random.pick([10.5, 12, 12, 14])
  const thin = random.pick([0.25, 0.5, 0.5, 0.75, 0.75, 1, 1, 1.5])
  const outer = random.pick([thin, thin, thin, 1.5, 2])
  const style = random.pick([
    'solid',
    'solid',
    'solid',
    'solid',
    'solid',
    'solid',
    'dotted',
    'dashed',
    'double',
  ])
  const rule = style === 'double' ? Math.max(thin, 2.25) : style === 'solid' ? thin : Math.max(thin, 0.5)
  const openSides = random.chance(0.1)
  const shade = random.pick([
    ...(kinds.includes('dither') ? [] : ['none', 'none', 'none']),
    '#eee',
    '#ddd',
    '#d0d0d0',
    '#dbe5f1',
    '#fde9d9',
    '#e2efda',
  ])
  const ruleColour = random.pick(['#000', '#000', '#000', '#333', '#666'])
  const align = random.pick(['center', 'center', 'center', 'center', 'right', 'left'])
  const pad = random.pick([0.5, 1, 1.5, 2.2])
  const narrow = random.pick([100, 100, 100, 92, 104])
  const bold = random.pick(['normal', 'normal', 'bold'])
  const landscape = random.chance(0.1) && !kinds.includes('twoUp')
  const wideTables =
    landscape || kinds.includes('twoUp')
      ? []
      : random.pick([[], [], [], [], ['applications'], ['disputes'], ['applications', 'disputes']])
  const repeat = random.chance(0.3)
  const keep = random.chance(0.4)
  const [above, beside] = [random.int(16, 26), random.int(17, 26)]
  const numbers = random.pick([
    'none',
    '"— " counter(page) " —"',
    'counter(page)',
    '"第 " counter(page) " 页"',
  ])
  const fig = digits === 'own' ? `'${table}'` : `'${digits}','${table}'`
  const css = `
@page { size: A4 ${landscape ? 'landscape' : 'portrait'}; margin: ${above}mm 0;
  @bottom-center { content: ${numbers}; font: 10.5pt 'Liberation Serif','${body}'; color: INK } }
@page wide { size: A4 landscape; margin: 17mm 0 }
* { color: INK !important }
body { margin: 0; padding: 0 ${beside}mm; font: ${bodySize}pt/1.6 ${digits === 'own' ? '' : `'${digits}',`}'${body}'; color: #000 }
h1 { font-size: ${bodySize + 6}pt; text-align: center; margin: 4mm 0 8mm; line-height: 1.4 }
h2 { font-size: ${bodySize + 1}pt; margin: 4mm 0 2mm; break-after: avoid ${bold === 'bold' ? '' : '; font-weight: normal'} }
p { margin: 0 0 1.5mm; text-indent: 2em; text-align: justify }
p.right { text-align: right; text-indent: 0; padding-right: 14mm }
.sheet { position: relative; width: ${narrow}%; margin: 3mm ${narrow === 100 ? '0' : narrow > 100 ? '-2%' : 'auto'} 6mm;${keep ? ' break-inside: avoid;' : ''} }
.wide { page: wide; break-before: page; break-after: page }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font: ${size}pt/1.25 '${table}';
  border: ${outer}pt solid RULE }
td { border: ${rule}pt ${style} RULE; padding: ${pad}mm 0.6mm; vertical-align: middle; overflow-wrap: anywhere }
tr.whole { break-inside: avoid }
${openSides ? 'table { border-left: none; border-right: none } td.first { border-left: none } td.last { border-right: none }' : ''}
td.columnHead, td.corner, td.caption { text-align: center; font-weight: ${bold}; background: SHADE }
td.corner { font-size: ${Math.max(8.5, size - 1)}pt }
td.rowHead { text-align: ${random.pick(['left', 'left', 'center'])} }
td.group { text-align: center }
td.figure { text-align: ${align}; ${align === 'right' ? 'padding-right: 2mm;' : align === 'left' ? 'padding-left: 2mm;' : ''} font-family: ${fig} }
thead { display: ${repeat ? 'table-header-group' : 'table-row-group'} }
svg { position: absolute; visibility: OVER; overflow: visible }
.end { position: relative }
`
  const layer = (ink: string, rules: string, fill: string, over: string) =>
    css
      .replaceAll('INK', ink)
      .replaceAll('RULE', rules)
      .replaceAll('SHADE', fill === 'none' ? 'transparent' : fill)
      .replaceAll('OVER', over)
  return {
    css,
    layers: {
      text: layer('#000', 'transparent', 'none', 'hidden'),
      rules: layer('transparent', ruleColour, shade, 'hidden'),
      ink: layer('transparent', 'transparent', 'none', 'visible').replaceAll(
        '* { color: transparent !important }',
        'body,body *:not(svg *) { color: transparent !important }',
      ),
    },
    landscape,
    wideTables,
    field: {
      upright: (((landscape ? 297 : 210) - 2 * beside) * narrow) / 100 / 0.3528,
      wide: ((297 - 2 * beside) * narrow) / 100 / 0.3528,
      size,
      digit: digits.startsWith('DejaVu') ? 0.66 : 0.57,
    },
    info: {
      body,
      table,
      digits,
      size,
      bodySize,
      rule,
      outer,
      style,
      ruleColour,
      shade,
      openSides,
      align,
      landscape,
      wideTables,
      width: narrow,
    },
  }
}

function itemsHtml(items: Item[], design: Design, agency: string, kinds: Kind[], random: Random): string {
  return items
    .map((item, at) => {
      if (item.type === 'text') {
        const next = items[at + 1]
        if (item.role === 'heading' && next?.type === 'table' && design.wideTables.includes(next.table))
          return ''
        if (item.role === 'title') return `<h1>${escaped(item.value)}</h1>`
        if (item.role === 'heading') return `<h2>${escaped(item.value)}</h2>`
        if (item.role === 'signature')
          return `<div class="end"><p class="right">${escaped(item.value)}</p>${
            random.chance(0.4) || kinds.includes('redSeal')
              ? seal(agency, random, `right:${random.int(8, 20)}mm;top:-12mm`)
              : ''
          }</div>`
        if (item.role === 'date') return `<p class="right">${escaped(item.value)}</p>`
        return `<p>${escaped(item.value)}</p>`
      }
      if (item.type === 'table') {
        const before = items[at - 1]
        const wide =
          design.wideTables.includes(item.table) && before?.type === 'text' && before.role === 'heading'
        const table = tableHtml(item, design, agency, kinds, random)
        return wide ? `<div class="wide"><h2>${escaped(before.value)}</h2>${table}</div>` : table
      }
      return ''
    })
    .join('\n')
}

const WIDTHS: Record<string, (columns: number, random: Random) => number[]> = {
  disclosure: (columns, random) => [random.pick([28, 34, 25]), ...Array(columns - 1).fill(0)],
  applications: (columns, random) => {
    const labels = columns - 7
    const own =
      labels === 3
        ? random.pick([
            [7, 11, 30],
            [6, 9, 26],
            [9, 14, 32],
            [6, 12, 36],
          ])
        : Array(labels).fill(45 / labels)
    return [...own, ...Array(7).fill(0)]
  },
  disputes: columns => Array(columns).fill(0),
}

function tableHtml(draft: Draft, design: Design, agency: string, kinds: Kind[], random: Random): string {
  const given = (WIDTHS[draft.table] ?? WIDTHS.disputes!)(draft.columns, random)
  const left = 100 - given.reduce((a, b) => a + b, 0)
  const free = given.filter(width => width === 0).length
  const columns = given.map(width => `<col style="width:${(width || left / free).toFixed(2)}%">`).join('')
  const firstFigure = Math.min(...draft.cells.filter(cell => cell.role === 'figure').map(cell => cell.row))
  const head = draft.cells.some(cell => cell.role === 'caption') ? 0 : firstFigure
  // A figure too long for its field is set smaller, as an office would: a number over two lines nobody prints.
  const {field} = design
  const share = (left / free / 100) * (design.wideTables.includes(draft.table) ? field.wide : field.upright)
  const longest = Math.max(...draft.cells.filter(cell => cell.role === 'figure').map(({text}) => text.length))
  const fits = (share - 10) / (longest * field.digit)
  const small = fits < field.size ? ` style="font-size:${Math.max(7, fits).toFixed(1)}pt"` : ''
  const rows = Array.from({length: draft.rows}, (_, r) => {
    const cells = draft.cells
      .filter(cell => cell.row === r)
      .map(cell => {
        const spans =
          (cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '') +
          (cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : '')
        const classes = [
          cell.role,
          cell.group ? 'group' : '',
          cell.column === 0 ? 'first' : '',
          cell.column + cell.columnSpan === draft.columns ? 'last' : '',
        ]
          .filter(Boolean)
          .join(' ')
        return `<td class="${classes}"${spans}${cell.role === 'figure' ? small : ''}>${escaped(cell.text)}</td>`
      })
    return `<tr${cells.some(cell => cell.includes('rowspan')) ? '' : ' class="whole"'}>${cells.join('')}</tr>`
  })
  const over: string[] = []
  const sealed = kinds.includes('redSeal') || kinds.includes('greySeal')
  if (sealed && (draft.table === 'applications' || random.chance(0.4))) {
    over.push(seal(agency, random, `left:${random.int(35, 75)}%;top:${random.int(5, 70)}%`))
  }
  if (kinds.includes('ticks')) for (let i = random.int(2, 7); i > 0; i--) over.push(tick(random))
  const body =
    (head ? `<thead>${rows.slice(0, head).join('')}</thead>` : '') +
    `<tbody>${rows.slice(head).join('\n')}</tbody>`
  return `<div class="sheet"><table><colgroup>${columns}</colgroup>${body}</table>${over.join('')}</div>`
}

/** A round seal of 4 cm: ring, star, the office's name along the ring. */
function seal(agency: string, random: Random, place: string): string {
  const id = `s${random.int(1, 1e9)}`
  const star = Array.from({length: 10}, (_, i) => {
    const r = i % 2 ? 9 : 23
    const a = (i * Math.PI) / 5 - Math.PI / 2
    return `${(r * Math.cos(a)).toFixed(1)},${(r * Math.sin(a)).toFixed(1)}`
  }).join(' ')
  const size = Math.min(19, 330 / agency.length)
  return `<svg style="${place};transform:rotate(${random.int(-18, 18)}deg)" width="40mm" height="40mm" viewBox="-100 -100 200 200">
<circle r="94" fill="none" stroke="#d01818" stroke-width="6"/><polygon points="${star}" fill="#d01818"/>
<path id="${id}" d="M -54 42 A 68 68 0 1 1 54 42" fill="none"/>
<text style="font:${size}px 'Noto Serif CJK SC';fill:#d01818" text-anchor="middle"><textPath href="#${id}" startOffset="50%">${escaped(agency)}</textPath></text></svg>`
}

/** A tick, a stroke or a small circle by pen, beside the table. */
function tick(random: Random): string {
  const pen = random.pick(['#1a2a9c', '#222', '#c81e1e'])
  const j = () => random.int(-6, 6)
  const path = random.pick([
    `M ${j()} ${30 + j()} Q ${14 + j()} ${40 + j()} ${20 + j()} ${56 + j()} Q ${40 + j()} ${20 + j()} ${80 + j()} ${j()}`,
    `M ${j()} ${30 + j()} C 30 ${20 + j()} 60 ${44 + j()} 90 ${28 + j()}`,
    `M 40 ${j()} C ${j()} ${j()} ${j()} 70 44 60 C 90 60 84 ${j()} 36 4`,
    `M 10 50 L 40 ${j()} M 12 ${j()} Q 30 20 46 56`,
  ])
  const side = random.chance(0.5) ? `left:-${random.int(9, 13)}mm` : `right:-${random.int(9, 13)}mm`
  return `<svg style="${side};top:${random.int(2, 95)}%" width="7mm" height="6mm" viewBox="0 0 100 70"><path d="${path}" fill="none" stroke="${pen}" stroke-width="${random.int(5, 9)}" stroke-linecap="round"/></svg>`
}

for (let n = from; n <= to; n++) {
  const random = randomOf(seed).fork(`report ${n}`)
  const kinds = defectsOf(n, random.fork('defects'))
  const year = random.chance(0.15) ? random.int(2019, 2020) : random.int(2021, 2024)
  let model = cleanReport(random.fork('content'), {
    year,
    ...(random.chance(0.6) ? {size: random.pick(['small', 'medium', 'medium', 'large'] as const)} : {}),
  })
  let printing = 'as usual'
  if (random.chance(0.3)) {
    const wanted = [
      'thousands separated by commas',
      'zeros left blank',
      'zeros as a slash',
      'zeros as a dash',
      'some zeros left blank',
      'money with two decimals',
    ]
    const chosen = random.pick(printings.filter(({name}) => wanted.includes(name)))
    const changed = chosen.apply(model, random.fork('printing'))
    if (changed) [model, printing] = [changed, chosen.name]
  }
  const document = documentOf(model)
  const bits =
    kinds.some(kind => BITS.includes(kind)) ||
    (![
      'redSeal',
      'greySeal',
      'paper',
      'phone',
      'bleed',
      'light',
      'jpeg',
      'lowContrast',
      'faintRules',
      'fadeRules',
    ].some(kind => kinds.includes(kind as Kind)) &&
      random.chance(0.3))
  let dpi = random.pick(bits ? [200, 200, 300, 300, 400] : [150, 200, 200, 200, 300, 300, 300])
  if (kinds.includes('twoUp') || kinds.includes('dither')) dpi = 300
  if (kinds.includes('phone')) dpi = random.pick([200, 240, 300])
  if (kinds.includes('photocopy') || kinds.includes('lowContrast')) dpi = Math.max(200, dpi)
  const colour =
    !bits &&
    (['redSeal', 'paper', 'phone'].some(kind => kinds.includes(kind as Kind)) ||
      (random.chance(0.35) && !kinds.includes('greySeal')))
  const quality = kinds.includes('jpeg') ? random.int(40, 62) : random.int(66, 90)
  const design = designOf(random.fork('design'), kinds, dpi)
  const folder = `${HERE}/work/${n}`
  mkdirSync(folder, {recursive: true})
  const inside = (layer: 'text' | 'rules' | 'ink') =>
    `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style>${design.layers[layer]}</style></head><body>${itemsHtml(document.items, design, model.agency.name, kinds, random.fork('items'))}</body></html>`
  for (const layer of ['text', 'rules', 'ink'] as const)
    writeFileSync(`${folder}/${layer}.html`, inside(layer))
  const plan = {n, seed, kinds, dpi, colour, bits, quality, printing, design: design.info}
  writeFileSync(`${folder}/plan.json`, JSON.stringify(plan))
  writeFileSync(`${HERE}/html/${n}.html`, renderHtml(rootOf(document)))
  const tables: Record<string, Record<string, unknown>> = {}
  for (const [key, {value, state, raw}] of Object.entries(model.observations)) {
    const table = key.split('.')[0]!
    tables[table] ??= {}
    tables[table][key] = {value, state, raw}
  }
  writeFileSync(
    `${HERE}/truth/${n}.json`,
    JSON.stringify({file: `${n}.pdf`, agency: model.agency.name, year: model.year, plan, tables}, null, 1),
  )
}

import type {Block, Root, Table, TableCell} from '../../../pipeline/model/ast.ts'

export interface RtfOptions {
  /** How text outside ASCII is written: \u with a question mark, \u with its two GBK bytes, or GBK bytes alone. */
  text?: 'unicode' | 'unicodeWithBytes' | 'bytes'
  /** Twips by which the edges of a row may stray from the grid, by row number. */
  stray?: (row: number) => number
  /** Gives each character's two bytes in GBK, null where it has none. */
  gbk?: (character: string) => [number, number] | null
}

/** Width of a grid column, twips. */
const COLUMN = 900

/**
 * A tree as RTF, as Word writes it: row definitions with \clvmgf, \clvmrg, \clmgf and \cellx, nested tables with \itap.
 * Footnotes, headers and footers are written as destinations. Same tree, same bytes.
 */
export function writeRtf(root: Root, options: RtfOptions = {}): Uint8Array {
  const write = (value: string) => encodeText(value, options)
  const info = root.data.metadata.map(({name, value}) => `{\\${name} ${write(value)}}`).join('')
  const parts = [
    '{\\rtf1\\ansi\\ansicpg936\\deff0\\uc1',
    '{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}{\\f1\\froman\\fcharset0 Times New Roman;}}',
    info === '' ? '' : `{\\info${info}}`,
    ...root.children.map((block, i) => parted(root.children, i, 0) + writeBlock(block, 0, write, options)),
    '}',
  ]
  return Buffer.from(parts.join('\r\n'), 'latin1')
}

/** Word takes two tables for one where no paragraph parts them. */
function parted(blocks: Block[], i: number, depth: number): string {
  return blocks[i]!.type === 'table' && blocks[i - 1]?.type === 'table' ? `${paragraphStart(depth)}\\par` : ''
}

function writeBlock(
  block: Block,
  depth: number,
  write: (value: string) => string,
  options: RtfOptions,
): string {
  switch (block.type) {
    case 'table':
      return writeTable(block, depth + 1, write, options)
    case 'image':
      return `${paragraphStart(depth)}{\\pict\\pngblip\\picw1\\pich1 89504e47}\\par`
    case 'attachment':
      return `${paragraphStart(depth)}${write(block.value)}\\par`
    default: {
      const {depth: outline, numbering, align, role} = block.data ?? {}
      const heading = outline === undefined ? '' : `\\outlinelevel${outline - 1}`
      const number = numbering === undefined ? '' : `{\\listtext\\f0 ${write(numbering)}\\tab}`
      const text = write(block.value.slice(numbering?.length ?? 0))
      const alignment = align ? `\\q${align[0]}` : ''
      const line = `${paragraphStart(depth)}${alignment}${heading} ${number}${text}`
      return role === 'footer' || role === 'header' || role === 'footnote'
        ? `{\\${role} ${line}\\par}`
        : `${line}\\par`
    }
  }
}

function paragraphStart(depth: number): string {
  return depth === 0 ? '\\pard\\plain' : `\\pard\\plain\\intbl${depth > 1 ? `\\itap${depth}` : ''}`
}

function writeTable(
  table: Table,
  depth: number,
  write: (value: string) => string,
  options: RtfOptions,
): string {
  const rows: string[] = []
  for (let row = 0; row < table.rows; row++) {
    const pieces = piecesOf(table, row)
    const stray = options.stray?.(row) ?? 0
    const definition = [
      `\\trowd\\trgaph108\\trleft${stray}${pieces[0]?.cell.data?.header ? '\\trhdr' : ''}`,
      ...pieces.map(({merge, right}) => `${merge}\\cellx${right * COLUMN + stray}`),
    ].join('')
    const end = depth === 1 ? '\\cell' : '\\nestcell'
    const cells = pieces.map(({cell, merge}) => {
      const content = merge.includes('vmrg') ? [] : cell.children
      const blocks = content.map(
        (block, i) =>
          parted(content, i, depth) + cellBlock(block, i === content.length - 1, depth, write, options),
      )
      return blocks.join('') + (content.at(-1)?.type === 'paragraph' ? '' : paragraphStart(depth)) + end
    })
    rows.push(
      depth === 1
        ? `${definition}${cells.join('\r\n')}\\row`
        : `${cells.join('\r\n')}{\\*\\nesttableprops${definition}\\nestrow}{\\nonesttables\\par}`,
    )
  }
  return rows.join('\r\n')
}

/** The last paragraph of a cell ends with the cell's mark, not with one of its own. */
function cellBlock(
  block: Block,
  last: boolean,
  depth: number,
  write: (value: string) => string,
  options: RtfOptions,
): string {
  const text = writeBlock(block, depth, write, options)
  return last && block.type === 'paragraph' ? text.replace(/\\par$/, '') : text
}

/** The cells that a row of Word's holds: one for each cell of the grid that reaches into it. */
function piecesOf(table: Table, row: number): {cell: TableCell; merge: string; right: number}[] {
  return table.children
    .filter(cell => cell.row <= row && row < cell.row + cell.rowSpan)
    .sort((a, b) => a.column - b.column)
    .map(cell => ({
      cell,
      right: cell.column + cell.columnSpan,
      merge: cell.rowSpan === 1 ? '' : cell.row === row ? '\\clvmgf' : '\\clvmrg',
    }))
}

function encodeText(value: string, options: RtfOptions): string {
  let text = ''
  for (const character of value) {
    const code = character.codePointAt(0)!
    if (character === '\n') text += '\\line '
    else if (code < 0x80) text += '\\{}'.includes(character) ? `\\${character}` : character
    else {
      const bytes = options.gbk?.(character) ?? null
      const hex = bytes ? bytes.map(byte => `\\'${byte.toString(16).padStart(2, '0')}`).join('') : '?'
      if (options.text === 'bytes' && bytes) text += hex
      else if (options.text === 'unicodeWithBytes' && bytes) text += `\\uc2${unicode(character)}${hex}\\uc1 `
      else text += [...Array(character.length).keys()].map(i => `${unicode(character[i]!)}?`).join('')
    }
  }
  return text
}

/** \u takes a signed 16-bit number. */
function unicode(unit: string): string {
  const code = unit.charCodeAt(0)
  return `\\u${code > 0x7fff ? code - 0x10000 : code} `.trimEnd()
}

import {type Draft, type DraftCell, draftOf, reword, unmerge} from '../form/draft.ts'
import type {Random} from '../random.ts'
import {type Layout, onTables} from './layout.ts'

function isLabel(cell: DraftCell): boolean {
  return cell.role !== 'figure' && cell.role !== 'filler'
}

/** A layout that words labels another way. */
function worded(
  name: string,
  change: (text: string, random: Random, cell: DraftCell) => string | undefined,
  rules: {must?: string[]; may?: string[]} = {},
): Layout {
  return onTables(
    name,
    (draft, random) => reword(draft, cell => (isLabel(cell) ? change(cell.text, random, cell) : undefined)),
    rules,
  )
}

const CHINESE = '一二三四五六七八九十'

/** 36 as 三十六 is never needed: groups end at 八. */
function arabic(numeral: string): string {
  return String(CHINESE.indexOf(numeral) + 1)
}

function toFullWidth(text: string): string {
  return text.replace(/[!-~]/g, character => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
}

function letterSpaced(text: string): string | undefined {
  return text.length <= 4 ? [...text].join('　') : undefined
}

function brokenUp(text: string, random: Random): string | undefined {
  if (text.length < 4) return undefined
  const at = random.int(2, text.length - 2)
  return `${text.slice(0, at)}\n${text.slice(at)}`
}

/** Heading texts cut off by a narrow column, as one of the seeds of the trade shows them. */
function cutOff(text: string): string | undefined {
  if (/^本年新/.test(text)) return '本年新'
  if (/^结果/.test(text)) return '结果'
  if (text === '其他结果') return '其他'
  if (text === '尚未审结') return '尚未'
  return undefined
}

/** Merged corner cell given up: every place of it a cell, or a second text where the diagonal was. */
function corner(name: string, rest: string): Layout {
  return onTables(name, draft => {
    const cell = draft.cells.find(candidate => candidate.role === 'corner' && candidate.rowSpan > 1)
    if (!cell) return null
    return draftOf(draft.table, [...draft.cells.filter(other => other !== cell), ...unmerge(cell, rest)])
  })
}

const cornerEmpty = worded('corner cells empty', (_, __, cell) => (cell.role === 'corner' ? '' : undefined))

const splitLabels = onTables('numbers of labels in a cell of their own', draft => {
  if (draft.table !== 'applications') return null
  const cells = draft.cells.flatMap(cell => {
    const match = /^(\d+\.)(.+)$/.exec(cell.text)
    if (cell.role !== 'rowHead' || !match) {
      /** The last label column becomes two: everything beyond it moves, whatever covers it grows. */
      if (cell.column >= 3) return [{...cell, column: cell.column + 1}]
      return [cell.column + cell.columnSpan === 3 ? {...cell, columnSpan: cell.columnSpan + 1} : cell]
    }
    return [
      {...cell, text: match[1]!},
      {...cell, column: cell.column + 1, text: match[2]!, aliases: []},
    ]
  })
  return draftOf(draft.table, cells)
})

function verticalGroups(draft: Draft): Draft {
  return reword(draft, cell =>
    cell.role === 'rowHead' && cell.group ? [...cell.text].join('\n') : undefined,
  )
}

/** Other words in the same cells: these may follow any other layout. */
export const wordings: readonly Layout[] = [
  worded('group numbers in half-width parentheses', text =>
    text.replace(/（([一二三四五六七八九十])）/g, '($1)'),
  ),
  worded('group numbers as 一、', text => text.replace(/^（([一二三四五六七])）/, '$1、')),
  worded('group numbers as 1.', (text, _, cell) =>
    cell.role === 'rowHead'
      ? text.replace(/^（([一二三四五六七])）/, (_, n: string) => `${arabic(n)}.`)
      : undefined,
  ),
  worded('item numbers as 1、', text => text.replace(/^(\d)\./, '$1、')),
  worded('item numbers as （1）', text => text.replace(/^(\d)\./, '（$1）')),
  worded('item numbers as ①', text =>
    text.replace(/^(\d)\./, (_, n: string) => String.fromCharCode(0x245f + Number(n))),
  ),
  worded('labels without numbers', (text, _, cell) =>
    cell.role === 'rowHead' ? text.replace(/^([一二三四]、|（[一二三四五六七]）|\d\.)/, '') : undefined,
  ),
  worded('labels in full-width characters', text => toFullWidth(text)),
  worded('labels in half-width punctuation', text => text.normalize('NFKC').replace(/、/g, ',')),
  worded('short labels letter-spaced', letterSpaced),
  worded('line breaks inside labels', brokenUp),
  worded('spaces inside labels', (text, random) => brokenUp(text, random)?.replace('\n', ' ')),
  worded('zero-width characters inside labels', (text, random) =>
    brokenUp(text, random)?.replace('\n', '\u200b'),
  ),
  worded(
    'other usual wordings',
    (_, random, cell) => (cell.aliases?.length ? random.pick(cell.aliases) : undefined),
    {
      must: ['S12'],
    },
  ),
  worded('units added to labels', (text, _, cell) =>
    isLeafHead(cell) && !/单位|金额|增/.test(text) ? `${text}（件）` : undefined,
  ),
  worded('headings cut off', cutOff, {must: ['S13']}),
  worded('quotation marks straight', text => text.replace(/[“”]/g, '"')),
  worded('quotation marks left out', text => text.replace(/[“”]/g, '')),
  worded('a colon after labels', (text, _, cell) =>
    cell.role === 'rowHead' && !cell.group ? `${text}：` : undefined,
  ),
  cornerEmpty,
]

/** Labels in other cells. */
export const labelShapes: readonly Layout[] = [
  corner('corner given up into single cells', ''),
  corner('corner repeated in all its cells', '申请人情况'),
  splitLabels,
  onTables('group labels one character a line', draft =>
    draft.table === 'applications' ? verticalGroups(draft) : null,
  ),
]

function isLeafHead(cell: DraftCell): boolean {
  return (cell.role === 'columnHead' || cell.role === 'rowHead') && !cell.group
}

import {type Block, textOf} from '../../pipeline/model/ast.ts'
import type {Skipped} from '../../pipeline/model/finding.ts'
import {fold} from '../../pipeline/model/text.ts'
import {attachmentName, furnitureOf} from './lines/furniture.ts'
import {factsOf} from './lines/metadata.ts'
import {titleParts} from './lines/title.ts'
import type {Lexicon} from './words/lexicon.ts'
import {numberingOf} from './words/numbering.ts'

/** What a piece is that is no report. */
export interface Kind {
  reason: Skipped['reason']
  /** What it is, as a Chinese noun. */
  what: string
  /** Whether nothing tells what it is, but for what it lacks. */
  plain?: true
}

/** Lines at the start that are looked at as titles, and characters of opening text. */
const TITLE_LINES = 12
const LONGEST_TITLE = 80
const OPENING = 1500
/** Fewest titles of reports that make a list of them. */
const FEWEST_LISTED = 3

/**
 * Says what a piece is, by its title lines first (and the page title or file name where it is the whole file), then by
 * its opening text.
 */
export function classify(lexicon: Lexicon, blocks: Block[], names: string[]): Kind {
  const texts = textsOf(lexicon, blocks)
  if (texts.join('').length < 20) return emptyKind(blocks)
  const titles = [...names, ...titleLines(lexicon, blocks)].map(fold)
  const opening = fold(texts.join('').slice(0, OPENING))
  const byTitle = lexicon.pieces.find(({title}) => title && titles.some(text => title.test(text)))
  const byBody = lexicon.pieces.find(({body}) => body?.test(opening))
  const list = texts.filter(text =>
    titleParts(lexicon, text.replace(/\s*[[(（]?(?:20\d\d[-/.])?\d{1,2}[-/.]\d{1,2}[\])）]?$/, '')),
  ).length
  if (!byTitle && list >= FEWEST_LISTED) return {reason: 'catalogue', what: '年度报告列表页'}
  const kind = byTitle ?? byBody
  return kind
    ? {reason: kind.reason, what: kind.what}
    : {reason: 'notReport', what: '没有年度报告章节和表格的文件', plain: true}
}

/** Endings of bodies that report on the disclosure of government information, whatever rules for others they speak of. */
const AUTHORITY = /(?:局|厅|委|委员会|政府|办公室|部)$/u

/**
 * What a piece without the form's tables is, though it holds sections like those of a report: a text about a report, which
 * its title says (文字解读：…年度报告), or a report under another law, which its text says. Null for all else.
 * @param title the report's own title, where it has one
 */
export function otherKind(
  lexicon: Lexicon,
  blocks: Block[],
  names: string[],
  title: {agency: string | null} | null,
): Kind | null {
  const texts = textsOf(lexicon, blocks)
  const authority = title?.agency != null && AUTHORITY.test(title.agency)
  const about = title
    ? []
    : [...names, ...titleLines(lexicon, blocks)].map(fold).filter(text => lexicon.core.test(text))
  const opening = fold(texts.join('').slice(0, OPENING))
  return (
    lexicon.pieces.find(
      ({title, decides}) =>
        (title && about.some(text => title.test(text))) || (!authority && decides?.test(opening)),
    ) ?? null
  )
}

/** What a text of no year that holds the blank form is besides: rules with the form as their annex. Null where nothing tells. */
export function blankKind(lexicon: Lexicon, blocks: Block[], names: string[]): Kind | null {
  const kind = classify(lexicon, blocks, names)
  return kind.plain || kind.reason === 'empty' ? null : kind
}

/**
 * The title a box of metadata names, where it is not that of a report, and the short lines a text begins with, up to the first
 * sentence or numbered heading.
 */
function titleLines(lexicon: Lexicon, blocks: Block[]): string[] {
  const named: string[] = []
  const lines: string[] = []
  for (const block of blocks) {
    if (lines.length === TITLE_LINES) break
    const facts = block.type === 'table' && lines.length === 0 ? factsOf(lexicon, block) : []
    if (facts.length > 0) {
      const titles = facts.filter(({name, value}) => name === 'title' && titleParts(lexicon, value) === null)
      named.push(...titles.map(({value}) => value))
      continue
    }
    const [text] = textsOf(lexicon, [block])
    if (text === undefined) continue
    if (text.length > LONGEST_TITLE || /[。；]/.test(text) || numberingOf(text) !== null) break
    lines.push(text)
  }
  return [...named, ...lines]
}

/** The texts of a piece's content. */
function textsOf(lexicon: Lexicon, blocks: Block[]): string[] {
  const content = blocks.filter(
    block => furnitureOf(lexicon, block) === null && attachmentName(block) === null,
  )
  return content.map(textOf).filter(text => text.trim() !== '')
}

function emptyKind(blocks: Block[]): Kind {
  if (blocks.some(block => attachmentName(block) !== null))
    return {reason: 'empty', what: '只有附件链接、没有正文的页面'}
  if (blocks.some(block => block.type === 'image')) return {reason: 'empty', what: '只有图片、没有文字的文件'}
  return {reason: 'empty', what: '没有正文的文件'}
}

import type {Block, Paragraph, RootData, Table} from '../../../pipeline/model/ast.ts'
import {textOf} from '../../../pipeline/model/ast.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {attachmentName, furnitureOf, withoutFurniture} from '../lines/furniture.ts'
import {beforeFacts, type Fact, factsOf, factsOfLines, propertyFacts} from '../lines/metadata.ts'
import {type FoundTitle, lastTitle, type TitleParts, titleParts} from '../lines/title.ts'
import {isAgencyName} from '../names/agency.ts'
import type {Sectioned} from '../sections/sections.ts'
import type {Lexicon} from '../words/lexicon.ts'
import {dateUnderTitle, type Signature, signatureOf} from './tail.ts'

/** Everything one report's document says about itself, before anything is decided. */
export interface Evidence {
  title: (FoundTitle & {place: Paragraph['place']}) | null
  /** Titles said outside the text: source and parts. */
  otherTitles: {source: string; parts: TitleParts; raw: string; place: Paragraph['place']}[]
  facts: Fact[]
  signature: Signature
  /** A name that stands alone under the title. */
  underTitle: Paragraph | null
  attachments: string[]
  /** Paragraphs before the first section, and of the first. */
  preamble: Paragraph[]
  opening: Paragraph[]
  /** Narrative of the whole report, folded: every paragraph, no tables. */
  narrative: string
  /** Names of folders, outermost first, and the file name without its extension. */
  folders: string[]
  stem: string
  htmlTitle: string | null
}

/** What is known of the file a report came in. */
export interface Origin {
  file: string
  data: RootData
  aside: Paragraph[]
  /** Whether the file holds this report alone, so that what the file says as a whole is said of the report. */
  alone: boolean
}

/** What the parts of a document say of its body and year: title, opening, signature, metadata, file name. */
export function evidenceOf(lexicon: Lexicon, sectioned: Sectioned, origin: Origin): Evidence {
  const {blocks, headings} = sectioned
  const first = headings[0]?.block ?? 0
  const lead = headings.length ? blocks.slice(0, first) : blocks
  const lastSection = headings.at(-1)?.block ?? -1
  const signature = signatureOf(lexicon, blocks, lastSection + 1, blocks.length)
  const title = titleIn(lexicon, lead) ?? titleIn(lexicon, origin.alone ? origin.aside : [])
  if (!signature.date && title) signature.date = dateUnderTitle(lead.slice(title.line + title.lines))
  const below =
    title && headings.length ? lead.slice(title.line + title.lines, title.line + title.lines + 3) : []
  const plain = below.filter(block => factsOf(lexicon, block).length === 0)
  const underTitle = contentOf(lexicon, plain).find(({value}) => isAgencyName(lexicon, value)) ?? null
  const attachments = blocks.map(attachmentName).filter(name => name !== null)
  const {folders, stem} = pathOf(origin.file)
  const tail = blocks.slice(Math.max(signature.from, lastSection + 1))
  const around = origin.alone ? [...origin.aside, ...tail] : tail
  const facts = [
    ...[...lead, ...around].flatMap(block => factsOf(lexicon, block)),
    ...factsOfLines(lexicon, lead),
    ...(origin.alone ? propertyFacts(lexicon, origin.data.metadata) : []),
  ]
  const paragraphs = blocks.filter(block => block.type === 'paragraph')
  const htmlTitle = origin.alone ? (origin.data.title ?? null) : null
  return {
    title,
    otherTitles: otherTitles(lexicon, {htmlTitle, attachments, facts, stem: origin.alone ? stem : ''}),
    facts,
    signature,
    underTitle,
    attachments,
    preamble: contentOf(lexicon, lead),
    opening: headings.length
      ? contentOf(lexicon, blocks.slice(first + 1, headings[1]?.block ?? blocks.length), 3)
      : [],
    narrative: fold(paragraphs.map(({value}) => value).join('\n')),
    folders,
    stem,
    htmlTitle,
  }
}

/** Paragraphs of content, the first ones: no furniture, no metadata. */
function contentOf(lexicon: Lexicon, blocks: Block[], most = Infinity): Paragraph[] {
  const content: Paragraph[] = []
  for (const block of blocks) {
    if (content.length === most) break
    if (block.type !== 'paragraph' || furnitureOf(lexicon, block) || attachmentName(block) !== null) continue
    content.push({...block, value: withoutFurniture(lexicon, block.value)})
  }
  return content
}

function titleIn(lexicon: Lexicon, blocks: Block[]): Evidence['title'] {
  const found = lastTitle(
    lexicon,
    blocks.map(block => titleLine(lexicon, block)),
  )
  return found ? {...found, place: blocks[found.line]!.place} : null
}

/** A title with the report's first sentence behind it, in a page that lost its line breaks. */
const OPENING =
  /^(\S.{8,80}?(?:年度报告|工作报告|年报)) +(?=(?:根据|依据|依照|按照|遵照|为|现|本|按|20\d\d\s?年)(?!.{0,20}(?:年度报告|年报)(?:\s|$)))/u

/** The name of the fact that a title is, in a box of metadata. */
const TITLE_NAME = /^(?:名\s*称|标\s*题)\s*[:：]?\s+/u

/** A title said twice, one behind the other, perhaps with the whole page behind it. */
const DOUBLED = /^(.{10,80}?)\s*\1/u

/** A whole title in a cell: pages that are one table; in a box of metadata only where nothing stands beside it. */
function titleInTable(lexicon: Lexicon, table: Table): string | null {
  const box = factsOf(lexicon, table).length > 0
  const filled = table.children.filter(cell => textOf(cell).trim() !== '')
  const beside = new Map<number, number>()
  for (const {row} of filled) beside.set(row, (beside.get(row) ?? 0) + 1)
  for (const cell of filled) {
    if (box && beside.get(cell.row)! > 1) continue
    const text = textOf(cell).trim()
    const parts = titleParts(lexicon, text)
    if (parts?.agency != null && parts.year !== null) return text
  }
  return null
}

/** What of a block may be (part of) a title: a path's last step, a line up to its metadata, a title said twice once. */
function titleLine(lexicon: Lexicon, block: Block): string | null {
  if (block.type === 'table') return titleInTable(lexicon, block)
  if (block.type !== 'paragraph' || attachmentName(block) !== null) return null
  if (furnitureOf(lexicon, block)) {
    const last = block.value.split(/[>»›＞]|\s{1,}/u).at(-1)!
    const parts = titleParts(lexicon, last)
    return parts?.agency != null && parts.year !== null && last.includes('年度报告') ? last : null
  }
  const facts = factsOf(lexicon, block).some(({name}) => name !== 'title')
  const text = facts ? beforeFacts(lexicon, block.value) : withoutFurniture(lexicon, block.value)
  const line = text.replace(TITLE_NAME, '')
  if (line === '') return null
  // A page's title goes on with the column and the site: …年度报告 - 政府信息公开年报 - 青溪县人民政府.
  const [page] = line.split(/\s+[-–—|_]+\s+/u)
  if (page !== line && titleParts(lexicon, page!)?.agency != null) return page!
  for (const title of [DOUBLED.exec(line)?.[1], OPENING.exec(line)?.[1]])
    if (title !== undefined && titleParts(lexicon, title)) return title
  return line
}

function otherTitles(
  lexicon: Lexicon,
  said: {htmlTitle: string | null; attachments: string[]; facts: Fact[]; stem: string},
): Evidence['otherTitles'] {
  const out: Evidence['otherTitles'] = []
  const add = (source: string, raw: string, place: Paragraph['place']) => {
    for (const text of [raw, ...raw.split(/[-_|—–]+| {2,}/)]) {
      const parts = titleParts(
        lexicon,
        text.replace(/[（(]\d+[)）]\s*$/, '').replace(/^\d{1,4}[-_.、 ]+/, ''),
      )
      if (parts) return out.push({source, parts, raw, place})
    }
    return 0
  }
  for (const fact of said.facts) if (fact.name === 'title') add('metadata', fact.value, fact.place)
  for (const name of said.attachments) add('attachment', name.replace(/\.\w{2,5}$/, ''), undefined)
  if (said.htmlTitle) add('htmlTitle', said.htmlTitle, undefined)
  add('fileName', said.stem, undefined)
  return out
}

/** a.zip!/甘肃省/凉州区/b.doc → folders a, 甘肃省, 凉州区 and stem b. */
function pathOf(file: string): {folders: string[]; stem: string} {
  const parts = file.split(/!?\//).filter(Boolean)
  const stem = (parts.pop() ?? '').replace(/\.\w{1,5}$/, '')
  return {folders: parts.map(part => part.replace(/\.(?:zip|rar|7z|tar|gz|tgz)$/i, '')), stem}
}

/** Text of a piece, tables included. */
export function wholeText(blocks: Block[]): string {
  return blocks.map(textOf).join('\n')
}

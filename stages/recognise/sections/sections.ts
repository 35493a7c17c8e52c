import type {Block} from '../../../pipeline/model/ast.ts'
import type {Section} from '../../../pipeline/model/report.ts'
import {isLabel} from '../lines/detect.ts'
import {attachmentName, furnitureOf} from '../lines/furniture.ts'
import type {Lexicon} from '../words/lexicon.ts'
import type {SectionHeading} from './headings.ts'
import {type SubHeading, subHeadingOf} from './subheadings.ts'

/** A report's blocks with glued headings parted from their text, and the section of each. */
export interface Sectioned {
  blocks: Block[]
  /** Index into the headings, -1 for the preamble. */
  sectionOf: number[]
  headings: (SectionHeading & {place: Block['place']})[]
}

/**
 * Parts headings from the text behind them: the paragraph 六、其他需要报告的事项：无 becomes a heading and 无. `from` and
 * `to` bound the report among all blocks.
 */
export function cut(all: Block[], from: number, to: number, run: SectionHeading[]): Sectioned {
  const blocks: Block[] = []
  const sectionOf: number[] = []
  const headings: Sectioned['headings'] = []
  const starts = new Map(run.map(heading => [heading.block, heading]))
  for (let i = from; i < to; i++) {
    const block = all[i]!
    const heading = starts.get(i)
    if (!heading || block.type !== 'paragraph') {
      blocks.push(block)
      sectionOf.push(headings.length - 1)
      continue
    }
    headings.push({place: block.place, ...heading, block: blocks.length})
    blocks.push({...block, value: heading.title})
    if (heading.rest !== '') blocks.push({...block, value: heading.rest, data: undefined})
    while (sectionOf.length < blocks.length) sectionOf.push(headings.length - 1)
    i += heading.blocks - 1
  }
  return {blocks: blocks.map(withoutUndefined), sectionOf, headings}
}

/** A property that is undefined would not survive the round trip through JSON. */
function withoutUndefined(block: Block): Block {
  if (!('data' in block) || block.data !== undefined) return block
  const {data: _, ...rest} = block
  return rest as Block
}

/** The sections with their text. `tail` is the first block behind the text of the last section. */
export function sectionsOf(lexicon: Lexicon, {blocks, headings}: Sectioned, tail: number): Section[] {
  return headings.map((heading, i) => {
    const to = headings[i + 1]?.block ?? blocks.length
    return sectionOf(lexicon, heading, blocks.slice(heading.block + 1, to), tail - heading.block - 1)
  })
}

function sectionOf(
  lexicon: Lexicon,
  heading: Sectioned['headings'][number],
  body: Block[],
  tail: number,
): Section {
  const section: Section = {
    key: heading.key,
    number: heading.number,
    title: heading.title,
    place: heading.place ?? {},
    paragraphs: [],
    headings: [],
    tables: 0,
    images: 0,
    attachments: [],
  }
  let open: SubHeading | null = null
  body.forEach((block, i) => {
    const attachment = attachmentName(block)
    if (attachment !== null) section.attachments.push(attachment)
    if (block.type === 'table') section.tables++
    if (block.type === 'image') section.images++
    if (block.type !== 'paragraph') {
      open = null
      return
    }
    if (attachment !== null || i >= tail || furnitureOf(lexicon, block)) return
    const sub = subHeadingOf(block)
    // A label that lost its row is no heading without text: 1.属于国家秘密.
    if (sub && !sub.glued && heading.key !== 'overview' && isLabel(lexicon, block.value)) {
      open = null
      return
    }
    if (sub) {
      if (open && sub.level <= open.level) markEmpty(section, open)
      const {glued, ...kept} = sub
      section.headings.push({...kept, before: section.paragraphs.length})
      open = glued ? null : sub
      if (!glued) return
    } else open = null
    section.paragraphs.push({text: block.value, place: block.place ?? {}})
  })
  if (open) markEmpty(section, open)
  return section
}

function markEmpty(section: Section, {place, title}: SubHeading): void {
  const heading = section.headings.findLast(one => one.title === title && one.place === place)
  if (heading) heading.empty = true
}

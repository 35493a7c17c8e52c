import type {Block, ParagraphData} from '../../../../pipeline/model/ast.ts'
import {boxedFigure} from '../../word/boxes.ts'
import {setPart} from '../draft/places.ts'
import {positionIn} from '../draft/position.ts'
import {createDrawings} from '../inline/drawing.ts'
import {createFields} from '../inline/fields.ts'
import {endParagraph, enter, leave} from './paragraphs.ts'
import {type DocumentState, emit, reportEmbedded, reportLost, type Story} from './state.ts'
import {paragraphOf, showImage} from './text.ts'

/** A story of a part in which nothing stands yet. @param role of its paragraphs; none in the body */
export function startStory(part: string, role: ParagraphData['role'], state: DocumentState): Story {
  const blocks: Story['blocks'] = []
  const story: Story = {
    state,
    part,
    role,
    blocks,
    links: new Map(state.pack.relationships(part).map(link => [link.id, link])),
    fields: createFields(),
    leaving: {deleted: 0, hidden: 0, placeholder: 0, contents: 0},
    at: positionIn({blocks}, null, 0),
    around: [],
    drawings: createDrawings({
      image: (node, picture) => showImage(story, node, picture),
      bytes: state.pack.bytes,
      embedded: what => reportEmbedded(story, what),
      object: (id, program) => takeObject(story, id, program),
      text: value => showPainted(story, value),
      relationship: id => story.links.get(id),
    }),
  }
  return story
}

/** Text painted as WordArt follows the paragraph it is anchored in. */
function showPainted(story: Story, value: string): void {
  if (story.leaving.deleted) return
  paragraphOf(story).after.push({type: 'paragraph', value: value.trim(), place: {part: story.part}})
}

/** Begins a text box (w:txbxContent); it follows the paragraph it is anchored in. */
export function beginBox(story: Story): void {
  const {after} = paragraphOf(story)
  enter(story, {blocks: after, before: after.length}, story.at.cell)
}

/** Ends the text box; one that holds a figure alone may stand for what is under it. */
export function endBox(story: Story): void {
  const {blocks, before} = story.at.container
  leave(story)
  const what = boxedFigure(blocks.slice(before))
  if (what !== null && !story.role) reportLost(story, what, 'warning')
}

/** A document of another kind that is part of the text (w:altChunk), by its relationship. */
export function takeChunk(story: Story, id: string | undefined): void {
  const inner = innerBlocks(story, id)
  if (!inner) reportEmbedded(story, '嵌入的外部文档片段（altChunk）没有读出')
  endParagraph(story)
  for (const block of inner ?? []) emit(story, block)
}

/** Programs whose workbooks stand in a document as pictures of their tables. */
const WORKBOOKS = /^(?:Excel|ET)\./i
/** Why their figures are doubtful. */
const STORED = '数字取自文档中嵌入的工作簿，显示的图片没有读出，两者是否一致不能确定'

/** An embedded object: the tables of a workbook follow the paragraph it stands in, each cell doubtful; others are not read. */
function takeObject(story: Story, id: string | undefined, program: string | undefined): void {
  const {at, leaving} = story
  if (leaving.deleted || leaving.hidden || leaving.placeholder) return
  const isRead = WORKBOOKS.test(program ?? '') && !at.cell
  const blocks = (isRead && innerBlocks(story, id)) || []
  const tables = blocks.filter(block => block.type === 'table')
  const what = tables.length > 0 ? '显示的图片没有读出，表格取自其中保存的数据' : '没有读出，其中的数字未计入'
  reportEmbedded(story, `嵌入的对象（${program || '类型不明'}）${what}`)
  for (const {children} of tables)
    for (const cell of children) cell.data = {...cell.data, doubt: cell.data?.doubt ?? STORED}
  paragraphOf(story).after.push(...tables)
}

/** A part of the file as a document of its own; null where it is none that can be read. */
function innerBlocks({state, links}: Story, id: string | undefined): Block[] | null {
  const link = id === undefined ? undefined : links.get(id)
  const bytes = link && !link.external ? state.pack.bytes(link.target) : null
  const blocks = bytes ? (state.context.inner?.(bytes, link!.target) ?? null) : null
  for (const block of blocks ?? []) setPart(block, link!.target)
  return blocks
}

/** Ends the story and all that is open in it. */
export function endStory(story: Story): void {
  while (story.around.length) leave(story)
  leave(story)
}

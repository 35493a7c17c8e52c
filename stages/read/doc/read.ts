import type {Block, Root} from '../../../pipeline/model/ast.ts'
import {textOf} from '../../../pipeline/model/ast.ts'
import {type EmbeddedPicture, type ReadContext, UnreadableError} from '../reader.ts'
import {boxedFigure} from '../word/boxes.ts'
import {addBlocks, addPicture, createFlow, type Flow, flowBeside, takeBlocks} from '../word/flow.ts'
import {createNotes, type Notes} from '../word/notes.ts'
import {inlinePicture} from './art.ts'
import {type Compound, openCompound} from './compound.ts'
import {openDocument, type WordDocument} from './document.ts'
import {isWord95, type Range, STRUCTURE} from './fib.ts'
import {type CompoundKind, compoundKind} from './kind.ts'
import {readProperties} from './properties.ts'
import {PICTURE_FRAME, plc, readShapes, type Shapes} from './shapes.ts'
import {type StoryReader, storyReader} from './story/index.ts'
import type {Encounters} from './story/state.ts'
import {readWord95} from './word95.ts'

/** Stories of notes' separators before the first header. */
const SEPARATORS = 6
/** Footers among the six stories of a section: even, odd and first pages. */
const FOOTERS = [2, 3, 5]

/** Chinese names of what a compound file may hold besides a Word document. */
const OTHERS: Record<Exclude<CompoundKind, 'word' | 'encryptedPackage'>, string> = {
  workbook: 'Excel 工作簿',
  presentation: 'PowerPoint 演示文稿',
  works: 'Works 文档',
  message: 'Outlook 邮件',
  installer: '安装程序',
  visio: 'Visio 绘图',
  hangul: '韩文（HWP）文档',
  unknown: '未知类型的复合文档',
}

/** Reads a Word 97–2003 document: headers, body with text boxes at their anchors, footnotes, endnotes, footers. */
export function readDoc(bytes: Uint8Array, context: ReadContext): Root {
  const compound = openWord(bytes)
  const metadata = readProperties(compound)
  const text = compound.stream('WordDocument')!
  const document = isWord95(text) ? null : openDocument(compound)
  const children = document ? readBlocks(document, context) : readWord95(text, context)
  for (const what of [...compound.damage, ...(document?.damage ?? [])])
    context.report('R04', {values: {what: `文件已损坏：${what}，内容可能不全`}})
  if (children.length === 0) throw new UnreadableError('empty', '文档里没有可见的文字。')
  const title = metadata.find(item => item.name === 'title')?.value
  return {type: 'root', children, data: {reader: 'doc', ...(title === undefined ? {} : {title}), metadata}}
}

function openWord(bytes: Uint8Array): Compound {
  const kind = compoundKind(bytes)
  if (kind === 'encryptedPackage') {
    throw new UnreadableError('encrypted', '文档设有打开密码，无法读取，请取消密码后重新提交。')
  }
  const compound = openCompound(bytes)
  if (compound && compound.stream('WordDocument') !== null) return compound
  if (!compound || compound.damage.length > 0) {
    throw new UnreadableError('unreadable', '文件已损坏或不完整，找不到文档内容，请重新下载或另存后提交。')
  }
  const name = OTHERS[kind === null || kind === 'word' ? 'unknown' : kind]
  throw new UnreadableError('unsupported', `文件是${name}，不是 Word 文档，无法按年度报告读取。`)
}

function readBlocks(document: WordDocument, context: ReadContext): Block[] {
  const notes = createNotes()
  const flow = createFlow(context.limits, context.report, context.picture)
  const read = storyReader(document, context.limits.maxDepth)
  const shapes = readShapes(document)
  const {stories} = document.fib
  const shown = new Set<Range>()
  const met = encounters(document, read, shapes, shown, flow, notes)

  read(stories.main, undefined, flow, met)
  const blocks = takeBlocks(flow)
  for (const range of shapes.texts)
    if (!shown.has(range)) blocks.push(...boxBlocks(document, range, read, flow, notes, met))
  for (const range of [stories.footnotes, stories.endnotes]) {
    read(range, 'footnote', flow, met)
    blocks.push(...takeBlocks(flow))
  }
  const {headers, footers} = headerBlocks(document, read, flow, met)
  if (stories.comments.to > stories.comments.from) notes.comments()
  notes.unknownNumbers(document.numbering.unknown)
  notes.report(context.report)
  return [...headers, ...blocks, ...footers]
}

function encounters(
  document: WordDocument,
  read: StoryReader,
  shapes: Shapes,
  shown: Set<Range>,
  flow: Flow,
  notes: Notes,
): Encounters {
  const met: Encounters = {
    deleted: notes.deleted,
    hidden: notes.hidden,
    struck: notes.struck,
    framed: notes.framed,
    brokenField: notes.brokenField,
    field: notes.field,
    symbol: notes.symbol,
    exhausted: notes.exhausted,
    picture: (offset, location) => addPicture(flow, offset, inline(document, location)),
    shape(offset, depth) {
      const shape = shapes.at(offset)
      if (shape?.text && !shown.has(shape.text)) {
        shown.add(shape.text)
        const blocks = boxBlocks(document, shape.text, read, flow, notes, met)
        addBlocks(flow, blocks, depth)
        return boxedFigure(blocks)
      }
      if (shape?.art) return artBlock(shape.art, offset, depth, flow, notes)
      if (shape?.type === PICTURE_FRAME) addPicture(flow, offset, shape.picture)
      return null
    },
  }
  return met
}

function inline({data}: WordDocument, location: number | null): EmbeddedPicture | null {
  return location === null ? null : inlinePicture(data, location)
}

/** Words drawn as art (WordArt) stand before the paragraph they are anchored in, as a text box does. */
function artBlock(value: string, offset: number, depth: number, flow: Flow, notes: Notes): string | null {
  const blocks: Block[] = [{type: 'paragraph', value: value.trim(), place: {offset}}]
  addBlocks(flow, blocks, depth)
  const told = boxedFigure(blocks)
  if (told !== null) notes.boxed(told, offset)
  return told
}

/** A text box, read apart from the text it floats over. */
function boxBlocks(
  document: WordDocument,
  range: Range,
  read: StoryReader,
  flow: Flow,
  notes: Notes,
  met: Encounters,
): Block[] {
  const inner = flowBeside(flow)
  read(range, undefined, inner, {
    ...met,
    picture: (offset, location) => addPicture(inner, offset, inline(document, location)),
    shape() {
      notes.nestedShape()
      return null
    },
  })
  const blocks = takeBlocks(inner)
  const told = boxedFigure(blocks)
  if (told !== null) notes.boxed(told, range.from)
  return blocks
}

/** Stories of the header sub-document: six separators of notes, then for each section headers and footers of its pages. */
function headerBlocks(
  document: WordDocument,
  read: StoryReader,
  flow: Flow,
  met: Encounters,
): {headers: Block[]; footers: Block[]} {
  const {at, size} = document.fib.structure(STRUCTURE.headers)
  const story = document.fib.stories.headers
  const seen = new Set<string>()
  const quiet: Encounters = {...met, picture: () => {}, shape: () => null}
  const found: {headers: Block[]; footers: Block[]} = {headers: [], footers: []}
  plc(document.table.subarray(at, at + size), 0)
    .slice(SEPARATORS)
    .forEach(({from, to}, i) => {
      const role = FOOTERS.includes(i % 6) ? 'footer' : 'header'
      const range = {from: story.from + from, to: Math.min(story.from + to, story.to)}
      if (range.to <= range.from) return
      read(range, role, flow, quiet)
      const blocks = takeBlocks(flow)
      const key = role + blocks.map(textOf).join('\n')
      if (!seen.has(key)) found[`${role}s`].push(...blocks)
      seen.add(key)
    })
  return found
}

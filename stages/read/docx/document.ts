import type {Block, Root} from '../../../pipeline/model/ast.ts'
import type {OfficePackage} from '../ooxml/package.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import {framedFigures} from '../word/boxes.ts'
import {collectLeftOut} from './draft/leftOut.ts'
import {numberTables, tablesOf} from './draft/places.ts'
import {bodyHandler} from './elements/body.ts'
import type {References} from './elements/modes.ts'
import {readNumbering} from './format/numbering.ts'
import {readStyles} from './format/styles.ts'
import {readMetadata} from './metadata.ts'
import {readNotes} from './notes.ts'
import {endStory, startStory} from './story/index.ts'
import type {DocumentState} from './story/state.ts'

/**
 * Reads a Word document in Office Open XML: headers, body, notes, footers.
 * @throws UnreadableError where the main part cannot be read at all, or is none of Word's.
 */
export function readDocument(pack: OfficePackage, reader: string, context: ReadContext): Root {
  if (/spreadsheetml|presentationml|ms-excel|ms-powerpoint/.test(pack.contentType)) {
    throw new UnreadableError('unsupported', '文件是 Excel 或 PowerPoint 文档，不是 Word 文档；请核实文件。')
  }
  const styles = readStyles(pack)
  const state: DocumentState = {
    pack,
    context,
    styles,
    numbering: readNumbering(pack, styles),
    leftOut: collectLeftOut(),
    problems: new Map(),
    framed: [],
    nodes: 0,
  }
  const references: References = {headers: [], footers: [], footnotes: [], endnotes: []}
  const story = startStory(pack.main, undefined, state)
  const whole = pack.parse(pack.main, bodyHandler(story, references))
  endStory(story)
  if (!whole && story.blocks.length === 0) {
    throw new UnreadableError(
      'unreadable',
      '文档正文部件已损坏，没有可读的内容；请用 Word 或 WPS 修复后重新转换。',
    )
  }
  const children: Block[] = [
    ...readRepeated(state, 'header', references.headers),
    ...story.blocks,
    ...readNotes(state, 'footnote', references.footnotes),
    ...readNotes(state, 'endnote', references.endnotes),
    ...readRepeated(state, 'footer', references.footers),
  ]
  noteComments(state)
  numberTables(children)
  reportAll(state, children)
  return {type: 'root', children, data: {reader, ...readMetadata(pack)}}
}

/** Headers or footers, each part once, in the order in which sections name them. */
function readRepeated(state: DocumentState, role: 'header' | 'footer', ids: string[]): Block[] {
  const {pack} = state
  const links = new Map(pack.relationships(pack.main).map(link => [link.id, link.target]))
  const parts = new Set(ids.map(id => links.get(id)).filter(part => part !== undefined))
  return [...parts].flatMap(part => {
    const story = startStory(part, role, state)
    pack.parse(part, bodyHandler(story, {headers: [], footers: [], footnotes: [], endnotes: []}))
    endStory(story)
    return story.blocks
  })
}

/** Comments are no part of the document, but a figure in one may correct a figure in it. */
function noteComments({pack, leftOut}: DocumentState): void {
  const part = pack.related(pack.main, 'comments')
  if (!part) return
  let text = ''
  let inText = false
  pack.parse(part, {
    open(name) {
      inText = name === 'w:t'
    },
    text(value) {
      if (inText) text += value
    },
    close(name) {
      inText = false
      if (name !== 'w:comment') return
      leftOut.add('comment', text, {part, cell: null})
      text = ''
    },
  })
}

function reportAll(state: DocumentState, children: Block[]): void {
  const {context, numbering, pack} = state
  for (const table of tablesOf(children)) {
    const problems = state.problems.get(table)
    if (problems) context.report('R03', {values: {what: summary(problems)}, place: table.place})
  }
  const place = {part: pack.main}
  if (numbering.unknownFormats.size) {
    const what = `自动编号的格式 ${[...numbering.unknownFormats].join('、')} 不认识，已写成阿拉伯数字`
    context.report('R04', {values: {what}, place})
  }
  if (numbering.undefinedIds.size) {
    context.report('R04', {values: {what: '文档引用的自动编号没有定义，段首编号未读'}, place})
  }
  if (state.framed.length) {
    context.report('R04', {values: {what: framedFigures(state.framed)}, severity: 'warning', place})
  }
  state.leftOut.restore()
  state.leftOut.report(context)
}

const MOST_PROBLEMS = 5

function summary(problems: string[]): string {
  const more = problems.length > MOST_PROBLEMS ? `；等 ${problems.length} 处` : ''
  return problems.slice(0, MOST_PROBLEMS).join('；') + more
}

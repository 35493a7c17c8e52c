import type {Attributes} from '../../ooxml/xml.ts'
import {isFormula} from '../../word/formula.ts'
import {isOn, value} from '../format/properties.ts'
import {symbolCharacter} from '../format/symbols.ts'
import {type Binding, bindingDoubt, boundData} from '../inline/bound.ts'
import {beginBox, endBox, takeChunk} from '../story/index.ts'
import {beginParagraph, endParagraph} from '../story/paragraphs.ts'
import {reportEmbedded, reportLost, type Story} from '../story/state.ts'
import {beginCell, beginRow, beginTable, endCell, endRow, endTable} from '../story/tables.ts'
import {beginRun, endRun, showText} from '../story/text.ts'
import type {Control, Modes, References} from './modes.ts'

/** What is known while the elements of a story go by. */
export interface Following {
  story: Story
  references: References
  /** Property elements that are open. */
  modes: Modes
  /** Alternate contents that are open: whether a branch was taken, whether one was passed over. */
  choices: {taken: boolean; skipped: boolean}[]
  /** Content controls that are open. */
  controls: Control[]
  /** Of the overrides of direction that are open, whether each sets letters from right to left. */
  backwards: boolean[]
  /** How many elements deep inside one that is passed over. */
  skip: number
  /** What text that comes now is. */
  textOf: 'text' | 'deleted' | 'instruction' | null
  formulaTold: boolean
  glyphsTold: Set<string>
}

type Handler = (at: Following, attributes: Attributes) => void

/** Marks around letters that w:bdo sets from right to left whatever they are (17.3.2.3). */
const RIGHT_TO_LEFT = '\u202e'
const END_OF_DIRECTION = '\u202c'

/** Parts of a formula that would run together if only their characters were read. */
const FORMULA_PARTS = new Set(['m:num', 'm:den', 'm:sup', 'm:sub', 'm:deg', 'm:lim'])

/** What an element does that begins (ECMA-376 part 1, 17). */
export const OPENS = new Map<string, Handler>([
  ['w:p', ({story}) => beginParagraph(story)],
  ['w:r', ({story}) => beginRun(story)],
  ['w:t', startText('text')],
  ['m:t', startText('text')],
  ['w:delText', startText('deleted')],
  ['w:instrText', startText('instruction')],
  ['w:tbl', ({story}) => beginTable(story)],
  ['w:tr', ({story}) => beginRow(story)],
  ['w:tc', ({story}) => beginCell(story)],
  ['w:del', ({story}) => void story.leaving.deleted++],
  ['w:moveFrom', ({story}) => void story.leaving.deleted++],
  ['w:tab', ({story}) => showText(story, '\t')],
  ['w:ptab', ({story}) => showText(story, '\t')],
  ['w:br', ({story}) => showText(story, '\n')],
  ['w:cr', ({story}) => showText(story, '\n')],
  ['w:noBreakHyphen', ({story}) => showText(story, '-')],
  ['w:bdo', startDirection],
  ['w:sym', addSymbol],
  ['w:fldChar', followField],
  ['w:fldSimple', beginSimpleField],
  ['w:footnoteReference', (at, attributes) => refer(at, at.references.footnotes, attributes)],
  ['w:endnoteReference', (at, attributes) => refer(at, at.references.endnotes, attributes)],
  ['mc:AlternateContent', ({choices}) => void choices.push({taken: false, skipped: false})],
  ['mc:Choice', (at, {Requires}) => choose(at, (Requires ?? '').split(' ').every(understands))],
  ['mc:Fallback', at => choose(at, true)],
  [
    'w:sdt',
    ({controls}) => void controls.push({placeholder: false, contents: false, plain: false, binding: null}),
  ],
  ['w:sdtContent', at => enterControl(at, 1)],
  ['w:txbxContent', ({story}) => beginBox(story)],
  ['w:altChunk', ({story}, attributes) => takeChunk(story, attributes['r:id'])],
  ['w:subDoc', ({story}) => reportEmbedded(story, '主控文档引用的子文档没有读出')],
  ['w:control', ({story}) => reportEmbedded(story, 'ActiveX 控件没有读出')],
])

/** What it does where it ends. */
export const CLOSES = new Map<string, (at: Following) => void>([
  ['w:p', ({story}) => endParagraph(story)],
  ['w:r', ({story}) => endRun(story)],
  ['w:t', startText(null)],
  ['m:t', startText(null)],
  ['w:delText', startText(null)],
  ['w:instrText', startText(null)],
  ['w:tbl', ({story}) => endTable(story)],
  ['w:tr', ({story}) => endRow(story)],
  ['w:tc', ({story}) => endCell(story)],
  ['w:del', ({story}) => void story.leaving.deleted--],
  ['w:moveFrom', ({story}) => void story.leaving.deleted--],
  ['mc:AlternateContent', endChoices],
  ['w:sdt', ({controls}) => void controls.pop()],
  ['w:bdo', endDirection],
  ['w:fldSimple', endField],
  ['w:sdtContent', at => enterControl(at, -1)],
  ['w:txbxContent', ({story}) => endBox(story)],
])

/** Namespaces whose drawings and text boxes are understood, as mc:Choice may require them. */
const UNDERSTOOD = new Set([
  'w',
  'w14',
  'w15',
  'wp',
  'wp14',
  'wps',
  'wpg',
  'wpc',
  'a',
  'pic',
  'v',
  'o',
  'm',
  'r',
])

const understands = (namespace: string) => namespace === '' || UNDERSTOOD.has(namespace)

function startText(kind: Following['textOf']) {
  return (at: Following) => {
    at.textOf = kind
  }
}

function startDirection({story, backwards}: Following, attributes: Attributes): void {
  backwards.push(value(attributes) === 'rtl')
  if (backwards.at(-1)) showText(story, RIGHT_TO_LEFT)
}

function endDirection({story, backwards}: Following): void {
  if (backwards.pop()) showText(story, END_OF_DIRECTION)
}

function enterControl({story, controls}: Following, by: 1 | -1): void {
  const control = controls.at(-1)
  if (control?.placeholder) story.leaving.placeholder += by
  if (control?.contents) story.leaving.contents += by
  if (!control?.plain || !control.binding) return
  control.binding.cell ??= story.at.cell
  if (by < 0) endBound(story, control.binding)
}

/** Keeps text for the controls around it that show data. */
export function keepBound({story, controls}: Following, text: string): void {
  if (story.leaving.deleted || story.leaving.placeholder) return
  for (const {binding} of controls) {
    if (!binding) continue
    binding.text += text
    binding.cell ??= story.at.cell
  }
}

/** Word shows the data a control is bound to, whatever text the file has for it. */
function endBound({state}: Story, binding: Binding): void {
  const {cell} = binding
  if (!cell) return
  state.data ??= boundData(state.pack)
  const doubt = bindingDoubt(binding, state.data)
  if (doubt !== null) cell.doubt ??= doubt
}

/** One branch of alternate content (part 3, 7.2): the first choice that is understood, else the fallback. */
function choose(at: Following, fits: boolean): void {
  const choice = at.choices.at(-1)
  if (!choice) return
  if (!choice.taken && fits) {
    choice.taken = true
    return
  }
  choice.skipped = true
  at.skip = 1
}

function endChoices({story, choices}: Following): void {
  const choice = choices.pop()
  if (choice?.skipped && !choice.taken) reportLost(story, '文档有只供其他软件显示的内容，没有可读的替代内容')
}

function addSymbol(at: Following, attributes: Attributes): void {
  const code = Number.parseInt(value(attributes, 'char') ?? '', 16)
  const font = value(attributes, 'font') ?? ''
  const character = code > 0 && code <= 0x10ffff ? symbolCharacter(font, code) : null
  if (character === null) unknownGlyph(at, font, code)
  showText(at.story, character ?? '\ufffd')
}

function unknownGlyph({story, glyphsTold}: Following, font: string, code: number): void {
  if (glyphsTold.has(`${font} ${code}`)) return
  glyphsTold.add(`${font} ${code}`)
  const what = `字体“${font}”的符号 ${Number.isNaN(code) ? '' : code.toString(16).toUpperCase()} 没有对应文字`
  story.state.context.report('R06', {values: {what}, place: {part: story.part}})
}

/** Text in the private area of a symbol font, or of no known font, has no meaning of its own. */
export function legible(at: Following, text: string): string {
  if (!/[\ue000-\uf8ff]/.test(text)) return text
  const font = at.story.at.run?.font ?? ''
  return text.replace(/[\ue000-\uf8ff]/g, glyph => {
    const character = symbolCharacter(font, glyph.charCodeAt(0))
    if (character === null) unknownGlyph(at, font, glyph.charCodeAt(0))
    return character ?? glyph
  })
}

function followField(at: Following, attributes: Attributes): void {
  const {story} = at
  if (story.leaving.deleted) return
  const type = value(attributes, 'fldCharType')
  if (type === 'begin') story.fields.begin()
  else if (type === 'separate') story.fields.separate()
  else if (type === 'end') endField(at)
}

/** A field whose result stands inside it (17.16.19). */
function beginSimpleField({story}: Following, attributes: Attributes): void {
  if (story.leaving.deleted) return
  story.fields.begin()
  story.fields.instruction(value(attributes, 'instr') ?? '')
  story.fields.separate()
}

function endField({story}: Following): void {
  if (story.leaving.deleted) return
  const {instruction, shown, unread, isEmpty} = story.fields.end()
  showText(story, shown)
  if (unread !== null) reportLost(story, `域“${unread.slice(0, 60)}”显示的内容没有存入文件，未读`)
  const {cell} = story.at
  if (!cell) return
  if (isFormula(instruction)) cell.formulas = [...(cell.formulas ?? []), instruction]
  if (isEmpty) cell.doubt ??= `域“${instruction.trim().slice(0, 60)}”没有保存结果，更新后可能显示数字`
}

function refer({story}: Following, list: string[], attributes: Attributes): void {
  const id = value(attributes, 'id')
  // A mark of the author's own follows as text of the same run; it is no part of a figure, raised or not.
  const mark = value(attributes, 'customMarkFollows')
  if (mark !== undefined && isOn({val: mark}) && story.at.run) story.at.run.raised = true
  if (id !== undefined && !story.leaving.deleted) list.push(id)
}

/** Superscripts and fractions have no place in a line: their parts are kept apart, and told once. */
export function openFormula(at: Following, name: string): void {
  if (!FORMULA_PARTS.has(name)) return
  showText(at.story, ' ')
  if (at.formulaTold) return
  at.formulaTold = true
  reportLost(at.story, '公式只按字符顺序读出，上下标与分数的位置未保留')
}

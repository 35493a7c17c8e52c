import type {Attributes, XmlHandler} from '../ooxml/xml.ts'
import {type Control, type Modes, openProperty, type PropertyMode, type References} from './modes.ts'
import {isOn, value} from './properties.ts'
import type {DocumentState, Story} from './story.ts'
import {symbolCharacter} from './symbols.ts'

/** Elements whose whole content is not seen: former properties, ruby text, properties without effect here. */
const SKIPPED = new Set([
  'w:pPrChange',
  'w:rPrChange',
  'w:tblPrChange',
  'w:tblPrExChange',
  'w:tcPrChange',
  'w:trPrChange',
  'w:tblGridChange',
  'w:sectPrChange',
  'w:numberingChange',
  'w:tblPr',
  'w:tblPrEx',
  'w:sdtEndPr',
  'w:smartTagPr',
  'w:customXmlPr',
  'w:rubyPr',
  'w:rt',
  'm:rPr',
  'm:ctrlPr',
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

/** Elements that describe what they stand in; their children are read by modes.ts. */
const PROPERTIES = new Set([
  'w:pPr',
  'w:rPr',
  'w:trPr',
  'w:tcPr',
  'w:tblGrid',
  'w:sdtPr',
  'w:sectPr',
  'w:ffData',
])

type Handler = (attributes: Attributes) => void

const handlers = (list: Record<string, Handler>): Map<string, Handler> => new Map(Object.entries(list))

/** Marks around letters that w:bdo sets from right to left whatever they are (17.3.2.3). */
const RIGHT_TO_LEFT = '\u202e'
const END_OF_DIRECTION = '\u202c'

/** Parts of a formula that would run together if only their characters were read. */
const FORMULA_PARTS = new Set(['m:num', 'm:den', 'm:sup', 'm:sub', 'm:deg', 'm:lim'])

/** Follows the elements of a story (WordprocessingML, ECMA-376 part 1, 17) and builds it up. */
export function bodyHandler(story: Story, state: DocumentState, references: References): XmlHandler {
  const modes: Modes = []
  const choices: {taken: boolean; skipped: boolean}[] = []
  const controls: Control[] = []
  let skip = 0
  let textOf: 'text' | 'deleted' | 'instruction' | null = null
  let formulaTold = false
  const glyphsTold = new Set<string>()
  const surroundings = {story, state, references, controls}

  const startText = (kind: typeof textOf) => () => {
    textOf = kind
  }

  /** Of the overrides of direction that are open, whether each sets letters from right to left. */
  const backwards: boolean[] = []
  const opens = handlers({
    'w:p': () => story.startParagraph(),
    'w:r': () => story.startRun(),
    'w:t': startText('text'),
    'm:t': startText('text'),
    'w:delText': startText('deleted'),
    'w:instrText': startText('instruction'),
    'w:tbl': () => story.startTable(),
    'w:tr': () => story.startRow(),
    'w:tc': () => story.startCell(),
    'w:del': () => void story.leaving.deleted++,
    'w:moveFrom': () => void story.leaving.deleted++,
    'w:tab': () => story.add('\t'),
    'w:ptab': () => story.add('\t'),
    'w:br': () => story.add('\n'),
    'w:cr': () => story.add('\n'),
    'w:noBreakHyphen': () => story.add('-'),
    'w:bdo': attributes => {
      backwards.push(value(attributes) === 'rtl')
      if (backwards.at(-1)) story.add(RIGHT_TO_LEFT)
    },
    'w:sym': symbol,
    'w:fldChar': attributes => fieldCharacter(value(attributes, 'fldCharType')),
    'w:footnoteReference': attributes => refer(references.footnotes, attributes),
    'w:endnoteReference': attributes => refer(references.endnotes, attributes),
    'mc:AlternateContent': () => void choices.push({taken: false, skipped: false}),
    'mc:Choice': attributes => choose((attributes.Requires ?? '').split(' ').every(understands)),
    'mc:Fallback': () => choose(true),
    'w:sdt': () => void controls.push({placeholder: false, contents: false}),
    'w:sdtContent': () => enterControl(1),
    'w:txbxContent': () => story.startBox(),
    'w:altChunk': attributes => story.chunk(attributes['r:id']),
    'w:subDoc': () => story.embedded('主控文档引用的子文档没有读出'),
    'w:control': () => story.embedded('ActiveX 控件没有读出'),
  })

  const endText = startText(null)

  const closes = handlers({
    'w:p': () => story.endParagraph(),
    'w:r': () => story.endRun(),
    'w:t': endText,
    'm:t': endText,
    'w:delText': endText,
    'w:instrText': endText,
    'w:tbl': () => story.endTable(),
    'w:tr': () => story.endRow(),
    'w:tc': () => story.endCell(),
    'w:del': () => void story.leaving.deleted--,
    'w:moveFrom': () => void story.leaving.deleted--,
    'mc:AlternateContent': () => {
      const choice = choices.pop()
      if (choice?.skipped && !choice.taken) story.lost('文档有只供其他软件显示的内容，没有可读的替代内容')
    },
    'w:sdt': () => void controls.pop(),
    'w:bdo': () => {
      if (backwards.pop()) story.add(END_OF_DIRECTION)
    },
    'w:sdtContent': () => enterControl(-1),
    'w:txbxContent': () => story.endBox(),
  })

  function enterControl(by: 1 | -1): void {
    const control = controls.at(-1)
    if (control?.placeholder) story.leaving.placeholder += by
    if (control?.contents) story.leaving.contents += by
  }

  /** One branch of alternate content (part 3, 7.2): the first choice that is understood, else the fallback. */
  function choose(fits: boolean): void {
    const choice = choices.at(-1)
    if (!choice) return
    if (!choice.taken && fits) {
      choice.taken = true
      return
    }
    choice.skipped = true
    skip = 1
  }

  function symbol(attributes: Attributes): void {
    const code = Number.parseInt(value(attributes, 'char') ?? '', 16)
    const font = value(attributes, 'font') ?? ''
    const character = code > 0 && code <= 0x10ffff ? symbolCharacter(font, code) : null
    if (character === null) unknownGlyph(font, code)
    story.add(character ?? '\ufffd')
  }

  function unknownGlyph(font: string, code: number): void {
    if (glyphsTold.has(`${font} ${code}`)) return
    glyphsTold.add(`${font} ${code}`)
    const what = `字体“${font}”的符号 ${Number.isNaN(code) ? '' : code.toString(16).toUpperCase()} 没有对应文字`
    state.context.report('R06', {values: {what}, place: {part: story.part}})
  }

  function fieldCharacter(type: string | undefined): void {
    if (story.leaving.deleted) return
    if (type === 'begin') story.fields.begin()
    else if (type === 'separate') story.fields.separate()
    else if (type === 'end') {
      const {shown, unread} = story.fields.end()
      story.add(shown)
      if (unread !== null) story.lost(`域“${unread.slice(0, 60)}”显示的内容没有存入文件，未读`)
    }
  }

  function refer(list: string[], attributes: Attributes): void {
    const id = value(attributes, 'id')
    // A mark of the author's own follows as text of the same run; it is no part of a figure, raised or not.
    const mark = value(attributes, 'customMarkFollows')
    if (mark !== undefined && isOn({val: mark}) && story.at.run) story.at.run.raised = true
    if (id !== undefined && !story.leaving.deleted) list.push(id)
  }

  /** Superscripts and fractions have no place in a line: their parts are kept apart, and told once. */
  function formula(name: string): void {
    if (!FORMULA_PARTS.has(name)) return
    story.add(' ')
    if (formulaTold) return
    formulaTold = true
    story.lost('公式只按字符顺序读出，上下标与分数的位置未保留')
  }

  /** Text in the private area of a symbol font, or of no known font, has no meaning of its own. */
  function legible(text: string): string {
    if (!/[\ue000-\uf8ff]/.test(text)) return text
    const font = story.at.run?.font ?? ''
    return text.replace(/[\ue000-\uf8ff]/g, glyph => {
      const character = symbolCharacter(font, glyph.charCodeAt(0))
      if (character === null) unknownGlyph(font, glyph.charCodeAt(0))
      return character ?? glyph
    })
  }

  return {
    open(name, attributes) {
      if (skip) skip++
      else if (SKIPPED.has(name)) skip = 1
      else if (modes.length) openProperty(modes, name, attributes, surroundings)
      else if (PROPERTIES.has(name)) modes.push({name, mode: name.slice(2) as PropertyMode})
      else {
        const handler = opens.get(name)
        if (handler) handler(attributes)
        else if (name.startsWith('m:')) formula(name)
        else story.drawings.open(name, attributes)
      }
    },
    close(name) {
      if (skip) skip--
      else if (modes.length) {
        if (modes.at(-1)!.name === name) modes.pop()
      } else {
        const handler = closes.get(name)
        if (handler) handler({})
        else story.drawings.close(name)
      }
    },
    text(text) {
      if (skip || textOf === null || modes.length) return
      if (textOf === 'instruction') {
        if (!story.leaving.deleted) story.fields.instruction(text)
      } else if (textOf === 'deleted') story.leave('deleted', text)
      else story.add(legible(text).replace(/[\r\n]/g, ' '))
    },
  }
}

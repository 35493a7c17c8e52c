import type {Attributes, XmlHandler} from '../ooxml/xml.ts'
import {type Control, type Modes, openProperty, type PropertyMode, type References} from './modes.ts'
import {value} from './properties.ts'
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

  function openContent(name: string, attributes: Attributes): void {
    switch (name) {
      case 'w:p':
        return story.startParagraph()
      case 'w:r':
        return story.startRun()
      case 'w:t':
      case 'm:t':
        textOf = 'text'
        return
      case 'w:delText':
        textOf = 'deleted'
        return
      case 'w:instrText':
        textOf = 'instruction'
        return
      case 'w:pPr':
      case 'w:rPr':
      case 'w:trPr':
      case 'w:tcPr':
      case 'w:tblGrid':
      case 'w:sdtPr':
      case 'w:sectPr':
      case 'w:ffData':
        modes.push({name, mode: name.slice(2) as PropertyMode})
        return
      case 'w:tbl':
        return story.startTable()
      case 'w:tr':
        return story.startRow()
      case 'w:tc':
        return story.startCell()
      case 'w:del':
      case 'w:moveFrom':
        story.leaving.deleted++
        return
      case 'w:tab':
      case 'w:ptab':
        return story.add('\t')
      case 'w:br':
      case 'w:cr':
        return story.add('\n')
      case 'w:noBreakHyphen':
        return story.add('-')
      case 'w:sym':
        return symbol(attributes)
      case 'w:fldChar':
        return fieldCharacter(value(attributes, 'fldCharType'))
      case 'w:footnoteReference':
        return reference(references.footnotes, value(attributes, 'id'))
      case 'w:endnoteReference':
        return reference(references.endnotes, value(attributes, 'id'))
      case 'mc:AlternateContent':
        choices.push({taken: false, skipped: false})
        return
      case 'mc:Choice':
      case 'mc:Fallback':
        return choose(name, attributes)
      case 'w:sdt':
        controls.push({placeholder: false, contents: false})
        return
      case 'w:sdtContent':
        if (controls.at(-1)?.placeholder) story.leaving.placeholder++
        if (controls.at(-1)?.contents) story.leaving.contents++
        return
      case 'w:txbxContent':
        return story.startBox()
      case 'w:altChunk':
        return story.embedded('嵌入的外部文档片段（altChunk）没有读出')
      case 'w:subDoc':
        return story.embedded('主控文档引用的子文档没有读出')
      case 'w:control':
        return story.embedded('ActiveX 控件没有读出')
      default:
        if (name.startsWith('m:')) formula(name)
        else story.drawings.open(name, attributes)
    }
  }

  function closeContent(name: string): void {
    switch (name) {
      case 'w:p':
        return story.endParagraph()
      case 'w:r':
        return story.endRun()
      case 'w:t':
      case 'm:t':
      case 'w:delText':
      case 'w:instrText':
        textOf = null
        return
      case 'w:tbl':
        return story.endTable()
      case 'w:tr':
        return story.endRow()
      case 'w:tc':
        return story.endCell()
      case 'w:del':
      case 'w:moveFrom':
        story.leaving.deleted--
        return
      case 'mc:AlternateContent': {
        const choice = choices.pop()
        if (choice?.skipped && !choice.taken) story.lost('文档有只供其他软件显示的内容，没有可读的替代内容')
        return
      }
      case 'w:sdt':
        controls.pop()
        return
      case 'w:sdtContent':
        if (controls.at(-1)?.placeholder) story.leaving.placeholder--
        if (controls.at(-1)?.contents) story.leaving.contents--
        return
      case 'w:txbxContent':
        return story.endBox()
      default:
        story.drawings.close(name)
    }
  }

  /** One branch of alternate content (part 3, 7.2): the first choice that is understood, else the fallback. */
  function choose(name: string, attributes: Attributes): void {
    const choice = choices.at(-1)
    if (!choice) return
    const required = (attributes.Requires ?? '').split(' ').filter(Boolean)
    const fits = name === 'mc:Fallback' || required.every(one => UNDERSTOOD.has(one))
    if (!choice.taken && fits) choice.taken = true
    else {
      choice.skipped = true
      skip = 1
    }
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

  function reference(list: string[], id: string | undefined): void {
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
      else if (modes.length) openProperty(modes, name, attributes, {story, state, references, controls})
      else openContent(name, attributes)
    },
    close(name) {
      if (skip) skip--
      else if (modes.length) {
        if (modes.at(-1)!.name === name) modes.pop()
      } else closeContent(name)
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

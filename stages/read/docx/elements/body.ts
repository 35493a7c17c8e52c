import type {Attributes, XmlHandler} from '../../ooxml/xml.ts'
import type {Story} from '../story/state.ts'
import {leaveOut, showText} from '../story/text.ts'
import {CLOSES, type Following, keepBound, legible, OPENS, openFormula} from './elements.ts'
import {openProperty, type PropertyMode, type References} from './modes.ts'

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

/** Follows the elements of a story (WordprocessingML, ECMA-376 part 1, 17) and builds it up. */
export function bodyHandler(story: Story, references: References): XmlHandler {
  const at: Following = {
    story,
    references,
    modes: [],
    choices: [],
    controls: [],
    backwards: [],
    skip: 0,
    textOf: null,
    formulaTold: false,
    glyphsTold: new Set(),
  }
  return {
    open: (name, attributes) => openElement(at, name, attributes),
    close: name => closeElement(at, name),
    text: text => takeText(at, text),
  }
}

function openElement(at: Following, name: string, attributes: Attributes): void {
  const {modes, story} = at
  if (at.skip) at.skip++
  else if (SKIPPED.has(name)) at.skip = 1
  else if (modes.length) openProperty(modes, name, attributes, at)
  else if (PROPERTIES.has(name)) modes.push({name, mode: name.slice(2) as PropertyMode})
  else {
    const handler = OPENS.get(name)
    if (handler) handler(at, attributes)
    else if (name.startsWith('m:')) openFormula(at, name)
    else story.drawings.open(name, attributes)
  }
}

function closeElement(at: Following, name: string): void {
  const {modes, story} = at
  if (at.skip) at.skip--
  else if (modes.length) {
    if (modes.at(-1)!.name === name) modes.pop()
  } else {
    const handler = CLOSES.get(name)
    if (handler) handler(at)
    else story.drawings.close(name)
  }
}

function takeText(at: Following, text: string): void {
  const {story, textOf} = at
  if (at.skip || textOf === null || at.modes.length) return
  if (textOf === 'instruction') {
    if (!story.leaving.deleted) story.fields.instruction(text)
  } else if (textOf === 'deleted') leaveOut(story, 'deleted', text)
  else {
    if (at.controls.length) keepBound(at, text)
    showText(story, legible(at, text).replace(/[\r\n]/g, ' '))
  }
}

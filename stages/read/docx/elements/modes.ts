import type {Attributes} from '../../ooxml/xml.ts'
import {
  integer,
  isOn,
  setParagraphProperty,
  setRunProperty,
  shadingOf,
  twips,
  value,
} from '../format/properties.ts'
import {type Binding, bindingOf} from '../inline/bound.ts'
import {setFormField} from '../inline/formField.ts'
import type {Story} from '../story/state.ts'
import {paragraphOf} from '../story/text.ts'

/** The property element that is open; its children describe what they stand in and hold no text. */
export type PropertyMode =
  | 'pPr'
  | 'markPr'
  | 'rPr'
  | 'trPr'
  | 'tcPr'
  | 'tblGrid'
  | 'sdtPr'
  | 'sdtRunPr'
  | 'sectPr'
  | 'ffData'

/** Open property elements, innermost last. */
export type Modes = {name: string; mode: PropertyMode}[]

/** What a story refers to outside itself. */
export interface References {
  /** Relationship ids of headers and footers, in order. */
  headers: string[]
  footers: string[]
  /** Ids of footnotes and endnotes that visible text refers to, in order. */
  footnotes: string[]
  endnotes: string[]
}

/** A content control (w:sdt): whether it shows its placeholder, whether it is a table of contents, what data it shows. */
export interface Control {
  placeholder: boolean
  contents: boolean
  /** Shows plain text and nothing else: what it is bound to is shown as it is. */
  plain: boolean
  binding: Binding | null
}

interface Surroundings {
  story: Story
  references: References
  controls: Control[]
}

/** Takes over one element inside a property element. */
export function openProperty(modes: Modes, name: string, attributes: Attributes, around: Surroundings): void {
  const {story, references, controls} = around
  switch (modes.at(-1)!.mode) {
    case 'pPr':
      if (name === 'w:rPr') modes.push({name, mode: 'markPr'})
      else if (name === 'w:sectPr') modes.push({name, mode: 'sectPr'})
      else {
        const paragraph = paragraphOf(story)
        setParagraphProperty(paragraph.properties, name, attributes)
        if (name === 'w:pStyle') {
          const {styles} = story.state
          paragraph.style = styles.paragraph(paragraph.properties.style) ?? styles.paragraph(undefined)
        }
      }
      break
    case 'markPr':
      setRunProperty(paragraphOf(story).properties.mark, name, attributes)
      break
    case 'rPr':
      if (story.at.run) setRunProperty(story.at.run, name, attributes)
      break
    case 'trPr':
      setRow(story, name, attributes)
      break
    case 'tcPr':
      setCell(story, name, attributes)
      break
    case 'tblGrid':
      if (name === 'w:gridCol') story.at.table?.grid.push(twips(value(attributes, 'w')) ?? 0)
      break
    case 'sdtPr':
      if (name === 'w:rPr') modes.push({name, mode: 'sdtRunPr'})
      else setControl(controls, name, attributes)
      break
    case 'sectPr':
      if (name === 'w:headerReference') references.headers.push(attributes['r:id'] ?? '')
      else if (name === 'w:footerReference') references.footers.push(attributes['r:id'] ?? '')
      break
    case 'ffData':
      setFormField(story.fields.formField(), name, attributes)
  }
}

function setRow(story: Story, name: string, attributes: Attributes): void {
  const {row} = story.at
  if (!row) return
  switch (name) {
    case 'w:gridBefore':
      row.before = integer(value(attributes)) ?? 0
      break
    case 'w:gridAfter':
      row.after = integer(value(attributes)) ?? 0
      break
    case 'w:wBefore':
      if ((value(attributes, 'type') ?? 'dxa') === 'dxa') row.widthBefore = twips(value(attributes, 'w'))
      break
    case 'w:tblHeader':
      row.header = isOn(attributes)
      break
    case 'w:del':
    case 'w:hidden':
      if (row.removed || !isOn(attributes)) return
      row.removed = name === 'w:del' ? 'deleted' : 'hidden'
      story.leaving[row.removed]++
  }
}

function setCell(story: Story, name: string, attributes: Attributes): void {
  const {own} = story.at
  if (!own) return
  switch (name) {
    case 'w:gridSpan':
      own.span = integer(value(attributes)) ?? Number.NaN
      break
    case 'w:tcW':
      own.width = twips(value(attributes, 'w'))
      own.widthType = value(attributes, 'type') ?? 'dxa'
      break
    case 'w:shd':
      own.ground = shadingOf(attributes)
      break
    case 'w:vMerge':
      own.vertical = value(attributes) === 'restart' ? 'restart' : 'continue'
      break
    case 'w:hMerge':
      own.horizontal = value(attributes) === 'restart' ? 'restart' : 'continue'
      break
    case 'w:cellMerge':
      // A merge under tracked changes, as it will be once accepted.
      if (value(attributes, 'vMerge')) {
        own.vertical = value(attributes, 'vMerge') === 'cont' ? 'continue' : 'restart'
      }
      break
    case 'w:cellDel':
      if (!own.deleted) story.leaving.deleted++
      own.deleted = true
  }
}

function setControl(controls: Control[], name: string, attributes: Attributes): void {
  const control = controls.at(-1)
  if (!control) return
  if (name === 'w:showingPlcHdr') control.placeholder = isOn(attributes)
  else if (name === 'w:text') control.plain = true
  else if (name === 'w:dataBinding') control.binding = bindingOf(attributes)
  else if (name === 'w:docPartGallery') control.contents = /table of contents/i.test(value(attributes) ?? '')
}

import {type Block, type TableCell, textOf} from '../../../pipeline/model/ast.ts'
import {fold} from '../../../pipeline/model/text.ts'
import type {MapConfig} from '../settings.ts'
import type {Form} from './form.ts'
import {type Grade, letters} from './labels.ts'
import {isValueText} from './value.ts'

/** A text of the document with what it can be. The same few texts stand in all reports: worked out once, asked often. */
export interface Printed {
  text: string
  /** The letters of it that count for a label. */
  letters: string
  /** `blank` nothing, `value` a figure or a mark for "nothing applies", `words` anything else. */
  kind: 'blank' | 'value' | 'words'
  /** What it says to the forms it was held against. */
  senses: Map<Form, Sense>
  /** The labels of the forms it is written together from, once they were asked for. */
  parted?: {forms: Form[]; labels: readonly Printed[]}
}

/** What a text says to a form; each answer is worked out when it is first asked for. */
export interface Sense {
  form: Form
  rows?: {row: number; grade: Grade}[]
  columns?: ({grade: Grade; joined: boolean} | null)[]
  columnText?: boolean
  columnWord?: boolean
  columnLabel?: boolean
  rowLabel?: boolean
  corner?: boolean
  cornerText?: boolean
  caption?: boolean
  /** By the labels of a group: whether the text is one of them, and whether it names the group among other words. */
  fits: Map<string[], boolean>
  names: Map<string[], boolean>
}

/** Texts met under a configuration. A memory of a pure function, nothing more. */
const textsOfConfigs = new WeakMap<MapConfig, Map<string, Printed>>()
/** Texts kept, and the longest of them: labels come again, sentences do not. */
const MOST_TEXTS = 4096
const LONGEST_TEXT = 120

/** A text of a cell or heading as it is compared with labels. */
export function printedOf(text: string, config: MapConfig): Printed {
  const texts = textsOf(config)
  const known = texts.get(text)
  if (known) return known
  const made: Printed = {text, letters: letters(text), kind: kindOf(text, config), senses: new Map()}
  if (text.length > LONGEST_TEXT) return made
  if (texts.size === MOST_TEXTS) texts.clear()
  texts.set(text, made)
  return made
}

function textsOf(config: MapConfig): Map<string, Printed> {
  const known = textsOfConfigs.get(config)
  if (known) return known
  const made = new Map<string, Printed>()
  textsOfConfigs.set(config, made)
  return made
}

function kindOf(text: string, config: MapConfig): Printed['kind'] {
  if (fold(text) === '') return 'blank'
  return isValueText(text, config) ? 'value' : 'words'
}

/** The whole text of a cell as it is compared with labels. */
export function printedCell({children}: TableCell, config: MapConfig): Printed {
  const [only] = children
  const text = children.length === 1 ? textOf(only!) : children.map(textOf).join('\n')
  return printedOf(text, config)
}

/**
 * The text of a cell as it was typed: without note marks that readers set apart (12 with a raised ① is 12) and without
 * automatic numbering, which is shown but is no part of a label or a figure.
 */
export function bodyText({children}: TableCell): string {
  const [only] = children
  if (only === undefined) return ''
  if (children.length === 1 && only.type === 'paragraph' && !only.data) return only.value.trim()
  const body = children.filter(block => block.type !== 'paragraph' || block.data?.role !== 'footnote')
  return body.map(typed).join('\n').trim()
}

function typed(block: Block): string {
  const numbering = block.type === 'paragraph' ? (block.data?.numbering ?? '') : ''
  const text = textOf(block)
  return numbering !== '' && text.startsWith(numbering) ? text.slice(numbering.length) : text
}

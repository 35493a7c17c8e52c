import {type Format, type FormBlock, leavesOf} from '../../../../pipeline/model/format.ts'
import {spelledOf} from './spelling.ts'

/** What a form prints in the cells of one of its tables. */
export interface FormLabels {
  texts: readonly string[]
  /** The labels of its rows from the top, the corner above them first, each as the form has it and as others write it. */
  rows: readonly (readonly string[])[]
}

/** A label, its letters and digits, and these as numbers of the vocabulary's letters. */
export interface Label {
  text: string
  spelled: string
  letters: number[]
}

/** What forms print in the cells of their tables, and the letters that takes. */
export interface Vocabulary {
  labels: Label[]
  letters: string[]
  /** For each table of a form the labels that its rows may have, from the top. */
  orders: Label[][][]
}

/** What formats print in the cells of their tables: labels of rows, columns and groups, captions, corners. */
export function labelsOf(formats: readonly Format[]): FormLabels[] {
  return formats.flatMap(({tables}) => tables.flatMap(({blocks}) => blocks.map(labelsOfBlock)))
}

function labelsOfBlock(block: FormBlock): FormLabels {
  const rows = leavesOf(block.rows, 'rows')
  const corner = [block.stub ?? [], block.stubAliases ?? []].flat()
  return {
    texts: [
      ...[...rows, ...leavesOf(block.columns, 'columns')].flatMap(leaf => leaf.path.flat()),
      ...[block.caption ?? [], block.captionAliases ?? [], corner].flat(),
    ],
    rows: [...(corner.length > 0 ? [corner] : []), ...rows.map(leaf => leaf.path.at(-1) ?? [])],
  }
}

/** Vocabularies of lists in use: the same is asked for once a page. A memory of a pure function, nothing more. */
const vocabularies = new WeakMap<readonly FormLabels[], Vocabulary>()

/** The vocabulary of forms, without repetitions. */
export function vocabularyOf(forms: readonly FormLabels[]): Vocabulary {
  const known = vocabularies.get(forms)
  if (known) return known
  const made = compiled(forms)
  vocabularies.set(forms, made)
  return made
}

/** Fewest letters of a label that can be told from others. */
const SHORTEST = 2

function compiled(forms: readonly FormLabels[]): Vocabulary {
  const texts = new Map<string, string>()
  for (const text of forms.flatMap(form => form.texts)) {
    const spelled = spelledOf(text)
    if (spelled.length >= SHORTEST && !texts.has(spelled)) texts.set(spelled, text)
  }
  const letters = [...new Set([...texts.keys()].join(''))]
  const index = new Map(letters.map((letter, i) => [letter, i]))
  const labels = [...texts].map(([spelled, text]) => ({
    text,
    spelled,
    letters: [...spelled].map(letter => index.get(letter)!),
  }))
  const bySpelling = new Map(labels.map(label => [label.spelled, label]))
  const orders = forms.map(({rows}) =>
    rows.map(variants => variants.flatMap(text => bySpelling.get(spelledOf(text)) ?? [])),
  )
  return {labels, letters, orders}
}

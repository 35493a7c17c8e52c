import type {Random} from '../../random.ts'
import {cells} from './cells.ts'
import {changes} from './changes.ts'
import {drawn} from './drawn.ts'
import {fields} from './fields.ts'
import type {DocxFile} from './file.ts'
import type {DocxHabit} from './habit.ts'
import {letters} from './letters.ts'
import {marks} from './marks.ts'
import {unseen} from './unseen.ts'

export const docxHabits: readonly DocxHabit[] = [
  ...changes,
  ...unseen,
  ...fields,
  ...drawn,
  ...marks,
  ...letters,
  ...cells,
]

/** Writes the figure behind a token in one of these ways. */
export function writeFigure(
  file: DocxFile,
  token: string,
  raw: string,
  habit: DocxHabit,
  random: Random,
): void {
  const cell = new RegExp(`<w:tc>(?:(?!<w:tc>)[\\s\\S])*?${token}[\\s\\S]*?</w:tc>`)
  file.xml = habit.cell
    ? file.xml.replace(cell, old => habit.cell!(raw, old.replace(token, raw), file, random))
    : file.xml.replace(`<w:r><w:t xml:space="preserve">${token}</w:t></w:r>`, () =>
        habit.run!(raw, random, file),
      )
}

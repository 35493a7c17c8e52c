import type {Random} from '../../random.ts'
import {cells} from './cells.ts'
import {inline, type XlsxFile} from './file.ts'
import {formats} from './formats.ts'
import {formulas} from './formulas.ts'
import type {XlsxHabit} from './habit.ts'
import {looks} from './looks.ts'
import {texts} from './texts.ts'

export const xlsxHabits: readonly XlsxHabit[] = [...formats, ...texts, ...looks, ...formulas, ...cells]

/** Writes the figure behind a token in a way, as plain text where there is none; gives the place of its cell. */
export function writeCell(
  file: XlsxFile,
  token: string,
  raw: string,
  habit: XlsxHabit | null,
  random: Random,
): string {
  let place = ''
  const cell = new RegExp(
    `<c r="([A-Z]+\\d+)" t="inlineStr"><is><t xml:space="preserve">${token}</t></is></c>`,
  )
  file.rows = file.rows.replace(cell, (_, found: string) => {
    place = found
    return habit ? habit.cell(place, raw, file, random) : inline(place, raw)
  })
  return place
}

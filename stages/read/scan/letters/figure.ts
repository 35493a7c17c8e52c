import type {Character} from './recogniser.ts'

/** Letters that a lone 0 or 1 of print is taken for. */
const ALIKE = /^[oO〇○。。口DQUuCcnlI|丨!iＯ０-９Z]$/
/** A cell holds no lone Latin letter: it is a digit with a spot. */
const LETTER = /^[A-Za-z]$/
const FIGURE = /^[0-9.,+\-/—，．－＋]$/

/**
 * The characters of a cell, held to figures where it holds nothing but figures and letters that look like some: a
 * cell with any other letter is a label, a unit or a remark and stays as it was read.
 */
export function figureText(characters: readonly Character[]): Character[] {
  const text = characters.filter(({text}) => text.trim() !== '')
  const isFigure =
    text.length > 0 &&
    text.every(
      one => FIGURE.test(one.text) || ALIKE.test(one.text) || (text.length === 1 && LETTER.test(one.text)),
    )
  return isFigure
    ? text.map(one => (FIGURE.test(one.text) ? one : {...one, text: one.figure}))
    : [...characters]
}

/** Strokes for which recognisers take a dash that stands alone. */
const DASHES = /^[一ー－―—-]$/

/** The lines of a cell; a level stroke and nothing else is the mark of an empty cell: no table counts in Chinese numerals. */
export function markText(lines: readonly Character[][]): Character[][] {
  const text = lines.flat().filter(({text}) => text.trim() !== '')
  if (text.length !== 1 || !DASHES.test(text[0]!.text)) return [...lines]
  return lines.map(line => line.map(one => (one === text[0] ? {...one, text: '—'} : one)))
}

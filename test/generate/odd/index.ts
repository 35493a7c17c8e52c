import {writeDoc} from '../files/doc.ts'
import {writeOdt} from '../files/odt.ts'
import {writeRtf} from '../files/rtf.ts'
import {type Document, rootOf} from '../form/tree.ts'
import type {Random} from '../random.ts'
import {docHabits} from './doc.ts'
import {docxFile} from './docx/file.ts'
import {docxHabits, writeFigure} from './docx/index.ts'
import {tableHabits} from './docx/tables.ts'
import {type Marked, marked} from './marked.ts'
import {odtHabits} from './odt.ts'
import {rtfHabits, type TextHabit} from './rtf.ts'
import {xlsxFile} from './xlsx/file.ts'
import {isNumber} from './xlsx/habit.ts'
import {writeCell, xlsxHabits} from './xlsx/index.ts'
import {sheets} from './xlsx/sheets.ts'

/** A document in which figures stand as people and programs put them, not as a clean writer would. */
export interface Odd {
  bytes: Uint8Array
  /** The name of the habit in which each figure stands, by its key; of what was done to the whole, by ''. */
  habits: Map<string, string>
}

/** A kind of file with the habits it has; `share` is the part of the figures that stand in one of them. */
export interface OddKind {
  extension: string
  /** Names of the habits, of which every document draws some. */
  names: readonly string[]
  /** @param only the habit to be used, of those that concern the whole file */
  write(document: Document, random: Random, share: number, only?: string): Odd
  /** Whether a habit concerns the whole file, so that a document has one. */
  isWhole?: true
}

const named = (list: readonly {name: string}[]) => list.map(({name}) => name)

/** Draws a habit for each figure that is marked. */
function drawn<H extends {name: string}>(
  figures: readonly Marked[],
  random: Random,
  fitting: (raw: string) => readonly H[],
): {habits: Map<string, string>; chosen: (Marked & {habit: H})[]} {
  const chosen = figures.map(figure => ({...figure, habit: random.pick(fitting(figure.raw))}))
  return {habits: new Map(chosen.map(({key, habit}) => [key, habit.name])), chosen}
}

/** Habits of files that are text: what each writes takes the place of the token. */
function asText(
  habits: readonly TextHabit[],
  write: (document: Document) => Uint8Array,
  encoding: 'latin1' | 'utf8',
  headBefore: string,
): Omit<OddKind, 'extension'> {
  return {
    names: named(habits),
    write(document, random, share) {
      const {document: with_, figures} = marked(document, random, share)
      const {habits: names, chosen} = drawn(figures, random, () => habits)
      let text = Buffer.from(write(with_)).toString(encoding)
      const heads: string[] = []
      for (const [i, {token, raw, habit}] of chosen.entries()) {
        const own = `Odd${i}`
        if (habit.head !== undefined) heads.push(habit.head.replace('"Odd"', `"${own}"`))
        text = text.replace(token, () => habit.write(raw, random).replaceAll('"Odd"', `"${own}"`))
      }
      text = text.replace(headBefore, () => [...new Set(heads)].join('') + headBefore)
      return {bytes: Buffer.from(text, encoding), habits: names}
    },
  }
}

export const oddKinds: Record<string, OddKind> = {
  docx: {
    extension: 'docx',
    names: named(docxHabits),
    write(document, random, share) {
      const {document: with_, figures} = marked(document, random, share)
      const {habits, chosen} = drawn(figures, random, () => docxHabits)
      const file = docxFile(rootOf(with_))
      for (const {token, raw, habit} of chosen) writeFigure(file, token, raw, habit, random)
      return {bytes: file.bytes(), habits}
    },
  },
  'docx, tables': {
    extension: 'docx',
    names: named(tableHabits),
    isWhole: true,
    write(document, random, _share, only) {
      const file = docxFile(rootOf(document))
      const habit = tableHabits.find(({name}) => name === only) ?? random.pick(tableHabits)
      habit.change(file, random)
      return {bytes: file.bytes(), habits: new Map([['', habit.name]])}
    },
  },
  doc: {
    extension: 'doc',
    names: named(docHabits),
    write(document, random, share) {
      const {document: with_, figures} = marked(document, random, share)
      const {habits, chosen} = drawn(figures, random, () => docHabits)
      const byToken = new Map(chosen.map(figure => [figure.token, figure]))
      const write = (text: string) => {
        const figure = byToken.get(text)
        return figure ? figure.habit.write(figure.raw, random) : null
      }
      return {bytes: writeDoc(rootOf(with_), {write}), habits}
    },
  },
  rtf: {
    extension: 'rtf',
    ...asText(rtfHabits, document => writeRtf(rootOf(document)), 'latin1', '{\\fonttbl'),
  },
  odt: {
    extension: 'fodt',
    ...asText(
      odtHabits,
      document => writeOdt(rootOf(document), {flat: true}),
      'utf8',
      '</office:automatic-styles>',
    ),
  },
  xlsx: {
    extension: 'xlsx',
    names: named(xlsxHabits),
    write(document, random, share) {
      const {document: with_, figures} = marked(document, random, share)
      const fitting = (raw: string) => xlsxHabits.filter(({fits}) => fits?.(raw) ?? true)
      const {habits, chosen} = drawn(figures, random, fitting)
      const file = xlsxFile(rootOf(with_))
      for (const {token, raw, habit} of chosen) writeCell(file, token, raw, habit, random)
      return {bytes: file.bytes(), habits}
    },
  },
  'xlsx, sheets': {
    extension: 'xlsx',
    names: named(sheets),
    isWhole: true,
    write(document, random, share, only) {
      const {document: with_, figures} = marked(document, random, share)
      const file = xlsxFile(rootOf(with_))
      const places = figures
        .map(({token, raw}) => ({raw, place: writeCell(file, token, raw, null, random)}))
        .filter(({raw}) => isNumber(raw))
      const habit = sheets.find(({name}) => name === only) ?? random.pick(sheets)
      habit.change(file, places)
      return {bytes: file.bytes(), habits: new Map([['', habit.name]])}
    },
  },
}

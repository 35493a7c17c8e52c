import {textOf} from '../../../pipeline/model/ast.ts'
import {boxedFigure} from '../word/boxes.ts'
import {addField} from '../word/cellNotes.ts'
import {addBlocks, addPicture} from '../word/flow.ts'
import {isoDate} from './format.ts'
import {DATES, type Destination, PROPERTIES, READ, READ_STARRED, SKIPPED, wordsFor} from './group.ts'
import {openPicture} from './picture.ts'
import {collect, enter, isUnseen, type Reading} from './reading.ts'

/** Destinations that some writers mark as ignorable although every reader shows them. */
const SHOWN_STARRED = new Set([
  ...wordsFor('header'),
  ...wordsFor('footer'),
  'footnote',
  'pntext',
  'listtext',
])

/**
 * Where a control word names a destination ([MSFT-RTF] 1.9.1, "Destination control words"), sends the rest of the group
 * there.
 * @returns whether the control word is done with
 */
export function openDestination(reading: Reading, name: string): boolean {
  const {group} = reading
  const starred = group.starred && group.fresh
  if (!starred && !SKIPPED.has(name) && !READ.has(name)) return false
  if (SKIPPED.has(name) || (starred && !READ_STARRED.has(name) && group.destination !== 'info')) {
    if (!SHOWN_STARRED.has(name)) {
      group.destination = 'skip'
      return true
    }
    group.starred = false
  }
  const open = OPENERS.get(name)
  open?.(reading)
  return open !== undefined
}

const OPENERS = new Map<string, (reading: Reading) => void>([
  ['fonttbl', sendTo('fonts')],
  ['colortbl', sendTo('colours')],
  ['info', sendTo('info')],
  ['listtext', sendTo('numbering')],
  ['pntext', sendTo('numbering')],
  ['sv', sendTo('shapeValue')],
  ['moMath', () => {}],
  ['moMathPara', () => {}],
  ['nesttableprops', openNestedRow],
  ['upr', openUnicodeForm],
  ['annotation', openComment],
  ['fldinst', openFieldCode],
  ['objclass', openObjectClass],
  ['pict', takePicture],
  ['shptxt', openBox],
  ['dptxbxtext', openBox],
  ['footnote', openFootnote],
  ...wordsFor('header').map(name => [name, openEdge('header')] as const),
  ...wordsFor('footer').map(name => [name, openEdge('footer')] as const),
])

function sendTo(destination: Destination) {
  return ({group}: Reading) => {
    group.destination = destination
  }
}

function openNestedRow({group}: Reading): void {
  group.nested = true
}

/** {\upr{ANSI}{\*\ud{Unicode}}}: the second form alone is read, by \ud. */
function openUnicodeForm({group}: Reading): void {
  group.unicode = group.destination
  group.destination = 'skip'
}

function openComment({group, notes}: Reading): void {
  notes.comments()
  group.destination = 'skip'
}

function openFieldCode(reading: Reading): void {
  const {group, notes} = reading
  if (group.destination !== 'text') return
  const unseen = isUnseen(group)
  collect(reading, 'instruction', code => {
    if (unseen) return
    notes.field(code, reading.body.offset(), reading.body.line)
    addField(reading.body.notes(), code)
  })
}

function openObjectClass(reading: Reading): void {
  const {group, notes} = reading
  if (group.destination !== 'text') return
  collect(reading, 'objectClass', name => notes.object(name, reading.body.offset()))
}

function takePicture(reading: Reading): void {
  const {group, body, context} = reading
  const unseen = isUnseen(group)
  group.destination = 'skip'
  if (unseen) return
  if (context.picture) {
    reading.drawn = openPicture()
    group.destination = 'picture'
  }
  addPicture(body.flow, body.offset(), reading.drawn?.picture)
}

/** The text of a box stands before the paragraph it is anchored in. */
function openBox(reading: Reading): void {
  const {body: outer, bodies, notes} = reading
  enter(reading, undefined, blocks => {
    const told = bodies.length > 1 ? null : boxedFigure(blocks)
    if (told !== null) {
      notes.boxed(told, outer.offset())
      outer.notes().doubts.push(told)
    }
    addBlocks(outer.flow, blocks, outer.depth())
  })
}

function openFootnote(reading: Reading): void {
  enter(reading, 'footnote', blocks => reading.footnotes.push(...blocks))
}

/** A header or footer; one that repeats another is read once. */
function openEdge(role: 'header' | 'footer') {
  return (reading: Reading) =>
    enter(reading, role, blocks => {
      const key = role + blocks.map(textOf).join('\n')
      if (!reading.repeated.has(key)) reading[`${role}s`].push(...blocks)
      reading.repeated.add(key)
    })
}

/** A control word inside {\info}: a property by its name, a date, or a part of the date that is open. */
export function takeInformation(reading: Reading, name: string, parameter: number | null): void {
  const {group, metadata} = reading
  const property = PROPERTIES[name]
  const date = DATES[name]
  if (property) {
    collect(reading, 'property', value => {
      if (value !== '') metadata.push({name: property, value})
    })
  } else if (date) {
    const parts: Record<string, number> = {}
    group.destination = 'date'
    group.date = parts
    group.onClose = () => {
      const value = isoDate(parts)
      if (value) metadata.push({name: date, value})
    }
  } else if (group.date) group.date[name] = parameter ?? 0
}

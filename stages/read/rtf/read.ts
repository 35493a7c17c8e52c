import type {Root} from '../../../pipeline/model/ast.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import {isFull, takeBlocks} from '../word/flow.ts'
import {openDestination, takeInformation} from './destinations.ts'
import {applyFormat} from './format.ts'
import {CHARACTERS, FORMULA_PARTS} from './group.ts'
import {type Reading, startReading} from './reading.ts'
import {scan} from './tokens.ts'

const LINE_FEED = 0x0a
const RETURN = 0x0d
const STAR = 0x2a
const HYPHEN = 0x5f
const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d
const TILDE = 0x7e

/** Reads RTF: headers, body with text boxes before their anchor's paragraph, footnotes, footers. */
export function readRtf(bytes: Uint8Array, context: ReadContext): Root {
  const reading = startReading(context)
  const main = reading.body
  const end = scan(bytes, {
    open: () => openGroup(reading),
    close: () => closeGroup(reading),
    word(name, parameter) {
      takeWord(reading, name, parameter)
      reading.group.fresh = false
    },
    symbol: byte => takeSymbol(reading, byte),
    byte: value => takeByte(reading, value),
    binary: () => reading.source.skipped(),
    done: () => reading.finished || isFull(main.flow),
  })
  reading.source.flush(reading.group.font)
  closeAll(reading)
  main.finish()
  reportEnd(reading, bytes, end)
  return rootOf(reading)
}

function openGroup(reading: Reading): void {
  const {source, group, stack, context} = reading
  source.flush(group.font)
  reading.depth++
  if (stack.length >= context.limits.maxDepth) {
    reading.tooDeep++
    return
  }
  stack.push(group)
  const paragraph = reading.body.state()
  reading.group = {...group, onClose: null, starred: false, fresh: true, unicode: null, paragraph}
}

function closeGroup(reading: Reading): void {
  const {source, group, stack} = reading
  source.flush(group.font)
  reading.depth--
  if (reading.depth >= stack.length) return
  const {onClose, paragraph} = group
  onClose?.()
  reading.group = stack.pop() ?? group
  reading.body.restore(paragraph)
  reading.finished = reading.depth === 0
}

/** Groups that the file leaves open end with it. */
function closeAll(reading: Reading): void {
  while (reading.stack.length > 0) {
    reading.group.onClose?.()
    reading.group = reading.stack.pop()!
  }
}

function takeWord(reading: Reading, name: string, parameter: number | null): void {
  const {group, stack, source, pages, colours} = reading
  const around = stack.at(-1)
  if (name === 'ud' && around?.unicode) {
    group.destination = around.unicode
    return
  }
  if (group.destination === 'skip') return
  if (group.destination === 'picture' && !group.fresh) {
    reading.drawn?.word(name, parameter)
    return
  }
  if (name === 'u') {
    source.unicode(parameter ?? 0, group.fallback, group.font)
    return
  }
  const character = CHARACTERS[name]
  if (character !== undefined) {
    source.character(character, group.font)
    return
  }
  source.flush(group.font)
  if (openDestination(reading, name)) return
  if (FORMULA_PARTS.has(name)) source.character(' ', group.font)
  switch (group.destination) {
    case 'info':
    case 'date':
      takeInformation(reading, name, parameter)
      return
    case 'colours':
      colours.word(name, parameter)
      return
    case 'text': {
      const state = {gone: group.hidden || group.deleted, nested: group.nested}
      if (reading.body.word(name, parameter, state)) return
    }
  }
  applyFormat(group, pages, colours, name, parameter)
}

function takeSymbol(reading: Reading, byte: number): void {
  const {group, source} = reading
  if (byte === STAR) {
    group.starred = true
    return
  }
  group.fresh = false
  if (group.destination === 'skip') return
  if (byte === BACKSLASH || byte === OPEN || byte === CLOSE) source.byte(byte, group.font)
  else if (byte === TILDE) source.character('\u00a0', group.font)
  else if (byte === HYPHEN) source.character('-', group.font)
  else if (byte === LINE_FEED || byte === RETURN) takeWord(reading, 'par', null)
}

function takeByte({group, source, colours, pages, drawn}: Reading, value: number): void {
  group.fresh = false
  if (group.destination === 'picture') drawn?.digit(value)
  else if (group.destination === 'colours') colours.byte(value)
  else if (group.destination === 'fonts') {
    if (group.font !== null) pages.fontName(group.font, String.fromCharCode(value))
  } else if (group.destination !== 'skip') source.byte(value, group.font)
}

/** What the end tells: a file that breaks off or goes on, what was met on the way, how far its encoding can be trusted. */
function reportEnd(
  {context, bodies, finished, tooDeep, notes, pages}: Reading,
  bytes: Uint8Array,
  end: number,
) {
  const {report, limits} = context
  const main = bodies[0]!
  if (!finished && !isFull(main.flow)) report('R04', {values: {what: 'RTF 文件没有结束括号，内容可能不全'}})
  if (finished && bytes.subarray(end).some(byte => byte > 0x20)) {
    report('R04', {values: {what: '结束括号之后的内容未读取'}, severity: 'warning'})
  }
  if (tooDeep > 0) report('R08', {values: {what: `括号嵌套超过${limits.maxDepth}层，更深的格式未区分`}})
  if (main.unnumbered() > 0) notes.unnumbered(main.unnumbered())
  notes.report(report)
  for (const what of pages.doubts()) report('R02', {values: {what}})
}

function rootOf({bodies, headers, footnotes, footers, metadata, pages}: Reading): Root {
  const children = [...headers, ...takeBlocks(bodies[0]!.flow), ...footnotes, ...footers]
  if (children.length === 0) throw new UnreadableError('empty', '文档里没有可见的文字。')
  const title = metadata.find(item => item.name === 'title')?.value
  const data = {reader: 'rtf', ...(title === undefined ? {} : {title}), metadata, encoding: pages.label()}
  return {type: 'root', children, data}
}

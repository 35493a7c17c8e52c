import {type Block, type Root, textOf} from '../../../pipeline/model/ast.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import {boxedFigure} from '../word/boxes.ts'
import {createFlow} from '../word/flow.ts'
import {createNotes} from '../word/notes.ts'
import {type Body, createBody} from './body.ts'
import {createColours} from './colours.ts'
import {applyFormat, isoDate} from './format.ts'
import {
  CHARACTERS,
  DATES,
  FORMULA_PARTS,
  firstGroup,
  type Group,
  PROPERTIES,
  READ,
  READ_STARRED,
  SKIPPED,
} from './group.ts'
import {createPages} from './pages.ts'
import {type OpenPicture, openPicture} from './picture.ts'
import {createSource} from './source.ts'
import {scan} from './tokens.ts'

const HEADER = /^(header|footer)[lrf]?$/
/** Reads RTF: headers, body with text boxes before their anchor's paragraph, footnotes, footers. */
export function readRtf(bytes: Uint8Array, context: ReadContext): Root {
  const {limits, report, picture: hand} = context
  const pages = createPages()
  const colours = createColours()
  const notes = createNotes()
  const main = createBody(createFlow(limits, report, hand), undefined, limits.maxDepth, colours)
  const metadata: {name: string; value: string}[] = []
  const headers: Block[] = []
  const footnotes: Block[] = []
  const footers: Block[] = []
  const repeated = new Set<string>()
  const bodies: Body[] = [main]
  let body = main
  let group: Group = firstGroup(main.state())
  const stack: Group[] = []
  let tooDeep = 0
  let depth = 0
  let finished = false
  let collected = ''
  /** The picture whose digits come by. */
  let drawn: OpenPicture | undefined

  const text = (value: string) => {
    switch (group.destination) {
      case 'text':
        if (group.deleted) notes.deleted(body.offset(), value)
        else if (group.hidden) notes.hidden(body.offset(), value)
        else if (group.struck && value.trim() !== '') notes.struck(body.offset(), value)
        else body.add(value, group.raised, group.ink)
        return
      case 'numbering':
        if (!group.deleted && !group.hidden) body.number(value)
        return
      case 'property':
      case 'instruction':
      case 'objectClass':
        collected += value
    }
  }
  const source = createSource(pages, notes.symbol, text)

  /** Sends the rest of the group to a destination whose text is gathered, and hands that text on at its end. */
  const collect = (destination: Group['destination'], then: (value: string) => void) => {
    group.destination = destination
    collected = ''
    group.onClose = () => then(collected.trim())
  }
  const enter = (role: 'header' | 'footer' | 'footnote' | undefined, then: (blocks: Block[]) => void) => {
    const inner = createBody(body.flow.beside(), role, limits.maxDepth, colours)
    bodies.push(inner)
    body = inner
    Object.assign(group, {destination: 'text', raised: false, hidden: false, ink: {}})
    group.onClose = () => {
      inner.finish()
      bodies.pop()
      body = bodies.at(-1)!
      const blocks = inner.flow.take()
      if (inner.unnumbered() > 0) notes.unnumbered(inner.unnumbered())
      then(blocks)
    }
  }

  const destination = (name: string): boolean => {
    const starred = group.starred && group.fresh
    if (!starred && !SKIPPED.has(name) && !READ.has(name)) return false
    if (SKIPPED.has(name) || (starred && !READ_STARRED.has(name) && group.destination !== 'info')) {
      if (HEADER.test(name) || name === 'footnote' || name === 'pntext' || name === 'listtext')
        group.starred = false
      else {
        group.destination = 'skip'
        return true
      }
    }
    const quiet = group.deleted || group.hidden
    switch (name) {
      case 'fonttbl':
        group.destination = 'fonts'
        return true
      case 'colortbl':
        group.destination = 'colours'
        return true
      case 'info':
        group.destination = 'info'
        return true
      case 'fldinst':
        if (group.destination === 'text') {
          collect('instruction', value => !quiet && notes.field(value, body.offset(), body.line))
        }
        return true
      case 'listtext':
      case 'pntext':
        group.destination = 'numbering'
        return true
      case 'nesttableprops':
        group.nested = true
        return true
      case 'upr':
        group.unicode = group.destination
        group.destination = 'skip'
        return true
      case 'footnote':
        enter('footnote', blocks => footnotes.push(...blocks))
        return true
      case 'moMath':
      case 'moMathPara':
        return true
      case 'annotation':
        notes.comments()
        group.destination = 'skip'
        return true
      case 'shptxt':
      case 'dptxbxtext': {
        const outer = body
        enter(undefined, blocks => {
          const told = bodies.length > 1 ? null : boxedFigure(blocks)
          if (told !== null) notes.boxed(told, outer.offset())
          for (const block of blocks) outer.flow.block(block, outer.depth())
        })
        return true
      }
      case 'sv':
        group.destination = 'shapeValue'
        return true
      case 'pict':
        group.destination = 'skip'
        if (!quiet && hand) {
          drawn = openPicture()
          group.destination = 'picture'
        }
        if (!quiet) body.flow.picture(body.offset(), drawn?.picture)
        return true
      case 'objclass':
        if (group.destination === 'text') collect('objectClass', value => notes.object(value, body.offset()))
        return true
    }
    const part = HEADER.exec(name)
    if (!part) return false
    const role = part[1] === 'header' ? 'header' : 'footer'
    enter(role, blocks => {
      const key = role + blocks.map(textOf).join('\n')
      if (!repeated.has(key)) (role === 'header' ? headers : footers).push(...blocks)
      repeated.add(key)
    })
    return true
  }

  const information = (name: string, parameter: number | null) => {
    const property = PROPERTIES[name]
    const date = DATES[name]
    if (property) collect('property', value => value !== '' && metadata.push({name: property, value}))
    else if (date) {
      group.destination = 'date'
      const parts: Record<string, number> = {}
      group.date = parts
      group.onClose = () => {
        const value = isoDate(parts)
        if (value) metadata.push({name: date, value})
      }
    } else if (group.date) group.date[name] = parameter ?? 0
  }

  const word = (name: string, parameter: number | null) => {
    if (name === 'ud' && stack.at(-1)?.unicode) {
      group.destination = stack.at(-1)!.unicode!
      return
    }
    if (group.destination === 'skip') return
    if (group.destination === 'picture' && !group.fresh) {
      drawn?.word(name, parameter)
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
    if (destination(name)) return
    if (FORMULA_PARTS.has(name)) source.character(' ', group.font)
    if (group.destination === 'info' || group.destination === 'date') information(name, parameter)
    else if (group.destination === 'text') {
      const state = {gone: group.hidden || group.deleted, nested: group.nested}
      if (!body.word(name, parameter, state)) applyFormat(group, pages, colours, name, parameter)
    } else if (group.destination === 'colours') colours.word(name, parameter)
    else applyFormat(group, pages, colours, name, parameter)
  }

  const open = () => {
    source.flush(group.font)
    depth++
    if (stack.length >= limits.maxDepth) {
      tooDeep++
      return
    }
    stack.push(group)
    group = {...group, onClose: null, starred: false, fresh: true, unicode: null, paragraph: body.state()}
  }
  const close = () => {
    source.flush(group.font)
    depth--
    if (depth >= stack.length) return
    const {onClose, paragraph} = group
    onClose?.()
    group = stack.pop() ?? group
    body.restore(paragraph)
    finished = depth === 0
  }

  const end = scan(bytes, {
    open,
    close,
    word(name, parameter) {
      word(name, parameter)
      group.fresh = false
    },
    symbol(byte) {
      if (byte === 0x2a) {
        group.starred = true
        return
      }
      group.fresh = false
      if (group.destination === 'skip') return
      if (byte === 0x5c || byte === 0x7b || byte === 0x7d) source.byte(byte, group.font)
      else if (byte === 0x7e) source.character('\u00a0', group.font)
      else if (byte === 0x5f) source.character('-', group.font)
      else if (byte === 0x0a || byte === 0x0d) word('par', null)
    },
    byte(value) {
      group.fresh = false
      if (group.destination === 'picture') drawn?.digit(value)
      else if (group.destination === 'colours') colours.byte(value)
      else if (group.destination !== 'skip' && group.destination !== 'fonts') source.byte(value, group.font)
    },
    binary: () => source.skipped(),
    done: () => finished || !main.flow.open(),
  })
  source.flush(group.font)

  while (stack.length > 0) {
    group.onClose?.()
    group = stack.pop()!
  }
  main.finish()
  if (!finished && main.flow.open()) report('R04', {values: {what: 'RTF 文件没有结束括号，内容可能不全'}})
  if (finished && bytes.subarray(end).some(byte => byte > 0x20)) {
    report('R04', {values: {what: '结束括号之后的内容未读取'}, severity: 'warning'})
  }
  if (tooDeep > 0) report('R08', {values: {what: `括号嵌套超过${limits.maxDepth}层，更深的格式未区分`}})
  if (main.unnumbered() > 0) notes.unnumbered(main.unnumbered())
  notes.report(report)
  for (const what of pages.doubts()) report('R02', {values: {what}})
  const children = [...headers, ...main.flow.take(), ...footnotes, ...footers]
  if (children.length === 0) throw new UnreadableError('empty', '文档里没有可见的文字。')
  const title = metadata.find(item => item.name === 'title')?.value
  const data = {reader: 'rtf', ...(title === undefined ? {} : {title}), metadata, encoding: pages.label()}
  return {type: 'root', children, data}
}

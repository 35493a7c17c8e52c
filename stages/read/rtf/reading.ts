import type {Block, ParagraphData} from '../../../pipeline/model/ast.ts'
import type {ReadContext} from '../reader.ts'
import {createFlow, flowBeside, takeBlocks} from '../word/flow.ts'
import {createNotes, type Notes} from '../word/notes.ts'
import {type Body, createBody} from './body.ts'
import {type Colours, createColours} from './colours.ts'
import {type Destination, firstGroup, type Group} from './group.ts'
import {createPages, type Pages} from './pages.ts'
import type {OpenPicture} from './picture.ts'
import {createSource, type Source} from './source.ts'

/** What is known of an RTF file while its tokens come by. */
export interface Reading {
  context: ReadContext
  pages: Pages
  colours: Colours
  notes: Notes
  /** Puts the bytes of text together and hands characters on to where the group leads. */
  source: Source
  group: Group
  /** The groups around `group`, the outermost first. */
  stack: Group[]
  /** Groups opened and not closed, those beyond the limit of nesting included. */
  depth: number
  /** Groups beyond the limit: their text is read, their formatting is not told apart. */
  tooDeep: number
  /** The first group has ended. */
  finished: boolean
  /** Text gathered for the property, field code or name that is open. */
  collected: string
  /** The picture whose digits come by. */
  drawn: OpenPicture | undefined
  /** Stretches of text that are open, the main one first, and the innermost of them. */
  bodies: Body[]
  body: Body
  metadata: {name: string; value: string}[]
  headers: Block[]
  footnotes: Block[]
  footers: Block[]
  /** Headers and footers seen: most sections repeat those before them. */
  repeated: Set<string>
}

/** A reading before the first token. */
export function startReading(context: ReadContext): Reading {
  const {limits, report, picture} = context
  const [pages, colours, notes] = [createPages(), createColours(), createNotes()]
  const main = createBody(
    createFlow(limits, report, picture),
    undefined,
    limits.maxDepth,
    colours,
    notes.framed,
  )
  const reading: Reading = {
    context,
    pages,
    colours,
    notes,
    source: createSource(pages, notes.symbol, text => takeText(reading, text)),
    group: firstGroup(main.state()),
    stack: [],
    depth: 0,
    tooDeep: 0,
    finished: false,
    collected: '',
    drawn: undefined,
    bodies: [main],
    body: main,
    metadata: [],
    headers: [],
    footnotes: [],
    footers: [],
    repeated: new Set(),
  }
  return reading
}

/** Text arrives: it is shown, noted as left out, gathered, or of no use where it stands. */
function takeText(reading: Reading, text: string): void {
  const {group, body, notes, pages} = reading
  switch (group.destination) {
    case 'text':
      if (group.deleted) notes.deleted(body.offset(), text)
      else if (group.hidden) notes.hidden(body.offset(), text)
      else if (group.struck && text.trim() !== '') notes.struck(body.offset(), text)
      else
        body.add(
          text,
          group.raised,
          pages.isPictured(group.font) ? {...group.ink, pictured: true} : group.ink,
        )
      return
    case 'numbering':
      if (!group.deleted && !group.hidden) body.number(text)
      return
    case 'property':
    case 'instruction':
    case 'objectClass':
      reading.collected += text
  }
}

/** Whether what stands here is shown nowhere, pictures and fields included. */
export function isUnseen({deleted, hidden}: Group): boolean {
  return deleted || hidden
}

/** Sends the rest of the group to a destination whose text is gathered, and hands that text on at its end. */
export function collect(reading: Reading, destination: Destination, then: (text: string) => void): void {
  const {group} = reading
  group.destination = destination
  reading.collected = ''
  group.onClose = () => then(reading.collected.trim())
}

/** Sends the rest of the group to a stretch of text of its own, and hands its blocks on at its end. */
export function enter(reading: Reading, role: ParagraphData['role'], then: (blocks: Block[]) => void): void {
  const {group, bodies, notes, context, colours} = reading
  const inner = createBody(
    flowBeside(reading.body.flow),
    role,
    context.limits.maxDepth,
    colours,
    notes.framed,
  )
  bodies.push(inner)
  reading.body = inner
  Object.assign(group, {destination: 'text', raised: false, hidden: false, ink: {}})
  group.onClose = () => {
    inner.finish()
    bodies.pop()
    reading.body = bodies.at(-1)!
    const blocks = takeBlocks(inner.flow)
    if (inner.unnumbered() > 0) notes.unnumbered(inner.unnumbered())
    then(blocks)
  }
}

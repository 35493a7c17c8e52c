import type {OfficePackage} from '../../ooxml/package.ts'
import type {Attributes} from '../../ooxml/xml.ts'
import {hasDigits} from '../../word/ink.ts'
import type {CellDraft} from '../draft/table.ts'
import {value} from '../format/properties.ts'

/** What a content control shows: a place in data that comes with the document (w:dataBinding, 17.5.2.6). */
export interface Binding {
  path: Step[]
  /** The part of the data it names (ST_Guid); empty where it names none. */
  store: string
  /** What the document has as its text, and the cell that stands in. */
  text: string
  cell: CellDraft | null
}

/** The n-th element of a name below the one before, counted from 1. */
interface Step {
  name: string
  index: number
}

/** An element of the data. */
interface Datum {
  name: string
  text: string
  children: Datum[]
}

/** Parts of data that come with a document, by the names controls call them by. */
export type BoundData = readonly {store: string; root: Datum}[]

/** A place as Word writes it: names, with a prefix or not, and numbers. Others are not followed. */
const PATH = /^(?:\/(?:[\p{L}\p{N}_.-]+:)?[\p{L}\p{N}_.-]+(?:\[\d+\])?)+$/u

/** What a control is bound to; null where the place is written in a way that is not followed. */
export function bindingOf(attributes: Attributes): Binding | null {
  const path = (value(attributes, 'xpath') ?? '').replace(/\s/g, '')
  if (!PATH.test(path)) return null
  const steps = path
    .slice(1)
    .split('/')
    .map(step => {
      const [, name = '', index = '1'] = /([\p{L}\p{N}_.-]+)(?:\[(\d+)\])?$/u.exec(step)!
      return {name, index: Number(index)}
    })
  return {path: steps, store: nameOf(value(attributes, 'storeItemID') ?? ''), text: '', cell: null}
}

/** The data of a document (customXml), each part with its name. */
export function boundData(pack: OfficePackage): BoundData {
  return pack
    .relationships(pack.main)
    .filter(({type, external, target}) => type === 'customXml' && !external && pack.has(target))
    .flatMap(({target}) => {
      const root = datumOf(pack, target)
      const properties = pack.related(target, 'customXmlProps')
      let store = ''
      if (properties)
        pack.parse(properties, {
          open(name, attributes) {
            if (localName(name) === 'datastoreItem')
              store = nameOf(attributes['ds:itemID'] ?? attributes.itemID ?? '')
          },
          close() {},
        })
      return root ? [{store, root}] : []
    })
}

/** Why the text of a control is doubtful, once it has ended: a Chinese clause; null where Word would leave it as it is. */
export function bindingDoubt({path, store, text}: Binding, data: BoundData): string | null {
  const parts = store === '' ? data : data.filter(part => part.store === store)
  const bound = parts.map(({root}) => found(root, path)).find(one => one !== null)
  if (bound === undefined || bound === null) return null
  const [shown, kept] = [plain(text), plain(bound)]
  if (shown === kept || !(hasDigits(shown) || hasDigits(kept))) return null
  return `内容控件里的文字是“${shown}”，它绑定的数据却是“${kept}”，打开文件时显示的是数据，按文件中的文字读取`
}

function found(root: Datum, [first, ...rest]: Step[]): string | null {
  let at: Datum | undefined = first?.name === root.name && first.index === 1 ? root : undefined
  for (const {name, index} of rest) at = at?.children.filter(child => child.name === name)[index - 1]
  return at && at.children.length === 0 ? at.text : null
}

function datumOf(pack: OfficePackage, part: string): Datum | null {
  const top: Datum = {name: '', text: '', children: []}
  const open = [top]
  pack.parse(part, {
    open(name) {
      const datum: Datum = {name: localName(name), text: '', children: []}
      open.at(-1)!.children.push(datum)
      open.push(datum)
    },
    text(text) {
      open.at(-1)!.text += text
    },
    close: () => void open.pop(),
  })
  return top.children[0] ?? null
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
const nameOf = (guid: string) => guid.toUpperCase()
const localName = (name: string) => name.replace(/^.*[?:]/, '')

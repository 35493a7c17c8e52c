import {type PartSource, parsePart} from '../ooxml/package.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'

/** An element of an OFD part; names without prefix, because producers differ in the prefix and even in the namespace. */
export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  /** Character data right inside. */
  text: string
}

/**
 * The root element of an XML part; null where the part is absent or empty.
 * @throws UnreadableError where it has more elements than the limits allow.
 */
export function readElement(source: PartSource, part: string, context: ReadContext): Element | null {
  const bytes = source.bytes(part)
  if (!bytes) return null
  const document: Element = {name: '', attributes: {}, children: [], text: ''}
  const open = [document]
  let count = 0
  parsePart(
    part,
    bytes,
    {
      open(name, attributes) {
        if (++count > context.limits.maxNodes) {
          throw new UnreadableError('tooLarge', `OFD 部件 ${part} 的内容超过上限，未读取；请拆分后重试。`)
        }
        const element = {name: local(name), attributes: named(attributes), children: [], text: ''}
        open.at(-1)!.children.push(element)
        open.push(element)
      },
      text(text) {
        open.at(-1)!.text += text
      },
      close() {
        open.pop()
      },
    },
    context,
  )
  return document.children[0] ?? null
}

/** The first child of a name. */
export function childOf(element: Element | null | undefined, name: string): Element | undefined {
  return element?.children.find(child => child.name === name)
}

/** All children of a name. */
export function childrenOf(element: Element | null | undefined, name: string): Element[] {
  return element?.children.filter(child => child.name === name) ?? []
}

/** Numbers separated by blanks (ST_Array, ST_Box, ST_Pos); those that are none are left out. */
export function numbers(text: string | undefined): number[] {
  return (text ?? '').trim().split(/\s+/).map(Number).filter(Number.isFinite)
}

/** Without prefix, and without the mark of an unknown namespace. */
const local = (name: string) => name.slice(name.lastIndexOf(':') + 1).replace(/^\?/, '')

function named(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value]))
}

import {readFileSync} from 'node:fs'
import {
  type Alias,
  type Document,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
} from 'yaml'

/** A YAML file: its value, and where in the file a path of the value stands. */
export interface YamlFile {
  value: unknown
  /** Line, from 1, of the entry a path leads to, or of the nearest above it that is there. */
  lineOf(path: readonly PropertyKey[]): number | undefined
}

/** What keeps a file from being read as YAML; `line` from 1. */
export interface YamlFault {
  line?: number
  message: string
}

/**
 * Reads a YAML file. UTF-8 alone: a file saved in another encoding would be read, with every Chinese label in ruins.
 * @returns the file, or the first fault in it (those behind it mostly follow from it)
 */
export function readYaml(path: string): YamlFile | YamlFault {
  const text = utf8(readFileSync(path))
  if (text === null) return {message: '不是 UTF-8 编码；请用编辑器的“另存为”选 UTF-8 保存'}
  const lines = new LineCounter()
  const document = parseDocument(text, {merge: true, lineCounter: lines, prettyErrors: false})
  const [fault] = document.errors
  if (fault) {
    const message = `不是正确的 YAML，请检查这一行和上一行的缩进、引号、冒号后的空格（${fault.message}）`
    return {line: lines.linePos(fault.pos[0]).line, message}
  }
  const alias = lostAlias(document)
  if (alias) {
    const message = `*${alias.source} 之前没有 &${alias.source}；带 & 的一项要写在引用它的 * 之前，且不能删去`
    return {line: lines.linePos(alias.range![0]).line, message}
  }
  let value: unknown
  try {
    value = document.toJS()
  } catch (error) {
    return {message: `引用（&、*、<<）用得不对（${(error as Error).message}）`}
  }
  return {
    value,
    lineOf(path) {
      for (let length = path.length; length > 0; length--) {
        const offset = offsetOf(document.contents, path.slice(0, length))
        if (offset !== undefined) return lines.linePos(offset).line
      }
      return undefined
    },
  }
}

/** The first alias without its anchor before it; one that a person cut away with the entry it stood at. */
function lostAlias(document: Document): Alias | undefined {
  let lost: Alias | undefined
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return undefined
      lost = alias
      return visit.BREAK
    },
  })
  return lost
}

/** Where in the text the entry stands that a path leads to: its key, or the item of a list. */
function offsetOf(root: unknown, path: readonly PropertyKey[]): number | undefined {
  let node = root
  let start: unknown
  for (const step of path) {
    if (!isNode(node) || !('items' in node)) return undefined
    const items = node.items as unknown[]
    if (typeof step === 'number') {
      node = items[step]
      start = node
    } else {
      const pair = items.find((item): item is Pair => isPair(item) && nameOf(item) === step)
      node = pair?.value
      start = pair?.key
    }
  }
  return isNode(start) ? start.range?.[0] : undefined
}

function nameOf({key}: Pair): unknown {
  return isScalar(key) ? String(key.value) : key
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch (error) {
    if ((error as {code?: string}).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return null
    throw error
  }
}

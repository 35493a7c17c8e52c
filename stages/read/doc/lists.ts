import {formatNumber} from '../word/numbering.ts'

/** Automatic numbering: gives the number of the next paragraph of a list, as Word shows it. */
export interface Numbering {
  /** @param list 1-based index into the list overrides. @returns '' where the paragraph shows no number */
  next(list: number, level: number): string
  /** Number formats that could not be rendered. */
  unknown: Set<number>
}

interface Level {
  start: number
  format: number
  /** Print all numbers above as Arabic ones. */
  legal: boolean
  restartAfter: number | null
  /** What stands between number and text: 0 tab, 1 space, 2 nothing. */
  follow: number
  /** Text with level numbers (characters 0 to 8) in place of figures. */
  text: string
}

interface Override {
  id: number
  levels: Map<number, {start: number | null; level: Level | null}>
}

const LIST_SIZE = 28
const LEVEL_SIZE = 28
const OVERRIDE_SIZE = 16
const LEVELS = 9

/** [MS-DOC] 2.9.131 (PlfLst) and 2.9.132 (PlfLfo). */
export function readNumbering(table: Uint8Array, lists: Area, overrides: Area): Numbering {
  const definitions = readLists(table, lists)
  const references = readOverrides(table.subarray(overrides.at, overrides.at + overrides.size))
  const counters = new Map<number, (number | null)[]>()
  const started = new Set<string>()
  const unknown = new Set<number>()

  const levelOf = (override: Override, level: number) =>
    override.levels.get(level)?.level ?? definitions.get(override.id)?.[level] ?? null

  const show = (override: Override, level: Level, values: (number | null)[]) =>
    level.text.replace(/\p{Cc}/gu, mark => {
      const index = mark.charCodeAt(0)
      if (index >= LEVELS) return ''
      const other = levelOf(override, index) ?? level
      const value = values[index] ?? other.start
      const text = formatNumber(level.legal && index < values.length ? 0 : other.format, value)
      if (text === null) unknown.add(other.format)
      return text ?? String(value)
    })

  return {
    unknown,
    next(list, level) {
      const override = references[list - 1]
      const definition = override && levelOf(override, level)
      if (!override || !definition) return ''
      const values = counters.get(override.id) ?? new Array<number | null>(LEVELS).fill(null)
      counters.set(override.id, values)
      const start = override.levels.get(level)?.start ?? null
      const first = start !== null && !started.has(`${list} ${level}`)
      started.add(`${list} ${level}`)
      const value = values[level] ?? null
      values[level] = first ? start : value === null ? definition.start : value + 1
      for (let deeper = level + 1; deeper < LEVELS; deeper++) {
        const after = levelOf(override, deeper)?.restartAfter
        if (after === null || after === undefined || level < after) values[deeper] = null
      }
      if (definition.format === 23) return bullet(definition)
      const text = show(override, definition, values)
      return text !== '' && definition.follow !== 2 && /[\p{L}\p{N}]$/u.test(text) ? `${text} ` : text
    },
  }
}

interface Area {
  at: number
  size: number
}

/** Bullets are characters of symbol fonts, without meaning outside them. */
function bullet(level: Level): string {
  return level.text.replace(/[\ue000-\uf8ff]/g, '•')
}

/** List definitions by id. Their levels stand behind the counted array, in the same order. */
function readLists(table: Uint8Array, area: Area): Map<number, Level[]> {
  const lists = new Map<number, Level[]>()
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  if (area.size < 2 || area.at + 2 > table.length) return lists
  const count = view.getUint16(area.at, true)
  let at = area.at + 2 + count * LIST_SIZE
  for (let i = 0; i < count; i++) {
    const head = area.at + 2 + i * LIST_SIZE
    if (head + LIST_SIZE > table.length) break
    const levels: Level[] = []
    const wanted = table[head + 26]! & 1 ? 1 : LEVELS
    while (levels.length < wanted) {
      const read = readLevel(table, at)
      if (!read) return lists
      levels.push(read.level)
      at = read.end
    }
    lists.set(view.getInt32(head, true), levels)
  }
  return lists
}

function readLevel(table: Uint8Array, at: number): {level: Level; end: number} | null {
  if (at + LEVEL_SIZE > table.length) return null
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  const flags = table[at + 5]!
  const characterSize = table[at + 24]!
  const paragraphSize = table[at + 25]!
  const textAt = at + LEVEL_SIZE + paragraphSize + characterSize
  if (textAt + 2 > table.length) return null
  const length = view.getUint16(textAt, true)
  const end = textAt + 2 + length * 2
  if (end > table.length) return null
  const level = {
    start: view.getInt32(at, true),
    format: table[at + 4]!,
    legal: (flags & 4) !== 0,
    // fNoRestart: ilvlRestartLim says below which level the count starts again; 0 is never.
    restartAfter: flags & 8 ? table[at + 26]! : null,
    follow: table[at + 15]!,
    text: new TextDecoder('utf-16le', {ignoreBOM: true}).decode(table.subarray(textAt + 2, end)),
  }
  return {level, end}
}

function readOverrides(bytes: Uint8Array): Override[] {
  if (bytes.length < 4) return []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = Math.min(view.getUint32(0, true), Math.floor((bytes.length - 4) / OVERRIDE_SIZE))
  const overrides: Override[] = []
  let at = 4 + count * OVERRIDE_SIZE
  for (let i = 0; i < count; i++) {
    const head = 4 + i * OVERRIDE_SIZE
    const override: Override = {id: view.getInt32(head, true), levels: new Map()}
    overrides.push(override)
    at += 4
    for (let k = 0; k < bytes[head + 12]! && at + 8 <= bytes.length; k++) {
      const flags = view.getUint32(at + 4, true)
      const formatted = flags & 0x20 ? readLevel(bytes, at + 8) : null
      const start = flags & 0x10 ? (formatted?.level.start ?? view.getInt32(at, true)) : null
      override.levels.set(flags & 0xf, {start, level: formatted?.level ?? null})
      at = formatted ? formatted.end : at + 8
    }
  }
  return overrides
}

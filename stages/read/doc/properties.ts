import {decodePage} from '../word/codepage.ts'
import type {Compound} from './compound.ts'

/** Property ids of the SummaryInformation stream ([MS-OLEPS] 3.1) worth keeping, by the name they are known under. */
const SUMMARY: [number, string][] = [
  [2, 'title'],
  [3, 'subject'],
  [4, 'author'],
  [5, 'keywords'],
  [6, 'comments'],
  [8, 'lastAuthor'],
  [12, 'created'],
  [13, 'modified'],
  [18, 'application'],
]
/** DocumentSummaryInformation, first section. */
const DOCUMENT: [number, string][] = [
  [2, 'category'],
  [14, 'manager'],
  [15, 'company'],
]
const CODE_PAGE = 1
const I2 = 2
const LPSTR = 30
const LPWSTR = 31
const FILETIME = 64
/** 100 ns steps from 1601-01-01 to 1970-01-01. */
const EPOCH = 116444736000000000n

/** The document properties that a person or Word filled in; dates in ISO 8601 (UTC). */
export function readProperties(compound: Compound): {name: string; value: string}[] {
  return [
    ...propertiesOf(compound.stream('\x05SummaryInformation'), SUMMARY),
    ...propertiesOf(compound.stream('\x05DocumentSummaryInformation'), DOCUMENT),
  ]
}

function propertiesOf(stream: Uint8Array | null, names: [number, string][]): {name: string; value: string}[] {
  if (!stream || stream.length < 48) return []
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  const section = view.getUint32(44, true)
  if (section + 8 > stream.length) return []
  const count = Math.min(view.getUint32(section + 4, true), Math.floor((stream.length - section - 8) / 8))
  const places = new Map<number, number>()
  for (let i = 0; i < count; i++) {
    const at = section + 8 + i * 8
    places.set(view.getUint32(at, true), section + view.getUint32(at + 4, true))
  }
  const pageAt = places.get(CODE_PAGE)
  const page =
    pageAt !== undefined && pageAt + 6 <= stream.length && view.getUint16(pageAt, true) === I2
      ? view.getUint16(pageAt + 4, true)
      : 1252
  return names.flatMap(([id, name]) => {
    const at = places.get(id)
    const value = at === undefined ? null : valueAt(stream, view, at, page)
    return value ? [{name, value}] : []
  })
}

function valueAt(stream: Uint8Array, view: DataView, at: number, page: number): string | null {
  if (at + 12 > stream.length) return null
  const type = view.getUint16(at, true)
  const size = view.getUint32(at + 4, true)
  const text = (bytes: Uint8Array, codePage: number) =>
    decodePage(bytes, codePage)
      .replace(/\0[\s\S]*$/, '')
      .trim()
  if (type === LPSTR) return text(stream.subarray(at + 8, at + 8 + size), page)
  if (type === LPWSTR) return text(stream.subarray(at + 8, at + 8 + size * 2), 1200)
  if (type !== FILETIME) return null
  const ticks = view.getBigUint64(at + 4, true)
  const date = new Date(Number((ticks - EPOCH) / 10000n))
  return ticks < EPOCH || Number.isNaN(date.getTime()) ? null : date.toISOString()
}

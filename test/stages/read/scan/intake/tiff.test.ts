import {expect, it} from 'vitest'
import {dotShapeOf} from '../../../../../stages/read/scan/intake/tiff.ts'

interface Page {
  resolutions: (readonly [tag: number, over: number, under: number])[]
  /** Where the next directory is said to begin; the real place where left out. */
  next?: number
}

/** A TIFF of directories alone. */
function tiffOf(pages: readonly Page[], little = true): Uint8Array {
  const bytes = new Uint8Array(8 + pages.length * 100)
  const view = new DataView(bytes.buffer)
  bytes.set(Buffer.from(little ? 'II*\0' : 'MM\0*', 'latin1'))
  view.setUint32(4, 8, little)
  pages.forEach(({resolutions, next}, i) => {
    const at = 8 + 100 * i
    view.setUint16(at, resolutions.length, little)
    resolutions.forEach(([tag, over, under], k) => {
      const value = at + 60 + 8 * k
      view.setUint16(at + 2 + 12 * k, tag, little)
      view.setUint16(at + 4 + 12 * k, 5, little)
      view.setUint32(at + 6 + 12 * k, 1, little)
      view.setUint32(at + 10 + 12 * k, value, little)
      view.setUint32(value, over, little)
      view.setUint32(value + 4, under, little)
    })
    const last = i === pages.length - 1
    view.setUint32(at + 2 + 12 * resolutions.length, next ?? (last ? 0 : at + 100), little)
  })
  return bytes
}

const resolutions = (across: number, down: number) =>
  [
    [282, across, 1],
    [283, down, 1],
  ] as const

it.each([
  ['a fax', 204, 98, 204 / 98],
  ['a fine fax', 204, 196, 1],
  ['a scan', 300, 300, 1],
  ['dots wider than high', 100, 200, 0.5],
  ['nothing that could be', 300, 72, 1],
  ['no resolution', 0, 0, 1],
])('dots of %s', (_, across, down, expected) => {
  for (const little of [true, false])
    expect(dotShapeOf(tiffOf([{resolutions: [...resolutions(across, down)]}], little), 1)).toBe(expected)
})

it('each page has dots of its own', () => {
  const file = tiffOf([{resolutions: [...resolutions(200, 200)]}, {resolutions: [...resolutions(204, 98)]}])
  expect([1, 2, 3].map(page => dotShapeOf(file, page))).toEqual([1, 204 / 98, 1])
})

it('damaged directories and other files say nothing', () => {
  expect(dotShapeOf(tiffOf([{resolutions: [[282, 204, 1]]}]), 1)).toBe(1)
  expect(dotShapeOf(tiffOf([{resolutions: [], next: 8}]), 9)).toBe(1)
  expect(dotShapeOf(tiffOf([{resolutions: [], next: 5000}]), 2)).toBe(1)
  const cut = tiffOf([{resolutions: [...resolutions(204, 98)]}])
  for (let length = 0; length < 80; length++) expect(dotShapeOf(cut.slice(0, length), 1)).toBe(1)
  expect(dotShapeOf(Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), 1)).toBe(1)
})

import {describe, expect, it} from 'vitest'
import {at, ruled} from '../pdf/raw.ts'
import {readCells} from '../pdf/reading.ts'

/** Letters from edge to edge of a cell 60 points wide, 3 points from its rules. */
function spread(left: number, y: number, text: string): string {
  const step = (54 - 5.56) / (text.length - 1)
  return [...text].map((letter, i) => at(left + 3 + i * step, y, letter)).join('')
}

const XS = [50, 110, 170, 230]
const YS = [300, 320, 340, 360]
const centred = (left: number, y: number, digit: string) => at(left + 27.2, y, digit)

async function textsOf(content: string): Promise<string[]> {
  const {cells} = await readCells(ruled(XS, YS) + content)
  return cells.flatMap(table => table.map(cell => cell.replace(/^\S+ \S+ /, '')))
}

describe('figures spread over their cells', () => {
  it('are one where others of the table are spread and single digits stand in the middle', async () => {
    const texts = await textsOf(
      [
        spread(50, 346, '123') + spread(110, 346, '45') + centred(170, 346, '0'),
        spread(50, 326, '67') + centred(110, 326, '8') + spread(170, 326, '90'),
        centred(50, 306, '1') + spread(110, 306, '2345') + spread(170, 306, '31'),
      ].join(''),
    )
    expect(texts).toEqual(['123', '45', '0', '67', '8', '90', '1', '2345', '31'])
  })

  it('are one where they are long, whatever else there is', async () => {
    expect(await textsOf(spread(50, 346, '1234') + at(120, 346, '12'))).toEqual([
      ...['1234', '12', ''],
      ...['', '', '', '', '', ''],
    ])
  })

  it('are several where one would begin with a zero, or nothing else is spread', async () => {
    const row = (y: number, texts: readonly string[]) =>
      texts.map((text, i) => spread(XS[i]!, y, text)).join('')
    const zeros = row(346, ['12', '03', '45']) + row(326, ['67', '89', '10']) + row(306, ['11', '12', '13'])
    expect((await textsOf(zeros)).slice(0, 6)).toEqual(['1', '2', '0', '3', '4', '5'])
    const alone = spread(50, 346, '12') + at(120, 346, '12') + at(180, 346, '12')
    expect((await textsOf(alone)).slice(0, 3)).toEqual(['1 2', '12', '12'])
  })
})

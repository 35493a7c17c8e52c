import {describe, expect, test} from 'vitest'
import {formatNumber} from '../../../../stages/read/word/numbering.ts'

describe('automatic numbers of Word 97–2003 are those of later Word', () => {
  test.each([
    [0, [1, 12], ['1', '12']],
    [1, [4, 1999], ['IV', 'MCMXCIX']],
    [2, [9], ['ix']],
    [3, [26, 27], ['Z', 'AA']],
    [4, [2], ['b']],
    [10, [10, 105], ['一〇', '一〇五']],
    [11, [10, 15, 100], ['十', '十五', '百']],
    [14, [12], ['１２']],
    [18, [1, 21, 51], ['①', '㉑', '51']],
    [22, [9, 10], ['09', '10']],
    [23, [3], ['•']],
    [26, [1, 20], ['⒈', '⒛']],
    [27, [1, 21], ['⑴', '(21)']],
    [29, [1, 10, 11], ['㊀', '㊉', '11']],
    [30, [1, 10], ['甲', '癸']],
    [31, [1, 12], ['子', '亥']],
    [34, [2, 25], ['貳', '貳拾伍']],
    [37, [10, 21, 105], ['十', '二十一', '一〇五']],
    [38, [2, 25], ['贰', '贰拾伍']],
    [39, [11, 105], ['十一', '一百零五']],
    [255, [3], ['']],
  ])('code %i', (code, numbers, texts) => {
    expect(numbers.map(n => formatNumber(code, n))).toEqual(texts)
  })

  test('of another script: nothing is made up', () => {
    expect(formatNumber(24, 1)).toBe(null)
  })
})

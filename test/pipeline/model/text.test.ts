import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {fold, unnumbered, visible} from '../../../pipeline/model/text.ts'

describe('fold', () => {
  test.each([
    ['总　 计', '总计'],
    ['第二十条第（一）项', '第二十条第(一)项'],
    ['３．危及“三安全一稳定”', '3.危及"三安全一稳定"'],
    ['一、本年新收\n政府信息公开申请数量', '一,本年新收政府信息公开申请数量'],
    ['国办公开办函〔2021〕30号', '国办公开办函[2021]30号'],
    ['结果\u200b维持\ufeff', '结果维持'],
    ['—', '-'],
  ])('%j is compared as %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  test('white space and invisible characters never matter', () => {
    const noise = fc.constantFrom(' ', '\u3000', '\u00a0', '\u200b', '\ufeff', '\n', '\t', '\u2060')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...'一二政府信息（）、12'), noise)), pairs => {
        const plain = pairs.map(([c]) => c).join('')
        expect(fold(pairs.flat().join(''))).toBe(fold(plain))
      }),
      {seed: 3},
    )
  })
})

test('folding does not depend on how much is folded at once', () => {
  const any = fc.constantFrom(
    ...'一政０１2ａz（）(、，。．·—‘’“”…①⑳　 \n\u200b〔〕［【〇：;～％è´㎡か\u3099ﾊﾟ\u0301\ufb01한\u11a8',
  )
  fc.assert(
    fc.property(fc.array(any), characters => {
      const text = characters.join('')
      // A ligature makes the whole text be folded at once; it combines with nothing before it.
      expect(fold(text)).toBe(fold(`${text}\ufb01`).slice(0, -2))
    }),
    {seed: 4, numRuns: 2000},
  )
})

describe('unnumbered', () => {
  test.each([
    ['一、本年新收', '本年新收'],
    ['（三）不予公开', '不予公开'],
    ['(三)不予公开', '不予公开'],
    ['1.属于国家秘密', '属于国家秘密'],
    ['1、属于国家秘密', '属于国家秘密'],
    ['① 属于', '属于'],
    ['2021年', '2021年'],
    ['1.5万元', '1.5万元'],
    ['第二十条第（一）项', '第二十条第(一)项'],
  ])('%s', (text, expected) => {
    expect(unnumbered(fold(text))).toBe(expected)
  })
})

test('visible keeps lines and turns every space into a plain one', () => {
  expect(visible('a\u00a0b\u3000c\u200bd\ne')).toBe('a b cd\ne')
})

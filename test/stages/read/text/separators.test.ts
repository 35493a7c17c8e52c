import {expect, test} from 'vitest'
import {withMarksAsPipes} from '../../../../stages/read/text/separators.ts'

/** Lines that count how often they are looked at. */
function counted(texts: string[]): {lines: {text: string}[]; looks: () => number} {
  let looks = 0
  const lines = texts.map(text => ({
    get text() {
      looks++
      return text
    },
  }))
  return {lines, looks: () => looks}
}

test('a long list of names is gone through once a mark, not once a line', () => {
  const {lines, looks} = counted(Array.from({length: 2000}, (_, i) => `单位${i}；地址；电话`))
  expect(withMarksAsPipes(lines)).toHaveLength(2000)
  expect(looks()).toBeLessThan(20 * lines.length)
})

test('a table behind such a list, apart from it, is found', () => {
  const table = ['类别；制发；废止', '规章；3；0', '规范性文件；5；1', '许可；7；2']
  const lines = ['甲；乙；丙', '丁；戊；己', '以下为统计。', ...table].map(text => ({text}))
  expect(withMarksAsPipes(lines).map(({text}) => text)).toEqual([
    '甲；乙；丙',
    '丁；戊；己',
    '以下为统计。',
    '| 类别 | 制发 | 废止 |',
    '| 规章 | 3 | 0 |',
    '| 规范性文件 | 5 | 1 |',
    '| 许可 | 7 | 2 |',
  ])
})

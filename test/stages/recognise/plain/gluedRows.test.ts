import {describe, expect, test} from 'vitest'
import {isLabel} from '../../../../stages/recognise/lines/detect.ts'
import {partedAtRows} from '../../../../stages/recognise/plain/gluedRows.ts'
import {lexicon} from '../support.ts'

const parted = (line: string) => partedAtRows(line, text => isLabel(lexicon, text))

describe('a table on one line', () => {
  test('is parted behind its figures and before its labels', () => {
    expect(
      parted(
        '本年情况如下： 第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 0 3 行政规范性文 件 1 — 12 第二十条第（五）项 信息内容 本年处理决定数量 行政许可 97 件 以上为全部。',
      ),
    ).toEqual([
      '本年情况如下：',
      '第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数',
      '规章 0 0 3',
      '行政规范性文 件 1 — 12',
      '第二十条第（五）项 信息内容 本年处理决定数量',
      '行政许可 97 件',
      '以上为全部。',
    ])
  })

  test('groups of rows stand before their first row', () => {
    expect(
      parted('三、本年度办理结果 （一）予以公开 1 0 1 （三）不予公开 1.属于国家秘密 0 0 0 （七）总计 1 0 1'),
    ).toEqual([
      '三、本年度办理结果',
      '（一）予以公开 1 0 1',
      '（三）不予公开',
      '1.属于国家秘密 0 0 0',
      '（七）总计 1 0 1',
    ])
  })

  test('the figures of the disputes have no label', () => {
    expect(
      parted('行政复议 行政诉讼 结果维持 总计 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 五、存在的主要问题'),
    ).toEqual(['行政复议 行政诉讼 结果维持 总计', '0 0 0 0 0 0 0 0 0 0 0 0 0 0 1', '五、存在的主要问题'])
  })
})

describe('other lines stay whole', () => {
  test.each([
    '规章 0 0 3 行政许可 97',
    '2023 年，共公开信息 12 条，其中 3 条为规章，4 条为行政许可，5 条为行政处罚。',
    '共发布 10 篇 公开 11 篇 转载 12 篇 解读 13 篇',
    '',
  ])('%s', line => expect(parted(line)).toEqual([line]))
})

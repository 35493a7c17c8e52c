import {expect, test} from 'vitest'
import type {ReadContext} from '../../../../stages/read/reader.ts'
import {reporterOf} from '../../../../stages/read/scan/report.ts'

test('labels are named by how they were told: by their letters, by the rows around them, by hardly any letters', () => {
  const said: unknown[] = []
  const context = {
    report: (rule: string, {values, place, severity}: Record<string, unknown>) =>
      void said.push([rule, severity, values, place]),
  } as unknown as ReadContext
  reporterOf(context).misread(2, [
    {read: '规管', label: '规章'},
    {read: '1.于国家秘密', label: '1.属于国家秘密', order: 'nearly'},
    {read: '国家', label: '1.属于国家秘密', order: 'loosely'},
    {read: '2.复申请', label: '2.重复申请', order: 'nearly'},
  ])
  reporterOf(context).misread(3, [])
  const what = (text: string) => ({what: `第 2 页表格中 ${text}`})
  expect(said).toEqual([
    [
      'R12',
      'info',
      what('1 处标签识别的文字与统一格式略有不同，已按最接近的标签认定：“规管”认作“规章”'),
      {page: 2},
    ],
    [
      'R12',
      'info',
      what(
        '2 处标签识别的文字不全，已按统一格式中上下行之间应有的标签认定：“1.于国家秘密”认作“1.属于国家秘密”、“2.复申请”认作“2.重复申请”',
      ),
      {page: 2},
    ],
    [
      'R12',
      'warning',
      what(
        '1 处标签大半没有认出，已按统一格式中上下行之间应有的标签认定，请核对：“国家”认作“1.属于国家秘密”',
      ),
      {page: 2},
    ],
  ])
})

test('pages of which nothing was read, mirrored ones and those in white on black are named', () => {
  const said: unknown[] = []
  const context = {
    report: (rule: string, {values, severity}: {values: {what: string}; severity?: string}) =>
      void said.push([rule, severity, values.what]),
  } as unknown as ReadContext
  const page = (number: number, glyphs: unknown[], more: object = {}) =>
    ({content: {page: number, glyphs}, turns: 0, uneven: false, unreadable: false, ...more}) as never
  const some = [{text: '一'}]
  reporterOf(context).lying([
    page(1, some),
    page(2, []),
    page(3, some, {isMirrored: true}),
    page(4, some, {isNegative: true}),
  ])
  expect(said).toEqual([
    ['R12', undefined, '第 3 页左右颠倒，已翻转后识别'],
    ['R12', 'info', '第 4 页是黑底白字的，已反转后识别'],
    ['R12', undefined, '第 2 页没有读出任何文字，可能是空白页，也可能是图片未能解码，请核对原文'],
  ])
})

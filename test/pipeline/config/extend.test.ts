import {describe, expect, test} from 'vitest'
import {extendFormat} from '../../../pipeline/config/extend.ts'

const parent = {
  id: '2021',
  from: 2021,
  rules: ['A01', 'A02'],
  tables: [
    {
      key: 'one',
      title: '一',
      rows: [
        {key: 'a', label: '甲', aliases: ['甲方']},
        {key: 'b', label: '乙'},
      ],
    },
    {key: 'two', title: '二', rows: [{key: 'c', label: '丙'}]},
  ],
}

describe('extendFormat', () => {
  test('what is not said stays', () => {
    expect(extendFormat(parent, {id: '2027', from: 2027})).toEqual({
      value: {...parent, id: '2027', from: 2027},
      problems: [],
    })
  })

  test('a renamed label, a row split in two, a row added, a table dropped', () => {
    const {value, problems} = extendFormat(parent, {
      id: '2027',
      tables: [
        {
          key: 'one',
          rows: [
            {
              key: 'a',
              replace: [
                {key: 'a1', label: '甲一'},
                {key: 'a2', label: '甲二'},
              ],
            },
            {key: 'b', label: '新乙'},
            {key: 'x', label: '插入', after: 'a2'},
          ],
        },
        {key: 'two', remove: true},
      ],
    })
    expect(problems).toEqual([])
    expect(value).toEqual({
      id: '2027',
      from: 2021,
      rules: ['A01', 'A02'],
      tables: [
        {
          key: 'one',
          title: '一',
          rows: [
            {key: 'a1', label: '甲一'},
            {key: 'a2', label: '甲二'},
            {key: 'x', label: '插入'},
            {key: 'b', label: '新乙'},
          ],
        },
      ],
    })
  })

  test('lists of words are replaced as a whole', () => {
    expect(extendFormat(parent, {rules: ['A03']}).value.rules).toEqual(['A03'])
  })

  test('what cannot be found is named with its place', () => {
    const {problems} = extendFormat(parent, {
      tables: [
        {key: 'three', remove: true},
        {key: 'one', rows: [{key: 'y', label: '丁', after: 'zz'}]},
      ],
    })
    expect(problems).toEqual([
      {path: 'tables.0', message: '上级格式里没有 three，无法删除或替换'},
      {path: 'tables.1.rows.0.after', message: '同一列表里没有 zz'},
    ])
  })
})

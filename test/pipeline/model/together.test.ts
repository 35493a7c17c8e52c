import {expect, test} from 'vitest'
import {labelsTogether} from '../../../pipeline/model/together.ts'

const LABELS = ['规章', '规范性文件', '行政规范性文件', '本年制发件数', '自然人', '（一）予以公开']
const parted = (text: string) => labelsTogether(text, part => LABELS.includes(part))

test.each([
  ['规章', ['规章']],
  ['规章本年制发件数', ['规章', '本年制发件数']],
  ['规章—本年制发件数', ['规章', '本年制发件数']],
  ['（一）予以公开（自然人）', ['（一）予以公开', '自然人']],
  ['规章 / 自然人 / 本年制发件数', ['规章', '自然人', '本年制发件数']],
  ['行政规范性文件本年制发件数', ['行政规范性文件', '本年制发件数']],
  ['本年规章', null],
  ['', null],
  ['规章'.repeat(61), null],
])('%s', (text, labels) => {
  expect(parted(text)).toEqual(labels)
})

test('labels that end in one another are not tried again and again', () => {
  let asked = 0
  const text = `某${'行政规范性文件'.repeat(16)}`
  const labels = labelsTogether(text, part => {
    asked++
    return LABELS.includes(part)
  })
  expect(labels).toBe(null)
  expect(asked).toBeLessThan(text.length ** 2)
})

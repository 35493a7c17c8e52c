import {describe, expect, test} from 'vitest'
import {plainLine, showProgress} from '../../../pipeline/operator/progress.ts'

const progress = {total: 100, done: 25, reused: 5, reports: 24, skipped: 1, faults: 0}

describe('progress without a terminal', () => {
  test('a line says counts, rate and time left', () => {
    expect(plainLine(progress, 5000)).toBe(
      '已处理 25/100 个文件，报告 24 份，未转换 1 处，每秒 5.0 个，剩余约 15 秒',
    )
  })

  test('before anything is done no rate is made up', () => {
    expect(plainLine({...progress, done: 0, reports: 0, skipped: 0}, 0)).toBe(
      '已处理 0/100 个文件，报告 0 份，未转换 0 处，每秒 0.0 个，剩余时间未知',
    )
  })

  test('a line every five seconds, not one a file', () => {
    let now = 0
    const lines: string[] = []
    const stream = {isTTY: false, write: (line: string) => lines.push(line)} as unknown as NodeJS.WriteStream
    const view = showProgress(stream, () => now)
    for (let done = 1; done <= 12; done++) {
      now += 1000
      view.update({...progress, done})
    }
    view.stop()
    expect(lines.map(line => line.split(' ')[1])).toEqual(['5/100', '10/100'])
  })
})

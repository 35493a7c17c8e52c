import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {readConfig} from '../../../pipeline/commands/command.ts'
import {ConfigError} from '../../../pipeline/config.ts'

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'nianbao-config-')), 'config')
  cpSync(join(import.meta.dirname, '../../../config'), folder, {recursive: true})
})
afterEach(() => rmSync(join(folder, '..'), {recursive: true}))

/** What is said of the configuration as it lies in the folder, a line a problem. */
function said(): string[] {
  try {
    readConfig(folder)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
}

/** What is said with a text in one file replaced where it stands first. */
function saidWith(file: string, from: string, to: string): string[] {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
  writeFileSync(path, text.replace(from, to))
  return said()
}

function write(file: string, content: string | Uint8Array): string[] {
  writeFileSync(join(folder, file), content)
  return said()
}

describe('a configuration', () => {
  test('as it stands has no problem', () => {
    expect(said()).toEqual([])
  })
  test('names no rule that is not there', () => {
    expect(saidWith('rollups/methods.yaml', '[M04, X09]', '[M04, X19]')).toEqual([
      'rollups/methods.yaml: gates.1.rules.1: rules.yaml 里没有规则 X19',
    ])
  })
  test('has deadlines that are days', () => {
    expect(saidWith('deadlines.yaml', 'department: 01-31', 'department: 13-31')).toEqual([
      'deadlines.yaml: 第 7 行 0.department: 无效字符串：必须满足正则表达式 /^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$/，现在是 "13-31"',
    ])
  })
})

describe('a slip of the pen', () => {
  const unknown = (key: string) => `没有哪种格式有键 ${key}；请核对拼写，所属格式已经去掉的，请一并删去`
  test.each([
    [
      'rules.yaml',
      'right: [requests.received]',
      'right: [requests.recieved]',
      'A13.sum.0.right.0',
      'requests.recieved',
    ],
    [
      'rules.yaml',
      '["previous:applications.carriedOut.total"]',
      '["previous:applications.caried.total"]',
      'X01.link.right.0',
      'previous:applications.caried.total',
    ],
    [
      'rules.yaml',
      '["disclosure.*.inForce"]',
      '["disclosure.*.inForc"]',
      'P01.assessable.keys.0',
      'disclosure.*.inForc',
    ],
    [
      'rules.yaml',
      'keys: [applications.%, disputes.%]',
      'keys: [aplications.%, disputes.%]',
      'H01.thresholds.keys.0',
      'aplications.%',
    ],
    [
      'rules.yaml',
      'applications.carriedIn=applications.received',
      'applications.carriedIn=applications.recieved',
      'A14.thresholds.doubled.1',
      'applications.carriedIn=applications.recieved',
    ],
    [
      'rollups/fields.yaml',
      'keys: [applications.outcomes.other.sum.*]',
      'keys: [applications.outcomes.otter.sum.*]',
      'fields.3.keys.0',
      'applications.outcomes.otter.sum.*',
    ],
    [
      'indicators.yaml',
      'numerator: [applications.outcomes.denied.sum.total]',
      'numerator: [applications.outcomes.denied.som.total]',
      'indicators.3.numerator.0',
      'applications.outcomes.denied.som.total',
    ],
    [
      'summary.yaml',
      'row: applications.outcomes.partiallyGranted',
      'row: applications.outcomes.partialyGranted',
      'outcomes.1.row',
      'applications.outcomes.partialyGranted',
    ],
  ])('in a key of %s: %s', (file, from, to, path, key) => {
    expect(saidWith(file, from, to)).toEqual([expect.stringMatching(new RegExp(`^${file}: 第 \\d+ 行 `))])
    expect(said()[0]).toContain(`${path}: ${unknown(key)}`)
  })
  test('in a variable of a rule', () => {
    expect(
      saidWith(
        'rules.yaml',
        '"previous:applications.carriedOut.{column}"',
        '"previous:applications.carriedOut.{colum}"',
      )[0],
    ).toContain('X02.link: 第一个键里没有 {colum}')
  })
  test('in a rule that no format asks for is passed over', () => {
    const path = join(folder, 'formats/2014.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace(' A13,', ''))
    expect(saidWith('rules.yaml', 'right: [requests.received]', 'right: [requests.recieved]')).toEqual([])
  })
  test.each(['2027.yml', '2027.YAML', '2027.yaml.txt'])('in the name of a format, %s', name => {
    expect(write(`formats/${name}`, "id: '2027'")).toEqual([
      `formats/${name}: (整个文件): 文件名要以 .yaml 结尾，否则不会读取；请改名`,
    ])
  })
  test('in a name: which names there are', () => {
    expect(saidWith('run.yaml', 'seconds:', 'secconds:')).toEqual([
      'run.yaml: 第 3 行 document.seconds: 缺少这一项，要写数字',
      'run.yaml: 第 4 行 document: 没有 secconds 这样的名称；可用的有 seconds、memoryMiB',
    ])
  })
  test('in a value of a list of words: which words there are', () => {
    expect(saidWith('rules.yaml', 'severity: warning', 'severity: warnung')).toEqual([
      'rules.yaml: 第 12 行 L01.severity: 只能是 error、warning、info，现在是 "warnung"',
    ])
  })
  test('in a value of another kind', () => {
    expect(saidWith('run.yaml', 'seconds: 60', 'seconds: sixty')).toEqual([
      'run.yaml: 第 4 行 document.seconds: 要写数字，现在是 "sixty"',
    ])
  })
  test('where two kinds are allowed: both are named', () => {
    expect(saidWith('rules.yaml', 'message: ', 'message: 5 #')).toEqual([
      'rules.yaml: 第 16 行 L01.message: 要写文字（数字要加引号），现在是 5；或者：要写若干“名称: 值”，现在是 5',
    ])
  })
  test('in the indentation: the line, and nothing of what follows from it', () => {
    expect(saidWith('rules.yaml', '  name: 压缩包成员被拒', '\tname: 压缩包成员被拒')).toEqual([
      'rules.yaml: 第 10 行: 不是正确的 YAML，请检查这一行和上一行的缩进、引号、冒号后的空格（Tabs are not allowed as indentation）',
    ])
  })
  test('in a reference: what is missing, and where', () => {
    expect(write('run.yaml', 'document: {seconds: *most, memoryMiB: 100}\n')).toEqual([
      'run.yaml: 第 1 行: *most 之前没有 &most；带 & 的一项要写在引用它的 * 之前，且不能删去',
    ])
    expect(write('run.yaml', 'document: {<<: 3}\n')).toEqual([
      'run.yaml: (整个文件): 引用（&、*、<<）用得不对（Merge sources must be maps or map aliases）',
    ])
  })
  test('in a format that says only what changed: the path without a line, which would be one of another file', () => {
    const text =
      "id: '2030'\nextends: '2021'\nname: 新格式\nfrom: 2030\nsections:\n  - key: overview\n    word: x\n"
    expect(write('formats/2030.yaml', text)).toEqual([
      'formats/2030.yaml: sections.0: 没有 word 这样的名称；可用的有 key、number、title、aliases、keywords',
    ])
  })
})

describe('a file', () => {
  test('that is missing is named', () => {
    rmSync(join(folder, 'map.yaml'))
    expect(said()).toEqual(['map.yaml: (整个文件): 缺少这个文件'])
  })
  test('that is empty is named', () => {
    expect(write('map.yaml', '')).toEqual(['map.yaml: (整个文件): 要写若干“名称: 值”，现在是 空的'])
  })
  test('saved in another encoding is refused: its labels would be ruins', () => {
    const gbk = Buffer.from('232cb1ed', 'hex')
    expect(
      write('formats/2021.yaml', Buffer.concat([gbk, readFileSync(join(folder, 'formats/2021.yaml'))]))[0],
    ).toBe('formats/2021.yaml: (整个文件): 不是 UTF-8 编码；请用编辑器的“另存为”选 UTF-8 保存')
  })
})

import {z} from 'zod'

/** What zod hands to what words an issue: the value, and the schema that refused it. */
type Raw = Parameters<z.core.$ZodErrorMap>[0]

/** What a kind of value is called by people who write YAML. */
const KINDS: Record<string, string> = {
  string: '文字（数字要加引号）',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '若干“名称: 值”',
  record: '若干“名称: 值”',
}

const REST = z.locales.zhCN().localeError

/** An issue of the configuration in Chinese: what is allowed, and what stands there. For `safeParse(value, {error: inChinese})`. */
export function inChinese(issue: Raw): string | undefined {
  const shown = shownOf(issue.input)
  if (issue.code === 'unrecognized_keys') {
    const shape = (issue.inst as z.ZodObject | undefined)?._zod?.def?.shape
    const allowed = shape ? `；可用的有 ${Object.keys(shape).join('、')}` : ''
    return `没有 ${issue.keys.join('、')} 这样的名称${allowed}`
  }
  if (issue.code === 'invalid_type') {
    const kind = KINDS[issue.expected] ?? issue.expected
    return issue.input === undefined ? `缺少这一项，要写${kind}` : `要写${kind}，现在是 ${shown}`
  }
  if (issue.code === 'invalid_value') return `只能是 ${issue.values.map(String).join('、')}，现在是 ${shown}`
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.map(branch => branch.map(({path, message}) => at(path, message)).join('，'))
    return branches.length > 0 ? [...new Set(branches)].join('；或者：') : `没有这种写法：${shown}`
  }
  const said = REST(issue)
  const message = typeof said === 'string' ? said : said?.message
  return message && `${message}，现在是 ${shown}`
}

function at(path: readonly PropertyKey[], message: string): string {
  return path.length > 0 ? `${path.join('.')} ${message}` : message
}

/** A value as it may be shown in a line. */
function shownOf(input: unknown): string {
  if (input === null) return '空的'
  if (Array.isArray(input)) return `一个列表（${input.length} 项）`
  if (typeof input === 'object') return '若干“名称: 值”'
  return JSON.stringify(input) ?? '空的'
}

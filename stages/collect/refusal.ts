import {type Finding, makeFinding, type Rules, type Skipped} from '../../pipeline/model/finding.ts'
import type {NameFault} from './names.ts'

/** Why a member of an archive is not read. */
export type Refusal =
  | NameFault
  | 'special'
  | 'duplicate'
  | 'deep'
  | 'tooLarge'
  | 'damaged'
  | 'password'
  | 'method'

const REASONS: Record<Refusal, {reason: Skipped['reason']; what: string; detail: string}> = {
  outside: {
    reason: 'archive',
    what: '路径指向压缩包之外（含“..”、绝对路径或盘符）',
    detail: '成员路径指向压缩包之外（含“..”、绝对路径或盘符），为安全起见未读取。',
  },
  controls: {reason: 'archive', what: '名称含控制字符', detail: '成员名称含控制字符，未读取。'},
  nameless: {reason: 'archive', what: '没有可用的名称', detail: '成员没有名称或名称过长，未读取。'},
  special: {
    reason: 'archive',
    what: '链接、设备等特殊文件',
    detail: '成员是链接、设备或其他特殊文件，未读取。',
  },
  duplicate: {
    reason: 'archive',
    what: '与前面的成员重名',
    detail: '与同一压缩包内前面的成员重名，只读了前一个；请核实两者内容。',
  },
  deep: {reason: 'archive', what: '压缩包嵌套过深', detail: '压缩包嵌套层数超过上限，未展开；请先解压。'},
  tooLarge: {
    reason: 'tooLarge',
    what: '解压后超过大小、压缩比或数量上限',
    detail: '解压后超过大小、压缩比或数量上限（config/collect.yaml），未读取。',
  },
  password: {reason: 'encrypted', what: '已加密', detail: '压缩包里的这个文件已加密；请解密后再转换。'},
  method: {reason: 'unsupported', what: '压缩方法不支持', detail: '压缩方法不支持；请先解压再转换。'},
  damaged: {
    reason: 'unreadable',
    what: '数据已损坏或不完整',
    detail: '数据已损坏或不完整，未读取；请重新取得压缩包。',
  },
}

/** Names given in a finding; the whole list is in skipped.jsonl. */
const NAMED = 3
const LONGEST = 60

/** The skip of one refused member. */
export function skipOf(file: string, kind: Refusal): Skipped {
  const {reason, detail} = REASONS[kind]
  return {file, reason, detail}
}

/** One finding a kind of refusal: how many members, and the first names. Damage is lost input (L02), else L01. */
export function refusalFindings(rules: Rules, refused: Map<Refusal, string[]>): Finding[] {
  return [...refused].map(([kind, names]) => {
    const first = names
      .slice(0, NAMED)
      .map(name => (name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name))
    const what = `${REASONS[kind].what}，${names.length} 个（${first.join('、')}${names.length > NAMED ? ' 等' : ''}）`
    return makeFinding(rules, kind === 'damaged' ? 'L02' : 'L01', {values: {what}})
  })
}

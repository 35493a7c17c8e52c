import type {FindingDetails, Severity} from '../../../pipeline/model/finding.ts'
import {framedFigures, isFigureAlone} from './boxes.ts'
import type {Line} from './line.ts'

/**
 * What a reader of Word's formats met that is not in the tree, gathered so that one finding speaks for all places of one
 * kind. The first place is the finding's, up to RELATED further ones are named with it.
 */
export interface Notes {
  deleted(offset: number, text: string): void
  hidden(offset: number, text: string): void
  /** A line drawn through text by hand: a correction, as in a web page. */
  struck(offset: number, text: string): void
  brokenField(offset: number): void
  field(instruction: string, offset: number, line: Line): void
  symbol(code: number): string
  exhausted(offset: number): void
  comments(): void
  nestedShape(): void
  /** A text box that holds a figure alone. */
  boxed(what: string, offset: number): void
  /** A paragraph in a frame outside tables: one that holds a figure alone is told. */
  framed(text: string, offset: number): void
  unnumbered(count: number): void
  unknownNumbers(formats: Set<number>): void
  object(name: string, offset: number): void
  report(report: (rule: string, details: FindingDetails) => void): void
}

interface Gathered {
  rule: string
  severity?: Severity
  what(count: number): string
  offsets: number[]
  count: number
}

const RELATED = 20
/** Texts quoted in a finding. */
const SAMPLES = 4
/** Kinds of objects named one by one. */
const MAX_KINDS = 50

/** Remarks of a document, none gathered; those of one kind are told as one finding. */
export function createNotes(): Notes {
  const gathered = new Map<string, Gathered>()
  const add = (
    rule: string,
    key: string,
    what: (count: number) => string,
    offset?: number,
    severity?: Severity,
  ) => {
    let item = gathered.get(rule + key)
    if (!item) {
      item = {rule, what, offsets: [], count: 0, ...(severity ? {severity} : {})}
      gathered.set(rule + key, item)
    }
    item.count++
    if (offset !== undefined && item.offsets.length <= RELATED) item.offsets.push(offset)
  }
  const deleted: string[] = []
  const hidden: string[] = []
  const struck: string[] = []
  const framed: string[] = []
  const object = (name: string, offset: number) => {
    const shown = gathered.size < MAX_KINDS ? name.slice(0, 40) : '其他'
    add('R05', shown, count => `${count}个嵌入对象（${shown}）的内容未读取`, offset)
  }
  return {
    object,
    deleted(offset, text) {
      add('R07', 'deleted', count => `修订中删除的文字${quote(deleted)}等${count}处`, offset)
      sample(deleted, text)
    },
    hidden(offset, text) {
      add('R07', 'hidden', count => `设为隐藏的文字${quote(hidden)}等${count}处`, offset)
      sample(hidden, text)
    },
    struck(offset, text) {
      add('R07', 'struck', count => `用删除线划去的文字${quote(struck)}等${count}处`, offset, 'warning')
      sample(struck, text)
    },
    brokenField: offset =>
      add('R04', 'field', count => `${count}处域代码没有结束，按文字读取`, offset, 'warning'),
    exhausted: offset => add('R08', 'pieces', () => '文字索引指向的字数远超文件大小，其后未读', offset),
    comments: () => add('R07', 'comments', () => '批注未读入'),
    boxed: (what, offset) => add('R04', what, () => what, offset, 'warning'),
    framed(text, offset) {
      if (!isFigureAlone(text)) return
      add('R04', 'framed', () => framedFigures(framed), offset, 'warning')
      framed.push(text)
    },
    nestedShape: () => add('R04', 'nested', count => `文本框内的${count}个图形未读取`, undefined, 'warning'),
    unnumbered: count =>
      add('R04', 'unnumbered', () => `${count}个段落的自动编号没有写在文件里，未还原`, undefined, 'warning'),
    unknownNumbers(formats) {
      for (const format of formats)
        add(
          'R04',
          `number${format}`,
          () => `自动编号格式${format}无法还原，按阿拉伯数字读取`,
          undefined,
          'warning',
        )
    },
    field(instruction, offset, line) {
      const [, name = '', rest = ''] = /^\s*(\S+)\s*(.*)$/s.exec(instruction) ?? []
      const code = name.toUpperCase()
      if (code === 'EMBED' || code === 'LINK' || code === 'CONTROL') object(rest.split(/\s/)[0] ?? '', offset)
      else if (code === 'EQ') {
        const circled = /^\\o\s*(?:\\a[clr]\s*)?\(\s*[○〇□△◇]\s*[,，]\s*(.+)\)$/.exec(rest.trim())
        if (circled) line.add(enclosed(circled[1]!.trim()))
        else add('R04', 'equation', count => `${count}处公式域（EQ）无法还原为文字`, offset)
      } else if (code === 'FORMDROPDOWN')
        add('R04', 'dropdown', count => `${count}处下拉选项的取值未读取`, offset)
    },
    symbol(code) {
      if (code < 0xe000 || code > 0xf8ff) return String.fromCharCode(code)
      add('R06', 'symbol', count => `${count}处符号字体的字符没有对应的文字`, undefined, 'warning')
      return '\ufffd'
    },
    report(report) {
      for (const {rule, what, offsets, count, severity} of gathered.values()) {
        const [first, ...related] = offsets.map(offset => ({offset}))
        report(rule, {
          values: {what: what(count)},
          ...(severity ? {severity} : {}),
          ...(first ? {place: first, related} : {}),
        })
      }
    },
  }
}

/** Keeps the first few texts, shortened. */
function sample(samples: string[], text: string) {
  if (samples.length < SAMPLES) samples.push(text.trim().slice(0, 20))
}

function quote(samples: string[]): string {
  return samples.map(text => `“${text}”`).join('、')
}

/** ①-⑳ where there is such a character, else the text in parentheses. */
function enclosed(text: string): string {
  const n = Number(text)
  return Number.isInteger(n) && n >= 1 && n <= 20 ? String.fromCharCode(0x2460 + n - 1) : `(${text})`
}

import {textOf} from '../../../../pipeline/model/ast.ts'
import type {Place} from '../../../../pipeline/model/place.ts'
import type {ReadContext} from '../../reader.ts'
import {isFigureAlone} from '../../word/boxes.ts'
import type {CellDraft} from './table.ts'

/** Why text of the file is not in the tree. */
export type Reason =
  | 'deleted'
  | 'struck'
  | 'hidden'
  | 'covered'
  | 'placeholder'
  | 'noteMark'
  | 'footnote'
  | 'comment'

const CLAUSES: Record<Reason, string> = {
  deleted: '修订中已删除的内容',
  struck: '用删除线划去的文字',
  hidden: '设为隐藏的文字',
  covered: '被合并单元格遮盖的内容',
  placeholder: '内容控件的占位文字',
  noteMark: '数字旁的注释标记',
  footnote: '正文中已无引用的脚注',
  comment: '批注',
}

/** What a person may have meant to be seen: these deserve a look. */
const DOUBTFUL: ReadonlySet<Reason> = new Set(['struck', 'covered', 'placeholder'])

/** Where text was left out. */
interface Spot {
  part: string
  cell: CellDraft | null
  /** The paragraph, and how much of it was seen before: text left out at one spot belongs together. */
  paragraph?: {text: string} | null
}

interface Entry {
  text: string
  spot: Spot
  seen: number
}

/** Collects what is left out, so that one finding a reason tells of it once the places are known. */
export interface LeftOut {
  /** Text without a digit cannot be a figure and is not told. */
  add(reason: Reason, text: string, spot: Spot): void
  /** Gives figures back to the cells that show them as placeholders. */
  restore(): void
  report(context: ReadContext): void
}

const MOST_EXAMPLES = 5
const MOST_PLACES = 50

/** What is left out of a document, nothing yet. */
export function collectLeftOut(): LeftOut {
  const entries = new Map<Reason, Entry[]>()
  return {
    add(reason, text, spot) {
      const list = entries.get(reason) ?? []
      if (list.length === 0) entries.set(reason, list)
      const seen = spot.paragraph?.text.length ?? 0
      const last = list.at(-1)
      // Runs come one by one: 1 and 2 left out side by side are 12.
      if (last && spot.paragraph && last.spot.paragraph === spot.paragraph && last.seen === seen)
        last.text += text
      else list.push({text, spot, seen})
    },
    restore() {
      const placeholders = entries.get('placeholder') ?? []
      entries.set(
        'placeholder',
        placeholders.filter(entry => !restored(entry)),
      )
    },
    report(context) {
      for (const [reason, all] of entries) {
        const list = all.filter(({text}) => reason === 'noteMark' || /\p{N}/u.test(text))
        if (list.length === 0) continue
        const examples = list.slice(0, MOST_EXAMPLES).map(({text}) => `“${shorten(text)}”`)
        const what = `${CLAUSES[reason]}${examples.join('、')}${list.length > 1 ? `等 ${list.length} 处` : ''}`
        const [place, ...related] = list.slice(0, MOST_PLACES).map(({spot}) => placeOf(spot))
        const severity = DOUBTFUL.has(reason) ? 'warning' : 'info'
        context.report('R07', {values: {what}, severity, place, related})
      }
    },
  }
}

/**
 * A program that fills in a form may leave the mark on a control that it shows its placeholder: the figure is seen, if paler than
 * others. @returns whether the entry was one
 */
function restored({text, spot}: Entry): boolean {
  const cell = spot.cell?.cell
  if (!cell || cell.children !== spot.cell?.children || !isFigureAlone(text) || textOf(cell).trim() !== '')
    return false
  cell.children.push({type: 'paragraph', value: text.trim()})
  const doubt = `内容控件里的“${text.trim()}”标为占位文字，是否为填写的数字不能确定，按显示的读取`
  cell.data = {...cell.data, doubt: cell.data?.doubt ?? doubt}
  return true
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 40 ? `${line.slice(0, 40)}…` : line
}

function placeOf({part, cell}: Spot): Place {
  return cell?.cell?.place ?? {part}
}

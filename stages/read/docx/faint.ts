import type {ParagraphDraft} from './paragraph.ts'
import type {RunProperties} from './properties.ts'
import type {Styles} from './styles.ts'
import type {CellDraft} from './table.ts'

/** Whether digits of a cell are set in a way that leaves nothing to be seen, and in which: a Chinese clause, or null. */
export function faintDigits(
  text: string,
  run: RunProperties,
  paragraph: ParagraphDraft,
  cell: CellDraft,
  styles: Styles,
): string | null {
  if (!/\p{N}/u.test(text)) return null
  const character = styles.character(run.style)?.run
  const own = paragraph.style?.run
  const {defaults} = styles
  if (run.tiny ?? character?.tiny ?? own?.tiny ?? defaults.tiny)
    return `单元格中的“${text.trim()}”字号小到无法辨认，按文件中的文字读取`
  const white = run.white ?? character?.white ?? own?.white ?? defaults.white
  const ground =
    (run.ground ?? character?.ground) ||
    (paragraph.properties.ground ?? paragraph.style?.paragraph.ground) ||
    cell.ground
  return white && !ground ? `单元格中的“${text.trim()}”是白色的文字，可能不显示，按文件中的文字读取` : null
}

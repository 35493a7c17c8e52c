import {type Block, textOf} from '../../../pipeline/model/ast.ts'
import {visible} from '../../../pipeline/model/text.ts'

/** A figure with its unit, and nothing else; numbers of pages (- 3 -, 第3页) are none. */
const FIGURE = /^[+\-−]?[\d０-９][\d０-９,，.．\s]*(?:件|条|项|个|次|份|起|宗|人次?|元|万元|亿元)?$/

/** Whether a text is a figure, with its unit or without, and nothing else. */
export function isFigureAlone(text: string): boolean {
  return FIGURE.test(visible(text).trim())
}

/**
 * A text box that holds a figure and nothing else: laid over a cell to correct it, it stands for what the cell shows, and no file
 * says which cell that is. A Chinese clause, or null for any other box.
 */
export function boxedFigure(blocks: readonly Block[]): string | null {
  const text = visible(blocks.map(textOf).join('\n')).trim()
  if (blocks.some(({type}) => type !== 'paragraph') || !FIGURE.test(text)) return null
  return `文本框里只有数字“${text}”，可能盖在表格的某一格上，该格另有数字时以哪一个为准不能确定`
}

/**
 * What is said of frames that hold these figures and nothing else: frames are read in the order of the file, which need not be that
 * of the page, so what a figure stands beside is not known. A Chinese clause.
 */
export function framedFigures(texts: readonly string[]): string {
  const figures = texts.map(text => `“${visible(text).trim()}”`).join('、')
  return `图文框里只有数字${figures}，图文框按文件中的先后读取，与页面上的位置可能不同，它属于哪一格不能确定`
}

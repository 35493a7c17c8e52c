import type {Block, Root} from '../../../pipeline/model/ast.ts'
import {type ReadContext, UnreadableError} from '../reader.ts'
import {moved} from './moved.ts'
import type {Piece} from './pieces.ts'

type ReadHtml = (text: string, encoding: string, context: ReadContext) => Root

/**
 * The blocks of each run of markup. They are read as one page, each run on its own lines of the file, so that the numbers and lines
 * which findings name are those of the file. Where a run swallows those behind it (a comment or a text field without an end),
 * each is read by itself instead: none may take another's tables away.
 */
export function markupBlocks(pieces: Piece[], context: ReadContext, readHtml: ReadHtml): Block[][] {
  if (pieces.length === 0) return []
  const mark = markFor(pieces)
  let page = ''
  let line = 0
  for (const piece of pieces) {
    page += `${'\n'.repeat(piece.line - line)}<p>${mark}</p>${piece.content}`
    line = piece.line + newlinesIn(piece.content)
  }
  const said: (() => void)[] = []
  const runs = runsOf(readHtml(page, 'utf-8', withheld(context, said)).children, mark)
  if (runs.length !== pieces.length) return pieces.map(apart(context, readHtml))
  for (const say of said) say()
  return runs
}

/** A text that no run holds, to separate them: a paragraph of its own before each, which keeps their tables apart, too. */
function markFor(pieces: Piece[]): string {
  for (let i = 0; ; i++) {
    const mark = `\u27e8${i}\u27e9`
    if (!pieces.some(({content}) => content.includes(mark))) return mark
  }
}

/** A context whose reports wait until they are known to be of use. */
function withheld(context: ReadContext, said: (() => void)[]): ReadContext {
  const waiting: ReadContext = {
    ...context,
    report: (rule, details) => void said.push(() => context.report(rule, details)),
  }
  if (context.picture)
    waiting.picture = (node, picture) => void said.push(() => context.picture?.(node, picture))
  return waiting
}

/** The blocks behind each mark. */
function runsOf(blocks: Block[], mark: string): Block[][] {
  const runs: Block[][] = []
  for (const block of blocks) {
    if (block.type === 'paragraph' && block.value === mark) runs.push([])
    else runs.at(-1)?.push(block)
  }
  return runs
}

/** Reads run after run by itself, its tables numbered behind those of the runs before it. */
function apart(context: ReadContext, readHtml: ReadHtml): (piece: Piece) => Block[] {
  let tables = 0
  return ({content, line}) => {
    try {
      const {children} = readHtml('\n'.repeat(line) + content, 'utf-8', context)
      return children.map(block => moved(block, 0, block.type === 'table' ? ++tables : tables))
    } catch (error) {
      if (error instanceof UnreadableError && error.reason === 'empty') return []
      throw error
    }
  }
}

function newlinesIn(text: string): number {
  return text.split('\n').length - 1
}

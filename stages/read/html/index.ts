import type {Block, Root} from '../../../pipeline/model/ast.ts'
import {decode} from '../decode.ts'
import {type ReadContext, type Reader, UnreadableError} from '../reader.ts'
import {carriedIn, figuresShown, showsFigures} from './carried.ts'
import {isRedirect, isVoid} from './empty.ts'
import {newLeftOut, reportLeftOut} from './hidden.ts'
import {factsOf, type PageFacts} from './meta.ts'
import {repair} from './parse/repair.ts'
import {parsePage, type Root as Tree} from './parse/tree.ts'
import type {Walked} from './scope.ts'
import {isHtml} from './sniff.ts'
import {withRowTablesJoined} from './tables/rowTables.ts'
import {walk} from './walk.ts'
import {withWritten} from './written.ts'

/**
 * Web pages, fragments of them, and what Word and Excel save as "web page". Reads what a person sees with style sheets
 * of the page itself applied: hidden and struck-out content is left out and said so (R07).
 */
export const html: Reader = {
  id: 'html',
  version: '24',
  sniff: head => isHtml(head),
  extensions: ['html', 'htm', 'shtml', 'xhtml', 'jhtml', 'jsp', 'asp', 'aspx', 'php', 'wml'],
  read(bytes, context) {
    const {text, encoding, doubts} = decode(bytes)
    for (const what of doubts) context.report('R02', {values: {what}})
    return readHtml(text, encoding, context)
  },
}

/**
 * The tree of decoded HTML; also for HTML inside another container.
 * @throws UnreadableError when there is nothing to read (frameset, redirect, empty page) or too much.
 */
export function readHtml(text: string, encoding: string, context: ReadContext): Root {
  const tree = parse(text, context)
  const facts = factsOf(tree)
  const walked = walk(tree, facts, context)
  const carried = showsFigures(walked.blocks) ? [] : readCarried(tree, context)
  reportWalked(carried.length > 0 ? {...walked, hidden: newLeftOut()} : walked, context)
  walked.blocks.push(...carried)
  const blocks = withRowTablesJoined(walked.blocks)
  const nothing = isVoid(blocks)
  if (nothing || (facts.redirects && isRedirect(blocks))) {
    throw new UnreadableError('empty', whyEmpty(facts, nothing && walked.hidden.places > 0))
  }
  const root: Root = {
    type: 'root',
    children: blocks,
    data: {reader: 'html', metadata: facts.metadata, encoding},
  }
  if (facts.title !== undefined) root.data.title = facts.title
  return root
}

function parse(text: string, context: ReadContext): Tree {
  const written = withWritten(text)
  if (written.scripts > 0) {
    const what = `网页有 ${written.scripts} 处表格由脚本写出，已按脚本所在的位置读取`
    context.report('R11', {values: {what}})
  }
  const repaired = repair(written.text)
  if (repaired.tags > context.limits.maxNodes) {
    const detail = `网页超过 ${context.limits.maxNodes} 个标签，没有读取；请拆分后再处理。`
    throw new UnreadableError('tooLarge', detail)
  }
  reportRepairs(repaired, context)
  return parsePage(repaired.text)
}

/** What a script or a frame of the page would show, where the page shows no figures by itself. */
function readCarried(tree: Tree, context: ReadContext): Block[] {
  const carried = carriedIn(tree)
  const [first] = carried
  if (!first) return []
  const pieces = carried.map(({content}) => {
    const inner = typeof content === 'string' ? parse(content, context) : content
    return walk(inner, factsOf(inner), context)
  })
  const all = pieces.flatMap(({blocks}) => blocks)
  if (!first.article && !showsFigures(all)) return []
  const told = new Set<string>()
  const blocks: Block[] = []
  for (const walked of pieces) {
    // A piece without figures, or with those of one before, is a tool of the page or a copy.
    const figures = figuresShown(walked.blocks).join(' ')
    if (pieces.length > 1 && (figures === '' || told.has(figures))) continue
    told.add(figures)
    reportWalked(walked, context)
    blocks.push(...walked.blocks)
  }
  const what = `网页的可见部分没有表格，正文由脚本或框架另行显示，已从网页所带的${first.where}中读取`
  context.report('R11', {values: {what}})
  return blocks
}

function whyEmpty({frameset, redirects}: PageFacts, hidden: boolean): string {
  if (frameset) return '网页只有框架（frameset），正文在别的文件里；请收集框架所指的网页。'
  if (redirects) return '网页只会跳转到别的地址，没有正文；请收集跳转后的网页。'
  if (hidden) return '网页的内容全部设为隐藏，没有可见的正文；请在浏览器里打开后另存。'
  return '网页没有正文：内容为空，或要由脚本另行载入；请在浏览器里打开后另存。'
}

function reportRepairs({tooDeep, orphanRows}: ReturnType<typeof repair>, context: ReadContext): void {
  if (orphanRows > 0) {
    context.report('R03', {values: {what: `有 ${orphanRows} 处表格行写在表格之外，已就地还原为表格`}})
  }
  if (tooDeep > 0) {
    context.report('R08', {values: {what: `网页标签嵌套过深，有 ${tooDeep} 个标签没有处理，其文字并入上层`}})
  }
}

function reportWalked(walked: Walked, context: ReadContext): void {
  const {limits} = context
  const shown = figuresShown(walked.blocks)
  reportLeftOut(walked.hidden, 'hidden', shown, context)
  reportLeftOut(walked.deleted, 'deleted', shown, context)
  if (walked.flattened) {
    const what = `标签嵌套超过 ${limits.maxDepth} 层，更深处的表格按段落读取，格子之间的对应关系已失`
    context.report('R08', {values: {what}})
  }
  if (walked.turned > 0) {
    const what = `网页分几页（栏）轮流显示，未显示的 ${walked.turned} 页已一并读取`
    context.report('R11', {values: {what}})
  }
  if (walked.frames.length > 0) {
    const some = walked.frames.slice(0, 3).join('、')
    const what = `网页内嵌了 ${walked.frames.length} 个别的网页，没有读取，如 ${some}`
    context.report('R05', {values: {what}, severity: 'info'})
  }
  if (walked.drawings > 0) {
    context.report('R05', {values: {what: `网页有 ${walked.drawings} 幅含数字的矢量图，图中文字没有读取`}})
  }
}

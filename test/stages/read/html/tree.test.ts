import fc from 'fast-check'
import rehypeParse from 'rehype-parse'
import {unified} from 'unified'
import {expect, test} from 'vitest'
import {type Node, parsePage, type Root} from '../../../../stages/read/html/parse/tree.ts'

const reference = unified().use(rehypeParse).freeze()

/** The parts of a tree that both parsers have: names, texts, where they begin, and the content of templates. */
function outline(nodes: readonly unknown[]): unknown[] {
  return (nodes as (Node & {position?: {start: {line: number}}; content?: Root})[]).flatMap(
    (node): unknown[] => {
      const line = 'line' in node ? node.line : node.position?.start.line
      if (node.type === 'text') return [{text: node.value, line}]
      if (node.type !== 'element') return []
      const content = node.content ? {content: outline(node.content.children)} : {}
      return [{name: node.tagName, line, children: outline(node.children), ...content}]
    },
  )
}

const tag = fc.constantFrom(
  ...'html head body title p div span b i font a table thead tbody tr td th caption col colgroup ul li h1 br hr img'.split(
    ' ',
  ),
  ...'select option input button form template svg path foreignObject math mi script style noscript frameset nobr'.split(
    ' ',
  ),
)
const piece = fc.oneof(
  {weight: 4, arbitrary: tag.map(name => `<${name}>`)},
  {weight: 3, arbitrary: tag.map(name => `</${name}>`)},
  {weight: 2, arbitrary: tag.map(name => `<${name}\nclass="a" rowspan=2 hidden CLASS=b xlink:href="x">`)},
  {weight: 3, arbitrary: fc.constantFrom('12', '收到申请', ' ', '\n', '&nbsp;', '&lt;', '\0', 'a<b')},
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<!--3-->',
      '<!doctype html>',
      '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">',
      '<![CDATA[4]]>',
      '<?xml?>',
    ),
  },
)

test('any page gives the tree that rehype-parse gives', () => {
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 60}), pieces => {
      const page = pieces.join('')
      expect(outline(parsePage(page).children)).toEqual(outline(reference.parse(page).children))
    }),
    {numRuns: 3000},
  )
})

test('attributes are kept as written, the first of a name, and added to from a second body', () => {
  const [page] = parsePage(
    '<body class="a b" ID=x><p>1</p><body id=y hidden><svg xlink:href="z" viewbox=1>',
  ).children
  const body = (page as Extract<Node, {type: 'element'}>).children[1] as Extract<Node, {type: 'element'}>
  expect(body.attributes).toEqual({class: 'a b', id: 'x', hidden: ''})
  const svg = body.children[1] as Extract<Node, {type: 'element'}>
  expect(svg.attributes).toEqual({'xlink:href': 'z', viewBox: '1'})
})

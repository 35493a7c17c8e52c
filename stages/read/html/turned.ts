import {fold} from '../../../pipeline/model/text.ts'
import {newLeftOut, textLeftOut} from './hidden.ts'
import type {Element, Node} from './parse/tree.ts'
import {isGone, type StyleOf} from './style/style.ts'

/** Fewest characters of a part of the article; less is a hint or a menu. */
const LEAST = 60
/** Shorter texts are said anywhere. */
const TELLING = 6
/** Share of its texts by which a part is another version of what is shown: for telephones, for printing. */
const SAME = 0.2
/** Where the title of a part is looked for, characters. */
const OPENING = 200
const YEAR = /20\d\d(?=\s*年)/

/**
 * Parts of one article that a script shows in turn (第1页 第2页, tabs): elements of one kind (by class, or by id but for a
 * number) side by side, of which some are shown and these are not. One that says much of what the shown ones say is another
 * version of them and stays hidden, unless it opens with a year that none of them opens with: a report of another year.
 */
export function shownInTurn(siblings: Node[], styleOf: StyleOf): Set<Element> {
  const kinds = new Map<string, Element[]>()
  for (const node of siblings) {
    if (node.type !== 'element') continue
    const {class: classes = '', id = ''} = node.attributes
    const named = classes.trim().split(/\s+/)[0] || id.replace(/\d+/g, '')
    if (named === '') continue
    const kind = `${node.tagName} ${named}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), node])
  }
  const found = new Set<Element>()
  for (const kin of kinds.values()) {
    const gone = kin.filter(node => isGone(styleOf(node)))
    if (gone.length === 0 || gone.length === kin.length) continue
    const said = new Set(kin.filter(node => !gone.includes(node)).flatMap(textsOf))
    if (said.size === 0) continue
    const years = new Set(kin.filter(node => !gone.includes(node)).map(yearOf))
    for (const node of gone) {
      const texts = textsOf(node)
      const again = texts.filter(text => said.has(text)).length
      if (textLeftOut(node, newLeftOut()).length < LEAST) continue
      const year = yearOf(node)
      const another = year !== null && !years.has(null) && !years.has(year)
      if (again > texts.length * SAME && !another) continue
      found.add(node)
      for (const text of texts) said.add(text)
      years.add(year)
    }
  }
  return found
}

/** The first year an element names, that of its title. */
function yearOf(element: Element): string | null {
  return YEAR.exec(textLeftOut(element, newLeftOut()).slice(0, OPENING))?.[0] ?? null
}

/** The texts below an element that tell what it is about, without their figures. Iterative. */
function textsOf(element: Element): string[] {
  const texts: string[] = []
  const stack: Node[] = [...element.children]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'text') texts.push(fold(node.value).replace(/\d+/g, ''))
    else if (node.type === 'element') stack.push(...node.children)
  }
  return texts.filter(text => text.length >= TELLING)
}

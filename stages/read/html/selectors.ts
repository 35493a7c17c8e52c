import type {Element, Root} from './tree.ts'

/** One step of a selector: `td.a[data-old]`. */
interface Step {
  tag: string | null
  id: string | null
  classes: string[]
  attributes: string[]
}

/** A selector of several steps, or of a tag or an attribute alone; the last step is the element itself. */
export type Path = Step[]

const STEP = /^([a-z][\w-]*)?((?:[.#][\w\u0080-\uffff-]+|\[[\w-]+(?:[~|^$*]?=[^\]]*)?\])*)$/i

/** Reads a selector; null where it says more than can be told of a page that stands still. Values of attributes are not compared. */
export function pathOf(selector: string): Path | null {
  const steps: Path = []
  for (const part of selector.replace(/\s*[>+~]\s*(?![^[]*\])/g, ' ').split(/\s+/)) {
    const match = STEP.exec(part)
    if (!match || part === '') return null
    const marks = match[2]!.match(/[.#][\w\u0080-\uffff-]+|\[[^\]]*\]/g) ?? []
    steps.push({
      tag: match[1]?.toLowerCase() ?? null,
      id: marks.find(mark => mark[0] === '#')?.slice(1) ?? null,
      classes: marks.filter(mark => mark[0] === '.').map(mark => mark.slice(1)),
      attributes: marks.filter(mark => mark[0] === '[').map(mark => /[\w-]+/.exec(mark)![0].toLowerCase()),
    })
  }
  return steps
}

/** What an element at the end of a path must bear at least: an id, a class, a tag; anything may be where only attributes are named. */
export function keyOf(path: Path): string {
  const {id, classes, tag} = path.at(-1)!
  return id !== null ? `#${id}` : classes.length > 0 ? `.${classes[0]}` : (tag ?? '*')
}

/** All keys that an element has. */
export function keysOf({tagName, attributes}: Element): string[] {
  const {id, class: classes} = attributes
  const keys = ['*', tagName]
  if (id) keys.push(`#${id}`)
  if (classes) for (const name of classes.split(/\s+/)) keys.push(`.${name}`)
  return keys
}

/** Whether an element lies at the end of a path; every combinator is taken for "below". */
export function liesAt(element: Element, path: Path): boolean {
  if (!fits(element, path.at(-1)!)) return false
  let left = path.length - 2
  for (let at = above(element); at && left >= 0; at = above(at)) if (fits(at, path[left]!)) left--
  return left < 0
}

function above(element: Element): Element | null {
  const parent: Element | Root | null | undefined = element.parent
  return parent?.type === 'element' ? parent : null
}

function fits({tagName, attributes}: Element, step: Step): boolean {
  if (step.tag !== null && step.tag !== tagName) return false
  if (step.id !== null && step.id !== attributes.id) return false
  if (step.attributes.some(name => attributes[name] === undefined)) return false
  if (step.classes.length === 0) return true
  const classes = attributes.class?.split(/\s+/) ?? []
  return step.classes.every(name => classes.includes(name))
}

import type {MapConfig} from '../settings.ts'
import type {Form, Head} from '../texts/form.ts'
import {gradeOf} from '../texts/labels.ts'
import type {Printed} from '../texts/printed.ts'

/** A heading of the form's columns with those above it, and the text that was found to be it. */
interface Place {
  head: Head
  above: Place[]
  text?: Printed
}

/**
 * Headings that follow one another as they are read off a page, line by line, wherever the lines of the text break: 行政复议
 * 行政诉讼 结果维持 … 未经复议直接起诉 复议后起诉 结果维持 …. The texts above each column; null where they are not all
 * the headings of the form in that order.
 */
export function levelPaths(form: Form, texts: Printed[], config: MapConfig): Printed[][] | null {
  const places = byLevel(form.heads.map(head => ({head, above: []})))
  if (places.length !== texts.length || places.every(({above}) => above.length === 0)) return null
  for (const [i, place] of places.entries()) {
    const {letters} = texts[i]!
    if (gradeOf(letters, place.head.labels, config) === null) return null
    place.text = texts[i]!
  }
  const paths: Printed[][] = []
  const visit = (heads: Head[]): void => {
    for (const head of heads) {
      const place = places.find(one => one.head === head)!
      if (head.below.length > 0) visit(head.below)
      else paths.push([...place.above, place].map(({text}) => text!))
    }
  }
  visit(form.heads)
  return paths
}

function byLevel(level: Place[]): Place[] {
  if (level.length === 0) return []
  const below = level.flatMap(place => place.head.below.map(head => ({head, above: [...place.above, place]})))
  return [...level, ...byLevel(below)]
}

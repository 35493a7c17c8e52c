import type {Glyph} from '../layout/index.ts'
import {isDigit} from '../layout/text/text.ts'
import {childrenOf, type Element, numbers} from './element.ts'

const OTHERWISE = '文字与印出的字形对应不一，印出的可能是别的数字'

/**
 * The glyphs of a font that are drawn for the characters of a text code, where the object says so (CGTransform, 11.4): font and
 * number of the glyph, by place of the character. Runs in which several characters make up several glyphs are left out.
 */
export function glyphIdsOf(object: Element): Map<number, string> {
  const ids = new Map<number, string>()
  for (const transform of childrenOf(object, 'CGTransform')) {
    const {CodePosition, CodeCount = '1', GlyphCount = '1'} = transform.attributes
    const glyphs = numbers(childrenOf(transform, 'Glyphs')[0]?.text)
    if (CodeCount !== GlyphCount || glyphs.length !== Number(GlyphCount)) continue
    for (const [i, glyph] of glyphs.entries())
      ids.set(Number(CodePosition) + i, `${object.attributes.Font ?? ''} ${glyph}`)
  }
  return ids
}

/**
 * Marks digits of which the page shows two: one glyph drawn for two characters, or two glyphs of a font for one digit. The text is
 * then not what is printed, in one place at least.
 */
export function markOtherwise(
  raw: readonly {text: string; id?: string | undefined}[],
  glyphs: readonly Glyph[],
): void {
  const [texts, ids] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()]
  const add = (map: Map<string, Set<string>>, key: string, value: string) => {
    const known = map.get(key)
    if (known) known.add(value)
    else map.set(key, new Set([value]))
  }
  const fontOf = (id: string) => id.slice(0, id.indexOf(' '))
  for (const {text, id} of raw) {
    if (id === undefined) continue
    add(texts, id, text)
    if (isDigit(text)) add(ids, `${fontOf(id)} ${text}`, id)
  }
  for (const [i, {text, id}] of raw.entries()) {
    if (id === undefined || !isDigit(text)) continue
    if (texts.get(id)!.size > 1 || ids.get(`${fontOf(id)} ${text}`)!.size > 1) glyphs[i]!.doubt ??= OTHERWISE
  }
}

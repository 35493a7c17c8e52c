/** Longest text that labels written together make, characters. */
export const LONGEST_LABELS = 120
/** What stands between a row's label and a column's where both are written together: 规章-本年制发件数, …（自然人）. */
const JOINERS_BEFORE = /^[\s\-—–:：/／·>_,，、)）】的]+/
const JOINS_BEHIND = /[\s\-—–:：/／·>_,，、(（【的]/
const BRACKET = /[()（）【】]/
const OPENS = /^[(（【]/
const NUMBERED = /^[(（][一二三四五六七八九十\d]{1,3}[)）]/

/**
 * The labels a text is written together from, in their order: 规章-本年制发件数 is two. Null where it is anything else, or longer
 * than `LONGEST_LABELS`.
 */
export function labelsTogether(text: string, isLabel: (text: string) => boolean): string[] | null {
  // Beginnings that are tried again from another end are known: without that, time doubles with every label.
  const known = new Map<string, string[] | null>()
  function parted(text: string): string[] | null {
    const before = known.get(text)
    if (before !== undefined) return before
    const labels = part(text)
    known.set(text, labels)
    return labels
  }
  function part(text: string): string[] | null {
    if (text === '') return null
    if (isLabel(text)) return [text]
    for (let cut = 1; cut < text.length; cut++) {
      const end = trimmed(text.slice(cut))
      if (end === '' || !isLabel(end)) continue
      const start = parted(trimmed(text.slice(0, cut)))
      if (start) return [...start, end]
    }
    return null
  }
  return text.length > LONGEST_LABELS || !mayBegin(text, isLabel) ? null : parted(text)
}

/**
 * Whether the first of the labels can be found at the beginning of a text. Told before the text is parted: sentences often end
 * with a label, and then all that stands before it would be searched for others.
 */
function mayBegin(text: string, isLabel: (text: string) => boolean): boolean {
  const bare = text.replace(JOINERS_BEFORE, '')
  // A bracket is taken away or not, by what follows it.
  if (OPENS.test(bare) || isLabel(text)) return true
  for (let cut = 1; cut <= bare.length; cut++) if (isLabel(trimmed(bare.slice(0, cut)))) return true
  return false
}

function trimmed(text: string): string {
  let end = text.length
  while (end > 0 && JOINS_BEHIND.test(text[end - 1]!)) end--
  const bare = text.slice(0, end).replace(JOINERS_BEFORE, '')
  if (!BRACKET.test(bare)) return bare
  // Of （自然人） the bracket that opens was cut off, or nothing but the brackets is left to take away; （一） is a number.
  const opened = OPENS.test(bare) && !NUMBERED.test(bare) ? bare.slice(1) : bare
  return count(opened, /[)）】]/g) > count(opened, /[(（【]/g) ? opened.slice(0, -1) : opened
}

function count(text: string, mark: RegExp): number {
  return text.match(mark)?.length ?? 0
}

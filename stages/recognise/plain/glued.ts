/** What parting must know of the form. */
export interface HeadingMarks {
  /** Whether a text is a section heading. */
  isHeading(text: string): boolean
  /** The official heading a text begins with: its number, and its length with it. */
  headingAt(text: string): {number: number; length: number} | null
}

/** Where the end of a sentence is followed by 一、…: a whole page copied into one paragraph. */
const BEHIND_SENTENCE = /(?<=[。；;！!）)] ?)[一二三四五六七八]、/gu
const ANYWHERE = /[一二三四五六七八]、/gu

/** Fewest official headings, one after the other, by which a line is a page whose line breaks were lost. */
const FEWEST_HEADINGS = 3
/** Fewest characters between them: a preamble that lists the sections has none. */
const FEWEST_BETWEEN = 40

/** A line that may hold several sections, as lines: headings by themselves where a whole page lost its line breaks. */
export function partedAtHeadings(line: string, marks: HeadingMarks): string[] {
  return partedEverywhere(line, marks) ?? partedBehindSentences(line, marks)
}

/** …联系。 一、总体情况 2023年，… → two lines, where what stands up to the next space is a section heading. */
function partedBehindSentences(line: string, marks: HeadingMarks): string[] {
  if (!line.includes('、')) return [line]
  const out: string[] = []
  let from = 0
  for (const {index} of line.matchAll(BEHIND_SENTENCE)) {
    const [token] = line.slice(index).split(' ', 1)
    if (!marks.isHeading(token!)) continue
    out.push(line.slice(from, index).trim())
    from = index
  }
  return [...out, line.slice(from)]
}

/**
 * …公开报告。一、总体情况2023年，…二、主动公开政府信息情况三、…: parted before and behind every official heading, counted
 * from the last of them backwards, since a preamble may list them all before.
 */
function partedEverywhere(line: string, marks: HeadingMarks): string[] | null {
  if (line.length < FEWEST_BETWEEN * FEWEST_HEADINGS) return null
  const found = [...line.matchAll(ANYWHERE)].flatMap(({index}) => {
    const heading = marks.headingAt(line.slice(index, index + 60))
    return heading ? [{...heading, index}] : []
  })
  const chain: typeof found = []
  for (const heading of found.reverse()) if (heading.number < (chain[0]?.number ?? 9)) chain.unshift(heading)
  if (chain.length < FEWEST_HEADINGS) return null
  const between = chain
    .slice(1)
    .reduce((sum, {index}, i) => sum + index - chain[i]!.index - chain[i]!.length, 0)
  if (between < FEWEST_BETWEEN) return null
  const cuts = [0, ...chain.flatMap(({index, length}) => [index, index + length]), line.length]
  return cuts.flatMap((from, i) => {
    const text = line.slice(from, cuts[i + 1]).trim()
    return text === '' ? [] : [text]
  })
}

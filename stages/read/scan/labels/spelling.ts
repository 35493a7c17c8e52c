/** Letters and digits: marks are misread too easily to tell labels apart. */
export function spelledOf(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}

/** What a text lacks of a label, and what else differs. */
export interface Difference {
  /** Letters of the label that the text has not got. */
  missing: number
  /** Letters that are others in the text, or that it has besides. */
  others: number
  /** For each letter of the label whether something stands for it. */
  kept: boolean[]
}

/** Levenshtein distance. */
export function distance(a: string, b: string): number {
  return distances(a, b).at(-1)!.at(-1)!
}

/** How a text differs from a label, in the fewest steps. */
export function differenceOf(text: string, label: string): Difference {
  const rows = distances(text, label)
  const difference: Difference = {missing: 0, others: 0, kept: Array.from(label, () => true)}
  let [i, k] = [text.length, label.length]
  while (i > 0 || k > 0) {
    const here = rows[i]![k]!
    const same = i > 0 && k > 0 && text[i - 1] === label[k - 1]
    if (i > 0 && k > 0 && here === rows[i - 1]![k - 1]! + (same ? 0 : 1)) {
      if (!same) difference.others++
      i--
      k--
    } else if (k > 0 && here === rows[i]![k - 1]! + 1) {
      difference.missing++
      difference.kept[--k] = false
    } else {
      difference.others++
      i--
    }
  }
  return difference
}

/** Distances between all beginnings of two texts. */
function distances(a: string, b: string): number[][] {
  const rows = [Array.from({length: b.length + 1}, (_, k) => k)]
  for (let i = 1; i <= a.length; i++) {
    const row = rows[i - 1]!
    const next = [i]
    for (let k = 1; k <= b.length; k++)
      next[k] = Math.min(row[k - 1]! + (a[i - 1] === b[k - 1] ? 0 : 1), row[k]! + 1, next[k - 1]! + 1)
    rows.push(next)
  }
  return rows
}

import type {RuleCount} from '../model/corpus.ts'
import type {Answers} from '../model/finding.ts'

/** Counts answers. Memory does not grow with the number of reports. */
export interface AnswerTally {
  add(answers: Answers[]): void
  /** By rule, in the order of their ids. */
  counts(): Record<string, RuleCount>
}

/** One answer in one letter: passed, failed, could not be assessed; sums have three numbers instead. */
const LETTERS: Record<string, readonly [number, number, number]> = {p: [1, 0, 0], f: [0, 1, 0], u: [0, 0, 1]}

/** A tally in which nothing is counted yet. */
export function answerTally(): AnswerTally {
  /** Three numbers a rule, by the list of rules: reports of one format share it. */
  const tallies = new Map<string, Float64Array>()
  return {
    add(answers) {
      for (const {rules, text} of answers) {
        const each = text.split(',')
        const tally = tallies.get(rules) ?? new Float64Array(3 * each.length)
        tallies.set(rules, tally)
        for (const [i, answer] of each.entries()) {
          const numbers = LETTERS[answer] ?? answer.split(' ').map(Number)
          for (let n = 0; n < 3; n++) tally[3 * i + n] = tally[3 * i + n]! + numbers[n]!
        }
      }
    },
    counts() {
      const counts = new Map<string, RuleCount>()
      for (const [rules, tally] of tallies) {
        for (const [i, id] of rules.split(',').entries()) {
          const [passed, failed, unassessable] = tally.subarray(3 * i, 3 * i + 3) as unknown as number[]
          const before = counts.get(id) ?? {passed: 0, failed: 0, unassessable: 0}
          counts.set(id, {
            passed: before.passed + passed!,
            failed: before.failed + failed!,
            unassessable: before.unassessable + unassessable!,
          })
        }
      }
      return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    },
  }
}

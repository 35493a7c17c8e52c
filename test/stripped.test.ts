import {describe, expect, test} from 'vitest'
import {differences, silentErrors} from './generate/compare.ts'
import {printings} from './generate/form/printing.ts'
import {documentOf, rootOf} from './generate/form/tree.ts'
import {type Outcome, pipeline} from './generate/pipeline.ts'
import {randomOf} from './generate/random.ts'
import {cleanReport} from './generate/report/model.ts'
import {CELLS, habitsOf, keepsBlanks, strippedText} from './generate/text/habits.ts'

/**
 * Pages that a program has stripped to text, as archives hold them by the hundred: cells parted and split in every way seen,
 * blanks dropped, headings broken. What is there in full is read without a question; of the rest, right or named.
 */

const run = pipeline(false)
const bytesOf = (text: string) => new TextEncoder().encode(text)

const questions = ({findings}: Outcome) =>
  findings
    .filter(({severity, rule}) => severity !== 'info' && rule !== 'M12')
    .map(({rule, message}) => rule + message)

describe('figures that are all there', () => {
  test.each(CELLS)('%s', async cells => {
    for (let seed = 0; seed < 7; seed++) {
      const random = randomOf(seed).fork(cells)
      const habits = {...habitsOf(random), cells}
      const model = cleanReport(random)
      const document = documentOf(model)
      const outcome = await run(bytesOf(strippedText(rootOf(document), habits, random)), `${model.title}.txt`)
      const said = {
        seed,
        habits,
        wrong: differences(document, outcome.reports[0]!),
        questions: questions(outcome),
      }
      expect(said).toEqual({seed, habits, wrong: [], questions: []})
    }
  })
})

test('a page of which every line break was lost is read like any other', async () => {
  for (const [seed, cells] of (['spaces', 'pipes', 'tabs', 'a cell a line'] as const).entries()) {
    const random = randomOf(seed)
    const habits = {...habitsOf(random), cells}
    const model = cleanReport(random)
    const document = documentOf(model)
    const text = strippedText(rootOf(document), habits, random).trim().replace(/\n+/g, ' ')
    const outcome = await run(bytesOf(text), 'a.txt')
    const [report] = outcome.reports
    const said = {title: report?.title, wrong: differences(document, report!), questions: questions(outcome)}
    expect(said, cells).toEqual({title: model.title, wrong: [], questions: []})
  }
})

test('right or named, whatever is printed and however it is stripped', async () => {
  for (let seed = 0; seed < 110; seed++) {
    const random = randomOf(seed).fork('stripped')
    const habits = habitsOf(random)
    const clean = cleanReport(random)
    const printing = random.pick(printings)
    const document = documentOf(printing.apply(clean, random) ?? clean)
    const outcome = await run(bytesOf(strippedText(rootOf(document), habits, random)), `${clean.title}.txt`)
    const said = {seed, habits, printing: printing.name, blanks: keepsBlanks(habits)}
    expect({...said, silent: silentErrors(document, outcome)}).toEqual({...said, silent: []})
  }
})

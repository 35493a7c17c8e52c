/**
 * By hand: reports set by chance as office suites set and write them, through the whole chain; counts figures that came out
 * wrong, those in silence, and documents with a finding that asks a person to look.
 * node --import ./bin/typescript.js test/stages/read/pdf/offices.ts [documents] [first seed] [name=value ...]
 * habit=name does what people do to such pages (habits.ts), habit='one|another' or habit=all several in turn. SIZE=large draws busy bodies,
 * VARY=1 types figures in other ways.
 * KEEP=folder keeps the files of reports with trouble.
 */
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {differences, silentErrors} from '../../../generate/compare.ts'
import {printings} from '../../../generate/form/printing.ts'
import {documentOf, rootOf} from '../../../generate/form/tree.ts'
import {pipeline} from '../../../generate/pipeline.ts'
import {type Random, randomOf} from '../../../generate/random.ts'
import {cleanReport} from '../../../generate/report/model.ts'
import {HABITS} from './habits.ts'
import {type Writing, writeOffice} from './office.ts'

const [count = '60', first = '1', ...fixed] = process.argv.slice(2)
const set = Object.fromEntries(
  fixed.map(pair => {
    const [name, value] = pair.split('=')
    return [
      name!,
      /^[0-9.]+$/.test(value!) ? Number(value) : value === 'true' || (value !== 'false' && value),
    ]
  }),
) as Partial<Writing>
const names = set.habit === 'all' ? Object.keys(HABITS) : (set.habit?.split('|') ?? [])
const {KEEP, SIZE, VARY} = process.env
const run = pipeline()
const habits: Record<string, {documents: number; wrong: number; silent: number; withFindings: number}> = {}
const total = {documents: 0, figures: 0, wrong: 0, silent: 0, withFindings: 0}

for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  const random = randomOf(seed)
  const writing = {...writingOf(random.fork('writing')), ...set}
  if (names.length > 0) writing.habit = names[seed % names.length]!
  const size = SIZE ? {size: SIZE as 'large'} : {}
  const clean = cleanReport(random.fork('report'), {year: 2019 + (seed % 6), ...size})
  const chance = random.fork('vary')
  const model = (VARY ? chance.pick(printings).apply(clean, chance) : null) ?? clean
  const document = documentOf(model)
  const bytes = writeOffice(rootOf(document), writing)
  const outcome = await run(bytes, `${model.title}.pdf`)
  const [report] = outcome.reports
  const wrong = report ? differences(document, report).length : Object.keys(model.observations).length
  const silent = silentErrors(document, outcome)
  const findings = outcome.findings.filter(({severity, rule}) => severity !== 'info' && rule !== 'M12')
  const name = writing.habit ?? ''
  const tally = habits[name] ?? {documents: 0, wrong: 0, silent: 0, withFindings: 0}
  habits[name] = tally
  tally.documents++
  tally.wrong += wrong
  tally.silent += silent.length
  tally.withFindings += findings.length > 0 ? 1 : 0
  total.documents++
  total.figures += Object.keys(model.observations).length
  total.wrong += wrong
  total.silent += silent.length
  total.withFindings += findings.length > 0 ? 1 : 0
  if (wrong || silent.length || findings.length) {
    console.log(`#${seed}`, JSON.stringify(writing), `wrong ${wrong} silent ${silent.length}`)
    for (const {rule, message} of findings.slice(0, 4)) console.log('   ', rule, message.slice(0, 110))
    for (const {key, expected, actual} of silent.slice(0, 3)) console.log('   ', key, expected, '<>', actual)
    if (KEEP) {
      await mkdir(KEEP, {recursive: true})
      await writeFile(join(KEEP, `${seed}.pdf`), bytes)
    }
  }
}
if (names.length > 1) console.table(habits)
console.log(JSON.stringify(total))

function writingOf(random: Random): Writing {
  return {
    pt: random.pick([7.5, 9, 10, 10.5, 12]),
    shift: random.int(0, 400),
    valign: random.pick(['top', 'middle', 'middle', 'bottom']),
    padding: random.pick([0, 0, 1, 3]),
    split: random.chance(0.6),
    repeat: random.chance(0.3),
    labels: random.pick(['above', 'cut', 'again']),
    borders: random.pick(['bars', 'gaps', 'overlaps', 'inset', 'rectangles']),
    openEnds: random.chance(0.5),
    letters: random.pick(['lines', 'runs', 'moved', 'single', 'blanks']),
    spread: false,
  }
}

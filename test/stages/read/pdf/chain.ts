/**
 * By hand: prints clean reports in every style and letter size, takes them through the whole chain, and counts figures
 * that came out right, that came out wrong with a finding naming them, and that came out wrong in silence; besides,
 * reports with a finding that asks a person to look, and sentences read otherwise than from the page itself.
 * node --import ./bin/typescript.js test/stages/read/pdf/chain.ts [chromium|soffice] [reports a style and size] [style]
 * VARY=1 types figures in other ways, lays tables out and sets text in cells by chance; SEED=number begins elsewhere.
 * KEEP=folder keeps the printed files of reports with trouble, PT=size prints in one letter size.
 */
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {loadConfig} from '../../../../pipeline/config.ts'
import {narrativeSchema} from '../../../../stages/check/narrative/lexicon.ts'
import {figuresOf} from '../../../../stages/check/narrative/read.ts'
import {differences, silentErrors} from '../../../generate/compare.ts'
import {renderHtml} from '../../../generate/files/html.ts'
import {type Printer, printAll} from '../../../generate/files/pdf.ts'
import {printings} from '../../../generate/form/printing.ts'
import {documentOf, rootOf} from '../../../generate/form/tree.ts'
import {layOut} from '../../../generate/layouts/index.ts'
import {pipeline} from '../../../generate/pipeline.ts'
import {randomOf} from '../../../generate/random.ts'
import {cleanReport} from '../../../generate/report/model.ts'
import {stylesOf} from './print.ts'
import {reportHtml} from './reports.ts'

const [printer = 'chromium', count = '8', only = ''] = process.argv.slice(2)
const {KEEP, PT, VARY, SEED = '0'} = process.env
const SIZES = PT ? [Number(PT)] : [7, 9, 10.5, 12]
const run = pipeline()
const configFolder = fileURLToPath(new URL('../../../../config', import.meta.url))
const words = narrativeSchema.parse(loadConfig(configFolder, {narrative: narrativeSchema}).files.narrative)
const total = {documents: 0, cells: 0, wrong: 0, silent: 0, withFindings: 0, sentences: 0}

for (const style of stylesOf(printer, only)) {
  for (const pt of SIZES) {
    const jobs = Array.from({length: Number(count)}, (_, i) => {
      const random = randomOf(1000 * pt + i + Number(SEED))
      const clean = cleanReport(random, {year: 2019 + (i % 6)})
      const setting = {style, pt, shift: i * 17 + pt}
      if (!VARY) return {model: clean, document: documentOf(clean), setting, names: []}
      const chance = random.fork('vary')
      const printing = chance.chance(0.6) ? chance.pick(printings) : null
      const model = printing?.apply(clean, chance) ?? clean
      const {document, names} = layOut(documentOf(model), chance)
      const across = chance.pick(['left', 'center', 'center', 'right'])
      const down = chance.pick(['top', 'middle', 'middle', 'bottom'])
      const cell = `text-align:${across};vertical-align:${down}`
      return {model, document, setting: {...setting, cell}, names: [printing?.name, ...names, across, down]}
    })
    const files = await printAll(
      jobs.map(({document, setting}) => reportHtml(rootOf(document), setting)),
      printer as Printer,
    )
    const sum = {wrong: 0, silent: 0, withFindings: 0, sentences: 0}
    for (const [i, {model, document, names}] of jobs.entries()) {
      const root = rootOf(document)
      const outcome = await run(files[i]!, `${model.title}.pdf`)
      const [report] = outcome.reports
      const wrong = report ? differences(document, report).length : Object.keys(model.observations).length
      const silent = silentErrors(document, outcome)
      const html = await run(new TextEncoder().encode(renderHtml(root)), `${model.title}.html`)
      // What is said of the page itself (a name that two regions have) says nothing of the reader.
      const said = new Set(html.findings.map(({rule}) => rule))
      const findings = outcome.findings.filter(({severity, rule}) => severity !== 'info' && !said.has(rule))
      const read = [report, html.reports[0]].map(r =>
        r
          ? figuresOf(r, words).map(figure =>
              JSON.stringify(figure, (key, value) => (key === 'place' ? null : value)),
            )
          : [],
      )
      const other =
        read[0]!.filter((line, k) => line !== read[1]![k]).length +
        Math.abs(read[0]!.length - read[1]!.length)
      sum.wrong += wrong
      sum.silent += silent.length
      sum.withFindings += findings.length > 0 ? 1 : 0
      sum.sentences += other
      total.cells += Object.keys(model.observations).length
      if (wrong || silent.length || findings.length || other) {
        if (VARY && wrong) console.log(`  #${i} wrong ${wrong} silent ${silent.length} [${names.join('; ')}]`)
        for (const {rule, message} of findings.slice(0, 4)) console.log(`  #${i}`, rule, message)
        for (const {key, expected, actual} of silent.slice(0, 3))
          console.log(`  #${i}`, key, expected, '<>', actual)
        if (other)
          console.log(
            `  #${i} sentences`,
            read[0]!.find((line, k) => line !== read[1]![k]),
            read[1]!.find((line, k) => line !== read[0]![k]),
          )
        if (KEEP) {
          await mkdir(KEEP, {recursive: true})
          await writeFile(join(KEEP, `${printer}-${style.name}-${pt}-${i}.pdf`), files[i]!)
        }
      }
    }
    total.documents += jobs.length
    for (const key of ['wrong', 'silent', 'withFindings', 'sentences'] as const) total[key] += sum[key]
    console.log(printer, style.name, `${pt}pt`, JSON.stringify(sum))
  }
}
console.log(printer, JSON.stringify(total))

// Cell accuracy and silent errors over generated documents in every kind of file.
// node --import ./bin/typescript.js test/bench/accuracy.ts [documents a kind, 40] [first seed, 5000]
import {differences, silentErrors} from '../generate/compare.ts'
import {renderings} from '../generate/files/renderings.ts'
import {printings} from '../generate/form/printing.ts'
import {documentOf, rootOf} from '../generate/form/tree.ts'
import {layOut} from '../generate/layouts/index.ts'
import {wrappings} from '../generate/pages/wrappings.ts'
import {pipeline} from '../generate/pipeline.ts'
import {randomOf} from '../generate/random.ts'
import {cleanReport} from '../generate/report/model.ts'

const documents = Number(process.argv[2] ?? 40)
const first = Number(process.argv[3] ?? 5000)
const run = pipeline()
const total = {documents: 0, cells: 0, right: 0, named: 0, silent: 0}

for (const [i, {name, extension, keepsLayout, render}] of renderings.entries()) {
  const sum = {documents: 0, cells: 0, right: 0, named: 0, silent: 0}
  for (let n = 0; n < documents; n++) {
    const seed = first + i * documents + n
    const random = randomOf(seed).fork('accuracy')
    const clean = cleanReport(randomOf(seed))
    const model = random.chance(0.5) ? (random.pick(printings).apply(clean, random) ?? clean) : clean
    const {document, names} = layOut(documentOf(model), random)
    const wrapped = keepsLayout && random.chance(0.15) ? random.pick(wrappings).wrap(rootOf(document)) : null
    const outcome = await run(render(wrapped ?? rootOf(document)), `${model.title}.${extension}`)
    const [report] = outcome.reports
    const cells = Object.keys(model.observations).length
    const wrong = report ? differences(document, report).length : cells
    const silent = silentErrors(document, outcome)
    if (wrong)
      console.log(`  ${name} ${seed} [${names.join('; ')}]: ${wrong} differ, ${silent.length} unnamed`)
    sum.documents++
    sum.cells += cells
    sum.right += cells - wrong
    sum.named += wrong - silent.length
    sum.silent += silent.length
  }
  print(name, sum)
  for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += sum[key]
}
print('all', total)
if (total.silent > 0) process.exitCode = 1

function print(name: string, {documents, cells, right, named, silent}: typeof total): void {
  const accuracy = ((right / cells) * 100).toFixed(3)
  const columns = [`${documents} documents`, `${right}/${cells} cells = ${accuracy} %`]
  console.log(`${name}: ${[...columns, `${named} named by a finding`, `${silent} silent`].join(', ')}`)
}

// How often a planted mistake is located: node --import ./bin/typescript.js test/bench/location.ts [tables a kind, 400]
import {randomOf} from '../generate/random.ts'
import {bruteForce} from '../stages/check/location/bruteForce.ts'
import {cleanGrid, located} from '../stages/check/location/located.ts'
import {KINDS, type Planted, plant} from '../stages/check/location/plant.ts'
import {type At, type Grid, keyAt} from '../stages/check/location/tables.ts'

const tables = Number(process.argv[2] ?? 400)

console.log(
  '| mistake | planted | breaks no sum | determinable | located right | claimed wrong | several named |',
)
console.log('|---|---:|---:|---:|---:|---:|---:|')
for (const kind of KINDS) measure(kind, seed => plant(cleanGrid(seed).grid, kind, randomOf(seed)))
measure('two mistakes', seed => {
  const random = randomOf(seed)
  const {grid} = cleanGrid(seed)
  const first = plant(grid, random.pick(KINDS), random)
  const second = first && plant(first.grid, random.pick(KINDS), random)
  return second && {...second, wrong: wrongIn(grid, second.grid)}
})

/** The cells that two mistakes made wrong: the second may have undone a part of the first. */
function wrongIn(clean: Grid, {figures}: Grid): At[] {
  return clean.figures.flatMap((row, r) =>
    row.flatMap((value, c): At[] => (value === figures[r]![c] ? [] : [[r, c]])),
  )
}

function measure(name: string, make: (seed: number) => Planted | null): void {
  const sum = {planted: 0, silent: 0, determinable: 0, right: 0, wrong: 0, several: 0}
  for (let seed = 200_000; seed < 200_000 + tables; seed++) {
    const planted = make(seed)
    if (!planted) continue
    sum.planted++
    const {grid: clean, format} = cleanGrid(seed)
    const {effects, broken} = bruteForce(planted.grid)
    if (!broken) sum.silent++
    if (effects.size === 1) sum.determinable++
    const found = located(planted.grid, format)
    if (found?.claimed == null) {
      if (found) sum.several++
      continue
    }
    const truth = planted.wrong.map(([r, c]: At) => `${keyAt(clean, [r, c])}=${clean.figures[r]![c]}`)
    const said = found.claimed.map(([key, value]) => `${key}=${value}`)
    if (JSON.stringify(truth.sort()) === JSON.stringify(said.sort())) sum.right++
    else sum.wrong++
  }
  const {planted, silent, determinable, right, wrong, several} = sum
  console.log(`| ${[name, planted, silent, determinable, right, wrong, several].join(' | ')} |`)
}

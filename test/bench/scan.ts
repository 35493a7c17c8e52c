/**
 * By hand: reports that went through a printer and a scanner, read again. Needs chromium and the optional set for scans.
 * node --import ./bin/typescript.js test/bench/scan.ts [pages] [first seed]      SHOW=1 names what is wrong
 * SEEDS=1720003,1720051: these alone
 * Where tesseract is installed (with chi_sim) it reads the same pages, whole, for comparison.
 * SHAPE=side, photograph or book: the pages do not lie flat and upright
 */
import {differences, silentErrors} from '../generate/compare.ts'
import type {Outcome} from '../generate/pipeline.ts'
import {pipeline} from '../generate/pipeline.ts'
import {type Scan, scans} from '../generate/scan/index.ts'
import {tesseractVersion, wholePages} from './tesseract.ts'

/** Seeds from here on were never used while reading was tuned. */
const UNSEEN = 900_000

const wanted = Number(process.argv[2] ?? 40)
const first = Number(process.argv[3] ?? UNSEEN)
const run = pipeline()
const sum = {reports: 0, withoutMistake: 0, pages: 0, accepted: 0, tables: 0, acceptedTables: 0}
const cells = {all: 0, wrong: 0, silent: 0}
/** Cells with a figure that no S23 names. */
const vouched = {all: 0, wrong: 0}
const kinds = new Map<string, typeof cells>()
let processor = 0
/** The same pages read whole by another program, where it is installed. */
const version = tesseractVersion()
const whole = {cells: 0, right: 0, seconds: 0}
const REPORTS_AT_ONCE = 4

const chosen = process.env.SEEDS?.split(',').map(Number)

for (let at = 0; chosen ? at < chosen.length : sum.pages < wanted; at += REPORTS_AT_ONCE) {
  const seeds = chosen
    ? chosen.slice(at, at + REPORTS_AT_ONCE)
    : Array.from({length: REPORTS_AT_ONCE}, (_, i) => first + at + i)
  for await (const scan of scans(seeds, undefined, process.env.SHAPE)) await read(scan)
}
const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`
for (const [kind, {all, wrong, silent}] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(kind.padEnd(28), percent(all - wrong, all), `of ${all} right, ${silent} wrong in silence`)
console.log({
  ...sum,
  cells: cells.all,
  wrong: cells.wrong,
  silent: cells.silent,
  vouched: vouched.all,
  vouchedWrong: vouched.wrong,
  right: percent(cells.all - cells.wrong, cells.all),
  acceptedPages: percent(sum.accepted, sum.pages),
  acceptedTablePages: percent(sum.acceptedTables, sum.tables),
  processorSecondsPerPage: (processor / sum.pages).toFixed(2),
  tesseract: version ?? 'not installed',
  ...(version && {
    tesseractRight: percent(whole.right, whole.cells),
    tesseractSecondsPerPage: (whole.seconds / sum.pages).toFixed(2),
  }),
})

async function read(scan: Scan): Promise<void> {
  const started = process.cpuUsage()
  const outcome = await run(scan.pdf, `${scan.seed}.pdf`)
  const {user, system} = process.cpuUsage(started)
  processor += (user + system) / 1e6
  if (version) {
    const found = wholePages(scan)
    whole.cells += found.cells
    whole.right += found.right
    whole.seconds += found.seconds
  }
  const {document, sheets} = scan
  const [report] = outcome.reports
  const silent = silentErrors(document, outcome)
  const wrong = report ? differences(document, report) : Object.keys(document.model.observations)
  const all = Object.keys(document.model.observations).length
  for (const kind of [cells, ...kindsOf(scan).map(tallyOf)]) {
    kind.all += all
    kind.wrong += wrong.length
    kind.silent += silent.length
  }
  const doubted = new Set(outcome.findings.flatMap(({rule, keys}) => (rule === 'S23' ? keys : [])))
  const misread = new Set(wrong.map(one => (typeof one === 'string' ? one : one.key)))
  for (const key of Object.keys(report?.observations ?? {})) {
    if (doubted.has(key)) continue
    vouched.all++
    if (misread.has(key)) vouched.wrong++
  }
  sum.reports++
  if (wrong.length === 0) sum.withoutMistake++
  sum.pages += sheets.length
  for (let page = 1; page <= sheets.length; page++) {
    const keys = Object.entries(report?.observations ?? {}).flatMap(([key, {place}]) =>
      place.page === page ? [key] : [],
    )
    const accepted = report !== undefined && !inReview(outcome, page, new Set(keys))
    if (accepted) sum.accepted++
    if (keys.length > 0) sum.tables++
    if (keys.length > 0 && accepted) sum.acceptedTables++
  }
  console.log(scan.seed, `${sheets.length} pages, ${wrong.length} wrong, ${silent.length} in silence`)
  if (process.env.SHOW && wrong.length > 0) console.log(JSON.stringify({...scan.typing, ...scan.wear}))
  if (process.env.SHOW) console.log(wrong.slice(0, 12), silent.slice(0, 12))
}

function kindsOf({typing, wear}: Scan): string[] {
  const seal = wear.stamp ? (wear.grey ? 'grey' : 'red') : 'none'
  return [`rule ${typing.rule}`, `size ${typing.table} pt`, `${wear.dpi} dpi`, `seal ${seal}`]
}

function tallyOf(kind: string): typeof cells {
  const tally = kinds.get(kind) ?? {all: 0, wrong: 0, silent: 0}
  kinds.set(kind, tally)
  return tally
}

function inReview({findings}: Outcome, page: number, keys: ReadonlySet<string>): boolean {
  return findings.some(
    ({severity, place, keys: about}) =>
      severity === 'error' && (place.page === page || about.some(key => keys.has(key))),
  )
}

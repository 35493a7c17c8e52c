import {join} from 'node:path'
import type {Config} from '../../pipeline/config.ts'
import {findingSchema, skippedSchema} from '../../pipeline/model/finding.ts'
import {cellsOf} from '../../pipeline/model/format.ts'
import {type Report, reportSchema} from '../../pipeline/model/report.ts'
import {openOutput} from './output.ts'
import type {Writer} from './writer.ts'

/** One canonical report a line; observations in the official order of the report's format. */
export const reportsJsonl: Writer = {
  name: 'reports',
  files: ['reports.jsonl'],
  write(corpus, config, _info, directory) {
    const ordered = observationOrder(config)
    const lines = function* () {
      for (const {report} of corpus.reports()) yield reportSchema.parse(ordered(report))
    }
    writeLines(join(directory, 'reports.jsonl'), lines(), corpus.counts.reports)
  },
}

/** One finding a line. */
export const findingsJsonl: Writer = {
  name: 'findings',
  files: ['findings.jsonl'],
  write(corpus, _config, _info, directory) {
    const lines = function* () {
      for (const finding of corpus.findings()) yield findingSchema.parse(finding)
    }
    writeLines(join(directory, 'findings.jsonl'), lines(), corpus.counts.findings)
  },
}

/** One input that gave no report a line. */
export const skippedJsonl: Writer = {
  name: 'skipped',
  files: ['skipped.jsonl'],
  write(corpus, _config, _info, directory) {
    const lines = function* () {
      for (const skipped of corpus.skipped()) yield skippedSchema.parse(skipped)
    }
    writeLines(join(directory, 'skipped.jsonl'), lines(), corpus.counts.skipped)
  },
}

/**
 * Writes one JSON object a line. Parsing by the contract's schema before has put the keys in the contract's order.
 * @throws when the corpus yields another number of items than it counted: something would have disappeared.
 */
function writeLines(path: string, values: Iterable<unknown>, expected: number): void {
  const output = openOutput(path)
  let written = 0
  try {
    for (const value of values) {
      output.write(Buffer.from(`${JSON.stringify(value)}\n`))
      written++
    }
  } finally {
    output.close()
  }
  if (written !== expected) throw new Error(`${path}: ${written} lines for ${expected} counted items`)
}

/** Puts a report's observations in the order of its own format, then what other formats hold. */
function observationOrder(config: Config): (report: Report) => Report {
  const orders = new Map<string, string[]>()
  const orderOf = (format: string): string[] => {
    let order = orders.get(format)
    if (!order) {
      const own = config.formats[format]
      const formats = [...(own ? [own] : []), ...Object.values(config.formats)]
      order = [...new Set(formats.flatMap(one => cellsOf(one).map(cell => cell.key)))]
      orders.set(format, order)
    }
    return order
  }
  return report => {
    const observations: Report['observations'] = {}
    for (const key of orderOf(report.format)) {
      const observation = report.observations[key]
      if (observation) observations[key] = observation
    }
    const lost = Object.keys(report.observations).find(key => !(key in observations))
    if (lost !== undefined) throw new Error(`report ${report.id}: observation ${lost} is in no format`)
    return {...report, observations}
  }
}

import {join} from 'node:path'
import type {Config} from '../../pipeline/config.ts'
import {findingSchema, skippedSchema} from '../../pipeline/model/finding.ts'
import {cellsOf} from '../../pipeline/model/format.ts'
import {type Report, reportSchema} from '../../pipeline/model/report.ts'
import {withPictureNames} from './cells.ts'
import {openOutput} from './output.ts'
import type {Sink} from './sink.ts'
import type {Writer} from './writer.ts'

/** One canonical report a line; observations in the official order of the report's format. */
export const reportsJsonl: Writer = {
  name: 'reports',
  files: ['reports.jsonl'],
  open(config, _info, directory, counts) {
    const ordered = observationOrder(config)
    const lines = openLines(join(directory, 'reports.jsonl'), counts.reports)
    return {...lines, report: ({report}) => lines.line(reportSchema.parse(withPictureNames(ordered(report))))}
  },
}

/** One finding a line. */
export const findingsJsonl: Writer = {
  name: 'findings',
  files: ['findings.jsonl'],
  open(_config, _info, directory, counts) {
    const lines = openLines(join(directory, 'findings.jsonl'), counts.findings)
    return {...lines, finding: finding => lines.line(findingSchema.parse(finding))}
  },
}

/** One input that gave no report a line. */
export const skippedJsonl: Writer = {
  name: 'skipped',
  files: ['skipped.jsonl'],
  open(_config, _info, directory, counts) {
    const lines = openLines(join(directory, 'skipped.jsonl'), counts.skipped)
    return {...lines, skipped: skipped => lines.line(skippedSchema.parse(skipped))}
  },
}

/**
 * A file of one JSON object a line. Parsing by the contract's schema before has put the keys in the contract's order.
 * Its end throws when there were more or fewer items than the corpus counted: something would have disappeared.
 */
function openLines(
  path: string,
  expected: number,
): Required<Pick<Sink, 'end' | 'close'>> & {line(value: unknown): void} {
  const output = openOutput(path)
  let written = 0
  return {
    line(value) {
      output.write(Buffer.from(`${JSON.stringify(value)}\n`))
      written++
    },
    end() {
      if (written !== expected) throw new Error(`${path}: ${written} lines for ${expected} counted items`)
    },
    close: () => output.close(),
  }
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

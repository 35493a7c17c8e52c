import {join} from 'node:path'
import type {z} from 'zod'
import type {Config} from '../../pipeline/config.ts'
import {findingSchema, skippedSchema} from '../../pipeline/model/finding.ts'
import {cellsOf} from '../../pipeline/model/format.ts'
import {type Report, reportSchema} from '../../pipeline/model/report.ts'
import {withPictureNames} from './cells.ts'
import {orderedBy} from './contract.ts'
import {openOutput} from './output.ts'
import type {Sink} from './sink.ts'
import type {Writer} from './writer.ts'

/** One canonical report a line; observations in the official order of the report's format. */
export const reportsJsonl: Writer = {
  name: 'reports',
  files: ['reports.jsonl'],
  open(config, _info, directory, counts) {
    const ordered = observationOrder(config)
    const lines = openLines(join(directory, 'reports.jsonl'), reportSchema, counts.reports)
    return {...lines, report: ({report}) => lines.line(withPictureNames(ordered(report)))}
  },
}

/** One finding a line. */
export const findingsJsonl: Writer = {
  name: 'findings',
  files: ['findings.jsonl'],
  open(_config, _info, directory, counts) {
    const lines = openLines(join(directory, 'findings.jsonl'), findingSchema, counts.findings)
    return {...lines, finding: finding => lines.line(finding)}
  },
}

/** One input that gave no report a line. */
export const skippedJsonl: Writer = {
  name: 'skipped',
  files: ['skipped.jsonl'],
  open(_config, _info, directory, counts) {
    const lines = openLines(join(directory, 'skipped.jsonl'), skippedSchema, counts.skipped)
    return {...lines, skipped: skipped => lines.line(skipped)}
  },
}

/**
 * A file of one JSON object a line, each as the contract's schema has it, keys in its order.
 * Its end throws when there were more or fewer items than the corpus counted: something would have disappeared.
 */
function openLines(
  path: string,
  schema: z.ZodType,
  expected: number,
): Required<Pick<Sink, 'end' | 'close'>> & {line(value: unknown): void} {
  const output = openOutput(path)
  const ordered = orderedBy(schema)
  let written = 0
  return {
    line(value) {
      const said = ordered(value)
      output.write(Buffer.from(`${JSON.stringify(said)}\n`))
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
  const orders = new Map<string, Map<string, number>>()
  const orderOf = (format: string): Map<string, number> => {
    let order = orders.get(format)
    if (!order) {
      const own = config.formats[format]
      const formats = [...(own ? [own] : []), ...Object.values(config.formats)]
      const keys = new Set(formats.flatMap(one => cellsOf(one).map(cell => cell.key)))
      order = new Map([...keys].map((key, i) => [key, i]))
      orders.set(format, order)
    }
    return order
  }
  return report => {
    const {id, format, observations} = report
    const order = orderOf(format)
    let last = -1
    let inOrder = true
    for (const key in observations) {
      const position = order.get(key)
      if (position === undefined) throw new Error(`report ${id}: observation ${key} is in no format`)
      if (position < last) inOrder = false
      last = position
    }
    if (inOrder) return report
    const keys = Object.keys(observations).sort((a, b) => order.get(a)! - order.get(b)!)
    return {...report, observations: Object.fromEntries(keys.map(key => [key, observations[key]!]))}
  }
}

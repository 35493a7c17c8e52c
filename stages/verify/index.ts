import {makeFinding} from '../../pipeline/model/finding.ts'
import {type Report, reportSchema} from '../../pipeline/model/report.ts'
import {type Context, defineStage} from '../../pipeline/stage.ts'
import {agreementOf, compare} from './compare.ts'
import {misconverted, type Said, sayDisagreement} from './findings.ts'
import {readers} from './readers/index.ts'
import {SecondReadingError} from './readers/reader.ts'
import {type Piece, readingOf} from './reading.ts'
import {figuresOf, rowsOf} from './rows.ts'
import {type Grounds, groundsOf, settings, type VerifySettings, verifySchema} from './settings.ts'

/**
 * The second opinion: an independent program reads the file once more, and what it gives is held against the figures of the
 * report. The report passes through unchanged; a disagreement is a finding. Runs on doubtful reports, on all or on none.
 */
export const verify = defineStage<Report, Report, VerifySettings>({
  name: 'verify',
  version: '4',
  input: reportSchema,
  output: reportSchema,
  files: {verify: verifySchema},
  settings,
  grounds: groundsOf,
  source: ({sha256}) => sha256,
  async run(report, context) {
    const {settings} = context
    const {said, passing} = await secondOpinion(report, context)
    return {
      outputs: [{value: report, variant: report.format, name: report.id}],
      findings: said.map(({rule, details}) =>
        makeFinding(settings.rules, rule, {...details, report: report.id}),
      ),
      skipped: [],
      ...(passing ? {passing} : {}),
    }
  },
})

/** What a second reading says of a report, and whether the next run may hear more of it. */
interface Opinion {
  said: Said[]
  passing?: boolean
}

/** What a second reading says of a report; nothing where no second reader knows its kind of file. */
async function secondOpinion(report: Report, context: Context<VerifySettings>): Promise<Opinion> {
  const {settings} = context
  const {limits, units, cells, named, agreement, office} = settings
  const reader = readers.find(
    ({of, needsOffice}) => of.includes(report.source.reader) && (office !== null || !needsOffice),
  )
  const numbers = misconverted(report, cells, units)
  const ours = figuresOf(report, units)
  if (!reader || ours.length === 0) return {said: numbers}
  const failed = (what: string, passing = false): Opinion => ({
    said: [...numbers, {rule: 'V13', details: {values: {program: reader.program, what}}}],
    passing,
  })
  const bytes = context.bytes()
  if (bytes.length > limits.bytes) return failed(`文件超过 ${limits.bytes} 字节，没有再读`)
  let pieces: Piece[]
  try {
    const {pages, seconds} = limits
    const given = {pages, seconds, office: reader.needsOffice ? office : null}
    // A second reading takes longer than all else together; the same file need not be read again for another label.
    const what = {name: `verify/${reader.program}`, version: reader.version, settings: given}
    pieces = await context.derive(what, () => reader.read(bytes, given))
  } catch (error) {
    if (error instanceof SecondReadingError) return failed(error.what, error.passing)
    throw error
  }
  const reading = readingOf(pieces, units, settings.placeholders)
  const share = agreementOf(ours, reading)
  if (share < agreement) {
    const percent = Math.floor(share * 100)
    return failed(`本报告的数字中只有 ${percent}% 也在它读出的文字里，两次读取无法对照`)
  }
  const lines = reader.program === 'pdf-parse'
  const grounds = context.grounds as Grounds
  const found = compare(ours, rowsOf(cells, ours, reading), reading, grounds, settings, lines)
  return {said: [...numbers, ...found.map(item => sayDisagreement(item, reader.program, cells, named))]}
}

import type {CheckedReport} from '../../../pipeline/model/corpus.ts'
import type {Format} from '../../../pipeline/model/format.ts'
import type {Words} from './settings.ts'

/** What 明细 says of a report beside its figures, by the column keys of config/workbook.yaml; `places` is its row in 出处. */
export function factsOf(
  {report, findings}: CheckedReport,
  formats: Record<string, Format>,
  words: Words,
  places: string,
): Record<string, string | number | null> {
  // What a person let stand no longer counts against the report.
  const open = findings.filter(({accepted}) => accepted === undefined)
  const count = (severity: string) => open.filter(finding => finding.severity === severity).length
  const {agency, source} = report
  const {region} = agency
  return {
    agency: agency.name ?? words.unknown,
    year: report.year ?? words.unknown,
    status: words.status[report.status],
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    province: region.province,
    prefecture: region.prefecture,
    county: region.county,
    township: region.township,
    regionCode: region.code,
    level: agency.level && words.level[agency.level],
    type: words.type[agency.type],
    scope: words.scope[report.scope],
    format: formats[report.format]?.name ?? report.format,
    title: report.title,
    signedOn: report.signedOn,
    publishedOn: report.publishedOn,
    file: source.file,
    segment: source.segment,
    id: report.id,
    places,
  }
}

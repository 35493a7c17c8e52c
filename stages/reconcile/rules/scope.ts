import type {Assess, Draft} from '../context.ts'

interface Undecided {
  ordinal: number
  id: string
  format: string
  name: string
  known: boolean
  year: number
  scope: 'unknown' | 'mixed' | 'own'
  office: string | null
}

/**
 * H05 汇总口径不明: a report enters no sum until a person decides whether its figures are the body's own or those of all bodies
 * below (`scopes` in config/rollups/methods.yaml). So it is with a government whose text speaks of itself alone while its
 * office files for itself: what it gives is hardly the office's again. A report without a name is M03's.
 */
export const undecidedScopes: Assess = async ({warehouse, formats, decided}) => {
  const rows = await warehouse.all<Undecided>(`
    select reports.ordinal, reports.id, reports.format, reports.name, reports.type <> 'unknown' as known,
      reports.year, reports.scope, office.name as office
    from reports left join (
      select * from reports where type = 'governmentOffice' and scope = 'own' and merged_into is null
    ) office on reports.scope = 'own' and reports.type = 'governmentSummary'
      and office.code = reports.code and office.year = reports.year and office.level is not distinct from reports.level
      and contains(office.name[:-2], right(reports.name, 4))
    where reports.merged_into is null and reports.year is not null and reports.name is not null
      and (reports.scope in ('unknown', 'mixed') or office.name is not null)
    qualify row_number() over (partition by reports.ordinal order by office.ordinal) = 1
    order by reports.ordinal`)
  return rows.flatMap(({ordinal, id, format, name, known, year, scope, office}): Draft[] => {
    const own = decided.filter(one => one.report === id)
    const tables = formats[format]?.tables ?? []
    const open = tables.filter(({key}) => !own.some(({table}) => table === undefined || table === key))
    // A decision on single tables leaves the others to be judged by the report's scope, if it has one.
    if (open.length === 0 || (scope === 'own' && own.length > 0)) return []
    const variant = known ? {unknown: undefined, mixed: 'mixed', own: 'rival'}[scope] : 'kind'
    const values = {
      name,
      year,
      id,
      office: office ?? '',
      tables: open.map(({title}) => `“${title}”`).join('、'),
    }
    return [
      {
        rule: 'H05',
        report: ordinal,
        details: {...(variant === undefined ? {} : {variant}), values},
      },
    ]
  })
}

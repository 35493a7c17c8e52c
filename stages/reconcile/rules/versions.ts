import type {Assess, Context, Draft} from '../context.ts'
import {cellNamer, enumerate} from '../context.ts'

/** A report of which there are others for the same body and year. */
interface Version {
  ordinal: number
  group: number
  file: string
  reader: string
  format: string
  errors: number
  /** Figures that people corrected. */
  corrected: number
  figures: number
  print: string
  name: string
  year: number
}

/** Versions whose figures agree; the first is the one that is published. */
type Class = Version[]

/** Figures as printed; `value` is what they were corrected to, if they were. */
type Cells = Map<string, {printed: number | null; value: number | null; state: string}>

/**
 * X09 同机构同年多份: one body's report of a year delivered several times, as a page and as its attachment. Where no cell
 * contradicts another they are one report: it is kept once, and the warehouse says into which the others merged. A cell
 * that only one of them has contradicts nothing (the table may be a picture in the other). Where cells differ, all are kept
 * and each is an error, since nothing says which is right.
 *
 * What was printed is compared, so that a correction of one version does not set it against the others; where people
 * corrected two of them, their corrections are compared as well.
 *
 * Kept is the version with the most corrections, then the fewest errors, then the most figures, then by the order of
 * readers in config/reconcile.yaml, then the file that sorts first.
 */
export const versions: Assess = async context => {
  const {warehouse, settings} = context
  const drafts: Draft[] = []
  const merged: [number, number][] = []
  for await (const {group, cells} of withFigures(context, await groupsOf(context))) {
    const {classes, rest} = classify(group, cells, settings.mostVersions)
    for (const [kept, ...others] of classes) {
      for (const other of others) merged.push([other.ordinal, kept!.ordinal])
      if (others.length > 0) drafts.push(oneReport(kept!, others, cells))
    }
    if (classes.length + rest.length > 1) drafts.push(...differing(context, classes, rest, cells))
  }
  for (let i = 0; i < merged.length; i += 1000) {
    const rows = merged.slice(i, i + 1000).map(pair => `(${pair.join(', ')})`)
    await warehouse.run(`
      update reports set merged_into = kept
      from (values ${rows.join(', ')}) as merged(ordinal, kept)
      where reports.ordinal = merged.ordinal`)
  }
  return drafts
}

/** The versions of each body and year that has several, the one to be kept first. */
async function groupsOf({warehouse, settings}: Context): Promise<Version[][]> {
  const rows = await warehouse.all<Version>(`
    with several as (
      select *, min(ordinal) over same as "group", count(*) over same as copies
      from units window same as (partition by agency, office, year)
    ),
    totals as (
      select report as ordinal, sum(figures)::integer as figures,
        concat_ws(' ', bit_xor(first), sum(second)) as figures_print
      from prints group by report
    ),
    amended as (select report as ordinal, count(*)::integer as corrected from corrections group by report)
    select ordinal, "group", file, reader, format, errors, coalesce(corrected, 0) as corrected,
      coalesce(figures, 0) as figures,
      concat_ws(' ', format, figures_print) as print, reports.name, reports.year
    from several join reports using (ordinal) left join totals using (ordinal) left join amended using (ordinal)
    where copies > 1
    order by "group", ordinal`)
  const rank = ({reader}: Version) => {
    const at = settings.readers.indexOf(reader)
    return at < 0 ? settings.readers.length : at
  }
  const inOrder = (group: Version[]) =>
    group.sort(
      (a, b) =>
        b.corrected - a.corrected ||
        a.errors - b.errors ||
        b.figures - a.figures ||
        rank(a) - rank(b) ||
        a.ordinal - b.ordinal,
    )
  const groups = new Map<number, Version[]>()
  for (const row of rows) {
    const group = groups.get(row.group)
    if (group) group.push(row)
    else groups.set(row.group, [row])
  }
  return [...groups.values()].map(inOrder)
}

/**
 * Each group with the cells of the versions that have to be compared. They come for all groups in one pass over the
 * figures: where every report is delivered as a page and as its attachment there are as many groups as bodies and years.
 */
async function* withFigures(
  {warehouse, settings}: Context,
  groups: Version[][],
): AsyncGenerator<{group: Version[]; cells: Map<number, Cells>}> {
  await warehouse.run('create or replace temp table compared ("group" integer, report integer)')
  const bulk = await warehouse.into('compared')
  const wanted = groups.map(group => compared(group, settings.mostVersions))
  for (const [i, ordinals] of wanted.entries()) for (const ordinal of ordinals) bulk.add([i, ordinal])
  bulk.end()
  const rows = warehouse.each<Figure>(FIGURES)[Symbol.asyncIterator]()
  let row = await rows.next()
  for (const [i, group] of groups.entries()) {
    const cells = new Map<number, Cells>(wanted[i]!.map(ordinal => [ordinal, new Map()]))
    for (; !row.done && row.value.group === i; row = await rows.next()) {
      const {report, key, printed, value, state} = row.value
      cells.get(report)!.set(key, {printed, value, state})
    }
    yield {group, cells}
  }
}

interface Figure {
  group: number
  report: number
  key: string
  printed: number | null
  value: number | null
  state: string
}

/** Figures of the versions that are compared, as printed and as corrected, group by group. */
const FIGURES = `
  select "group", figures.report, figures.key::varchar as key,
    case when corrections.report is null then figures.value else corrections.value end as printed,
    figures.value, figures.state::varchar as state
  from compared
    join observations figures using (report)
    left join corrections on corrections.report = figures.report and corrections.key = figures.key
  order by "group", figures.report, figures.key::varchar`

/** The versions whose cells have to be compared: one of each fingerprint, no more than the configuration allows. */
function compared(group: Version[], most: number): number[] {
  const prints = new Set<string>()
  const distinct = group.filter(one => one.corrected > 0 || (!prints.has(one.print) && prints.add(one.print)))
  return distinct.length < 2 ? [] : distinct.slice(0, most).map(({ordinal}) => ordinal)
}

/** Puts each version into the first class it does not contradict. `rest` are those beyond the number compared. */
function classify(
  group: Version[],
  cells: Map<number, Cells>,
  most: number,
): {classes: Class[]; rest: Version[]} {
  const classes: Class[] = []
  const rest: Version[] = []
  for (const version of group) {
    const same = classes.find(
      members => !bothCorrected(members[0]!, version) && members.some(({print}) => print === version.print),
    )
    const own = cells.get(version.ordinal)
    if (same) same.push(version)
    else if (classes.length >= most || (classes.length > 0 && !own)) rest.push(version)
    else {
      const agrees = classes.find(
        ([first]) => first!.format === version.format && differences(cells, first!, version).length === 0,
      )
      if (agrees) agrees.push(version)
      else classes.push([version])
    }
  }
  return {classes, rest}
}

function bothCorrected(first: Version, second: Version): boolean {
  return first.corrected > 0 && second.corrected > 0
}

/** Keys of the cells that contradict each other: two figures that differ, or a figure where the other is blank. */
function differences(cells: Map<number, Cells>, first: Version, second: Version): string[] {
  const of = bothCorrected(first, second) ? 'value' : 'printed'
  const others = cells.get(second.ordinal)!
  return [...cells.get(first.ordinal)!].flatMap(([key, cell]) => {
    const other = others.get(key)
    return other && other[of] !== cell[of] ? [key] : []
  })
}

/** A figure that only another version has contradicts nothing, and is not in the version that is kept: a page of its own? */
function oneReport(kept: Version, others: Version[], cells: Map<number, Cells>): Draft {
  const own = cells.get(kept.ordinal)
  const more = others.filter(({ordinal}) => lacking(own, cells.get(ordinal)).length > 0)
  const keys = [...new Set(more.flatMap(({ordinal}) => lacking(own, cells.get(ordinal))))]
  const values = {name: kept.name, year: kept.year, count: others.length}
  const related = others.map(({ordinal}) => ({report: ordinal, keys: [] as string[]}))
  const files = enumerate((keys.length > 0 ? more : others).map(({file}) => file))
  return {
    rule: 'X09',
    report: kept.ordinal,
    details:
      keys.length > 0
        ? {variant: 'more', severity: 'warning', keys, values: {...values, files, cells: keys.length}}
        : {severity: 'info', values: {...values, files}},
    related,
  }
}

/** Keys of the figures that only the other version has. */
function lacking(own: Cells | undefined, other: Cells | undefined): string[] {
  return [...(other ?? [])].flatMap(([key, {printed}]) => (printed !== null && !own?.has(key) ? [key] : []))
}

function differing(context: Context, classes: Class[], rest: Version[], cells: Map<number, Cells>): Draft[] {
  const label = cellNamer(context.formats)
  const firsts = classes.map(([first]) => first!)
  const compared = firsts.map((own, i): Draft => {
    const other = firsts[i === 0 ? 1 : 0]
    if (!other) return uncompared(own, rest.length + 1)
    const values = {name: own.name, year: own.year, other: other.file}
    const related = firsts
      .filter(one => one !== own)
      .map(({ordinal}) => ({report: ordinal, keys: [] as string[]}))
    if (own.format !== other.format) {
      const nameOf = (id: string) => context.formats[id]?.name ?? id
      const formats = {own: nameOf(own.format), theirs: nameOf(other.format)}
      return {
        rule: 'X09',
        report: own.ordinal,
        related,
        details: {variant: 'format', values: {...values, ...formats}},
      }
    }
    const [mine, theirs] = [cells.get(own.ordinal)!, cells.get(other.ordinal)!]
    const keys = differences(cells, own, other)
    const texts = keys.map(
      key => `「${label(key, own.format)}」本份${figure(mine, key)}、彼${figure(theirs, key)}`,
    )
    return {
      rule: 'X09',
      report: own.ordinal,
      related: related.map(one => (one.report === other.ordinal ? {...one, keys} : one)),
      details: {
        variant: 'differs',
        keys,
        values: {...values, count: keys.length, cells: enumerate(texts)},
        expected: keys.length === 1 ? figure(theirs, keys[0]!) : null,
        actual: keys.length === 1 ? figure(mine, keys[0]!) : null,
      },
    }
  })
  return [...compared, ...rest.map(own => uncompared(own, firsts.length + rest.length))]
}

function uncompared(own: Version, count: number): Draft {
  const values = {name: own.name, year: own.year, count}
  return {rule: 'X09', report: own.ordinal, details: {variant: 'many', values}}
}

function figure(cells: Cells, key: string): string {
  const {value, state} = cells.get(key)!
  if (value !== null) return String(value)
  return state === 'blank' ? '空白' : '未填数字'
}

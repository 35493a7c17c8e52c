import {type Body, filerOf} from '../../../pipeline/model/roster.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {type Context, type Draft, textOf} from '../context.ts'

/** A body whose name may have stayed in a text that another body copied. */
interface Named {
  name: string
  agency: string | null
  code: string | null
  level: string | null
  type: string | null
  county: string | null
  /** Without the county in front: told from others of the county alone. */
  bare?: true
}

/** Looks for names of other bodies in the folded sentences of a report. */
export type NameScan = (ordinal: number, body: Body, sentences: string[]) => Draft[]

/** Names are found by their first characters, then compared whole: the time does not grow with the number of bodies. */
const HEAD = 4
/** A shorter name (市财政局) may be that of any body's neighbour. */
const SHORTEST = 6
const QUOTED = 60

/**
 * C02 残留他单位名称. A body of the same level and kind in another region, named in full, is left over from its text, unless the
 * words around it say that it was visited or taken as an example. One in the same region may be a partner: it counts only
 * where a sentence begins with it and the report never names itself. Towns of one county take their texts from each other and
 * seldom speak of each other's doings: there the beginning of a sentence is enough, and the name without the county. A name
 * that begins with the report's own region is of that region, whatever other region of this name (市中区) has such a body.
 */
export async function nameScan(context: Context): Promise<NameScan> {
  const index = new Map<string, Named[]>()
  for await (const named of bodies(context)) {
    for (const one of spellings({...named, name: fold(named.name)})) {
      if (one.name.length < SHORTEST || /[()[\]]/.test(one.name)) continue
      const head = one.name.slice(0, HEAD)
      const known = index.get(head)
      if (known) known.push(one)
      else index.set(head, [one])
    }
  }
  const before = new RegExp(`(?:${textOf(context, 'C02', 'before')})(?:[^,;:]{1,15}、)*$`, 'u')
  const behind = new RegExp(`^(?:${textOf(context, 'C02', 'behind')})`, 'u')
  const filer = filerOf(context.roster?.entries ?? null)
  return (ordinal, body, sentences) => {
    const own = fold(body.agency.name ?? '')
    const {level, type, region} = body.agency
    if (own === '' || level === null || type === 'unknown' || region.code === null) return []
    const {key} = filer(body)
    const seen = new Set<string>()
    const named = bareName(own, body)
    const here = fold(region.county ?? region.prefecture ?? region.province ?? '')
    const isGuest = (sentence: string, name: string, at: number) =>
      before.test(sentence.slice(0, at)) || behind.test(sentence.slice(at + name.length))
    const namesItself = sentences.some(sentence => sentence.includes(named))
    return sentences.flatMap(sentence =>
      namesIn(index, sentence).flatMap(({name, at, bodies: all}): Draft[] => {
        const candidates = all.filter(({bare, code}) => !bare || code === region.code)
        if (seen.has(name) || own.includes(name) || name.includes(own)) return []
        if (candidates.some(({agency}) => agency === key)) return []
        const alike = candidates.filter(one => one.level === level && one.type === type && one.code !== null)
        const isHere = here !== '' && name.startsWith(here)
        const elsewhere = alike.length > 0 && alike.every(({code}) => code !== region.code)
        const foreign = elsewhere && !isHere && !isGuest(sentence, name, at)
        const isNear = alike.some(({code}) => code === region.code)
        const subject =
          isNear &&
          (level === 'township' || !namesItself) &&
          beginsAt(sentence, at) &&
          !isGuest(sentence, name, at)
        if (!foreign && !subject) return []
        seen.add(name)
        const values = {name: body.agency.name!, other: name, quote: sentence.slice(0, QUOTED)}
        return [{rule: 'C02', report: ordinal, details: {actual: name, expected: body.agency.name, values}}]
      }),
    )
  }
}

/**
 * The roster's bodies, or without one those that filed, named with a region in front. What the roster does not say of a
 * body (level, kind and region may be left out) its reports do.
 */
async function* bodies({warehouse, roster}: Context): AsyncGenerator<Named> {
  if (roster) {
    const filed = await warehouse.all<Omit<Named, 'name'>>(`
      select agency, arg_min(code, ordinal) as code, arg_min(level, ordinal) as level, arg_min(type, ordinal) as type,
        arg_min(county, ordinal) as county
      from reports where rostered group by agency`)
    const byAgency = new Map(filed.map(one => [one.agency, one]))
    for (const {code: agency, name, aliases, ...said} of roster.entries) {
      const seen = byAgency.get(agency)
      const code = said.region ?? seen?.code ?? null
      const level = said.level ?? seen?.level ?? null
      const type = said.type ?? seen?.type ?? null
      const county = seen?.county ?? null
      for (const one of [name, ...aliases]) yield {name: one, agency, code, level, type, county}
    }
    return
  }
  // A text names a body by its county or city, whether or not its report puts the regions above in front.
  yield* warehouse.each<Named>(`
    with named as (
      select distinct unnest([name, if(starts_with(name, province), name[length(province) + 1:], null),
          if(starts_with(name, concat(province, prefecture)), name[length(concat(province, prefecture)) + 1:], null)]) as name,
        agency, code, level, type, province, prefecture, county
      from reports where name is not null and agency is not null and code is not null
    )
    select distinct name, agency, code, level, type, county from named
    where starts_with(name, county) or starts_with(name, prefecture) or starts_with(name, province)
    order by name, agency, code, level, type, county`)
}

/** How texts name a body: as it is, and a town also without its county and without 人民政府 before its own name. */
function spellings(named: Named): Named[] {
  const {name, level, county} = named
  if (level !== 'township' || county === null || !name.startsWith(county)) return [named]
  const short = name.slice(county.length).replace(/^人民政府(?=.{2})/, '')
  const whole = county + short === name ? [] : [{...named, name: county + short}]
  return [named, ...whole, {...named, name: short, bare: true}]
}

function namesIn(index: Map<string, Named[]>, sentence: string) {
  const found: {name: string; at: number; bodies: Named[]}[] = []
  for (let at = 0; at + SHORTEST <= sentence.length; at++) {
    const here = index.get(sentence.slice(at, at + HEAD))?.filter(({name}) => sentence.startsWith(name, at))
    if (!here || here.length === 0) continue
    const name = here.reduce((longest, one) => (one.name.length > longest.length ? one.name : longest), '')
    found.push({name, at, bodies: here.filter(one => one.name === name)})
    at += name.length - 1
  }
  return found
}

function beginsAt(sentence: string, at: number): boolean {
  return at === 0 || /^(?:(?:20\d\d|一|今|本|全)年(?:度)?(?:以来|来)?,?)$/.test(sentence.slice(0, at))
}

/** The name without the regions in front of it. */
function bareName(folded: string, {agency: {region}}: Body): string {
  let rest = folded
  for (const part of [region.province, region.prefecture, region.county]) {
    if (part !== null && rest.startsWith(part) && rest.length > part.length + 1)
      rest = rest.slice(part.length)
  }
  return rest
}

import type {Paragraph} from '../../../pipeline/model/ast.ts'
import type {Place} from '../../../pipeline/model/place.ts'
import {fold} from '../../../pipeline/model/text.ts'
import {titleParts} from '../lines/title.ts'
import {besidePlaces} from '../words/gazetteer.ts'
import type {Lexicon} from '../words/lexicon.ts'
import {derivedFrom} from '../words/memo.ts'
import {isAgencyName, withoutUnit} from './agency.ts'

/** What running text says of the body and the year. `region` where the name is only that of the jurisdiction. */
export interface Said {
  name: string | null
  year: number | null
  region: boolean
  place: Place
}

/** Sentences that name the body outright; group 1 is the name. Over folded text; `~` as `besidePlaces` says. */
const OUTRIGHT: {pattern: RegExp; region?: true}[] = [
  {pattern: /对([^,.;对]{2,20}?)(?:所有|各级|全部)(?:行政机关|政府部门)/u, region: true},
  {
    // 本报告由青溪县残联按照《…条例》和《…通知》要求编制: grounds between the name and the verb.
    pattern:
      /由([^,.;由]{3,45}?)(?:(?:按照|根据|依据|依照|遵照|结合)[^,.;]{2,120}?)?(?:组织)?(?:负责)?(?:编制|编写|汇总|撰写)/u,
  },
  {
    pattern:
      /(?:^|[,.;])(?![由现为并按结经在据]|特~|依~|根~)([^,.;]{4,45}?)(?:组织)?(?:编制|编写|撰写)(?:了|完成|形成)?(?:本|此)(?:年度)?(?:报告|年报)/u,
  },
  {
    pattern:
      /([^,.;:(]{4,40}?)\((?:以下|下)简?称"?(?:本机关|本局|我局|本委|本单位|本部门|我委|我办|本办|我厅|本厅)/u,
  },
  {
    pattern:
      /(?:结合|汇总|反映)(?:20\d\d年度?)?([^,.;]{4,40}?)(?:20\d\d年度?)?的?(?:工作实际|实际工作|(?:政府信息|政务)公开(?:工作)?(?:情况|实际))/u,
  },
]

/** Whom to ask about the report. */
const CONTACTS = [
  /(?:请|可|敬请|欢迎|直接)(?:与|和|同|跟|向|到)([^,.;:"《》]{3,45}?)(?:进行)?(?:联系|咨询|反映|反馈|查询|索取)/u,
  // 请与某局(地址:人民路1号): 联系 was left out.
  /请(?:直接)?(?:联系|致电|咨询|与):?([^,.;:"《》(]{3,45})(?=[,.;(]|$)/u,
  /(?:^|[,.;])([^,.;:"《》()]{4,40}?)(?:的?(?:联系|咨询|监督|办公)电话|联系方式):/u,
]

/** Longest beginning of a clause looked at for who acts, characters. */
const LONGEST_ACTOR = 50

/** Words in front of a site's name; 从化 and 于都 are names. */
const AT = '(?:从~|在|于~|登录|登陆|访问|通过|运用|利用|依托)"?'
/** Whose site holds the report, or whose account. */
const SITES =
  `${AT}([^,.;"《》(]{3,40}?)(?:公众信息|门户|官方|信息公开)*` +
  '(?:网站|网|平台|门户(?=[(,.;]|下载|查)|(?=\\((?:https?:|www\\.))|微信公众号|微信公众平台|公众号|政务微信)'
/** What a clause begins with before who acts: its number, a year. */
const LEAD = '^(?:\\([一二三四五1-5]\\)|[1-5](?!\\d))?(?:20\\d\\d年度?(?:以来|来~|初)?)?'

/** The patterns above, with the names of divisions in mind. */
const patternsOf = derivedFrom((lexicon: Lexicon) => {
  const made = (pattern: string, flags = 'u') => new RegExp(besidePlaces(lexicon, pattern), flags)
  return {
    outright: OUTRIGHT.map(({pattern, region}) => ({pattern: made(pattern.source), region})),
    sites: made(SITES, 'gu'),
    beforeSite: made(`^.*${AT}`),
    lead: made(LEAD),
  }
})

/**
 * What paragraphs say of whose report it is, the surest kind of sentence first: the report's own title inside a sentence,
 * sentences that name the body, who acts in the opening (first where `isWhole` says that a name has its region), whom to
 * ask.
 */
export function saidOf(
  lexicon: Lexicon,
  paragraphs: Paragraph[],
  isWhole: (name: string) => boolean,
): Said[] {
  const texts = paragraphs
    .filter(({value}) => titleParts(lexicon, value) === null)
    .map(({value, place}) => ({text: fold(value), place: place ?? {}}))
  const outright = patternsOf(lexicon).outright.flatMap(({pattern, region}) =>
    firstOf(texts, text => nameIn(lexicon, pattern.exec(text)?.[1]), region ?? false),
  )
  // 请与某管委会办公室(地址:人民路1号,电话:6222222)联系.
  const plain = texts.map(({text, place}) => ({text: text.replace(/\([^()]*\)/gu, ''), place}))
  const contacts = CONTACTS.flatMap(pattern =>
    firstOf(plain, text => nameIn(lexicon, pattern.exec(text)?.[1]), false),
  )
  const titles = texts.flatMap(({text, place}) =>
    titlesIn(lexicon, text).map(found => ({...found, region: false, place})),
  )
  const actors = texts.flatMap(({text, place}) => {
    const name = actorIn(lexicon, text)
    return name === null ? [] : [{name, year: null, region: false, place}]
  })
  // 县财政局 of one sentence may be 青溪县财政局 in the next; another body may not.
  const known = actors[0]?.name.replace(/^[省市县区州旗盟]/u, '') ?? ''
  const whole = actors.filter(({name}) => isWhole(name) && name.endsWith(known)).slice(0, 1)
  const seen = new Set<string | null>()
  return [...titles, ...outright, ...whole, ...contacts, ...actors.slice(0, 1)].filter(({name, year}) => {
    const known = seen.has(name)
    seen.add(name)
    return !known || (name === null && year !== null)
  })
}

function firstOf(
  texts: {text: string; place: Place}[],
  find: (text: string) => string | null,
  region: boolean,
): Said[] {
  for (const {text, place} of texts) {
    const name = find(text)
    if (name !== null) return [{name, year: null, region, place}]
  }
  return []
}

/**
 * A captured text as a name: years at its ends, what it is called besides (in brackets) and inner units fall off; null where it
 * is no name.
 */
function nameIn(lexicon: Lexicon, raw: string | undefined): string | null {
  if (raw === undefined) return null
  const plain = raw
    .replace(/^(?:关于)?(?:20\d\d年度?)?|20\d\d年度?的?$/gu, '')
    .replace(/(?<=.{3})\([^()]{2,30}\)$/u, '')
  const name = withoutUnit(lexicon, plain)
  return isAgencyName(lexicon, name) && !lexicon.superior.test(name) ? name : null
}

const titleCore = derivedFrom(
  (lexicon: Lexicon) =>
    new RegExp(
      `(?:${lexicon.titleSubject})(?:工作)?的?(?:20\\d\\d年度?)?(?:${lexicon.titleKind})` +
        '(?=[》",.;:)!]|予以|并向|编制而成|如下|公布如下|是?(?:根据|依据|按照|由)|本报告|本年度报告|$)',
      'gu',
    ),
)

/**
 * Titles said inside sentences: 现公布青溪县财政局2022年政府信息公开工作年度报告. What stands before the title's core is
 * tried from the last verb backwards, as far as a mark.
 */
function titlesIn(lexicon: Lexicon, text: string): {name: string | null; year: number | null}[] {
  return [...text.replace(ABBREVIATED, '').matchAll(titleCore(lexicon))].flatMap(
    ({0: core, index, input: text}) => {
      const before = /[^,.;:!?"《》]*$/u.exec(text.slice(Math.max(0, index - 60), index))![0]
      for (const lead of leadsOf(lexicon, before)) {
        const parts = titleParts(lexicon, lead + core)
        if (!parts || (lead === '' && parts.year === null)) continue
        if (parts.agency !== null && nameIn(lexicon, parts.agency) === null) continue
        return [{name: parts.agency, year: parts.year}]
      }
      return []
    },
  )
}

/** What may be the title's beginning: behind each verb, the last first, and the whole where it holds none. */
function leadsOf(lexicon: Lexicon, before: string): string[] {
  const ends = [...before.matchAll(lexicon.publishing)].map(({0: verb, index}) => index + verb.length)
  const behind = ends.reverse().map(end => before.slice(end))
  return [
    // 某局编制了2022年…报告: the name may stand behind 了, behind 的 it does not.
    ...behind.map(lead => lead.replace(/^了/u, '')).filter(lead => !/^(?:委员会|办公室|中心|的)/u.test(lead)),
    ...(ends.length ? [] : [before]),
  ]
}

/** What a name is called from here on: 青溪县财政局(以下简称"县财政局"). */
const ABBREVIATED = /\((?:以下|下|下文)(?:统一)?简?称[^()]*\)/gu

/** Who acts at the beginning of a clause: 2022年,在县委的领导下,青溪县财政局认真贯彻…. */
function actorIn(lexicon: Lexicon, text: string): string | null {
  for (const clause of text.replace(ABBREVIATED, '').split(/[,.;:]/u)) {
    const body = clause.replace(patternsOf(lexicon).lead, '')
    for (const {index} of body.slice(0, LONGEST_ACTOR).matchAll(lexicon.acting)) {
      const name = nameIn(lexicon, body.slice(0, index))
      if (name !== null) return name
    }
  }
  return null
}

/** Names of the owners of sites the report may be found on. */
export function sitesIn(lexicon: Lexicon, paragraphs: Paragraph[]): {name: string; place: Place}[] {
  const {sites, beforeSite} = patternsOf(lexicon)
  return paragraphs.flatMap(({value, place}) =>
    [...fold(value).matchAll(sites)].flatMap(([, raw]) => {
      const name = raw!.replace(beforeSite, '').replace(/^"/, '')
      return isAgencyName(lexicon, name) && !lexicon.superior.test(name) ? [{name, place: place ?? {}}] : []
    }),
  )
}

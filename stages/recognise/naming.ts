import {fold} from '../../pipeline/model/text.ts'
import {expandName, governmentOf, isAgencyName, isShortName, tidyName} from './agency.ts'
import type {Evidence} from './evidence.ts'
import type {Division, Gazetteer} from './gazetteer.ts'
import type {Lexicon} from './lexicon.ts'
import type {Statement} from './testimony.ts'

/** What a witness says of the body; `inferred` where only its region was named. */
export interface NameStatement extends Statement<string> {
  inferred: boolean
}

/** Sentences of the preamble that say whose report it is; group 1 is the name. */
const SENTENCES: {pattern: RegExp; region?: true}[] = [
  {pattern: /对([^,，。；;对]{2,20}?)(?:所有|各级|全部)(?:行政机关|政府部门)/u, region: true},
  {pattern: /由([^,，。；;由]{4,40}?)(?:组织)?(?:编制|编写|汇总)/u},
  {
    pattern:
      /(?:结合|对|汇总|反映)(?:20\d\d年(?:度)?)?([^,，。；;]{4,40}?)(?:20\d\d年(?:度)?)?(?:的)?(?:工作实际|实际工作|政府信息公开(?:工作)?(?:情况|实际))/u,
  },
  {
    pattern:
      /([^,，。；;:：、（(]{4,40}?)[（(]以下简称[“"「]?(?:本机关|本局|我局|本委|本单位|本部门|我委|我办|本办)/u,
  },
  {
    pattern:
      /^(?:\S{4}年(?:度)?(?:以来|来)?[,，]?\s*)([^,，。；;:：]{4,30}?)(?:坚持|认真|深入|按照|紧紧|围绕|严格|全面|高度|积极|以习|在(?:市|区|县|省)|根据|持续|深化|扎实|切实|始终|牢固|政府信息公开|政务公开)/u,
  },
  {pattern: /(?:从|在|登录|登陆|访问)([^,，。；;“"《]{4,40}?)(?:门户)?网站/u},
]

/** What each witness says of the body's name, the most trustworthy first. */
export function nameStatements(lexicon: Lexicon, gazetteer: Gazetteer, evidence: Evidence): NameStatement[] {
  const out: NameStatement[] = []
  const add = (
    source: string,
    raw: string,
    place: Statement<string>['place'] | undefined,
    inferred = false,
  ) => {
    const value = governmentOf(gazetteer, tidyName(raw))
    out.push({source, value, raw, place: place ?? {}, inferred})
  }
  const {title, signature, facts, otherTitles, preamble, opening} = evidence
  if (title?.agency) add('title', title.agency, title.place)
  if (signature.agency) add('signature', signature.agency.name, signature.agency.place)
  if (evidence.underTitle) add('title', evidence.underTitle.value, evidence.underTitle.place)
  const publisher = facts.find(({name}) => name === 'publisher')
  if (publisher && isAgencyName(lexicon, publisher.value)) add('publisher', publisher.value, publisher.place)
  for (const found of sentenceNames(lexicon, [...preamble, ...opening])) {
    add('body', found.name, found.place, found.region)
  }
  for (const source of ['metadata', 'attachment', 'fileName', 'htmlTitle']) {
    for (const other of otherTitles) {
      if (other.source === source && other.parts.agency) add(source, other.parts.agency, other.place)
    }
  }
  return out
}

/** Names in the sentences that say whose report it is; the site's own name counts only where nothing else does. */
function sentenceNames(lexicon: Lexicon, paragraphs: Evidence['preamble']) {
  const out: {name: string; place: Statement<string>['place']; region: boolean}[] = []
  for (const {pattern, region} of SENTENCES) {
    for (const {value, place} of paragraphs) {
      const name = pattern.exec(fold(value).replace(/\[/g, '['))?.[1]
      if (name === undefined || !isAgencyName(lexicon, name)) continue
      out.push({name, place: place ?? {}, region: region ?? false})
      break
    }
  }
  return out
}

/**
 * A short name with the division the body was located in: 市民政局 in 聊城市 → 聊城市民政局. Other names stay; so does a name
 * whose first character is not the division's last.
 */
export function nameWithDivision(gazetteer: Gazetteer, name: string, division: Division | null): string {
  if (division === null || !isShortName(gazetteer, name)) return name
  return division.name.endsWith(name[0]!) ? `${division.name}${name.slice(1)}` : name
}

/** The name a report is given: which witness, and how a short name was made whole. */
export interface Naming {
  name: string | null
  source: string | null
}

/**
 * Takes the first witness and completes a short name (市机关事务管理局, or a region only inferred) from the report's own
 * text, then from the rest of the file. `known` may say what a name stands for (a roster's alias) before all else.
 */
export function nameOf(
  gazetteer: Gazetteer,
  statements: NameStatement[],
  texts: {own: string; file: string},
  neighbour: string | null = null,
  known: (name: string) => string | null = () => null,
): Naming {
  const [first] = statements
  if (!first) return {name: neighbour, source: neighbour === null ? null : 'neighbour'}
  const listed = known(first.value)
  if (listed !== null) return {name: listed, source: 'roster'}
  const {value, source, inferred} = first
  if (!inferred && !isShortName(gazetteer, value)) return {name: value, source}
  const longer = statements.find(
    other => other.value.endsWith(value) && !isShortName(gazetteer, other.value) && other.value !== value,
  )
  if (longer && !inferred) return {name: longer.value, source: longer.source}
  const own = expandName(gazetteer, value, fold(texts.own))
  if (own) return {name: own, source: 'body'}
  const elsewhere = inferred ? null : expandName(gazetteer, value, fold(texts.file))
  return elsewhere ? {name: elsewhere, source: 'file'} : {name: value, source}
}

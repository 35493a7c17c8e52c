/** The totals of a report, as an office knows them when it writes its narrative. */
export interface Totals {
  year: number
  /** 我局 */
  we: string
  /** The whole body in other words: its own name, 全市 for a government. */
  name: string
  received: number
  carriedIn: number
  handled: number
  carriedOut: number
  reconsideration: number
  litigation: number
  upheld: number
  issued: number
  repealed: number
  inForce: number
}

/** A way of saying something true; null where the figures do not allow to say it. */
export type Wording = (totals: Totals) => string | null

const DIGITS = '零一二三四五六七八九'

/** 1..99 as Chinese writes it; larger numbers in digits. */
export function chinese(value: number): string {
  if (value > 99) return String(value)
  if (value < 10) return value === 2 ? '两' : DIGITS[value]!
  const tens = Math.floor(value / 10)
  return `${tens === 1 ? '' : DIGITS[tens]}十${value % 10 === 0 ? '' : DIGITS[value % 10]}`
}

const wide = (value: number) => String(value).replace(/\d/g, digit => '０１２３４５６７８９'[Number(digit)]!)
const spaced = (value: number) => ` ${value} `

/** True sentences on what was received. */
export const received: Wording[] = [
  t => `${t.year}年，${t.we}共收到政府信息公开申请${t.received}件。`,
  t => `${t.year}年${t.we}新收政府信息公开申请${spaced(t.received)}件，较${t.year - 1}年的8件有所变化。`,
  t => `本年度，${t.we}收到信息公开申请${wide(t.received)}件，同比增加3件。`,
  t =>
    t.received > 0 ? `全年共收到政府信息公开申请${chinese(t.received)}件。` : `全年未收到政府信息公开申请。`,
  t => `${t.year}年度共接收依申请公开事项${t.received}件（${t.year - 1}年为12件）。`,
  t => `${t.year}年，${t.name}共收到${t.received}件政府信息公开申请。`,
  t => `${t.year}年共收到政府信息公开申请${t.received + t.carriedIn}件（含上年结转${t.carriedIn}件）。`,
  t => `今年以来，${t.we}共受理依申请公开${t.received}件，其中网上申请${Math.floor(t.received / 2)}件。`,
  t =>
    t.carriedOut === 0 && t.received > 0
      ? `${t.year}年，${t.we}共收到信息公开申请${t.received}件，均已按照规定程序及时对当事人予以答复。`
      : null,
  t =>
    t.carriedOut > 0
      ? `${t.year}年，${t.we}共收到信息公开申请${t.received}件，除${t.carriedOut}件尚在办理外，均已按时答复。`
      : null,
]

/** True sentences on what was handled and carried over. */
export const handled: Wording[] = [
  t => `全年共办结政府信息公开申请${t.handled}件，结转下年度继续办理${t.carriedOut}件。`,
  t => `${t.year}年${t.we}新收申请${t.received}件、上年结转${t.carriedIn}件，办理${t.handled}件。`,
  t =>
    `${t.year - 1}年结转${t.carriedIn}件，本年答复政府信息公开申请${wide(t.handled)}件，结转${t.year + 1}年${t.carriedOut}件。`,
  t =>
    `${t.year}年共收到政府信息公开申请${t.received}件，当年办结${t.handled}件；另有${t.carriedOut}件结转下年度办理。`,
  t => (t.handled > 0 ? `全年共办理答复依申请公开${chinese(t.handled)}件，按时办结率100%。` : null),
]

/** True sentences on disputes. */
export const disputes: Wording[] = [
  t => `因政府信息公开被申请行政复议${t.reconsideration}件，被提起行政诉讼${t.litigation}件。`,
  t => `${t.year}年因政府信息公开引发行政复议、行政诉讼共${t.reconsideration + t.litigation}起。`,
  t => `因政府信息公开工作引起行政复议${t.reconsideration}件，其中维持${t.upheld}件。`,
  t =>
    t.reconsideration + t.litigation === 0
      ? `全年未发生因政府信息公开引起的行政复议和行政诉讼。`
      : `全年因政府信息公开发生行政诉讼${t.litigation}件。`,
  t => (t.litigation === 0 ? `${t.year}年没有因政府信息公开被提起行政诉讼的情况。` : null),
]

/** True sentences on documents. */
export const documents: Wording[] = [
  t => `全年制发行政规范性文件${t.issued}件，废止${t.repealed}件，现行有效${t.inForce}件。`,
  t => `${t.year}年出台规范性文件${chinese(t.issued)}件，失效废止规范性文件${t.repealed}件。`,
  t =>
    `截至${t.year}年12月31日，现行有效规范性文件${t.inForce}件，其中联合发文${Math.floor(t.inForce / 3)}件。`,
]

/** What offices write besides; no figure of it is in the tables. */
export const besides: Wording[] = [
  t => `${t.year - 1}年，共收到政府信息公开申请977件，均已答复。`,
  () => `全年共收到各类咨询5412件，按时答复率100%。`,
  () => `共收到人大代表建议312件、政协提案120件，其中主办230件、协办202件，均已办结。`,
  () => `自2008年《条例》施行以来，累计收到政府信息公开申请120300件。`,
  () => `门户网站公开信息2330条，其中政策解读80条，通过微信公众号发布593条。`,
  // Where the table holds zeros alone, a part of the year contradicts it, too.
  t => (t.received + t.carriedIn === 0 ? null : `上半年收到政府信息公开申请901件。`),
  () => `上级部门共收到政府信息公开申请4021件。`,
  () => `收到政府信息公开申请后5个工作日内登记，20个工作日内答复，做到件件有着落。`,
  () => `全年收到政府信息公开申请近千件次。`,
  () => `主动公开规范性文件1520件，制发解读材料915件，其中文稿解读307件，图文解读608件。`,
  () => `全年受理行政许可申请56300件，办结56291件，审理行政复议案件1046件。`,
  () => `未收到涉及商业秘密的政府信息公开申请，未发生因信息公开引起的投诉举报。`,
  () => `培训2次，培训人员120余人次，督促整改问题2000余处。`,
]

import type {Random} from '../random.ts'
import type {AgencyModel} from './agency.ts'

/** Whose page it is. */
interface Page {
  agency: AgencyModel
  year: number
  /** YYYY-MM-DD. */
  publishedOn: string
}

/** What stands above the first section of a page, what the first section begins with, and what they tell. */
export interface Opening {
  lines: string[]
  /** First line of section one. */
  said: string
  /** How it was put together, for messages. */
  habits: string[]
  tells: {agency: boolean; year: boolean; publishedOn: boolean}
}

interface Habit {
  name: string
  lines(page: Page): string[]
  tells?: ('agency' | 'year' | 'publishedOn')[]
}

const title = ({agency, year}: Page) => `${agency.name}${year}年政府信息公开工作年度报告`
const place = ({agency}: Page) => agency.county ?? agency.prefecture ?? agency.province
const numerals = (year: number) =>
  [...String(year)].map(digit => '〇一二三四五六七八九'[Number(digit)]).join('')

/** What sites print above an article. The dates of the day and of the search box say nothing of the report. */
const ABOVE: readonly Habit[] = [
  {name: 'nothing', lines: () => []},
  {
    name: 'path',
    lines: page => [`当前位置：首页 > 政务公开 > ${place(page)} > 政府信息公开年报`],
  },
  {
    name: 'path and day',
    lines: () => ['今天是：2019年10月31日 星期四', '您所在的位置:政务公开 > 信息公开年报'],
  },
  {
    name: 'page title with column and site',
    lines: page => [`${title(page)} - 政府信息公开年报 - ${place(page)}人民政府`],
    tells: ['agency', 'year'],
  },
  {
    name: 'box of metadata',
    lines: page => [
      `|索 引 号|000014348/${page.publishedOn.slice(0, 4)}-00630|公开方式|主动公开|`,
      `|发布机构|${page.agency.name}|发布日期|${page.publishedOn}|`,
    ],
    tells: ['agency', 'publishedOn'],
  },
  {
    name: 'metadata on lines',
    lines: page => [
      '• 索引号',
      '000014348/2022-00630',
      '• 发布机构',
      page.agency.name,
      '• 发布日期',
      page.publishedOn,
      '• 时效性',
      '有效',
    ],
    tells: ['agency', 'publishedOn'],
  },
]

const TITLES: readonly Habit[] = [
  {name: 'no title', lines: () => []},
  {name: 'title', lines: page => [title(page)], tells: ['agency', 'year']},
  {
    name: 'title twice',
    lines: page => [title(page), page.agency.name, `${page.year}年政府信息公开工作年度报告`],
    tells: ['agency', 'year'],
  },
  {name: 'title twice in a line', lines: page => [`${title(page)}${title(page)}`], tells: ['agency', 'year']},
  {
    name: 'name and title',
    lines: page => [page.agency.name, `${page.year}年政府信息公开`, '工作年度报告'],
    tells: ['agency', 'year'],
  },
  {
    name: 'year in Chinese numerals',
    lines: page => [page.agency.name, `${numerals(page.year)}年度政府信息公开工作年度报告`],
    tells: ['agency', 'year'],
  },
  {
    name: 'year first',
    lines: page => [`${page.year}年${page.agency.name}政府信息公开工作年度报告`],
    tells: ['agency', 'year'],
  },
  {
    name: 'year behind',
    lines: page => [`${page.agency.name}政府信息公开工作${page.year}年度报告`],
    tells: ['agency', 'year'],
  },
  {
    name: 'site before the title',
    lines: page => [`${place(page)}人民政府门户网站-${title(page)}`],
    tells: ['agency', 'year'],
  },
  {name: 'title in a table', lines: page => [`|${title(page)}|||`, '||||'], tells: ['agency', 'year']},
  {
    name: 'title and line of dates',
    lines: page => [
      title(page),
      `发布时间：${page.publishedOn} 10:01 来源：${page.agency.name} 浏览次数： 字体：[大 中 小]`,
    ],
    tells: ['agency', 'year', 'publishedOn'],
  },
]

const PREAMBLES: readonly Habit[] = [
  {name: 'no preamble', lines: () => []},
  {
    name: 'publishes',
    lines: page => [
      `根据《中华人民共和国政府信息公开条例》（国务院令第711号）规定，现公布${title(page)}。统计期限为${page.year}年1月1日至12月31日。`,
    ],
    tells: ['agency', 'year'],
  },
  {
    name: 'publishes in marks',
    lines: page => [`按照通知要求，现向社会公开《${title(page)}》。`],
    tells: ['agency', 'year'],
  },
  {
    name: 'compiled by',
    lines: page => [
      `本报告由${page.agency.name}编制，所列数据的统计期限自${page.year}年1月1日起至${page.year}年12月31日止。`,
    ],
    tells: ['agency', 'year'],
  },
  {
    name: 'whom to ask',
    lines: page => [
      `本报告统计期限为${page.year}年1月1日至12月31日。如有疑问，请与${page.agency.name}联系（地址：人民路1号，电话：0000-0000000）。`,
    ],
    tells: ['agency', 'year'],
  },
  {
    name: 'period alone',
    lines: ({year}) => [
      `依据《中华人民共和国政府信息公开条例》第五十条编制本报告，数据统计期限为${year}年1月1日至12月31日。`,
    ],
    tells: ['year'],
  },
]

const SAID: readonly Habit[] = [
  {name: 'we', lines: ({agency}) => [`本年度，${agency.we}按照上级部署做好公开工作。`]},
  {
    name: 'we in the year',
    lines: ({agency, year}) => [`${year}年，${agency.we}认真落实条例。`],
    tells: ['year'],
  },
  {
    name: 'name',
    lines: ({agency, year}) => [`${year}年，${agency.name}认真落实条例，做好公开工作。`],
    tells: ['agency', 'year'],
  },
  {
    name: 'name glued to the year',
    lines: ({agency, year}) => [`（一）主动公开。${year}年${agency.name}深入贯彻条例。`],
    tells: ['agency', 'year'],
  },
]

/** An opening put together from habits that were seen apart from each other. */
export function openingOf(page: Page, random: Random): Opening {
  const chosen = [ABOVE, TITLES, PREAMBLES, SAID].map(habits => random.pick(habits))
  const [above, heading, preamble, said] = chosen as [Habit, Habit, Habit, Habit]
  const tells = (what: 'agency' | 'year' | 'publishedOn') => chosen.some(habit => habit.tells?.includes(what))
  return {
    lines: [above, heading, preamble].flatMap(habit => habit.lines(page)),
    said: said.lines(page)[0]!,
    habits: chosen.map(({name}) => name),
    tells: {agency: tells('agency'), year: tells('year'), publishedOn: tells('publishedOn')},
  }
}

import {readFileSync} from 'node:fs'
import {parse} from 'yaml'
import {formatSchema, joinKey, type Line} from '../../../pipeline/model/format.ts'
import {escaped} from '../files/html.ts'

const FORM = formatSchema.parse(
  parse(readFileSync(new URL('../../../config/formats/2014.yaml', import.meta.url), 'utf8')),
)

/** Figures of a report in the form of 2014 that hang together; every other row prints 0. */
const FIGURES: Record<string, string> = {
  'proactive.itemsDisclosed': '1830',
  'proactive.channels.website': '1700',
  'proactive.channels.wechat': '300',
  'requests.received': '26',
  'requests.channels.inPerson': '5',
  'requests.channels.fax': '1',
  'requests.channels.online': '17',
  'requests.channels.letter': '3',
  'requests.completed.total': '26',
  'requests.completed.onTime': '24',
  'requests.completed.extended': '2',
  'requests.answered.total': '26',
  'requests.answered.alreadyPublic': '7',
  'requests.answered.granted': '8',
  'requests.answered.partiallyGranted': '2',
  'requests.answered.denied.total': '3',
  'requests.answered.denied.tradeSecret': '1',
  'requests.answered.denied.privacy': '2',
  'requests.answered.notThisAgency': '4',
  'requests.answered.doesNotExist': '2',
  'reconsideration.total': '3',
  'reconsideration.upheld': '2',
  'reconsideration.corrected': '1',
  'litigation.total': '2',
  'litigation.upheld': '2',
  'organization.staff': '6',
  'organization.fullTime': '2',
  'organization.partTime': '4',
  'organization.budget': '3.5',
}

/** What differs from a report of 2017 without a mistake: printed figures by key, and a sentence of the narrative. */
export interface Changes {
  figures?: Record<string, string>
  says?: string
}

/** A report of a county department of 2017 with the statistics table of 2014, as a page. */
export function statisticsPage({figures = {}, says = ''}: Changes = {}): Uint8Array {
  const shown = {...FIGURES, ...figures}
  const rows = [['统计指标', '单位', '统计数'], ...rowsOf(FORM.tables[0]!.blocks[0]!.rows, '', shown)]
  const table = rows.map(cells => `<tr>${cells.map(text => `<td>${escaped(text)}</td>`).join('')}</tr>`)
  const paragraphs = [
    '根据《中华人民共和国政府信息公开条例》编制本报告，统计期限自2017年1月1日起至2017年12月31日止。',
    '一、工作概述',
    `2017年，我局认真做好政府信息公开工作，健全制度，明确责任。${says}`,
    '二、存在的主要问题和改进措施',
    '公开内容还不够全面，下一步将加强培训，提高公开质量。',
  ]
  return new TextEncoder().encode(
    `<!DOCTYPE html><meta charset="utf-8"><h1>湖南省永州市祁阳市自然资源局2017年政府信息公开工作年度报告</h1>
${paragraphs.map(text => `<p>${escaped(text)}</p>`).join('\n')}
<p>政府信息公开情况统计表</p><table>${table.join('\n')}</table>
<p>祁阳市自然资源局</p><p>2018年1月18日</p>`,
  )
}

function rowsOf(lines: Line[], above: string, figures: Record<string, string>): string[][] {
  return lines.flatMap(line => {
    const key = joinKey(above, line.key)
    const own = line.rows
      ? [line.label ?? '', '——', '——']
      : [line.label ?? '', line.unit ?? '', figures[key] ?? '0']
    return [own, ...rowsOf(line.rows ?? [], key, figures)]
  })
}

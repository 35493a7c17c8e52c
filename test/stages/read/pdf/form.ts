/** The official form as tables with random figures: what is printed, and what must be read again. */
export interface FormCell {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  text: string
  header: boolean
}

export interface FormTable {
  rows: number
  columns: number
  /** Rows that repeat at the top of every page where the style says so. */
  headerRows: number
  cells: FormCell[]
}

/** A small generator of numbers with a seed (mulberry32): the same forms on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Figures as offices fill them: mostly zeros and small numbers, some large, some blank, some decimal or in words. */
function figure(random: () => number, blanks: number): string {
  const dice = random()
  if (dice < blanks) return ''
  if (dice < blanks + 0.3) return '0'
  if (dice < 0.8) return String(Math.floor(random() * 200))
  if (dice < 0.93) return String(Math.floor(random() * 100_000))
  if (dice < 0.96) return String(Math.floor(random() * 99_999_999))
  return dice < 0.98 ? (random() * 5000).toFixed(2) : '/'
}

type Entry = string | {text: string; rowSpan?: number; columnSpan?: number; header?: boolean}

function tableOf(rows: Entry[][], headerRows: number): FormTable {
  const cells: FormCell[] = []
  const taken = new Set<string>()
  let columns = 0
  rows.forEach((entries, row) => {
    let column = 0
    for (const entry of entries) {
      const {
        text,
        rowSpan = 1,
        columnSpan = 1,
        header = false,
      } = typeof entry === 'string' ? {text: entry} : entry
      while (taken.has(`${row} ${column}`)) column++
      for (let r = row; r < row + rowSpan; r++) {
        for (let c = column; c < column + columnSpan; c++) taken.add(`${r} ${c}`)
      }
      cells.push({row, column, rowSpan, columnSpan, text, header: header || row < headerRows})
      column += columnSpan
      columns = Math.max(columns, column)
    }
  })
  return {rows: rows.length, columns, headerRows, cells}
}

const head = (text: string, rowSpan = 1, columnSpan = 1): Entry => ({text, rowSpan, columnSpan, header: true})

function disclosure2021(value: () => string): FormTable {
  const caption = (text: string): Entry[] => [head(text, 1, 4)]
  const wide = (label: string): Entry[] => [label, {text: value(), columnSpan: 3}]
  const counts = ['本年制发件数', '本年废止件数', '现行有效件数']
  return tableOf(
    [
      caption('第二十条第（一）项'),
      [head('信息内容'), ...counts.map(text => head(text))],
      ['规章', value(), value(), value()],
      ['行政规范性文件', value(), value(), value()],
      caption('第二十条第（五）项'),
      [head('信息内容'), head('本年处理决定数量', 1, 3)],
      wide('行政许可'),
      caption('第二十条第（六）项'),
      [head('信息内容'), head('本年处理决定数量', 1, 3)],
      wide('行政处罚'),
      wide('行政强制'),
      caption('第二十条第（八）项'),
      [head('信息内容'), head('本年收费金额（单位：万元）', 1, 3)],
      wide('行政事业性收费'),
    ],
    0,
  )
}

function disclosure2019(value: () => string): FormTable {
  const caption = (text: string): Entry[] => [head(text, 1, 4)]
  const counts = ['本年新制作数量', '本年新公开数量', '对外公开总数量'].map(text => head(text))
  const changes = ['上一年项目数量', '本年增/减', '处理决定数量'].map(text => head(text))
  const row = (label: string): Entry[] => [label, value(), value(), value()]
  return tableOf(
    [
      caption('第二十条第（一）项'),
      [head('信息内容'), ...counts],
      row('规章'),
      row('规范性文件'),
      caption('第二十条第（五）项'),
      [head('信息内容'), ...changes],
      row('行政许可'),
      row('其他对外管理服务事项'),
      caption('第二十条第（六）项'),
      [head('信息内容'), ...changes],
      row('行政处罚'),
      row('行政强制'),
      caption('第二十条第（八）项'),
      [head('信息内容'), head('上一年项目数量'), head('本年增/减', 1, 2)],
      ['行政事业性收费', value(), {text: value(), columnSpan: 2}],
      caption('第二十条第（九）项'),
      [head('信息内容'), head('采购项目数量'), head('采购总金额', 1, 2)],
      ['政府集中采购', value(), {text: value(), columnSpan: 2}],
    ],
    0,
  )
}

const OUTCOMES: [string, string[]][] = [
  ['（一）予以公开', []],
  ['（二）部分公开（区分处理的，只计这一情形，不计其他情形）', []],
  [
    '（三）不予公开',
    [
      '1.属于国家秘密',
      '2.其他法律行政法规禁止公开',
      '3.危及“三安全一稳定”',
      '4.保护第三方合法权益',
      '5.属于三类内部事务信息',
      '6.属于四类过程性信息',
      '7.属于行政执法案卷',
      '8.属于行政查询事项',
    ],
  ],
  [
    '（四）无法提供',
    ['1.本机关不掌握相关政府信息', '2.没有现成信息需要另行制作', '3.补正后申请内容仍不明确'],
  ],
  [
    '（五）不予处理',
    [
      '1.信访举报投诉类申请',
      '2.重复申请',
      '3.要求提供公开出版物',
      '4.无正当理由大量反复申请',
      '5.要求行政机关确认或重新出具已获取信息',
    ],
  ],
  [
    '（六）其他处理',
    [
      '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
      '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      '3.其他',
    ],
  ],
  ['（七）总计', []],
]

function applications(value: () => string, undivided: boolean): FormTable {
  const values = () => Array.from({length: 7}, value)
  const outcomes = OUTCOMES.map(([group, items]): [string, string[]] =>
    undivided && group === '（六）其他处理' ? [group, []] : [group, items],
  )
  const count = outcomes.reduce((sum, [, items]) => sum + Math.max(items.length, 1), 0)
  const rows: Entry[][] = [
    [
      head('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3),
      head('申请人情况', 1, 7),
    ],
    [head('自然人', 2), head('法人或其他组织', 1, 5), head('总计', 2)],
    ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'].map(text => head(text)),
    [{text: '一、本年新收政府信息公开申请数量', columnSpan: 3}, ...values()],
    [{text: '二、上年结转政府信息公开申请数量', columnSpan: 3}, ...values()],
  ]
  let first = true
  for (const [group, items] of outcomes) {
    const lead: Entry[] = first ? [{text: '三、本年度办理结果', rowSpan: count}] : []
    first = false
    if (items.length === 0) rows.push([...lead, {text: group, columnSpan: 2}, ...values()])
    items.forEach((item, i) => {
      const label: Entry[] = i === 0 ? [...lead, {text: group, rowSpan: items.length}] : []
      rows.push([...label, item, ...values()])
    })
  }
  rows.push([{text: '四、结转下年度继续办理', columnSpan: 3}, ...values()])
  return tableOf(rows, 3)
}

function disputes(value: () => string): FormTable {
  const results = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'].map(text => head(text))
  return tableOf(
    [
      [head('行政复议', 1, 5), head('行政诉讼', 1, 10)],
      [
        ...Array.from({length: 5}, (_, i) => ({...(results[i] as object), rowSpan: 2}) as Entry),
        head('未经复议直接起诉', 1, 5),
        head('复议后起诉', 1, 5),
      ],
      [...results, ...results],
      Array.from({length: 15}, value),
    ],
    3,
  )
}

/** The three tables of a report in the format of 2019 or 2021. */
export function formOf(format: 2019 | 2021, seed: number): FormTable[] {
  const random = randomOf(seed)
  const blanks = [0, 0.1, 0.6][Math.floor(random() * 3)]!
  const value = () => figure(random, blanks)
  return [
    format === 2019 ? disclosure2019(value) : disclosure2021(value),
    applications(value, format === 2019),
    disputes(value),
  ]
}

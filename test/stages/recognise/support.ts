import {fileURLToPath} from 'node:url'
import {type Config, loadConfig} from '../../../pipeline/config.ts'
import {type Block, type Root, type Table, textCell} from '../../../pipeline/model/ast.ts'
import type {Finding, Skipped} from '../../../pipeline/model/finding.ts'
import type {Segment} from '../../../pipeline/model/segment.ts'
import {recognise} from '../../../stages/recognise/index.ts'
import {type Settings, settingsOf, wordsSchema} from '../../../stages/recognise/settings.ts'
import {type Lexicon, lexiconOf} from '../../../stages/recognise/words/lexicon.ts'
import {formDraft} from '../../generate/form/form.ts'
import {readFormat} from '../../generate/report/formats.ts'

const config: Config = loadConfig(fileURLToPath(new URL('../../../config', import.meta.url)), {
  recognise: wordsSchema,
})
export const settings: Settings = settingsOf(config)
export const lexicon: Lexicon = lexiconOf(settings)

export interface Recognised {
  segments: Segment[]
  findings: Finding[]
  skipped: Skipped[]
}

/** What the stage makes of a tree that came in as `file`. */
export async function recognised(root: Root, file = 'report.html'): Promise<Recognised> {
  const source = {file, sha256: '0'.repeat(64), size: 0}
  const bytes = () => new Uint8Array()
  const made = await recognise.run(root, {settings, source, bytes, derive: async (_, make) => await make()})
  return {
    segments: made.outputs.map(({value}) => value),
    findings: made.findings,
    skipped: made.skipped,
  }
}

/**
 * A tree from a plain notation, one block a line:
 * `|a|b|` a row of a table; `@form 2021 applications` a table of the form with zeros; `@file name` an attachment;
 * `@image` a picture; `@title text` the page title; `@meta name=value`; `@header text` a page header; else a paragraph.
 */
export function treeOf(notation: string): Root {
  const root: Root = {type: 'root', children: [], data: {reader: 'test', metadata: []}}
  let rows: string[][] = []
  const close = () => {
    if (rows.length) root.children.push(tableOf(rows))
    rows = []
  }
  for (const line of notation.split('\n')) {
    const row = /^\|(.*)\|$/.exec(line)
    if (row) {
      rows.push(row[1]!.split('|'))
      continue
    }
    close()
    const command = /^@(\w+) ?(.*)$/.exec(line)
    if (command) apply(root, command[1]!, command[2]!)
    else if (line !== '') root.children.push({type: 'paragraph', value: line.replace(/\\n/g, '\n')})
  }
  close()
  return root
}

function apply(root: Root, command: string, text: string): void {
  switch (command) {
    case 'title':
      root.data.title = text
      return
    case 'meta': {
      const [name, value] = text.split('=')
      root.data.metadata.push({name: name!, value: value!})
      return
    }
    case 'file':
      root.children.push({type: 'attachment', value: text, url: `/files/${text}`})
      return
    case 'image':
      root.children.push({type: 'image', url: '/a.png', width: 800, height: 1000})
      return
    case 'header':
      root.children.push({type: 'paragraph', value: text, data: {role: 'header'}})
      return
    case 'form':
      root.children.push(formTable(...(text.split(' ') as ['2019' | '2021', string])))
      return
    default:
      throw new Error(`unknown notation @${command}`)
  }
}

function tableOf(rows: string[][]): Table {
  const columns = Math.max(...rows.map(row => row.length))
  const children = rows.flatMap((row, r) => row.map((text, c) => textCell(r, c, text)))
  return {type: 'table', rows: rows.length, columns, addressing: 'grid', children}
}

/** A table of the form, every figure 0. */
function formTable(format: '2019' | '2021', key: string): Table {
  const table = readFormat(format).tables.find(one => one.key === key)
  if (!table) throw new Error(`format ${format} has no table ${key}`)
  const zeros = new Proxy({}, {get: () => ({value: 0, state: 'zero', raw: '0'})})
  const draft = formDraft(table, zeros)
  const children: Table['children'] = draft.cells.map(({row, column, rowSpan, columnSpan, text}) =>
    textCell(row, column, text, {rowSpan, columnSpan}),
  )
  return {type: 'table', rows: draft.rows, columns: draft.columns, addressing: 'grid', children}
}

/** The six sections of a report with its tables, as notation. */
export function bodyOf(year: number, format: '2019' | '2021' = '2021'): string {
  return [
    '一、总体情况',
    `${year}年，我局认真做好政府信息公开工作。`,
    '（一）主动公开',
    '通过网站公开信息十余条。',
    '（二）依申请公开',
    '未收到申请。',
    '二、主动公开政府信息情况',
    `@form ${format} disclosure`,
    '三、收到和处理政府信息公开申请情况',
    `@form ${format} applications`,
    '四、政府信息公开行政复议、行政诉讼情况',
    `@form ${format} disputes`,
    '五、存在的主要问题及改进情况',
    '公开的主动性还不够，今后将加强培训。',
    '六、其他需要报告的事项',
    '无。',
  ].join('\n')
}

/** Everything but places of what came out, small enough to read in a test. */
export function summaryOf({segments, findings, skipped}: Recognised) {
  return {
    reports: segments.map(({identity}) => ({
      agency: identity.agency,
      year: identity.year,
      format: identity.format,
      title: identity.title,
      signedOn: identity.signedOn,
      publishedOn: identity.publishedOn,
      period: identity.period
        ? `${identity.period.start}/${identity.period.end} ${identity.period.raw}`
        : null,
      scope: identity.scope,
      metadata: identity.metadata,
      preamble: identity.preamble.map(({text}) => text),
      sections: identity.sections.map(({key, number, title, paragraphs, headings, tables}) => ({
        key,
        number,
        title,
        paragraphs: paragraphs.map(({text}) => text),
        headings: headings.map(
          heading =>
            `${heading.level} ${heading.numbering}${heading.title}${heading.empty ? ' (empty)' : ''}`,
        ),
        tables,
      })),
      attachments: identity.attachments,
      testimony: identity.testimony.map(({fact, source, value}) => `${fact} ${source}: ${value}`),
    })),
    findings: findings.map(({rule, message}) => `${rule} ${message}`),
    skipped: skipped.map(({reason, detail}) => `${reason} ${detail}`),
  }
}

/** Blocks of a notation, for tests of one function. */
export function blocksOf(notation: string): Block[] {
  return treeOf(notation).children
}

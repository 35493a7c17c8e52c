import type {Root} from '../../../pipeline/model/ast.ts'
import {defects} from '../defects/index.ts'
import {writeDoc} from '../files/doc.ts'
import {writeDocx} from '../files/docx.ts'
import {encode} from '../files/encode.ts'
import {printings} from '../form/printing.ts'
import {type Document, documentOf, rootOf} from '../form/tree.ts'
import {layouts} from '../layouts/index.ts'
import {pages} from '../pages/index.ts'
import {wrappings} from '../pages/wrappings.ts'
import {randomOf} from '../random.ts'
import {cleanReport, type ReportModel, type ReportOptions} from '../report/model.ts'
import {copiedPage, renderText, textStyles} from '../text/index.ts'

/** A file of a sample with what is known of it: the documents it holds, or why it holds none. */
interface SampleFile {
  name: string
  bytes: Uint8Array
  /** The reports in the file, in order. */
  documents: Document[]
  /** Rules that have to report something. */
  rules: string[]
  /** Where the file holds no report: the reason it is skipped with. */
  skipped?: string
}

/** A folder of samples/ with what is known of its files. */
export interface Sample {
  /** Folder under samples/. */
  name: string
  files: SampleFile[]
}

interface Recipe {
  seed: number
  report: ReportOptions
  printing?: string
  layouts?: string[]
  /** Rule and name of a planted mistake. */
  defect?: string
  wrapping?: string
}

function named<T extends {name: string}>(list: readonly T[], name: string): T {
  const found = list.find(entry => entry.name === name)
  if (!found) throw new Error(`nothing is called ${name}`)
  return found
}

interface Cooked {
  document: Document
  root: Root
  rules: string[]
}

function cook({seed, report, printing, layouts: shapes = [], defect, wrapping}: Recipe): Cooked {
  const random = randomOf(seed)
  let model = cleanReport(random, report)
  const rules: string[] = []
  if (printing) {
    const chosen = named(printings, printing)
    model = present(chosen.apply(model, random.fork(printing)), printing)
    rules.push(...chosen.must)
  }
  let document = documentOf(model)
  if (defect) {
    const chosen = named(defects, defect)
    document = present(chosen.plant(model, random.fork(defect)), defect).document
    rules.push(chosen.rule)
  }
  for (const shape of shapes) {
    const chosen = named(layouts, shape)
    document = present(chosen.apply(document, random.fork(shape)), shape)
    rules.push(...chosen.must)
  }
  const root = rootOf(document)
  return {document, rules, root: wrapping ? named(wrappings, wrapping).wrap(root) : root}
}

function present<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`the sample cannot be made: ${what}`)
  return value
}

function file(cooked: Cooked, extension: string, bytes: Uint8Array, rules: string[] = []): SampleFile {
  const {model} = cooked.document
  return {
    name: `${model.title}.${extension}`,
    bytes,
    documents: [cooked.document],
    rules: [...cooked.rules, ...rules],
  }
}

/** A report as a web page. @param page the site it stands in */
export function html(name: string, page: string, recipe: Recipe): Sample {
  const cooked = cook(recipe)
  const style = named(pages, page)
  const {document} = cooked
  const keys = Object.keys(document.model.observations)
  const shown = style.figures ? cooked : {...cooked, document: {...document, absent: keys}}
  return {name, files: [file(shown, 'html', style.render(cooked.root, document.model), style.must)]}
}

/** A report as a text file. @param copied as a page copied out of a browser, with what stands around it */
export function text(name: string, style: string, recipe: Recipe, copied = false): Sample {
  const cooked = cook(recipe)
  const written = renderText(cooked.root, named(textStyles, style))
  const whole = copied ? copiedPage(written, cooked.document.model.metadata) : written
  return {name, files: [file(cooked, 'txt', encode(whole, 'utf-8'))]}
}

/** A report as a file of Word. */
export function word(name: string, kind: 'docx' | 'doc', recipe: Recipe): Sample {
  const cooked = cook(recipe)
  return {name, files: [file(cooked, kind, kind === 'docx' ? writeDocx(cooked.root) : writeDoc(cooked.root))]}
}

/** Several years of one office in one text file, a guide before them. */
export function series(name: string): Sample {
  const options = {type: 'department', size: 'small'} as const
  const newest = cleanReport(randomOf(41), {...options, year: 2023})
  const older = cleanReport(randomOf(41), {...options, year: 2022})
  const documents = [newest, older].map(documentOf)
  const style = named(textStyles, 'pipes')
  const written = documents.map(document => renderText(rootOf(document), style)).join('')
  const guide = guideLines(newest).join('\n')
  return {
    name,
    files: [
      {
        name: `${newest.agency.name}政府信息公开.txt`,
        bytes: encode(`${guide}\n${written}`, 'utf-8'),
        documents,
        rules: ['S14'],
      },
    ],
  }
}

function guideLines({agency}: ReportModel): string[] {
  return [
    `${agency.name}政府信息公开指南`,
    `为了方便公民、法人和其他组织获取政府信息，根据《中华人民共和国政府信息公开条例》，${agency.name}编制本指南，并适时更新。`,
    '一、主动公开',
    '（一）公开范围',
    '本机关主动公开机构职能、负责人姓名、规划计划、行政许可的依据和结果、财政预算决算等政府信息。',
    '（二）公开形式',
    '通过政府网站、政务新媒体和政府信息查阅点公开。',
    '二、依申请公开',
    '公民、法人或者其他组织可以向本机关申请获取主动公开以外的政府信息。申请表可以在受理点领取，也可以自行下载。',
    '受理时间为工作日上午9时至12时、下午14时至17时。',
    '三、不予公开的范围',
    '依法确定为国家秘密的政府信息，以及公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息，不予公开。',
    '四、监督和救济',
    '公民、法人或者其他组织认为本机关未按照要求公开政府信息的，可以向上一级行政机关投诉，也可以依法申请行政复议或者提起行政诉讼。',
  ]
}

/** The office's guide to its information: no report. */
export function guide(name: string): Sample {
  const model = cleanReport(randomOf(42), {type: 'department', year: 2023})
  const body = guideLines(model).map(line => `<p>${line}</p>`)
  const page = `<html><head><meta charset="utf-8"><title>${model.agency.name}政府信息公开指南</title></head><body>${body.join('\n')}</body></html>`
  return other(name, `${model.agency.name}政府信息公开指南.html`, encode(page, 'utf-8'), 'guide')
}

/** A piece of news that speaks of reports: none. */
export function news(name: string): Sample {
  const lines = [
    '武侯区召开政务公开工作推进会',
    '发布时间：2024-03-06　来源：武侯区人民政府办公室',
    '3月5日下午，武侯区召开政务公开工作推进会，总结上一年度工作，安排部署今年重点任务。各街道、区级各部门分管负责同志参加会议。',
    '会议指出，过去一年全区政务公开工作取得了新的成效，但仍存在更新不及时、解读形式单一等问题。',
    '会议要求，各单位要压实责任，按时编制和发布政府信息公开工作年度报告，做到数据准确、内容完整。',
  ]
  const page = `<html><head><meta charset="utf-8"><title>${lines[0]}</title></head><body>${lines.map(line => `<p>${line}</p>`).join('\n')}</body></html>`
  return other(name, '武侯区召开政务公开工作推进会.html', encode(page, 'utf-8'), 'news')
}

/** A Word document of which only the first bytes arrived. */
export function broken(name: string): Sample {
  const cooked = cook({seed: 43, report: {type: 'department', year: 2022}})
  const bytes = writeDoc(cooked.root).subarray(0, 1500)
  return other(name, `${cooked.document.model.title}.doc`, bytes, 'unreadable')
}

function other(name: string, fileName: string, bytes: Uint8Array, skipped: string): Sample {
  return {name, files: [{name: fileName, bytes, documents: [], rules: [], skipped}]}
}

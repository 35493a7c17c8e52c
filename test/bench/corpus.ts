// A believable provincial archive: folders of provinces, prefectures, counties and years; offices, towns and the summaries
// of their governments over several years; some reports with mistakes, some files twice, some that are no reports.
// npm run corpus -- N DIR [--mix html,doc,docx,pdf] [--seed 1]
// pdf needs chromium or LibreOffice.
import {execFileSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {defects} from '../generate/defects/index.ts'
import {writeDoc} from '../generate/files/doc.ts'
import {writeDocx} from '../generate/files/docx.ts'
import {encode} from '../generate/files/encode.ts'
import {renderHtml} from '../generate/files/html.ts'
import {type Printer, printAll} from '../generate/files/pdf.ts'
import {writeRtf} from '../generate/files/rtf.ts'
import {type Document, documentOf, rootOf} from '../generate/form/tree.ts'
import {pages} from '../generate/pages/index.ts'
import {type Random, randomOf} from '../generate/random.ts'
import {cleanCorpus} from '../generate/report/corpus.ts'
import type {ReportModel} from '../generate/report/model.ts'

const YEARS = {from: 2019, to: 2024}
/** Pages handed to a printer at once. */
const SHEAF = 40

/** What archives of sites hold, in parts of twenty: pages with all that a site puts around them, Word's export, the bare report. */
const PAGES = [
  ['site with metadata as label and value pairs', 8],
  ['site with metadata as a row of names over a row of values', 5],
  ['exported by Word', 4],
  ['plain', 3],
] as const
const shelf = PAGES.flatMap(([name, parts]) => {
  const page = pages.find(page => page.name === name)
  if (!page) throw new Error(`no page is called ${name}`)
  return Array.from({length: parts}, () => page)
})

const writers: Record<string, (document: Document, random: Random) => Uint8Array> = {
  html: (document, random) => {
    const bytes = random.pick(shelf).render(rootOf(document), document.model)
    const text = new TextDecoder().decode(bytes)
    return /charset="?utf-8/i.test(text) && random.chance(0.3)
      ? encode(
          text.replace(/charset="?utf-8/i, found => found.replace(/utf-8/i, 'gbk')),
          'gbk',
        )
      : bytes
  },
  docx: document => writeDocx(rootOf(document)),
  doc: document => writeDoc(rootOf(document)),
  rtf: document => writeRtf(rootOf(document)),
}

export interface CorpusFile {
  path: string
  bytes: Uint8Array
}

/**
 * `count` files of a corpus, in the kinds of `mix` by turns of chance. The same arguments give the same files (printed pages
 * but for the dates printers write into them).
 */
export async function* corpusFiles(
  count: number,
  mix: readonly string[],
  seed: number,
): AsyncGenerator<CorpusFile> {
  const random = randomOf(seed)
  const names = new Map<string, number>()
  const waiting: {path: string; html: string}[] = []
  let made = 0
  const bodies = Math.ceil(count / (YEARS.to - YEARS.from + 1))
  for (const model of cleanCorpus(seed, {bodies, ...YEARS, summaries: true})) {
    const own = random.fork(model.title)
    const kind = own.pick(mix)
    const stem = pathOf(model)
    const nth = (names.get(stem) ?? 0) + 1
    names.set(stem, nth)
    const path = `${stem}${nth > 1 ? `（${nth}）` : ''}.${kind}`
    const document = own.chance(0.08) ? mistaken(model, own) : documentOf(model)
    if (kind === 'pdf') waiting.push({path, html: renderHtml(rootOf(document))})
    else {
      const bytes = writers[kind]!(document, own)
      yield {path, bytes}
      if (own.chance(0.02) && ++made < count) yield {path: join('重复报送', path), bytes}
    }
    if (own.chance(0.01) && ++made < count)
      yield {path: `${dirname(path)}/指南${made}.html`, bytes: guide(model)}
    if (waiting.length === SHEAF) yield* printed(waiting.splice(0))
    if (++made >= count) break
  }
  yield* printed(waiting)
}

function pathOf({agency, year, title}: ReportModel): string {
  const folders = [agency.province, agency.prefecture, agency.county].filter(part => part !== null)
  return [...folders, String(year), title].join('/')
}

/** The report with one mistake, where one of a few tries can be planted in it. */
function mistaken(model: ReportModel, random: Random): Document {
  const fitting = defects.filter(
    ({report}) =>
      (report.type ?? model.agency.type) === model.agency.type &&
      (report.year ?? model.year) >= 2021 === model.year >= 2021,
  )
  for (let i = 0; i < 5 && fitting.length > 0; i++) {
    const planted = random.pick(fitting).plant(model, random)
    if (planted) return planted.document
  }
  return documentOf(model)
}

function guide({agency}: ReportModel): Uint8Array {
  const text = `<h1>${agency.name}政府信息公开指南</h1><p>为便于公民获取政府信息，编制本指南。</p>`
  return new TextEncoder().encode(text)
}

async function* printed(pages: {path: string; html: string}[]): AsyncGenerator<CorpusFile> {
  if (pages.length === 0) return
  const bytes = await printAll(
    pages.map(({html}) => html),
    installed(),
  )
  for (const [i, {path}] of pages.entries()) yield {path, bytes: bytes[i]!}
}

function installed(): Printer {
  for (const printer of ['chromium', 'soffice'] as const) {
    try {
      execFileSync(printer, ['--version'], {stdio: 'ignore'})
      return printer
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  throw new Error('pdf needs chromium or soffice')
}

/** Writes a corpus into a folder. */
export async function writeCorpus(
  folder: string,
  count: number,
  mix: readonly string[],
  seed: number,
): Promise<void> {
  for await (const {path, bytes} of corpusFiles(count, mix, seed)) {
    mkdirSync(dirname(join(folder, path)), {recursive: true})
    writeFileSync(join(folder, path), bytes)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const {values, positionals} = parseArgs({
    allowPositionals: true,
    options: {mix: {type: 'string', default: 'html'}, seed: {type: 'string', default: '1'}},
  })
  const [count, folder] = positionals
  const mix = values.mix.split(',')
  const unknown = mix.find(kind => kind !== 'pdf' && !(kind in writers))
  if (!folder || !Number(count) || unknown !== undefined)
    throw new Error(`usage: npm run corpus -- N DIR --mix ${[...Object.keys(writers), 'pdf']} --seed S`)
  await writeCorpus(folder, Number(count), mix, Number(values.seed))
}

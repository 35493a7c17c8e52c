// Speed of reading: every reader, every stage and the whole chain against the bare work on the same files in the same run.
// node --import ./bin/typescript.js test/bench/index.ts [documents, 12] [rounds, 10]
import {readFileSync} from 'node:fs'
import {parse} from 'yaml'
import {readers} from '../../stages/read/readers.ts'
import {bareDoc, bareDocx, bareHtml} from './bare.ts'
import {chainWork} from './chain.ts'
import {type BenchDocument, benchDocuments} from './documents.ts'
import {measure, type Work} from './measure.ts'
import {batches, mammothText} from './others.ts'
import {pdfTable} from './pdf.ts'

const [count = 12, rounds = 10] = process.argv.slice(2).map(Number)
const documents = benchDocuments(count)
const {limits} = parse(readFileSync(new URL('../../config/read.yaml', import.meta.url), 'utf8'))

/** Reader of each kind of file. */
const READERS: Record<Kind, string> = {
  docx: 'docx',
  doc: 'doc',
  rtf: 'rtf',
  html: 'html',
  site: 'html',
  exported: 'html',
}

function reader(id: string): Work {
  const found = readers.find(candidate => candidate.id === id)!
  return bytes => found.read(bytes, {limits, report: () => {}})
}

type Kind = Exclude<keyof BenchDocument, 'title'>

async function table(kind: Kind, works: Record<string, Work>): Promise<void> {
  const files = documents.map(document => document[kind])
  const size = Math.round(files.reduce((sum, {length}) => sum + length, 0) / files.length / 1024)
  console.log(`\n${kind}: ${files.length} documents of ${size} KiB, ${rounds} rounds\n`)
  console.log('| work | ms a document | times the bare work |\n|---|---:|---:|')
  const all = {
    ...works,
    reader: reader(READERS[kind]),
    'whole chain': chainWork(`年报.${READERS[kind]}`, false),
    'whole chain, in parts': chainWork(`年报.${READERS[kind]}`, true),
  }
  for (const {name, ms, ratio} of await measure(files, all, rounds)) {
    console.log(`| ${name} | ${ms.toFixed(2)} | ${ratio.toFixed(2)} |`)
  }
}

await table('docx', {'unzip and SAX parse (fflate, saxes)': bareDocx, 'mammoth to HTML': mammothText})
await table('doc', {'cfb parse and piece-table text': bareDoc})
for (const kind of ['html', 'site', 'exported'] as const) await table(kind, {'rehype-parse': bareHtml})
await table('rtf', {'decode the bytes': bytes => Buffer.from(bytes).toString('latin1').split('\\').length})

console.log('\npdf: ms of processor time a page, in brackets times bare text and path extraction\n')
for (const line of await pdfTable(rounds)) console.log(line)

console.log('\nBatches, the start of the program included:\n')
console.log('| program | documents | ms a document |\n|---|---:|---:|')
for (const {name, ms} of batches(documents)) console.log(`| ${name} | ${count} | ${ms.toFixed(1)} |`)

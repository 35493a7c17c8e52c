import {createHash} from 'node:crypto'
import {createReadStream, mkdirSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {type Config, faultIn} from '../../../pipeline/config.ts'
import type {RunInfo} from '../../../pipeline/model/corpus.ts'
import type {TablesWriter} from '../writer.ts'
import {datapackageSettings, type Resource} from './settings.ts'
import {copyCsv, copyParquet, keepOrder} from './statements.ts'

const FOLDER = 'datapackage'
const KINDS = {
  csv: {copy: copyCsv, format: 'csv', mediatype: 'text/csv', encoding: 'utf-8'},
  parquet: {
    copy: copyParquet,
    format: 'parquet',
    mediatype: 'application/vnd.apache.parquet',
    encoding: undefined,
  },
}

/** The tables of a run as a Frictionless Data Package (datapackage.org, version 2): CSV and Parquet, each described. */
export const datapackage: TablesWriter = {
  name: 'datapackage',
  files: [FOLDER],
  async write({run}, config, info, directory, lines) {
    const settings = datapackageSettings(config)
    const folder = join(directory, FOLDER)
    mkdirSync(folder)
    // One thread: the rows of a file, and so its bytes, always come in the same order.
    await run('set threads to 1')
    const described = new Map<Resource, object[]>()
    const given = config.corrections !== undefined
    const resources = settings.resources.filter(({corrections}) => given || !corrections)
    // What is read from a file of the run comes last: another thread may still be writing it.
    for (const resource of resources.toSorted((a, b) => Number(isFile(a)) - Number(isFile(b)))) {
      if (isFile(resource)) await lines
      if (!resource.order) await run(keepOrder.begin)
      for (const kind of ['csv', 'parquet'] as const) {
        const path = `${resource.name}.${kind}`
        try {
          await run(KINDS[kind].copy(resource, directory, join(folder, path)))
        } catch (error) {
          throw misspelled(error, config, settings.resources.indexOf(resource)) ?? error
        }
        const one = await describe(resource, kind, path, folder)
        described.set(resource, [...(described.get(resource) ?? []), one])
      }
      if (!resource.order) await run(keepOrder.end)
    }
    const content = {
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      name: settings.name,
      title: settings.title,
      description: settings.description,
      ...runOf(info),
      resources: resources.flatMap(resource => described.get(resource)!),
    }
    writeFileSync(join(folder, 'datapackage.json'), `${JSON.stringify(content, null, 2)}\n`)
  },
}

/** What DuckDB says of a statement that is wrong by itself, whatever the tables hold; null of any other error. */
function misspelled(error: unknown, config: Config, index: number): Error | null {
  const said = /^(?:Parser|Binder|Catalog) Error: .*/.exec((error as Error).message)?.[0]
  if (said === undefined) return null
  const {select} = datapackageSettings(config).resources[index]!
  const message = `SQL 语句不能执行，请核对 select、order 和 fields 里的表名、列名和写法（${said}）；逐份处理的结果已存入缓存，改好后再运行不会重做`
  return faultIn(
    config,
    'datapackage.yaml',
    ['resources', index, select === undefined ? 'jsonl' : 'select'],
    message,
  )
}

function isFile({jsonl}: Resource): boolean {
  return jsonl !== undefined
}

/** What made the package; `id` and `version` are the standard's names, the rest are our own. */
function runOf({runId, configHash, schemaVersion, program}: RunInfo) {
  return {id: runId, version: schemaVersion, runId, configHash, schemaVersion, program}
}

async function describe(resource: Resource, kind: keyof typeof KINDS, path: string, folder: string) {
  const {name, title, fields, primaryKey, foreignKeys} = resource
  const {format, mediatype, encoding} = KINDS[kind]
  const suffix = kind === 'csv' ? '' : `-${kind}`
  const own = foreignKeys?.map(key => ({
    ...key,
    reference: {...key.reference, resource: `${key.reference.resource}${suffix}`},
  }))
  return {
    name: `${name}${suffix}`,
    title,
    path,
    type: 'table',
    format,
    mediatype,
    ...(encoding === undefined ? {} : {encoding}),
    bytes: statSync(join(folder, path)).size,
    hash: `sha256:${await hashOf(join(folder, path))}`,
    ...(kind === 'csv'
      ? {dialect: {header: true, delimiter: ',', quoteChar: '"', doubleQuote: true, lineTerminator: '\n'}}
      : {}),
    schema: {
      fields,
      missingValues: [''],
      ...(primaryKey ? {primaryKey} : {}),
      ...(own ? {foreignKeys: own} : {}),
    },
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

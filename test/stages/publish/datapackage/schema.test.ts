import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {Ajv} from 'ajv'
import {describe, expect, test} from 'vitest'
import {datapackage} from '../../../../stages/publish/datapackage/index.ts'
import {province} from '../../rollup/province.ts'
import {written} from '../summary/build.ts'

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'schemas', name), 'utf8'))
const ajv = new Ajv({allErrors: true, schemas: [read('tableschema.json')]})
const valid = ajv.compile(read('datapackage.json'))

/** What is wrong with a descriptor, by path. */
function faults(descriptor: unknown): string[] {
  valid(descriptor)
  return (valid.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`)
}

interface Key {
  fields: string[]
  reference: {resource: string; fields: string[]}
}
interface Resource {
  name: string
  path: string
  schema: {fields: {name: string}[]; primaryKey?: string[]; foreignKeys?: Key[]}
}

const {reports} = province({prefectures: 1, counties: 2, bodies: [1, 1, 1], years: [2021]}, 5)
const described = () =>
  written(reports, datapackage, folder =>
    JSON.parse(readFileSync(join(folder, 'datapackage', 'datapackage.json'), 'utf8')),
  )

describe('datapackage.json', () => {
  test('is as the Data Package standard wants it, and its tables as Table Schema does', async () => {
    expect(faults(await described())).toEqual([])
  })

  test('keys name fields that are there', async () => {
    const {resources} = (await described()) as {resources: Resource[]}
    const fields = new Map(resources.map(({name, schema}) => [name, schema.fields.map(field => field.name)]))
    for (const {name, schema} of resources) {
      const own = fields.get(name)!
      expect([name, (schema.primaryKey ?? []).filter(key => !own.includes(key))]).toEqual([name, []])
      for (const {fields: from, reference} of schema.foreignKeys ?? []) {
        expect([name, from.filter(key => !own.includes(key))]).toEqual([name, []])
        const to = fields.get(reference.resource) ?? []
        expect([name, reference.fields.filter(key => !to.includes(key))]).toEqual([name, []])
      }
    }
  })

  type Descriptor = {resources: (Resource & Record<string, unknown>)[]}
  const spoilt: [what: string, spoil: (one: Descriptor) => unknown, told: string][] = [
    [
      'a resource without a name',
      one => Reflect.deleteProperty(one.resources[0]!, 'name'),
      "/resources/0 must have required property 'name'",
    ],
    [
      'a path outside the package',
      one => Object.assign(one.resources[0]!, {path: '../a.csv'}),
      '/resources/0/path must NOT be valid',
    ],
    [
      'a field of an unknown type',
      one => Object.assign(one.resources[0]!.schema.fields[0]!, {type: 'text'}),
      '/resources/0/schema/fields/0/type must be equal to one of the allowed values',
    ],
    [
      'no resources',
      one => Object.assign(one, {resources: []}),
      '/resources must NOT have fewer than 1 items',
    ],
  ]
  test.each(spoilt)('%s is told', async (_, spoil, told) => {
    const descriptor = await described()
    spoil(descriptor)
    expect(faults(descriptor)).toEqual([told])
  })
})

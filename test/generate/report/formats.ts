import {readFileSync} from 'node:fs'
import {parse} from 'yaml'
import {type Format, formatSchema} from '../../../pipeline/model/format.ts'

const formats = {'2019': load('2019'), '2021': load('2021')}

/** The official format that reports are generated in: read here by itself, so that no stage checks its own work. */
export function readFormat(id: '2019' | '2021'): Format {
  return formats[id]
}

function load(id: string): Format {
  const file = new URL(`../../../config/formats/${id}.yaml`, import.meta.url)
  return formatSchema.parse(parse(readFileSync(file, 'utf8')))
}

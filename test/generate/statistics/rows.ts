import {readFileSync} from 'node:fs'
import {parse} from 'yaml'
import {formatSchema, joinKey, type Line} from '../../../pipeline/model/format.ts'

const FORM = formatSchema.parse(
  parse(readFileSync(new URL('../../../config/formats/2014.yaml', import.meta.url), 'utf8')),
)

/** A row of the statistics table of 2014; `key` is null for a heading without a figure. */
export interface Row {
  key: string | null
  label: string
  unit: string
  /** How deep its number is: 一、 0, （一） 1, 1. 2, the reasons for refusal 3. */
  depth: number
  money: boolean
}

/** All rows of the form, top down. */
export const ROWS: readonly Row[] = flat(FORM.tables[0]!.blocks[0]!.rows, '')

function flat(lines: Line[], above: string): Row[] {
  return lines.flatMap(line => {
    const key = joinKey(above, line.key)
    const {label = '', unit = '', rows = []} = line
    const own = {
      key: line.rows ? null : key,
      label,
      unit,
      depth: depthOf(label, key),
      money: line.measure === 'money',
    }
    return [own, ...flat(rows, key)]
  })
}

function depthOf(label: string, key: string): number {
  if (/^[一二三四五六七八九]、/.test(label)) return 0
  if (/^（|^制发/.test(label)) return 1
  return key.includes('.denied.') && !key.endsWith('.total') ? 3 : 2
}

import {expect, test} from 'vitest'
import {rulesOf} from '../../../pipeline/config.ts'
import {cellsOf} from '../../../pipeline/model/format.ts'
import {bindLink} from '../../../stages/reconcile/links.ts'
import {config} from './support.ts'

const formats = Object.values(config.formats)
const rules = rulesOf(config, 'reconcile')
const corpusRules = (config.files.reconcile as {rules: string[]}).rules

test('every rule is listed by a format or in config/reconcile.yaml, and not by both', () => {
  const byFormats = new Set(formats.flatMap(format => format.rules).filter(id => rules[id]))
  expect([...byFormats, ...corpusRules].sort()).toEqual(Object.keys(rules).sort())
})

test('every link finds keys in every format that lists it', () => {
  const all = new Set(formats.flatMap(format => cellsOf(format).map(cell => cell.key)))
  for (const format of formats) {
    const keys = cellsOf(format).map(cell => cell.key)
    for (const id of format.rules) {
      const link = rules[id]?.link
      if (link)
        expect([format.id, id, bindLink(id, link, format.id, keys, all).length > 0]).toEqual([
          format.id,
          id,
          true,
        ])
    }
  }
})

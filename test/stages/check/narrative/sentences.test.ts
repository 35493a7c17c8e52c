import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {parse} from 'yaml'
import type {NarrativeWords} from '../../../../stages/check/narrative/lexicon.ts'
import {claimsOf, figuresOf} from '../../../../stages/check/narrative/read.ts'
import {aReport, config} from '../builder.ts'

/** Sentence to what is read of it. */
const table = parse(readFileSync(join(import.meta.dirname, 'sentences.yaml'), 'utf8')) as Record<
  string,
  string[]
>
const words = config.files.narrative as NarrativeWords

function read(text: string): string[] {
  const paragraphs = text.split('|').map((line, i) => ({text: line, place: {line: 20 + i}}))
  const report = aReport({sections: {overview: {paragraphs}, problems: null, other: null}})
  const figures = figuresOf(report, words)
    .filter(({subject, doubts}) => subject !== null && doubts.length === 0)
    .filter(
      ({subject, verb}) => verb !== null || ['reconsideration', 'litigation', 'disputes'].includes(subject!),
    )
    .map(({subject, verb, value}) => [subject, verb, value].filter(item => item !== null).join(' '))
  const claims = claimsOf(report, words).map(({kind, groups, concluded}) =>
    [kind, ...groups, ...(concluded ? ['concluded'] : [])].join(' '),
  )
  return [...figures, ...claims]
}

describe('what is read of a sentence', () => {
  it.each(Object.entries(table).filter(([, said]) => said.length > 0))('%s', (text, said) => {
    expect(read(text)).toEqual(said)
  })
})

describe('sentences nothing may be concluded from', () => {
  it.each(Object.entries(table).filter(([, said]) => said.length === 0))('%s', text => {
    expect(read(text)).toEqual([])
  })
})

import fc from 'fast-check'
import {unzipSync, zipSync} from 'fflate'
import {expect, test} from 'vitest'
import {rootSchema} from '../../../../pipeline/model/ast.ts'
import {docx} from '../../../../stages/read/docx/index.ts'
import {UnreadableError} from '../../../../stages/read/reader.ts'
import {writeDocx} from '../../../generate/files/docx.ts'
import {p, packDocx, readDocx, tbl, tc, tr} from './helpers.ts'

const PLAIN = packDocx(
  p('一、总体情况', '', '<w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') +
    tbl(
      [
        tr([tc('信息内容', '<w:gridSpan w:val="2"/>'), tc('本年制发件数')], '<w:tblHeader/>'),
        tr([tc('规章', '<w:vMerge w:val="restart"/>'), tc('1'), tc(tbl([tr([tc('2')])]) + p(''))]),
        tr([tc('', '<w:vMerge/>'), tc('3'), tc('4')]),
      ],
      [1000, 20, 1000],
    ) +
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
  {
    styles: '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
    numbering:
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
  },
)
const WRITTEN = writeDocx(
  {
    type: 'root',
    data: {reader: 'docx', metadata: []},
    children: [{type: 'paragraph', value: '（一）主动公开', data: {numbering: '（一）'}}],
  },
  {tracked: true, hidden: true, automaticNumbering: true, controls: true},
)

/** A tree that holds what it must, or an UnreadableError with a sentence: nothing else may come of any bytes. */
async function endsWell(bytes: Uint8Array): Promise<'tree' | 'unreadable'> {
  docx.sniff(bytes.subarray(0, 65536), 'a.docx')
  try {
    const {root, told} = await readDocx(bytes, {maxUnpackedBytes: 16 << 20})
    rootSchema.parse(root)
    for (const {values, place} of told) {
      expect(typeof values?.what).toBe('string')
      expect(place).toBeDefined()
    }
    return 'tree'
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    expect(error.detail).toMatch(/。$/)
    return 'unreadable'
  }
}

interface Mutation {
  at: number
  kind: 'flip' | 'zero' | 'cut' | 'double' | 'digit'
  bit: number
}

const mutations = fc.array(
  fc.record({
    at: fc.nat(1_000_000),
    kind: fc.constantFrom<Mutation['kind']>('flip', 'flip', 'flip', 'zero', 'cut', 'double', 'digit'),
    bit: fc.nat(7),
  }),
  {minLength: 1, maxLength: 4},
)

function mutate(bytes: Uint8Array, list: Mutation[]): Uint8Array {
  let result: Uint8Array = new Uint8Array(bytes)
  for (const {at, kind, bit} of list) {
    if (result.length === 0) break
    const i = at % result.length
    if (kind === 'flip') result[i]! ^= 1 << bit
    else if (kind === 'zero') result.fill(0, i, i + 8)
    else if (kind === 'digit') result[i] = 0x30 + bit
    else if (kind === 'cut') result = result.slice(0, i)
    else result = new Uint8Array(Buffer.concat([result.subarray(0, i), result.subarray(Math.max(0, i - 40))]))
  }
  return result
}

test('mutated archives', async () => {
  const outcomes = {tree: 0, unreadable: 0}
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(PLAIN, WRITTEN), mutations, async (bytes, list) => {
      outcomes[await endsWell(mutate(bytes, list))]++
    }),
    {numRuns: 2000, seed: 30},
  )
  expect(Math.min(outcomes.tree, outcomes.unreadable)).toBeGreaterThan(100)
})

test('mutated parts in a sound archive', async () => {
  const outcomes = {tree: 0, unreadable: 0}
  const names = [
    'word/document.xml',
    'word/numbering.xml',
    'word/styles.xml',
    '_rels/.rels',
    '[Content_Types].xml',
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(PLAIN, WRITTEN),
      fc.constantFrom(...names),
      mutations,
      async (bytes, name, list) => {
        const parts: Record<string, Uint8Array> = unzipSync(bytes)
        if (parts[name]) parts[name] = mutate(parts[name], list)
        outcomes[await endsWell(zipSync(parts, {level: 0, mtime: new Date(1980, 0, 1)}))]++
      },
    ),
    {numRuns: 2000, seed: 31},
  )
  expect(outcomes.tree).toBeGreaterThan(1000)
})

test('any bytes at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({maxLength: 400}), async bytes => {
      expect(await endsWell(new Uint8Array([0x50, 0x4b, 3, 4, ...bytes]))).toBe('unreadable')
    }),
    {numRuns: 300, seed: 32},
  )
})

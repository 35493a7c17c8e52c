import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {rootSchema} from '../../../../pipeline/model/ast.ts'
import {UnreadableError} from '../../../../stages/read/reader.ts'
import {randomOf} from './form.ts'
import {at, rawPdf, ruled} from './raw.ts'
import {readPdf} from './reading.ts'

const TABLE = ruled([50, 150, 250], [300, 320, 340]) + at(60, 306, '17') + at(160, 326, '4.5')
const SEEDS = [
  rawPdf([{content: TABLE}, {content: `q 0.5 0 0 0.5 0 0 cm ${TABLE} Q`}]),
  new Uint8Array(readFileSync(join(import.meta.dirname, 'cases/soffice-plain-10.5/input.pdf'))),
]

/** The file with some bytes changed, and now and then a stretch taken out, doubled or cut off. */
function mutated(bytes: Uint8Array, random: () => number): Uint8Array {
  const copy = bytes.slice()
  const changes = 1 + Math.floor(random() * 12)
  for (let i = 0; i < changes; i++) copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256)
  const [a, b] = [random(), random()].map(r => Math.floor(r * copy.length)).sort((x, y) => x - y) as [
    number,
    number,
  ]
  const dice = random()
  if (dice < 0.1) return copy.subarray(0, b)
  if (dice < 0.2) return new Uint8Array([...copy.subarray(0, a), ...copy.subarray(b)])
  if (dice < 0.3) return new Uint8Array([...copy.subarray(0, b), ...copy.subarray(a)])
  return copy
}

it('ends 500 damaged files in a tree or an UnreadableError', async () => {
  const random = randomOf(7)
  let trees = 0
  let refused = 0
  for (let i = 0; i < 500; i++) {
    const bytes = mutated(SEEDS[i % SEEDS.length]!, random)
    try {
      const {root} = await readPdf(bytes)
      rootSchema.parse(root)
      trees++
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableError)
      refused++
    }
  }
  expect(trees + refused).toBe(500)
  expect(trees).toBeGreaterThan(100)
})

it('reads on with a new library after the old one broke down', async () => {
  const {withPdfium} = await import('../../../../stages/read/pdf/pdfium.ts')
  const trap = withPdfium(pdfium => {
    // Freed twice: the allocator of the library aborts or traps.
    pdfium.call.FPDF_ClosePage(0x7fff_fff0)
  })
  await expect(trap).rejects.toMatchObject({name: 'RuntimeError'})
  const {root} = await readPdf(SEEDS[0]!)
  expect(root.children.map(block => block.type)).toEqual(['table', 'table'])
})

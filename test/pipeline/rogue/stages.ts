import {readFileSync} from 'node:fs'
import {z} from 'zod'
import type {Stages} from '../../../pipeline/documents/document.ts'
import {defineStage, type Extent} from '../../../pipeline/stage.ts'

/** What a document does to the thread that takes it, by its text. */
const DEEDS: Record<string, (advance: () => void) => Promise<void> | void> = {
  loop() {
    for (;;);
  },
  exit() {
    process.exit(3)
  },
  heap() {
    const kept: number[][] = []
    for (;;) kept.push(new Array(10_000).fill(kept.length))
  },
  /** V8 ends the whole process for this one. */
  table() {
    const kept: unknown[] = []
    for (;;) kept.push(new Array(1 << 24).fill(kept))
  },
  buffers() {
    const kept: Buffer[] = []
    for (;;) kept.push(Buffer.alloc(8 << 20, 1))
  },
  /** In all as long as no document may take. */
  async pages(advance) {
    for (let page = 0; page < 5; page++) {
      await new Promise(resolve => setTimeout(resolve, 500))
      advance()
    }
  },
  later() {
    setImmediate(() => {
      throw new Error('after the document')
    })
  },
}

/** A stage that misbehaves when the document says so, once or always; else it gives the text. */
const rogue = defineStage<null, string, null>({
  name: 'rogue',
  version: '1',
  input: z.null(),
  output: z.string(),
  settings: () => null,
  source: ({sha256}) => sha256,
  async run(_, {bytes, advance}) {
    const text = new TextDecoder().decode(bytes())
    await DEEDS[text]?.(advance!)
    await new Promise(resolve => setTimeout(resolve, text === 'later' ? 1000 : 1))
    return {outputs: [{value: text}], findings: [], skipped: []}
  },
})

export const stages: Stages = {
  chain: [rogue],
  load: ({path}: Extent) => {
    const bytes = readFileSync(Buffer.from(path))
    return {bytes, sha256: bytes.toString('hex')}
  },
}

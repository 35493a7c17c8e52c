import {z} from 'zod'
import {blockSchema} from './ast.ts'
import {identitySchema} from './report.ts'

/**
 * One report inside a document, as recognise hands it to map: who, when, which format, and its content as flat blocks
 * in reading order. Nested tables have been taken out of their cells, so no table holds another. `blocks` begins with
 * the first block of the preamble; `tables` counts from 1 in `place.table` over the whole document.
 * `sectionOf` gives, for each block, the index into `sections`, or -1 for the preamble.
 */
export const segmentSchema = z.strictObject({
  identity: identitySchema,
  blocks: z.array(blockSchema),
  sectionOf: z.array(z.number().int().min(-1)),
})
export type Segment = z.infer<typeof segmentSchema>

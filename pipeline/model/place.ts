import {z} from 'zod'

/**
 * A rectangle on a page: left, top, right, bottom in PDF points (1/72 inch), or pixels where the page is a picture; y
 * grows downwards.
 */
const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type Box = z.infer<typeof boxSchema>

/**
 * Where something stands in the source. Each reader fills in what it knows; nothing is invented. Counts start at 1, as
 * people count: `segment` (reports inside one file), `page`, `line`, `table` (tables in reading order). `row` and
 * `column` are grid addresses and start at 0, as in the tree. `offset` counts characters of the decoded text from 0,
 * `part` names a part inside a container (`word/document.xml`, a MIME part, a sheet).
 *
 * `file` is left out of trees, because the same bytes under two names share one cached tree; the kernel writes it in
 * when a report or finding leaves the document chain.
 */
export const placeSchema = z.object({
  file: z.string().optional(),
  segment: z.number().int().positive().optional(),
  page: z.number().int().positive().optional(),
  box: boxSchema.optional(),
  part: z.string().optional(),
  line: z.number().int().positive().optional(),
  offset: z.number().int().nonnegative().optional(),
  table: z.number().int().positive().optional(),
  row: z.number().int().nonnegative().optional(),
  column: z.number().int().nonnegative().optional(),
})
export type Place = z.infer<typeof placeSchema>

import {z} from 'zod'
import {bodyTypeSchema, levelSchema} from './report.ts'
import {rosterEntrySchema} from './roster.ts'

const names = z.array(z.string()).min(1)

/** Schema of config/roster.yaml: how a roster is written as a sheet. The first name of each list is the one written. */
export const rosterFormSchema = z.strictObject({
  columns: z.record(rosterEntrySchema.keyof(), names),
  ignored: z.array(z.string()),
  received: z.strictObject({years: z.string(), reports: z.string()}),
  separators: names,
  words: z.strictObject({yes: names, no: names}),
  levels: z.record(levelSchema, names),
  types: z.record(bodyTypeSchema, names),
})
export type RosterForm = z.infer<typeof rosterFormSchema>

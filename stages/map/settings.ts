import {z} from 'zod'

/** config/map.yaml. */
export const mapConfigSchema = z.strictObject({
  placeholders: z.array(z.string()),
  countUnits: z.array(z.string()),
  currencies: z.record(z.string(), z.string()),
  moneyUnits: z.record(z.string(), z.number().int()),
  increase: z.array(z.string()),
  decrease: z.array(z.string()),
  subtotals: z.array(z.string()),
  wholes: z.array(z.string()),
  otherRows: z.array(z.string()),
  otherColumns: z.array(z.string()),
  otherTables: z.array(z.string()),
  blankTables: z.array(z.string()),
  yearBefore: z.array(z.string()).min(1),
  thisYear: z.array(z.string()),
  yearEnds: z.array(z.string()),
  parts: z.array(z.string()),
  changes: z.array(z.string()),
  ownColumns: z.array(z.string()),
  wholeColumns: z.array(z.string()),
  titleEnds: z.array(z.string()),
  fuzzyFrom: z.number().int().positive(),
  fuzzyShare: z.number().min(0).max(0.5),
})
export type MapConfig = z.infer<typeof mapConfigSchema>

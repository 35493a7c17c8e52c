import {z} from 'zod'
import type {Config} from '../../../pipeline/config.ts'

const identifier = z.string().regex(/^[a-z][a-z0-9_]*$/i)

const fieldSchema = z.strictObject({
  name: identifier,
  type: z.enum(['string', 'integer', 'number', 'boolean', 'date']),
  title: z.string(),
  description: z.string().optional(),
})

const resourceSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z-]*$/),
    title: z.string(),
    primaryKey: z.array(identifier).optional(),
    foreignKeys: z
      .array(
        z.strictObject({
          fields: z.array(identifier),
          reference: z.strictObject({resource: z.string(), fields: z.array(identifier)}),
        }),
      )
      .optional(),
    /** Where the rows come from: a statement, or a file of the same run. */
    select: z.string().optional(),
    jsonl: z.string().optional(),
    /** Only there where people handed in corrections. */
    corrections: z.boolean().default(false),
    /** Without one the rows are taken as the first table of the statement has them: observations lie in order. */
    order: z.array(identifier).min(1).optional(),
    fields: z.array(fieldSchema).min(1),
  })
  .refine(
    ({select, jsonl}) => (select === undefined) !== (jsonl === undefined),
    '要有 select 或 jsonl，只能有一个',
  )
export type Resource = z.infer<typeof resourceSchema>

/** Schema of config/datapackage.yaml. */
export const datapackageSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9._-]+$/),
  title: z.string(),
  description: z.string(),
  resources: z.array(resourceSchema).min(1),
})

/** The data package's part of the configuration. */
export function datapackageSettings(config: Config) {
  return datapackageSchema.parse(config.files.datapackage)
}

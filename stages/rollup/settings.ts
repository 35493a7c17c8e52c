import {z} from 'zod'
import type {Config} from '../../pipeline/config.ts'
import {bodyTypeSchema} from '../../pipeline/model/report.ts'

const fieldsSchema = z.strictObject({
  fields: z.array(
    z.strictObject({
      keys: z.array(z.string()).min(1),
      agencies: z.enum(['sum', 'none']),
      years: z.enum(['sum', 'first', 'last', 'none']),
      comparable: z.boolean(),
    }),
  ),
  medians: z.array(z.string()),
  breaks: z.array(z.number().int()),
  derived: z.array(
    z.strictObject({
      target: z.string(),
      parts: z.array(z.string()).min(1),
      when: z.enum(['blank', 'always']),
    }),
  ),
})

const methodsSchema = z.strictObject({
  coverage: z.number().min(0).max(1),
  outside: z.array(bodyTypeSchema),
  gates: z.array(
    z.strictObject({extent: z.enum(['report', 'table', 'cell']), rules: z.array(z.string()).min(1)}),
  ),
  timeliness: z.strictObject({
    late: z.array(z.string()),
    unknown: z.array(z.string()),
    invalid: z.array(z.string()),
  }),
  scopes: z.array(
    z.strictObject({
      report: z.string(),
      table: z.string().optional(),
      scope: z.enum(['own', 'jurisdiction']),
    }),
  ),
})

const populationSchema = z.strictObject({
  residents: z.array(
    z.strictObject({region: z.string(), year: z.number().int(), residents: z.number().positive()}),
  ),
  per: z.number().positive(),
})

const pattern = z.string().refine(isPattern, '不是正则表达式')

const systemsSchema = z.strictObject({
  systems: z.array(z.strictObject({key: z.string(), label: z.string(), pattern})).min(1),
  rest: z.strictObject({key: z.string(), label: z.string()}),
  types: z.array(bodyTypeSchema).min(1),
})

const indicatorsSchema = z
  .strictObject({
    answered: z.strictObject({
      default: z.string(),
      options: z.array(
        z.strictObject({key: z.string(), label: z.string(), keys: z.array(z.string()).min(1)}),
      ),
    }),
    indicators: z.array(
      z.strictObject({
        key: z.string(),
        label: z.string(),
        numerator: z.array(z.string()).min(1),
        denominator: z.array(z.string()),
        /** `zero`: bodies whose figure is 0 are counted, not figures added up. */
        count: z.literal('zero').optional(),
        text: z.string(),
      }),
    ),
  })
  .refine(({answered}) => answered.options.some(({key}) => key === answered.default), {
    path: ['answered', 'default'],
    message: '要是 options 里的一个 key',
  })

/** Configuration files of this stage: name (config/<name>.yaml) to schema. */
export const files = {
  'rollups/fields': fieldsSchema,
  'rollups/methods': methodsSchema,
  'rollups/systems': systemsSchema,
  'rollups/population': populationSchema,
  indicators: indicatorsSchema,
}

/** The files of config/rollups. */
export interface Settings {
  fields: z.infer<typeof fieldsSchema>
  methods: z.infer<typeof methodsSchema>
  systems: z.infer<typeof systemsSchema>
  population: z.infer<typeof populationSchema>
  indicators: z.infer<typeof indicatorsSchema>
}

/** The stage's part of the configuration. */
export function settingsOf({files: found}: Config): Settings {
  return {
    fields: fieldsSchema.parse(found['rollups/fields']),
    methods: methodsSchema.parse(found['rollups/methods']),
    systems: systemsSchema.parse(found['rollups/systems']),
    population: populationSchema.parse(found['rollups/population']),
    indicators: indicatorsSchema.parse(found.indicators),
  }
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text))
  } catch {
    return false
  }
}

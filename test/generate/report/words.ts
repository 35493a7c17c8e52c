import {readFileSync} from 'node:fs'
import {parse} from 'yaml'
import {z} from 'zod'

const texts = z.array(z.string()).min(1)
const wordsSchema = z.strictObject({
  regions: z.array(
    z.strictObject({
      province: z.string(),
      prefecture: z.string().nullable(),
      county: z.string().nullable(),
      code: z.string(),
      townships: z.array(z.string()),
    }),
  ),
  departments: texts,
  preamble: texts,
  period: texts,
  opening: texts,
  proactive: texts,
  management: texts,
  platform: texts,
  supervision: texts,
  problems: texts,
  improvements: texts,
  feeNone: texts,
  otherNone: texts,
})

/** Regions, offices and sentences for invented reports. */
export const words = wordsSchema.parse(parse(readFileSync(new URL('words.yaml', import.meta.url), 'utf8')))

/** Puts values into the {names} of a sentence. */
export function say(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`the sentence needs {${name}}: ${text}`)
    return String(value)
  })
}

import {z} from 'zod'
import {type Config, rulesOf} from '../../pipeline/config.ts'
import type {Rules} from '../../pipeline/model/finding.ts'

const count = z.number().int().positive()
const names = z.array(z.string().min(1))

/** config/collect.yaml. */
export const collectSchema = z.strictObject({
  limits: z.strictObject({
    maxMemberBytes: count,
    maxTotalBytes: count,
    maxRatio: count,
    ratioFrom: count,
    maxEntries: count,
    maxDepth: count,
  }),
  systemFiles: z.strictObject({names, prefixes: names, folders: names}),
})

export type Limits = z.infer<typeof collectSchema>['limits']

/** config/collect.yaml and the rules of collecting. */
export interface CollectSettings extends z.infer<typeof collectSchema> {
  rules: Rules
}

/** The part of the configuration that collecting depends on. */
export function collectSettings(config: Config): CollectSettings {
  return {...(config.files.collect as z.infer<typeof collectSchema>), rules: rulesOf(config, 'collect')}
}

/** Whether a file, by its name relative to the input root, is one that systems and editors leave behind. */
export function isSystemFile({systemFiles}: CollectSettings, file: string): boolean {
  const parts = file.split('/').map(part => part.toLowerCase())
  const base = parts.pop() ?? ''
  return (
    systemFiles.names.some(name => name.toLowerCase() === base) ||
    systemFiles.prefixes.some(prefix => base.startsWith(prefix.toLowerCase())) ||
    parts.some(part => systemFiles.folders.some(folder => folder.toLowerCase() === part))
  )
}

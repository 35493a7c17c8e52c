import type {Rules} from './model/finding.ts'
import type {Format} from './model/format.ts'

/** The whole configuration, checked. Stages take their slice of it and nothing else. */
export interface Config {
  directory: string
  /** Formats by id, with `extends` resolved, oldest first. */
  formats: Record<string, Format>
  rules: Rules
  /** Contents of config/<name>.yaml (and config/<name>/…) declared by stages, by name. */
  files: Record<string, unknown>
}

/** The rules a stage assesses: its part of config/rules.yaml. */
export function rulesOf(config: Config, stage: string): Rules {
  return Object.fromEntries(Object.entries(config.rules).filter(([, rule]) => rule.stage === stage))
}

import {createHash} from 'node:crypto'

/** Everything that decides the result of a stage on one input, each part as a short hash or a literal. */
export interface KeyParts {
  stage: string
  version: string
  /** Hash of the settings slice. */
  settings: string
  /** Hash of the source facts the stage uses. */
  source: string
  /** Hash of the previous stage's output; empty for the first stage. */
  input: string
}

/**
 * Hash of any JSON value, undefined as good as absent. The order of members counts: of settings the first that fits may win, and
 * what is published follows their order. 32 hex digits: collisions are out of reach.
 */
export function hashOf(value: unknown): string {
  return hashText(JSON.stringify(value) ?? 'null')
}

/** Hash of a text, in UTF-8 where it is given as bytes: 32 hex digits of SHA-256. */
export function hashText(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** The cache key of a stage's result. */
export function cacheKey(parts: KeyParts): string {
  return hashText([parts.stage, parts.version, parts.settings, parts.source, parts.input].join('\n'))
}

/** Why a stage ran although the document was known, or that it did not. */
export type Reason = 'reused' | 'new' | 'version' | 'settings' | 'source' | 'input' | 'lost'

/**
 * Compares the key of now with the key of the last run on the same document. The first difference in the order
 * version, settings, source, input is the reason; equal keys whose result is gone are `lost` from the cache.
 */
export function reasonOf(now: KeyParts, before: KeyParts | undefined, cached: boolean): Reason {
  if (cached) return 'reused'
  if (!before) return 'new'
  if (before.version !== now.version) return 'version'
  if (before.settings !== now.settings) return 'settings'
  if (before.source !== now.source) return 'source'
  if (before.input !== now.input) return 'input'
  return 'lost'
}

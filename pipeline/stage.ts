import type {z} from 'zod'
import type {Config} from './config.ts'
import type {Answers, Finding, Skipped} from './model/finding.ts'

/** A file as it came in, before anything is known of it. */
export interface SourceFile {
  /** Relative to the input root with / between parts; archive members as a.zip!/b/c.doc. */
  file: string
  /** SHA-256 of the bytes, hex. */
  sha256: string
  /** Bytes. */
  size: number
}

/**
 * Where the bytes of a source lie: a whole file, or a stretch of one (a member of an archive). The path is kept as bytes,
 * because names on disk need not be UTF-8.
 */
export interface Extent {
  path: Uint8Array
  offset: number
  /** Bytes as they lie there; null: up to the end of the file. */
  packed: number | null
  /** Whether they are packed (RFC 1951) or lie there as they are. */
  deflated: boolean
  /** What the archive says of the bytes when unpacked: length and CRC-32; null where nothing is said. */
  size: number | null
  crc: number | null
}

/**
 * One output of a stage. `variant` lets the next stage's settings depend on it (the format, say) before it runs; `name` is
 * what people call it by in what they say of it (the id of a report).
 */
export interface Item<T> {
  value: T
  variant?: string
  name?: string
}

/** What a stage made of one input: outputs for the next stage, findings, and what was left out and why. */
export interface Result<T> {
  outputs: Item<T>[]
  findings: Finding[]
  skipped: Skipped[]
  /** Of a stage that assesses rules. */
  answers?: Answers
  /**
   * Whether it says what could not be done this time (another program took too long) and not what the input is: published, but
   * not kept, so that the next run tries again. It has a finding that says so.
   */
  passing?: boolean
  /** Of a stage with `lookups`: every text it looked up, whether something stood there or not. */
  asked?: Iterable<string>
}

/** Settings in which texts are looked up one by one. */
export interface Lookups {
  /** The settings without what is looked up. */
  rest: unknown
  /** All texts at which something stands, and what. */
  entries: Iterable<readonly [text: string, entry: unknown]>
}

/** What a stage may use besides its input; everything here is part of the cache key. */
export interface Context<S, F = unknown> {
  settings: S
  source: SourceFile
  /** What `facts` gave for this input; a stage that has it always gets it. */
  facts?: F
  /** What `grounds` gave for this input; likewise. */
  grounds?: unknown
  /** The bytes of the source file; only for a stage whose `source` key holds the hash. */
  bytes(): Uint8Array
  /** Says that a part of long work is done, such as a page recognised: the limit on time counts anew from here. Absent where nobody watches. */
  advance?(): void
  /**
   * What can be made of the bytes alone, made once and kept: the stage may run again for other reasons. Only for a stage
   * whose `source` key holds the hash. A value of JSON; a throw is passed on and nothing is kept.
   */
  derive<T>(what: Derived, make: () => Promise<T> | T): Promise<T>
}

/** Names a value that depends on nothing else but the bytes of the source. Raise `version` when it would be another. */
export interface Derived {
  name: string
  version: string
  settings: unknown
}

/**
 * A step of the document chain: a pure function of its input, its settings and the named facts of the source file.
 * Same key, same result: value and findings are cached together. The cache key is made of `name`, `version`, the
 * settings slice, the source facts and the hash of the input. Raise `version` when the same key would now give another
 * result.
 */
export interface Stage<I, O, S = unknown, F = unknown> {
  name: string
  version: string
  input: z.ZodType<I>
  output: z.ZodType<O>
  /** The part of the configuration the stage depends on, for one variant of its input. Called once a variant. */
  settings(config: Config, variant: string | undefined): S
  /** For the first stage only: tells kinds of bytes apart, so that its settings can depend on the kind. */
  variantOf?(bytes: Uint8Array, source: SourceFile): string
  /** What `variantOf` knows, with versions: where that changed, a file may be of another kind now, and is looked at again. */
  kinds?(): string[]
  /** The facts of the source file that go into the key; none where left out. */
  source?(source: SourceFile): unknown
  /**
   * What the configuration says of the input of that name alone; it goes into the key. Undefined: nothing, and the input
   * passes the stage by. A stage without `facts` runs on every input.
   */
  facts?(config: Config, name: string | undefined): F | undefined
  /**
   * For settings in which texts of the document are looked up one by one: a result then stands also where entries changed that
   * it did not ask for. Not for a stage with `facts` or `grounds`.
   */
  lookups?(settings: S): Lookups
  /**
   * What in the findings made of the document so far gives reason to run; it goes into the key. Undefined: none, and the
   * input passes the stage by. Settings must be there without a variant too: they tell whether it would be the same again.
   */
  grounds?(findings: Finding[], settings: S): unknown
  /** Configuration files of its own: name (config/<name>.yaml) to schema. */
  files?: Record<string, z.ZodType>
  run(input: I, context: Context<S, F>): Promise<Result<O>> | Result<O>
}

/** Declares a stage; it only fixes the types. */
export function defineStage<I, O, S, F = unknown>(stage: Stage<I, O, S, F>): Stage<I, O, S, F> {
  return stage
}

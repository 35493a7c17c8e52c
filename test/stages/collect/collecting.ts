import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {onTestFinished} from 'vitest'
import {loadConfig} from '../../../pipeline/config.ts'
import type {DocumentTask} from '../../../pipeline/documents/document.ts'
import {collect, collectSchema, load} from '../../../stages/collect/index.ts'

const config = loadConfig(new URL('../../../config', import.meta.url).pathname, {collect: collectSchema})

export type Limits = ReturnType<typeof collectSchema.parse>['limits']

/** A folder of its own with these files in it, gone after the test. */
export function folder(files: Record<string, Buffer | string> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'collect-'))
  // Node cannot remove what lies deeper than a path may be long.
  onTestFinished(() => void execFileSync('rm', ['-rf', root]))
  for (const [name, data] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), {recursive: true})
    writeFileSync(join(root, name), data)
  }
  return root
}

export interface Gathered {
  /** Text of each file by name, or what is said when it is loaded. */
  files: Record<string, string>
  /** Reason of each skip by name; `detail` where asked for. */
  skipped: Record<string, string>
  findings: string[]
  order: string[]
}

/** Collects inputs, loads every file the way a worker does, and removes what was unpacked. */
export async function gather(
  inputs: string[],
  limits: Partial<Limits> = {},
  outputs: string[] = [],
): Promise<Gathered> {
  const spill = mkdtempSync(join(tmpdir(), 'spill-'))
  const settings = collectSchema.parse(config.files.collect)
  const own = {...config, files: {collect: {...settings, limits: {...settings.limits, ...limits}}}}
  try {
    const {files, left} = await collect(inputs, own, join(spill, 'a'), [], outputs)
    const skips = left.flatMap(({file, skipped}) => skipped.map(({reason}) => [file, reason] as const))
    return {
      files: Object.fromEntries(files.map(item => [item.file, loaded(structuredClone(item))])),
      skipped: Object.fromEntries(skips),
      findings: left.flatMap(({file, findings}) =>
        findings.map(({rule, message}) => `${file} ${rule} ${message.replace(/^[^：]*：|。.*$/g, '')}`),
      ),
      order: files.map(({file}) => file),
    }
  } finally {
    rmSync(spill, {recursive: true})
  }
}

function loaded({extent}: DocumentTask): string {
  try {
    return new TextDecoder().decode(load(extent).bytes)
  } catch (error) {
    return `! ${(error as Error).message}`
  }
}

import {mkdirSync, readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import pino from 'pino'

/** Logs of runs that are kept, this one among them. */
const KEPT = 10

/** The detailed log of a run. */
export interface Log {
  path: string
  lines: pino.Logger
}

/**
 * Begins the log of a run, a file of its own. It lies with the cache: it tells times, and the output folder holds the same
 * bytes every time. The oldest logs are removed.
 */
export function openLog(cache: string): Log {
  const folder = join(cache, 'logs')
  mkdirSync(folder, {recursive: true})
  const logs = readdirSync(folder).sort()
  for (const name of logs.slice(0, Math.max(0, logs.length - KEPT + 1))) {
    rmSync(join(folder, name), {force: true})
  }
  const time = new Date().toISOString().slice(0, 23).replaceAll(':', '')
  const path = join(folder, `${time}-${process.pid}.log`)
  return {path, lines: pino({base: null}, pino.destination({dest: path, sync: true}))}
}

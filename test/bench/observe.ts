import {spawn} from 'node:child_process'
import {readdirSync, readFileSync} from 'node:fs'

/** What a program took, with all processes it started. */
export interface Observed {
  code: number | null
  seconds: number
  /** Processor time of all processes. Less disturbed than the clock by what else the machine does. */
  processor: number
  /** Largest sums over all processes, MiB. */
  peak: Memory
}

/** Memory of processes, MiB. */
export interface Memory {
  /** Resident: pages that processes share count for each of them, pages of mapped files (the cache) with the rest. */
  resident: number
  /** The same with shared pages counted once (PSS). */
  proportional: number
  /** Written to and not shared: what the system cannot take back (Private_Dirty). */
  dirty: number
}

/** How often processes are looked at, milliseconds. */
const EVERY = 200
/** Clock ticks a second in /proc (USER_HZ). */
const TICKS = 100

interface Seen {
  parent: number
  processor: number
}

/** Runs a program and watches it and what it starts, by /proc (Linux). */
export function observe(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Observed> {
  const started = performance.now()
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: {...process.env, ...env},
  })
  const processor = new Map<number, number>()
  const peak: Memory = {resident: 0, proportional: 0, dirty: 0}
  const look = () => {
    const tree = treeOf(child.pid!)
    const taken = tree.map(([id]) => memoryOf(id))
    for (const kind of ['resident', 'proportional', 'dirty'] as const) {
      const sum = taken.reduce((all, one) => all + one[kind], 0)
      peak[kind] = Math.max(peak[kind], sum)
    }
    for (const [id, seen] of tree) processor.set(id, seen.processor)
  }
  const timer = setInterval(look, EVERY)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', code => {
      clearInterval(timer)
      const sum = [...processor.values()].reduce((a, b) => a + b, 0)
      resolve({code, seconds: (performance.now() - started) / 1000, processor: sum, peak})
    })
  })
}

function treeOf(root: number): [number, Seen][] {
  const all = new Map<number, Seen>()
  for (const name of readdirSync('/proc')) {
    const seen = /^\d+$/.test(name) ? look(Number(name)) : null
    if (seen) all.set(Number(name), seen)
  }
  const within = (id: number): boolean => id === root || (all.has(id) && within(all.get(id)!.parent))
  return [...all].filter(([id]) => within(id))
}

/** Fields of /proc/<id>/stat behind the name: proc(5). Null for a process that has ended. */
function look(id: number): Seen | null {
  try {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)!.split(' ').map(Number)
    const [parent, user, system] = [fields[1]!, fields[11]!, fields[12]!]
    return {parent, processor: (user + system) / TICKS}
  } catch (error) {
    if (hasEnded(error)) return null
    throw error
  }
}

/** Fields of /proc/<id>/smaps_rollup. Nothing for a process that has ended. */
function memoryOf(id: number): Memory {
  try {
    const text = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8')
    const field = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024
    return {resident: field('Rss'), proportional: field('Pss'), dirty: field('Private_Dirty')}
  } catch (error) {
    if (hasEnded(error)) return {resident: 0, proportional: 0, dirty: 0}
    throw error
  }
}

function hasEnded(error: unknown): boolean {
  return ['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')
}

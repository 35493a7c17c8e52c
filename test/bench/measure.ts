/** Work to be timed over one file. It may say in parts what took how long. */
export type Work = (bytes: Uint8Array) => unknown

/**
 * Processor time the process has had so far, in milliseconds, its helper threads included: on a busy machine the clock
 * tells more of the others.
 */
export function processorTime(): number {
  const {user, system} = process.cpuUsage()
  return (user + system) / 1000
}

/** A part of some work, in milliseconds of processor time. */
export interface Part {
  name: string
  ms: number
}

/** Milliseconds of processor time a file, and times the bare work's; medians over all files and rounds. */
export interface Timing {
  name: string
  ms: number
  ratio: number
}

/**
 * Times several kinds of work over the same files, one after the other on each file, so that whatever else the machine
 * does meets all of them alike. The first is the bare work that the others are compared with.
 */
export async function measure(
  files: Uint8Array[],
  works: Record<string, Work>,
  rounds: number,
): Promise<Timing[]> {
  const names = Object.keys(works)
  const times = new Map<string, number[]>()
  const ratios = new Map<string, number[]>()
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const bytes of files) {
      let bare = 0
      for (const [i, name] of names.entries()) {
        const start = processorTime()
        const result = await works[name]!(bytes)
        const ms = processorTime() - start
        if (i === 0) bare = ms
        if (round < 0) continue
        for (const part of [...(Array.isArray(result) ? (result as Part[]) : []), {name, ms}]) {
          times.set(part.name, [...(times.get(part.name) ?? []), part.ms])
          ratios.set(part.name, [...(ratios.get(part.name) ?? []), part.ms / bare])
        }
      }
    }
  }
  return [...times.keys()].map(name => ({
    name,
    ms: median(times.get(name)!),
    ratio: median(ratios.get(name)!),
  }))
}

/** Rounds before the clock counts: compilers want to see the code at work first. */
const WARM_UP = 5

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

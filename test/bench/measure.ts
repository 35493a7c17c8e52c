/** Work to be timed over one file. */
export type Work = (bytes: Uint8Array) => unknown

/** Milliseconds a file, and times the bare work's; medians over all files and rounds. */
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
  const times = new Map<string, number[]>(names.map(name => [name, []]))
  const ratios = new Map<string, number[]>(names.map(name => [name, []]))
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const bytes of files) {
      let bare = 0
      for (const [i, name] of names.entries()) {
        const start = performance.now()
        await works[name]!(bytes)
        const took = performance.now() - start
        if (i === 0) bare = took
        if (round < 0) continue
        times.get(name)!.push(took)
        ratios.get(name)!.push(took / bare)
      }
    }
  }
  return names.map(name => ({name, ms: median(times.get(name)!), ratio: median(ratios.get(name)!)}))
}

/** Rounds before the clock counts: compilers want to see the code at work first. */
const WARM_UP = 5

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

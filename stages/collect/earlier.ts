import {readFileSync, statSync} from 'node:fs'
import {z} from 'zod'

/** What each run writes beside its outputs; enough of it to know one of ours by. */
const RUN = 'run.json'
const runSchema = z.object({
  program: z.string().startsWith('nianbao '),
  runId: z.string(),
  counts: z.object({}),
})
/** A larger file of that name is another's. */
const LARGEST = 1 << 20

/**
 * Whether an earlier run published into a folder. What it wrote there is none of the documents: its tables would be read as
 * reports of their own.
 * @throws the file system's error
 */
export function holdsOutputs(folder: Buffer): boolean {
  const path = Buffer.concat([folder, Buffer.from(`/${RUN}`)])
  const stat = statSync(path, {throwIfNoEntry: false})
  if (!stat?.isFile() || stat.size > LARGEST) return false
  return runSchema.safeParse(parsed(readFileSync(path, 'utf8'))).success
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

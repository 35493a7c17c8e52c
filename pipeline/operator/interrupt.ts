/** What a shell says of a program that was ended by Ctrl-C. */
const INTERRUPTED = 130

/**
 * Ctrl-C while documents are worked on: puts the terminal back in order and says that nothing is lost. Not for longer: what
 * is published is written in long stretches that see no signal, and there the system's own way of ending is quicker.
 * @param restore puts the terminal back in order
 * @returns what leaves Ctrl-C to the system again
 */
export function onInterrupt(restore: () => void): () => void {
  const end = () => {
    restore()
    process.stderr.write('\n已中断。已有的结果没有改动；再运行同一命令会接着做。\n')
    process.exit(INTERRUPTED)
  }
  process.once('SIGINT', end)
  return () => {
    process.removeListener('SIGINT', end)
  }
}

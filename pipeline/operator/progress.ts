import {Presets, SingleBar} from 'cli-progress'

/** Where a run stands. Times in milliseconds since its start. */
export interface Progress {
  total: number
  done: number
  reused: number
  reports: number
  skipped: number
  faults: number
}

/** How the operator sees where a run stands. */
export interface ProgressView {
  update(progress: Progress): void
  stop(): void
}

/** How often a run without a terminal says where it stands. */
const PLAIN_EVERY = 5000

/**
 * A bar on a terminal, a plain line every few seconds elsewhere (a bar's control characters would fill a log file).
 * @param stream where to write; stderr, so that stdout stays for the summary
 */
export function showProgress(stream: NodeJS.WriteStream, clock: () => number = Date.now): ProgressView {
  return stream.isTTY ? bar(stream) : plain(stream, clock)
}

function bar(stream: NodeJS.WriteStream): ProgressView {
  const view = new SingleBar(
    {
      stream,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 200,
      fps: 8,
      format:
        '处理 {bar} {value}/{total} 个文件 | 报告 {reports} 份 | 未转换 {skipped} | 沿用 {reused} | {speed}/秒 | 剩余 {eta_formatted}',
    },
    Presets.shades_classic,
  )
  const start = Date.now()
  let started = false
  return {
    update(progress) {
      const seconds = Math.max((Date.now() - start) / 1000, 0.001)
      const payload = {...progress, speed: Math.round(progress.done / seconds)}
      if (started) view.update(progress.done, payload)
      else view.start(progress.total, progress.done, payload)
      started = true
    },
    stop() {
      if (started) view.stop()
    },
  }
}

function plain(stream: NodeJS.WriteStream, clock: () => number): ProgressView {
  const start = clock()
  let last = start
  return {
    update(progress) {
      const now = clock()
      if (now - last < PLAIN_EVERY) return
      last = now
      stream.write(`${plainLine(progress, now - start)}\n`)
    },
    stop() {},
  }
}

/** One line of progress for logs. @param elapsed milliseconds since the start */
export function plainLine(progress: Progress, elapsed: number): string {
  const rate = elapsed > 0 ? progress.done / (elapsed / 1000) : 0
  const left = rate > 0 ? Math.round((progress.total - progress.done) / rate) : null
  return (
    `已处理 ${progress.done}/${progress.total} 个文件，报告 ${progress.reports} 份，未转换 ${progress.skipped} 处，` +
    `每秒 ${rate.toFixed(1)} 个，剩余${left === null ? '时间未知' : `约 ${left} 秒`}`
  )
}

import {spawn} from 'node:child_process'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Readable, Writable} from 'node:stream'
import {pathToFileURL} from 'node:url'

interface Message {
  id?: number
  method?: string
  sessionId?: string
  result?: Record<string, string>
  error?: {message: string}
}

/** Prints pages one after the other with a single browser, spoken to over its debugging pipe (DevTools protocol). */
export async function printWithBrowser(pages: readonly string[]): Promise<Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-print-'))
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe']
  const browser = spawn('chromium', [...flags, `--user-data-dir=${join(folder, 'profile')}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const failed = new Promise<never>((_, reject) => browser.once('error', reject))
  failed.catch(() => {})
  const {send, event} = protocol(browser.stdio[3] as Writable, browser.stdio[4] as Readable)
  const ask = (method: string, parameters: object = {}, session?: string) =>
    Promise.race([send(method, parameters, session), failed])
  try {
    const {targetId} = await ask('Target.createTarget', {url: 'about:blank'})
    const {sessionId} = await ask('Target.attachToTarget', {targetId, flatten: true})
    await ask('Page.enable', {}, sessionId)
    const printed: Uint8Array[] = []
    const source = join(folder, 'page.html')
    for (const html of pages) {
      await writeFile(source, html)
      const loaded = event('Page.loadEventFired')
      await ask('Page.navigate', {url: pathToFileURL(source).href}, sessionId)
      await loaded
      const {data} = await ask('Page.printToPDF', {preferCSSPageSize: true, printBackground: true}, sessionId)
      printed.push(new Uint8Array(Buffer.from(data!, 'base64')))
    }
    return printed
  } finally {
    const gone = new Promise(resolve => browser.once('close', resolve))
    if (browser.pid !== undefined) {
      browser.kill()
      await gone
    }
    await rm(folder, {recursive: true, force: true, maxRetries: 3})
  }
}

/** Requests and events over the pipe: JSON messages, each ended by a zero byte. */
function protocol(to: Writable, from: Readable) {
  const waiting = new Map<number, (message: Message) => void>()
  const listeners = new Map<string, () => void>()
  let last = 0
  let rest = ''
  from.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0')
    rest = messages.pop()!
    for (const text of messages) {
      const message = JSON.parse(text) as Message
      if (message.id !== undefined) waiting.get(message.id)?.(message)
      else listeners.get(message.method!)?.()
    }
  })
  return {
    send: (method: string, params: object, sessionId?: string) =>
      new Promise<Record<string, string>>((resolve, reject) => {
        const id = ++last
        waiting.set(id, ({result, error}) => {
          waiting.delete(id)
          if (error) reject(new Error(`${method}: ${error.message}`))
          else resolve(result ?? {})
        })
        to.write(`${JSON.stringify({id, method, params, sessionId})}\0`)
      }),
    event: (method: string) => new Promise<void>(resolve => listeners.set(method, resolve)),
  }
}

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Raster, Region} from '../dots/raster.ts'
import {type Ort, type OrtSession, type ScanSet, scanSet} from '../optional.ts'

/** A character as recognised: how sure, and where its middle lies, dots from the left of the page. */
export interface Character {
  text: string
  x: number
  certainty: number
  /** The digit or mark of a figure it is most like. */
  figure: string
  /** How likely the next of these is against it. */
  rival: number
}

/** Lines of text to characters; one for each thread. */
export interface Recogniser {
  recognise(page: Raster, lines: readonly Region[]): Promise<Character[][]>
  /** How likely some letters are along each line. */
  weigh(page: Raster, lines: readonly Region[], letters: readonly string[]): Promise<Reading[]>
}

/** Likelihoods along a line, step by step from left to right. */
export interface Reading {
  steps: {
    /** Where its middle lies, dots from the left of the page. */
    x: number
    /** That no new letter and no digit stands here: nothing, or a mark. */
    none: number
    /** Of the letters that were asked for, in their order. */
    letters: Float32Array
    /** Of the likeliest class. */
    best: number
  }[]
}

/** Height the model reads lines at, dots, and how many dots make one of its steps. */
const HEIGHT = 48
const STEP = 8
/** Paper around a line, as a share of its height: the model was trained on lines with some. */
const PADDING = 0.12
/** Dots of one call to the model, width by number of lines. */
const BATCH = 6000
/** Widest line read at once, dots at HEIGHT: 100 letters. */
const WIDEST = 4800
/** What figures are written with. */
const FIGURES = '0123456789.,+-/—'

let loaded: Promise<Recogniser> | undefined

/** The recogniser of this thread, loaded at first use; a cache and no state. @throws when the optional set is missing */
export function recogniser(): Promise<Recogniser> {
  loaded ??= load(scanSet())
  return loaded
}

async function load({ort, models}: ScanSet): Promise<Recogniser> {
  const session = await ort.InferenceSession.create(join(models, 'ch_PP-OCRv4_rec_infer.onnx'), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionProviders: ['cpu'],
  })
  const letters = readFileSync(join(models, 'ppocr_keys_v1.txt'), 'utf8').replace(/\n$/, '').split('\n')
  // Class 0 means that there is no new letter; the last one is a blank (PaddleOCR, CTCLabelDecode with use_space_char).
  const classes = ['', ...letters, ' ']
  const figures = [...FIGURES].map(text => classes.indexOf(text)).filter(i => i > 0)
  const marks = [...classes.keys()].filter(i => !/[\p{L}\p{N}]/u.test(classes[i]!))
  return {
    async recognise(page, lines) {
      const found: Character[][] = lines.map(() => [])
      for (const batch of batchesOf(page, lines)) {
        const output = await run(ort, session, batch)
        batch.forEach((line, i) => {
          found[line.index] = read(output, i, line, classes, figures)
        })
      }
      return found
    },
    async weigh(page, lines, letters) {
      const found: Reading[] = lines.map(() => ({steps: []}))
      const wanted = letters.map(letter => classes.indexOf(letter))
      for (const batch of batchesOf(page, lines)) {
        const output = await run(ort, session, batch)
        batch.forEach((line, i) => {
          found[line.index] = weighed(output, i, line, wanted, marks)
        })
      }
      return found
    },
  }
}

interface Strip {
  index: number
  width: number
  /** Left edge and width on the page, dots. */
  from: number
  across: number
  data: Float32Array
}

/** Lines of one room together, so that what is read in a line does not depend on the other lines of its page. */
function* batchesOf(page: Raster, lines: readonly Region[]): Generator<Strip[]> {
  const byRoom = new Map<number, number[]>()
  lines.forEach((box, index) => {
    const room = roomOf(widthOf(box))
    const alike = byRoom.get(room) ?? []
    alike.push(index)
    byRoom.set(room, alike)
  })
  for (const [room, alike] of byRoom) {
    const most = Math.max(1, Math.floor(BATCH / room))
    for (let from = 0; from < alike.length; from += most)
      yield alike.slice(from, from + most).map(index => stripOf(page, lines[index]!, index))
  }
}

/** The width of the model's input for a line so wide: an eighth more at most, so that few widths are asked for. */
function roomOf(width: number): number {
  const step = Math.max(STEP, 2 ** (Math.floor(Math.log2(width)) - 3))
  return Math.max(HEIGHT, Math.ceil(width / step) * step)
}

function paddingOf([, top, , bottom]: Region): number {
  return Math.max(2, PADDING * (bottom - top))
}

function widthOf(box: Region): number {
  const padding = paddingOf(box)
  const scale = HEIGHT / (box[3] - box[1] + 2 * padding)
  return Math.min(WIDEST, Math.max(16, Math.round((box[2] - box[0] + 2 * padding) * scale)))
}

/** A line scaled to the model's height, values from -1 (black) to 1. */
function stripOf(page: Raster, box: Region, index: number): Strip {
  const padding = paddingOf(box)
  const [left, top] = [box[0] - padding, box[1] - padding]
  const across = box[2] - box[0] + 2 * padding
  const down = box[3] - box[1] + 2 * padding
  const width = widthOf(box)
  const data = new Float32Array(HEIGHT * width)
  const dot = (x: number, y: number) => {
    const cx = Math.min(Math.max(x, 0), page.width - 1)
    const cy = Math.min(Math.max(y, 0), page.height - 1)
    return page.data[cy * page.width + cx]!
  }
  for (let y = 0; y < HEIGHT; y++) {
    const sy = top + ((y + 0.5) * down) / HEIGHT - 0.5
    const y0 = Math.floor(sy)
    for (let x = 0; x < width; x++) {
      const sx = left + ((x + 0.5) * across) / width - 0.5
      const x0 = Math.floor(sx)
      const above = dot(x0, y0) * (1 - sx + x0) + dot(x0 + 1, y0) * (sx - x0)
      const below = dot(x0, y0 + 1) * (1 - sx + x0) + dot(x0 + 1, y0 + 1) * (sx - x0)
      data[y * width + x] = (above * (1 - sy + y0) + below * (sy - y0)) / 127.5 - 1
    }
  }
  return {index, width, from: left, across, data}
}

interface Output {
  data: Float32Array
  steps: number
  classes: number
}

async function run(ort: Ort, session: OrtSession, batch: readonly Strip[]): Promise<Output> {
  const width = roomOf(batch[0]!.width)
  const input = new Float32Array(batch.length * 3 * HEIGHT * width)
  batch.forEach((line, i) => {
    for (let channel = 0; channel < 3; channel++) {
      for (let y = 0; y < HEIGHT; y++) {
        const row = line.data.subarray(y * line.width, (y + 1) * line.width)
        input.set(row, ((i * 3 + channel) * HEIGHT + y) * width)
      }
    }
  })
  const tensor = new ort.Tensor('float32', input, [batch.length, 3, HEIGHT, width])
  const result = (await session.run({[session.inputNames[0]!]: tensor}))[session.outputNames[0]!]!
  return {data: result.data, steps: result.dims[1]!, classes: result.dims[2]!}
}

/** The likeliest class of each step; steps of the same class in a row are one letter. */
function read(output: Output, i: number, line: Strip, classes: string[], figures: number[]): Character[] {
  const {data, steps, classes: count} = output
  const characters: Character[] = []
  let before = 0
  for (let step = 0; step < steps; step++) {
    const from = (i * steps + step) * count
    let best = 0
    for (let c = 1; c < count; c++) if (data[from + c]! > data[from + best]!) best = c
    if (best > 0 && best !== before) {
      const figure = figures.reduce((a, b) => (data[from + b]! > data[from + a]! ? b : a))
      const next = Math.max(...figures.filter(one => one !== figure).map(one => data[from + one]!))
      const rival = next / data[from + figure]!
      const x = xOf(step, line)
      const text = classes[best] ?? '\ufffd'
      characters.push({text, x, certainty: data[from + best]!, figure: classes[figure]!, rival})
    }
    before = best
  }
  return characters
}

function weighed(
  {data, steps, classes: count}: Output,
  i: number,
  line: Strip,
  wanted: number[],
  marks: number[],
): Reading {
  // What lies beyond the line's own width is padding of the batch.
  const own = Math.min(steps, Math.ceil(line.width / STEP))
  return {
    steps: Array.from({length: own}, (_, step) => {
      const likely = data.subarray((i * steps + step) * count, (i * steps + step + 1) * count)
      return {
        x: xOf(step, line),
        none: marks.reduce((sum, at) => sum + likely[at]!, 0),
        letters: Float32Array.from(wanted, at => likely[at] ?? 0),
        best: likely.reduce((a, b) => Math.max(a, b)),
      }
    }),
  }
}

/** The middle of a step, dots from the left of the page. */
function xOf(step: number, {from, across, width}: Strip): number {
  return from + ((step + 0.5) * STEP * across) / width
}

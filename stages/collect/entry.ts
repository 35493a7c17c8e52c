import type {Extent} from '../../pipeline/stage.ts'

/** One entry of an archive's directory. */
export interface Entry {
  /** As decoded, not yet checked. */
  name: string
  /** `special`: a link, a device, a pipe, a sparse file: nothing that holds a document. */
  type: 'file' | 'folder' | 'special'
  /** Why its bytes cannot be read although the archive can: a password, a packing method unknown here. */
  locked?: 'password' | 'method'
  /** Where its bytes lie; null where they are cut off. */
  extent: Extent | null
}

/** What an archive says it holds. */
export interface Listing {
  entries: Entry[]
  /** Entries beyond the limit, not listed. */
  unlisted: number
  /** A Chinese clause where the archive itself is broken. */
  damage: string | null
}

/** Only stored (0) and deflated (8) data can be read; 99 is AES encryption. */
export function lockOf(encrypted: boolean, method: number): Pick<Entry, 'locked'> {
  if (encrypted || method === 99) return {locked: 'password'}
  return method === 0 || method === 8 ? {} : {locked: 'method'}
}

/** One file inside a ZIP archive, as its directory describes it (APPNOTE 4.3.12). */
export interface ZipEntry {
  /** Name with / between parts, without a leading /. */
  name: string
  /** 0 stored, 8 deflated. */
  method: number
  encrypted: boolean
  /** Bytes in the archive; in a recovered list an upper bound. */
  packedSize: number
  /** Bytes after unpacking; null where only a data descriptor knew it. */
  size: number | null
  crc: number | null
  /** Where the packed bytes (`data`) begin, or where the local header stands that tells. */
  data: number | null
  header: number
}

/** Signature of a local file header. */
export const LOCAL = 0x04034b50

/** Part names are ASCII by the standard; some tools write \ and a leading /, or Chinese names in GBK. */
export function entryName(bytes: Uint8Array): string {
  return decoded(bytes).replaceAll('\\', '/').replace(/^\/+/, '')
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    // Not UTF-8, whatever the entry's flags say: what Chinese systems wrote before.
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** A record of a binary workbook ([MS-XLS] 2.1.4): its type, where it begins in the stream, and what it holds. */
export interface Record {
  type: number
  at: number
  data: Buffer
}

/** The records of a stream, to the first that does not fit into it. */
export function biffRecordsOf(stream: Buffer): Record[] {
  const records: Record[] = []
  for (let at = 0; at + 4 <= stream.length; ) {
    const next = at + 4 + stream.readUInt16LE(at + 2)
    if (next > stream.length) break
    records.push({type: stream.readUInt16LE(at), at, data: stream.subarray(at + 4, next)})
    at = next
  }
  return records
}

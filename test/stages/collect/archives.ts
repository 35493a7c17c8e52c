import {crc32, deflateRawSync} from 'node:zlib'

/** A member as written: the name as bytes, so that any encoding and any mischief can be told. */
export interface Member {
  name: string | Buffer
  data?: Buffer | string
  stored?: boolean
  /** General purpose flags: 1 encrypted, 0x800 UTF-8. */
  flags?: number
  method?: number
  extra?: Buffer
  /** Upper half of the external attributes on Unix: 0xa000 link. */
  mode?: number
  /** What the headers claim instead of the truth. */
  claims?: {size?: number; crc?: number}
  /** Sizes only after the data, as streaming writers do. */
  descriptor?: boolean
}

/** A ZIP file, byte for byte as asked for (APPNOTE 4.3). */
export function zip(members: Member[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const name = Buffer.from(member.name as string)
    const data = Buffer.from(member.data ?? '')
    const packed = member.stored ? data : deflateRawSync(data)
    const extra = member.extra ?? Buffer.alloc(0)
    const header = Buffer.alloc(26)
    header.writeUInt16LE(20, 0)
    header.writeUInt16LE((member.flags ?? 0) | (member.descriptor ? 8 : 0), 2)
    header.writeUInt16LE(member.method ?? (member.stored ? 0 : 8), 4)
    header.writeUInt32LE(member.claims?.crc ?? crc32(data), 10)
    header.writeUInt32LE(packed.length, 14)
    header.writeUInt32LE(member.claims?.size ?? data.length, 18)
    header.writeUInt16LE(name.length, 22)
    header.writeUInt16LE(extra.length, 24)
    const after = Buffer.concat([Buffer.from('PK\x07\x08'), header.subarray(10, 22)])
    const local = Buffer.from(header)
    if (member.descriptor) local.fill(0, 10, 22)
    const entry = [
      Buffer.from('PK\x03\x04'),
      local,
      name,
      extra,
      packed,
      ...(member.descriptor ? [after] : []),
    ]
    const central = Buffer.alloc(14)
    central.writeUInt32LE(((member.mode ?? 0) << 16) >>> 0, 6)
    central.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), header, central, name, extra)
    parts.push(...entry)
    offset += Buffer.concat(entry).length
  }
  const size = Buffer.concat(directory).length
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}

export interface TarMember {
  name: string | Buffer
  data?: string | Buffer
  /** 0 file, 2 link, 5 folder, L long name, x pax ... */
  type?: string
}

/** A tar file (ustar). */
export function tar(members: TarMember[]): Buffer {
  const blocks = members.flatMap(({name, data, type}) => {
    const bytes = Buffer.from(data ?? '')
    const header = Buffer.alloc(512)
    Buffer.from(name as string).copy(header, 0)
    header.write('0000644\0', 100, 'latin1')
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
    header.write(type ?? '0', 156, 'latin1')
    header.write('ustar\x0000', 257, 'latin1')
    header.fill(' ', 148, 156)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

/** Names in GBK: 联通.doc is also well-formed UTF-8, and the second byte of 俓 is that of a backslash. */
export const GBK = {
  某局年报: Buffer.from('c4b3bed6c4eab1a82e646f63', 'hex'),
  联通: Buffer.from('c1aacda82e646f63', 'hex'),
  俓: Buffer.from('825c2e646f63', 'hex'),
}

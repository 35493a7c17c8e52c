import {createHash} from 'node:crypto'
import {at, rawPdf, ruled} from './raw.ts'

/** The string that pads passwords (ISO 32000-1, algorithm 2). */
const PAD = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const ID = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
const PERMISSIONS = -4

/** A page with a table, encrypted with 40-bit RC4 so that the empty password opens it: what "no copying" makes. */
export function encryptedPdf(): Uint8Array {
  const owner = rc4(md5(PAD).subarray(0, 5), PAD)
  const flags = Buffer.alloc(4)
  flags.writeInt32LE(PERMISSIONS)
  const key = md5(Buffer.concat([PAD, owner, flags, ID])).subarray(0, 5)
  const user = rc4(key, PAD)
  const content = ruled([50, 150, 250], [300, 320, 340]) + at(60, 326, 'a') + at(160, 326, '12')
  // The content stream is object 101 of generation 0.
  const objectKey = md5(Buffer.concat([key, Buffer.from([101, 0, 0, 0, 0])])).subarray(0, 10)
  const cipher = rc4(objectKey, Buffer.from(content, 'latin1')).toString('hex')
  const hidden = '~'.repeat(content.length)
  const plain = Buffer.from(
    rawPdf([{content: hidden}], {
      objects: {
        20: `<< /Filter /Standard /V 1 /R 2 /P ${PERMISSIONS} /O <${owner.toString('hex')}> /U <${user.toString('hex')}> >>`,
      },
      trailer: `/Encrypt 20 0 R /ID [<${ID.toString('hex')}> <${ID.toString('hex')}>]`,
    }),
  )
  Buffer.from(cipher, 'hex').copy(plain, plain.indexOf(hidden))
  return new Uint8Array(plain)
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest()
}

function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({length: 256}, (_, i) => i)
  const swap = (a: number, b: number) => {
    const held = state[a]!
    state[a] = state[b]!
    state[b] = held
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 255
    swap(i, j)
  }
  let [i, j] = [0, 0]
  return Buffer.from(bytes).map(byte => {
    i = (i + 1) & 255
    j = (j + state[i]!) & 255
    swap(i, j)
    return byte ^ state[(state[i]! + state[j]!) & 255]!
  }) as Buffer
}

/**
 * Whether a compound file (CFB) is a password-protected Office document: MS-OFFCRYPTO keeps the package in a stream
 * named EncryptedPackage. The directory entry holds the name in UTF-16LE wherever its sector stands.
 */
export function holdsEncryptedPackage(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < 512 || buffer.readUInt32BE(0) !== 0xd0cf11e0) return false
  return buffer.includes(Buffer.from('EncryptedPackage\0', 'utf16le'))
}

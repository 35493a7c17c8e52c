/** A page of an archive: a JPEG and its size. */
export interface Sheet {
  jpeg: Uint8Array
  width: number
  height: number
  dpi: number
  grey: boolean
}

/** A PDF as scanners write it: one JPEG a page (ISO 32000-1, 7.4.8) and no text. */
export function scannedPdf(sheets: readonly Sheet[]): Uint8Array {
  const parts: Uint8Array[] = []
  const offsets: number[] = []
  let length = 0
  const write = (...pieces: (string | Uint8Array)[]) => {
    for (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece
      parts.push(bytes)
      length += bytes.length
    }
  }
  const object = (...pieces: (string | Uint8Array)[]) => {
    offsets.push(length)
    write(`${offsets.length} 0 obj\n`, ...pieces, '\nendobj\n')
  }
  write('%PDF-1.4\n')
  object('<< /Type /Catalog /Pages 2 0 R >>')
  const kids = sheets.map((_, i) => `${3 + 3 * i} 0 R`).join(' ')
  object(`<< /Type /Pages /Kids [${kids}] /Count ${sheets.length} >>`)
  sheets.forEach(({jpeg, width, height, dpi, grey}, i) => {
    const [content, image] = [4 + 3 * i, 5 + 3 * i]
    const [w, h] = [(width / dpi) * 72, (height / dpi) * 72].map(n => n.toFixed(2))
    object(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Contents ${content} 0 R `,
      `/Resources << /XObject << /Im ${image} 0 R >> >> >>`,
    )
    const drawn = `q ${w} 0 0 ${h} 0 0 cm /Im Do Q`
    object(`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`)
    const colours = grey ? '/DeviceGray' : '/DeviceRGB'
    object(
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${colours} `,
      `/BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
      jpeg,
      '\nendstream',
    )
  })
  const start = length
  const entries = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  write(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${entries}`)
  write(`trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
  return new Uint8Array(Buffer.concat(parts))
}

/** Small PDF files written by hand: one content stream a page, Helvetica, no compression. */
export interface RawPage {
  content: string
  /** Entries of the page dictionary besides the usual ones. */
  entries?: string
}

/** Further objects by number, from 20 up: form XObjects, annotations, images. */
export interface RawOptions {
  objects?: Record<number, string>
  catalog?: string
  trailer?: string
  resources?: string
  /** Number of the object that is the font F1; Helvetica without it. */
  font?: number
}

export function rawPdf(pages: readonly RawPage[], options: RawOptions = {}): Uint8Array {
  const objects = new Map<number, string>()
  const pageNumber = (i: number) => 100 + 2 * i
  const kids = pages.map((_, i) => `${pageNumber(i)} 0 R`).join(' ')
  objects.set(1, `<< /Type /Catalog /Pages 2 0 R ${options.catalog ?? ''} >>`)
  objects.set(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  objects.set(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  for (const [number, body] of Object.entries(options.objects ?? {})) objects.set(Number(number), body)
  pages.forEach(({content, entries = '/MediaBox [0 0 400 400]'}, i) => {
    const resources = `<< /Font << /F1 ${options.font ?? 3} 0 R >> ${options.resources ?? ''} >>`
    const page = pageNumber(i)
    objects.set(
      page,
      `<< /Type /Page /Parent 2 0 R /Resources ${resources} /Contents ${page + 1} 0 R ${entries} >>`,
    )
    objects.set(page + 1, stream('', content))
  })
  let text = '%PDF-1.7\n'
  const offsets = new Map<number, number>()
  for (const [number, body] of objects) {
    offsets.set(number, text.length)
    text += `${number} 0 obj\n${body}\nendobj\n`
  }
  const start = text.length
  text += 'xref\n'
  for (const [number, offset] of offsets)
    text += `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`
  text += `trailer\n<< /Size 1000 /Root 1 0 R ${options.trailer ?? ''} >>\nstartxref\n${start}\n%%EOF\n`
  return new TextEncoder().encode(text)
}

export function stream(entries: string, content: string): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`
}

/** Text at a point; `extra` are operators inside the text object, before the text. */
export function at(x: number, y: number, text: string, extra = '', size = 10): string {
  return `BT /F1 ${size} Tf ${extra} 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET\n`
}

/** Rules of a grid with lines at these positions. */
export function ruled(xs: readonly number[], ys: readonly number[]): string {
  const level = ys.map(y => `${xs[0]} ${y} m ${xs.at(-1)} ${y} l S\n`)
  const upright = xs.map(x => `${x} ${ys[0]} m ${x} ${ys.at(-1)} l S\n`)
  return [...level, ...upright].join('')
}

/** A grey picture as an object; `more` are further entries. */
export function greyPicture(width: number, height: number, more = ''): string {
  const entries = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${more}`
  return stream(`${entries} /ColorSpace /DeviceGray /BitsPerComponent 8`, 'x'.repeat(width * height))
}

/** A picture of one dot by the name I1. */
export const PICTURE: RawOptions = {objects: {20: greyPicture(1, 1)}, resources: '/XObject << /I1 20 0 R >>'}

/** A form XObject, or the appearance of an annotation. */
export function formObject(content: string, box = '0 0 400 400', more = ''): string {
  const resources = '/Resources << /Font << /F1 3 0 R >> >>'
  return stream(`/Type /XObject /Subtype /Form ${more} /BBox [${box}] ${resources}`, content)
}

import {PDFiumLibrary} from '@hyzyla/pdfium'

/** A page as a scanner sees it: rows of red, green, blue. */
export interface Picture {
  width: number
  height: number
  data: Uint8Array
}

/** The pages of a PDF at a resolution, in dots an inch. */
export async function rasterise(pdf: Uint8Array, dpi: number): Promise<Picture[]> {
  const library = await PDFiumLibrary.init()
  try {
    const document = await library.loadDocument(pdf)
    const pictures: Picture[] = []
    for (const page of document.pages()) {
      const {width, height, data} = await page.render({scale: dpi / 72, render: 'bitmap'})
      const rgb = new Uint8Array(width * height * 3)
      for (let i = 0, o = 0; o < rgb.length; i += 4, o += 3) {
        rgb[o] = data[i]!
        rgb[o + 1] = data[i + 1]!
        rgb[o + 2] = data[i + 2]!
      }
      pictures.push({width, height, data: rgb})
    }
    document.destroy()
    return pictures
  } finally {
    library.destroy()
  }
}

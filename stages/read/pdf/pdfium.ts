import {PDFiumModule} from '@hyzyla/pdfium'
import {IDENTITY, type Matrix} from '../layout/matrix.ts'

/** Handles are addresses inside the library's memory; 0 is none. */
export type Handle = number

/** The functions of PDFium (public/fpdf*.h) that the reader calls, as the WebAssembly module exports them. */
export interface PdfiumFunctions {
  malloc(size: number): number
  free(address: number): void
  FPDF_InitLibrary(): void
  FPDF_LoadMemDocument(bytes: number, size: number, password: number): Handle
  FPDF_CloseDocument(document: Handle): void
  FPDF_GetLastError(): number
  FPDF_GetPageCount(document: Handle): number
  FPDF_GetMetaText(document: Handle, tag: number, buffer: number, size: number): number
  FPDF_LoadPage(document: Handle, index: number): Handle
  FPDF_ClosePage(page: Handle): void
  FPDF_GetPageBoundingBox(page: Handle, rectangle: number): number
  FPDFPage_GetRotation(page: Handle): number
  FPDFPage_CountObjects(page: Handle): number
  FPDFPage_GetObject(page: Handle, index: number): Handle
  FPDFPage_GetAnnotCount(page: Handle): number
  FPDFPage_GetAnnot(page: Handle, index: number): Handle
  FPDFPage_CloseAnnot(annotation: Handle): void
  FPDFPage_Flatten(page: Handle, usage: number): number
  FPDFAnnot_GetSubtype(annotation: Handle): number
  FPDFAnnot_GetFlags(annotation: Handle): number
  FPDFAnnot_GetRect(annotation: Handle, rectangle: number): number
  FPDFAnnot_GetAP(annotation: Handle, mode: number, buffer: number, size: number): number
  FPDFAnnot_HasKey(annotation: Handle, key: number): number
  FPDFAnnot_GetStringValue(annotation: Handle, key: number, buffer: number, size: number): number
  FPDFPageObj_GetType(object: Handle): number
  FPDFPageObj_GetClipPath(object: Handle): Handle
  FPDFClipPath_CountPaths(clip: Handle): number
  FPDFClipPath_CountPathSegments(clip: Handle, path: number): number
  FPDFClipPath_GetPathSegment(clip: Handle, path: number, index: number): Handle
  FPDFPageObj_CountMarks(object: Handle): number
  FPDFPageObj_GetMark(object: Handle, index: number): Handle
  FPDFPageObj_RemoveMark(object: Handle, mark: Handle): number
  FPDFPageObjMark_GetParamStringValue(
    mark: Handle,
    key: number,
    buffer: number,
    size: number,
    length: number,
  ): number
  FPDFPageObjMark_GetName(mark: Handle, buffer: number, size: number, length: number): number
  FPDFPageObj_GetMatrix(object: Handle, matrix: number): number
  FPDFPageObj_GetBounds(object: Handle, left: number, bottom: number, right: number, top: number): number
  FPDFPageObj_GetFillColor(object: Handle, r: number, g: number, b: number, a: number): number
  FPDFPageObj_GetStrokeColor(object: Handle, r: number, g: number, b: number, a: number): number
  FPDFPageObj_GetStrokeWidth(object: Handle, width: number): number
  FPDFPageObj_HasTransparency(object: Handle): number
  FPDFFormObj_CountObjects(object: Handle): number
  FPDFFormObj_GetObject(object: Handle, index: number): Handle
  FPDFImageObj_GetRenderedBitmap(document: Handle, page: Handle, object: Handle): Handle
  FPDFTextObj_GetFont(object: Handle): Handle
  FPDFFont_GetIsEmbedded(font: Handle): number
  FPDFTextObj_GetRenderedBitmap(document: Handle, page: Handle, object: Handle, scale: number): Handle
  FPDFBitmap_Create(width: number, height: number, alpha: number): Handle
  FPDFBitmap_FillRect(
    bitmap: Handle,
    left: number,
    top: number,
    width: number,
    height: number,
    colour: number,
  ): void
  FPDFBitmap_GetFormat(bitmap: Handle): number
  FPDFBitmap_GetWidth(bitmap: Handle): number
  FPDFBitmap_GetHeight(bitmap: Handle): number
  FPDFBitmap_GetStride(bitmap: Handle): number
  FPDFBitmap_GetBuffer(bitmap: Handle): number
  FPDFBitmap_Destroy(bitmap: Handle): void
  FPDF_RenderPageBitmap(
    bitmap: Handle,
    page: Handle,
    x: number,
    y: number,
    width: number,
    height: number,
    rotation: number,
    flags: number,
  ): void
  FPDFDoc_GetAttachmentCount(document: Handle): number
  FPDF_GetFormType(document: Handle): number
  FPDFDOC_InitFormFillEnvironment(document: Handle, information: number): Handle
  FPDFDOC_ExitFormFillEnvironment(form: Handle): void
  FPDFAnnot_GetFormFieldValue(form: Handle, annotation: Handle, buffer: number, size: number): number
  FPDFAnnot_CountAttachmentPoints(annotation: Handle): number
  FPDFAnnot_GetAttachmentPoints(annotation: Handle, index: number, quad: number): number
  FPDFAnnot_GetLine(annotation: Handle, start: number, end: number): number
  FPDFAnnot_GetInkListCount(annotation: Handle): number
  FPDFAnnot_GetInkListPath(annotation: Handle, path: number, buffer: number, points: number): number
  FPDFAnnot_GetVertices(annotation: Handle, buffer: number, points: number): number
  FPDFImageObj_GetImagePixelSize(object: Handle, width: number, height: number): number
  FPDFPath_GetDrawMode(object: Handle, fill: number, stroke: number): number
  FPDFPath_CountSegments(object: Handle): number
  FPDFPath_GetPathSegment(object: Handle, index: number): Handle
  FPDFPathSegment_GetType(segment: Handle): number
  FPDFPathSegment_GetClose(segment: Handle): number
  FPDFPathSegment_GetPoint(segment: Handle, x: number, y: number): number
  FPDFText_LoadPage(page: Handle): Handle
  FPDFText_ClosePage(text: Handle): void
  FPDFText_CountChars(text: Handle): number
  FPDFText_GetUnicode(text: Handle, index: number): number
  FPDFText_IsGenerated(text: Handle, index: number): number
  FPDFText_GetTextObject(text: Handle, index: number): Handle
  FPDFText_GetLooseCharBox(text: Handle, index: number, rectangle: number): number
  FPDFText_GetCharBox(
    text: Handle,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number
  FPDFText_GetCharOrigin(text: Handle, index: number, x: number, y: number): number
  FPDFText_GetFontSize(text: Handle, index: number): number
  FPDFText_GetMatrix(text: Handle, index: number, matrix: number): number
  FPDFText_HasUnicodeMapError(text: Handle, index: number): number
  FPDFTextObj_GetTextRenderMode(object: Handle): number
  FPDFTextObj_SetTextRenderMode(object: Handle, mode: number): number
  FPDFPageObj_SetStrokeWidth(object: Handle, width: number): number
  FPDFPageObj_Transform(
    object: Handle,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
  ): void
}

/**
 * The library, loaded. Out-parameters are written to `scratch` (128 bytes, 8-byte aligned) and read with `int`, `float`
 * and `double`, whose argument is the offset there in bytes. The memory may move when it grows: `bytes` gives it anew.
 */
export interface Pdfium {
  call: PdfiumFunctions
  scratch: number
  int(offset: number): number
  float(offset: number): number
  double(offset: number): number
  bytes(): Uint8Array
  /** Lets the memory grow to so many bytes. */
  limit(bytes: number): void
}

interface EmscriptenModule {
  wasmExports: PdfiumFunctions & {memory: {buffer: ArrayBufferLike; grow(pages: number): number}}
  HEAPU8: Uint8Array
  HEAP32: Int32Array
  HEAPF32: Float32Array
  HEAPF64: Float64Array
}

/** A library whose memory has grown beyond this is dropped after the document: WebAssembly memory never shrinks. */
const MAX_KEPT = 256 * 1024 * 1024
/**
 * Most memory of the library besides the file. Forms that draw forms make millions of objects while a page is loaded, before
 * anybody can count them; the library gives up when it gets no more memory. A page scanned in colour at 600 dpi takes 140 MB.
 */
const MAX_WORKING = 512 * 1024 * 1024
/** Memory grows by pages of this many bytes. */
const MEMORY_PAGE = 65536

/**
 * The one library of this thread, loaded at first use. It holds no document between calls of `withPdfium`, so it is a
 * cache and no state.
 */
let loaded: Promise<Pdfium> | undefined

/**
 * Runs `work` with the library. When the library traps, aborts or runs out of memory its inner state is void: it is
 * dropped, the next call loads a new one, and the error goes on to the caller.
 * @param fileSize bytes of the file that `work` puts into the library's memory
 */
export async function withPdfium<T>(work: (pdfium: Pdfium) => T, fileSize = 0): Promise<T> {
  loaded ??= load()
  const pdfium = await loaded
  pdfium.limit(MAX_WORKING + fileSize)
  try {
    const result = work(pdfium)
    if (pdfium.bytes().length > MAX_KEPT) loaded = undefined
    return result
  } catch (error) {
    if (isTrap(error)) loaded = undefined
    throw error
  }
}

/** Whether an error came out of WebAssembly (trap, abort) or from its stack: the library cannot be used any more. */
export function isTrap(error: unknown): boolean {
  return error instanceof Error && (error.name === 'RuntimeError' || /call stack/.test(error.message))
}

async function load(): Promise<Pdfium> {
  const options = {print() {}, printErr() {}} as Parameters<typeof PDFiumModule>[0]
  const module = (await PDFiumModule(options)) as unknown as EmscriptenModule
  const call = module.wasmExports
  call.FPDF_InitLibrary()
  const scratch = call.malloc(128)
  const {memory} = module.wasmExports
  const grow = memory.grow.bind(memory)
  let most = MAX_WORKING
  // The library's own code grows its memory through this object, and takes an error for a refusal.
  memory.grow = pages => {
    if (memory.buffer.byteLength + pages * MEMORY_PAGE > most) throw new RangeError('memory limit')
    return grow(pages)
  }
  return {
    call,
    scratch,
    int: offset => module.HEAP32[(scratch + offset) >> 2]!,
    float: offset => module.HEAPF32[(scratch + offset) >> 2]!,
    double: offset => module.HEAPF64[(scratch + offset) >> 3]!,
    bytes: () => module.HEAPU8,
    limit(bytes) {
      most = bytes
    },
  }
}

/** A string in the library's memory for the time of `work`: UTF-8, ended by a zero byte. */
export function withString<T>(pdfium: Pdfium, text: string, work: (address: number) => T): T {
  const bytes = new TextEncoder().encode(text)
  const address = pdfium.call.malloc(bytes.length + 1)
  try {
    pdfium.bytes().set(bytes, address)
    pdfium.bytes()[address + bytes.length] = 0
    return work(address)
  } finally {
    pdfium.call.free(address)
  }
}

/** The UTF-16 text a PDFium getter writes: called once for the length in bytes, once for the text. */
export function textFrom(
  pdfium: Pdfium,
  get: (buffer: number, size: number) => number,
  maxBytes = 65536,
): string {
  const size = get(0, 0)
  if (size <= 2 || size > maxBytes) return ''
  const address = pdfium.call.malloc(size)
  try {
    get(address, size)
    const bytes = pdfium.bytes().slice(address, address + size - 2)
    return new TextDecoder('utf-16le').decode(bytes)
  } finally {
    pdfium.call.free(address)
  }
}

/** The matrix of a page object; the identity where it has none. */
export function matrixOf(pdfium: Pdfium, object: Handle): Matrix {
  if (!pdfium.call.FPDFPageObj_GetMatrix(object, pdfium.scratch)) return IDENTITY
  const {float} = pdfium
  return [float(0), float(4), float(8), float(12), float(16), float(20)]
}

import type {RootData} from '../../../pipeline/model/ast.ts'
import {UnreadableError} from '../reader.ts'
import type {Report} from './findings.ts'
import {type Handle, type Pdfium, textFrom, withString} from './pdfium.ts'

/** FPDF_ERR_* of PDFium. */
const ERROR = {password: 4, security: 5}

/** Entries of the document information dictionary (ISO 32000-1, 14.3.3). */
const INFORMATION = [
  'Title',
  'Author',
  'Subject',
  'Keywords',
  'Creator',
  'Producer',
  'CreationDate',
  'ModDate',
]

/**
 * Opens a document for the time of `work`; an empty password is tried, as every viewer does.
 * @throws UnreadableError when it is encrypted, damaged or too large for the memory
 */
export function withDocument<T>(pdfium: Pdfium, bytes: Uint8Array, work: (document: Handle) => T): T {
  const {call} = pdfium
  const address = call.malloc(bytes.length)
  if (!address) throw new UnreadableError('tooLarge', 'PDF 文件过大，内存不足以打开，请拆分后重试。')
  let document: Handle = 0
  try {
    pdfium.bytes().set(bytes, address)
    document = withString(pdfium, '', password => call.FPDF_LoadMemDocument(address, bytes.length, password))
    if (!document) throw failure(call.FPDF_GetLastError())
    const result = work(document)
    return result
  } finally {
    if (document) call.FPDF_CloseDocument(document)
    call.free(address)
  }
}

function failure(code: number): UnreadableError {
  if (code === ERROR.password) {
    return new UnreadableError('encrypted', 'PDF 文件需要密码才能打开，请取得未加密的文件后重试。')
  }
  if (code === ERROR.security) {
    return new UnreadableError('encrypted', 'PDF 文件使用了不支持的加密方式，请取得未加密的文件后重试。')
  }
  return new UnreadableError('unreadable', 'PDF 文件已损坏或不完整，无法打开，请重新取得该文件。')
}

/** Title and the other printed facts of the information dictionary. */
export function informationOf(pdfium: Pdfium, document: Handle): Pick<RootData, 'title' | 'metadata'> {
  const metadata = INFORMATION.flatMap(name => {
    const value = withString(pdfium, name, tag =>
      textFrom(pdfium, (buffer, size) => pdfium.call.FPDF_GetMetaText(document, tag, buffer, size)),
    ).trim()
    return value === '' ? [] : [{name, value}]
  })
  const title = metadata.find(entry => entry.name === 'Title')?.value
  return title === undefined ? {metadata} : {title, metadata}
}

/** FORMTYPE_XFA_FULL of PDFium: a form whose pages are made by the viewer, of which the file shows a placeholder. */
const DYNAMIC_FORM = 2

/** Bytes of FPDF_FORMFILLINFO, of which nothing but the version is filled in: nobody listens. */
const FORM_INFORMATION = 256

/** The form of a document for the time of `work`; 0 where it has none. */
export function withForm<T>({call, bytes}: Pdfium, document: Handle, work: (form: Handle) => T): T {
  if (call.FPDF_GetFormType(document) <= 0) return work(0)
  const information = call.malloc(FORM_INFORMATION)
  bytes().fill(0, information, information + FORM_INFORMATION)
  bytes()[information] = 2
  const form = call.FPDFDOC_InitFormFillEnvironment(document, information)
  try {
    return work(form)
  } finally {
    if (form) call.FPDFDOC_ExitFormFillEnvironment(form)
    call.free(information)
  }
}

/** What of a document lies outside its pages. */
export function unreadParts({call}: Pdfium, document: Handle): Report[] {
  const reports: Report[] = []
  const add = (what: string) => reports.push({rule: 'R05', details: {values: {what}}})
  const files = call.FPDFDoc_GetAttachmentCount(document)
  if (files > 0) add(`PDF 内附有 ${files} 个文件`)
  if (call.FPDF_GetFormType(document) === DYNAMIC_FORM) add('PDF 是动态表单（XFA），填写的内容不在页面上')
  return reports
}

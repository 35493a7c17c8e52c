import {z} from 'zod'
import {rulesOf} from '../../pipeline/config.ts'
import {type Image, type Root, rootSchema} from '../../pipeline/model/ast.ts'
import {type Finding, makeFinding, type Rules} from '../../pipeline/model/finding.ts'
import {defineStage, type Result} from '../../pipeline/stage.ts'
import {withWholeCharacters} from './radicals.ts'
import {
  type EmbeddedPicture,
  type LayerGlyph,
  type ReadContext,
  type ReadLimits,
  UnreadableError,
} from './reader.ts'
import {readers} from './readers.ts'
import {
  type EmbeddedLimits,
  type FormLabels,
  hasScans,
  isInstalled,
  labelsOf,
  readPictures,
  SCAN_VERSION,
  type ScanLimits,
} from './scan/index.ts'

const count = z.number().int().positive()
const readConfigSchema = z.strictObject({
  limits: z.strictObject({
    maxBytes: count,
    maxUnpackedBytes: count,
    maxRatio: count,
    maxCells: count,
    maxNodes: count,
    maxPages: count,
    maxDepth: count,
  }),
  scan: z.strictObject({
    maxPages: count,
    maxDots: count,
    maxDotsInAll: count,
    maxTables: count,
    maxTableCells: count,
  }),
})

/** What is said of bytes that no reader knows. */
const UNKNOWN_KIND =
  '无法从内容认出文件类型，不是本程序能读的文档；如是年度报告，请用原来的软件打开，另存为 DOCX 或 PDF 再转换。'

/** How much of a file a reader sees to recognise its kind. */
const HEAD = 65536

interface ReadSettings {
  /** With the versions of readers that read parts of its documents. */
  reader: {id: string; version: string; parts: string[]} | null
  limits: ReadLimits
  /** Version and limits of the recognition of pictures; null where it is not installed, or no matter for this kind. */
  scan: (ScanLimits & EmbeddedLimits & {version: string | null}) | null
  rules: Rules
}

/**
 * Bytes to tree. The kind of the bytes decides the reader and is the variant of the first cache key, so that a new
 * version of one reader re-reads its own files only.
 */
export const read = defineStage<null, Root, ReadSettings>({
  name: 'read',
  version: '4',
  input: z.null(),
  output: rootSchema,
  files: {read: readConfigSchema},
  kinds: () => readers.map(({id}) => versionOf(id)),
  variantOf(bytes, source) {
    const head = bytes.subarray(0, HEAD)
    return readers.find(reader => reader.sniff(head, source.file))?.id ?? 'unknown'
  },
  settings(config, variant) {
    const reader = readers.find(({id}) => id === variant)
    const {limits, scan} = config.files.read as z.infer<typeof readConfigSchema>
    return {
      reader: reader
        ? {id: reader.id, version: reader.version, parts: partsOf(reader.id).map(versionOf)}
        : null,
      limits,
      scan: hasScans(reader?.id)
        ? {
            ...scan,
            labels: labelsOf(Object.values(config.formats)),
            version: isInstalled() ? SCAN_VERSION : null,
          }
        : null,
      rules: rulesOf(config, 'read'),
    }
  },
  lookups: settings => ({
    rest: settings.scan ? {...settings, scan: {...settings.scan, labels: null}} : settings,
    entries: settings.scan ? [[LABELS, settings.scan.labels]] : [],
  }),
  source: ({sha256, file}) => ({sha256, extension: extensionOf(file)}),
  async run(_, {settings, source, bytes, advance}) {
    const findings: Finding[] = []
    const asked: string[] = []
    const scan = settings.scan && noting(settings.scan, asked)
    const content = bytes()
    try {
      const reader = readers.find(({id}) => id === settings.reader?.id)
      if (content.length === 0) throw new UnreadableError('empty', '文件是空的（0 字节）。')
      if (!reader) throw new UnreadableError('unsupported', UNKNOWN_KIND)
      if (content.length > settings.limits.maxBytes) {
        const detail = `文件有 ${content.length} 字节，超过上限 ${settings.limits.maxBytes} 字节，未读取。`
        throw new UnreadableError('tooLarge', detail)
      }
      const extension = extensionOf(source.file)
      if (extension && !reader.extensions.includes(extension)) {
        const what = `扩展名是 .${extension}，内容却是 ${reader.id}，已按内容读取`
        findings.push(makeFinding(settings.rules, 'R01', {values: {what}}))
      }
      const context: ReadContext = {
        limits: settings.limits,
        report: (rule, details) => findings.push(makeFinding(settings.rules, rule, details)),
        advance,
      }
      context.inner = innerReader(context)
      const pictures = new Map<Image, EmbeddedPicture>()
      const layers = new Map<number, readonly LayerGlyph[] | null>()
      if (settings.scan?.version) {
        context.picture = (node, picture) => pictures.set(node, picture)
        context.layer = (page, glyphs) => layers.set(page, glyphs)
      }
      const read = await reader.read(content, context)
      const found = {pictures, layers}
      const root = scan ? await readPictures(read, content, found, scan, context) : read
      return {outputs: [{value: withWholeCharacters(root)}], findings, skipped: [], asked}
    } catch (error) {
      if (error instanceof UnreadableError) return {...unread(error, findings, source.file), asked}
      throw error
    }
  },
})

/** What the labels of the formats are looked up by: all of them or none. */
const LABELS = 'labels'

/**
 * The same settings; that the labels were used is noted. They help where letters of a picture are doubtful: a document without
 * pictures is not read again for another label.
 */
function noting<T extends {labels: readonly FormLabels[]}>({labels, ...rest}: T, asked: string[]) {
  return {
    ...rest,
    get labels() {
      asked.push(LABELS)
      return labels
    },
  }
}

/** Kinds of documents that are read where they are part of another one. */
const INNER = ['html', 'docx', 'wordXml', 'rtf', 'mht', 'text', 'sheet']

/** Readers of documents that hold parts of another kind, and the kinds whose readers those parts are given to. */
const HOLDING: Record<string, string[]> = {
  mht: ['html', 'text'],
  json: ['html', 'text', 'markdown'],
  markdown: ['html', 'text'],
  docx: INNER,
  wordXml: INNER,
}

function partsOf(reader: string): string[] {
  return HOLDING[reader] ?? []
}

function versionOf(id: string): string {
  return `${id} ${readers.find(reader => reader.id === id)!.version}`
}

/** Reads parts of a document as documents; what they hand over and report goes where the whole's goes. */
function innerReader(context: ReadContext): NonNullable<ReadContext['inner']> {
  return (bytes, name) => {
    const head = bytes.subarray(0, HEAD)
    const reader = readers.find(one => INNER.includes(one.id) && one.sniff(head, name))
    if (!reader) return null
    const {inner: _, ...own} = context
    try {
      const root = reader.read(bytes, own)
      if (root instanceof Promise) throw new Error(`${reader.id} does not read at once`)
      return root.children
    } catch (error) {
      if (error instanceof UnreadableError) return null
      throw error
    }
  }
}

function unread(error: UnreadableError, findings: Finding[], file: string): Result<Root> {
  return {outputs: [], findings, skipped: [{file, reason: error.reason, detail: error.detail}]}
}

/** Extension in lower case without the dot; empty where the name has none. */
function extensionOf(file: string): string {
  return /\.([^./]{1,8})$/.exec(file)?.[1]?.toLowerCase() ?? ''
}

const TRANSITIONAL = 'http://schemas.openxmlformats.org/'
const OPEN_DOCUMENT = 'urn:oasis:names:tc:opendocument:xmlns:'
const STRICT = 'http://purl.oclc.org/ooxml/'

/** Canonical prefix by what follows the transitional (…openxmlformats.org/) or strict (purl.oclc.org/ooxml/) base. */
const PREFIXES: Record<string, string> = {
  'wordprocessingml/2006/main': 'w',
  'wordprocessingml/main': 'w',
  'officeDocument/2006/relationships': 'r',
  'officeDocument/relationships': 'r',
  'officeDocument/2006/math': 'm',
  'officeDocument/math': 'm',
  'drawingml/2006/main': 'a',
  'drawingml/main': 'a',
  'drawingml/2006/picture': 'pic',
  'drawingml/picture': 'pic',
  'drawingml/2006/wordprocessingDrawing': 'wp',
  'drawingml/wordprocessingDrawing': 'wp',
  'drawingml/2006/chart': 'c',
  'drawingml/chart': 'c',
  'drawingml/2006/diagram': 'dgm',
  'drawingml/diagram': 'dgm',
  'markup-compatibility/2006': 'mc',
  'package/2006/relationships': 'rel',
  'package/2006/content-types': 'ct',
  'package/2006/metadata/core-properties': 'cp',
  'officeDocument/2006/extended-properties': 'ep',
  'officeDocument/extendedProperties': 'ep',
  'officeDocument/2006/custom-properties': 'cust',
  'officeDocument/customProperties': 'cust',
  'officeDocument/2006/docPropsVTypes': 'vt',
  'officeDocument/docPropsVTypes': 'vt',
}

const OTHERS: Record<string, string> = {
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingShape': 'wps',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingGroup': 'wpg',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas': 'wpc',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing': 'wp14',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.microsoft.com/office/word/2012/wordml': 'w15',
  // Word 2003 XML calls nearly everything as its successor does.
  'http://schemas.microsoft.com/office/word/2003/wordml': 'w',
  'http://schemas.microsoft.com/office/word/2003/auxHint': 'wx',
  'http://schemas.microsoft.com/aml/2001/core': 'aml',
  'http://schemas.microsoft.com/office/2006/xmlPackage': 'pkg',
  // OpenDocument (ODF 1.3 part 3), whose prefixes say what they mean.
  ...Object.fromEntries(
    ['office', 'style', 'text', 'table', 'meta', 'config'].map(name => [`${OPEN_DOCUMENT}${name}:1.0`, name]),
  ),
  [`${OPEN_DOCUMENT}drawing:1.0`]: 'draw',
  [`${OPEN_DOCUMENT}datastyle:1.0`]: 'number',
  [`${OPEN_DOCUMENT}xsl-fo-compatible:1.0`]: 'fo',
  [`${OPEN_DOCUMENT}svg-compatible:1.0`]: 'svg',
  'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0': 'loext',
  'http://www.w3.org/1999/xlink': 'xlink',
}

/** Every canonical prefix; a document may bind one of them to something else. */
export const CANONICAL: ReadonlySet<string> = new Set([...Object.values(PREFIXES), ...Object.values(OTHERS)])

/** The prefix under which this reader knows a namespace, or undefined. Strict and transitional share one prefix. */
export function canonicalPrefix(uri: string): string | undefined {
  if (uri.startsWith(TRANSITIONAL)) return PREFIXES[uri.slice(TRANSITIONAL.length)]
  if (uri.startsWith(STRICT)) return PREFIXES[uri.slice(STRICT.length)]
  return OTHERS[uri]
}

/** Declarations of all canonical prefixes, to stand in a root element. */
export const declarations: string = [
  ...Object.entries(PREFIXES).map(([path, prefix]) => [prefix, TRANSITIONAL + path] as const),
  ...Object.entries(OTHERS).map(([uri, prefix]) => [prefix, uri] as const),
]
  .filter(([prefix], i, all) => all.findIndex(([other]) => other === prefix) === i)
  .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  .join('')

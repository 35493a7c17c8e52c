/** Elements whose content is not shown, or says how something else is made. */
export const SKIPPED = new Set([
  'office:forms',
  'office:event-listeners',
  'office:settings',
  'office:scripts',
  'svg:title',
  'text:note-citation',
  'text:number',
  'text:ruby-text',
  'text:script',
  'text:variable-decls',
  'text:sequence-decls',
  'text:user-field-decls',
  'text:dde-connection-decls',
  'text:alphabetical-index-auto-mark-file',
  'text:table-of-content-source',
  'text:illustration-index-source',
  'text:table-index-source',
  'text:object-index-source',
  'text:user-index-source',
  'text:alphabetical-index-source',
  'text:bibliography-source',
  'table:title',
  'table:desc',
])

/** Properties of the document, and what Office Open XML calls them. */
export const PROPERTIES: Record<string, string> = {
  'dc:title': 'dc:title',
  'dc:subject': 'dc:subject',
  'meta:initial-creator': 'dc:creator',
  'meta:creation-date': 'dcterms:created',
  'dc:date': 'dcterms:modified',
}

/** Page headers and footers. */
export const HEADERS: Record<string, 'header' | 'footer'> = {
  'style:header': 'header',
  'style:header-left': 'header',
  'style:header-first': 'header',
  'style:footer': 'footer',
  'style:footer-left': 'footer',
  'style:footer-first': 'footer',
}

/** Tables of contents and other indexes: they repeat the headings. */
export const INDEXES =
  /^text:(?:table-of-content|illustration-index|table-index|object-index|alphabetical-index)$/
/** What stands in a drawing. */
export const DRAWN = /^(?:draw:|svg:desc$|office:binary-data$)/

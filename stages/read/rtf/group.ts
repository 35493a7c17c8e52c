import type {ParagraphState} from './body.ts'

/** Where the content of a group goes. */
export type Destination =
  | 'text'
  | 'skip'
  | 'fonts'
  | 'info'
  | 'property'
  | 'date'
  | 'instruction'
  | 'numbering'
  | 'objectClass'
  | 'picture'
  | 'shapeValue'

/** State that a group inherits and its end restores. */
export interface Group {
  destination: Destination
  /** Bytes of fallback text after each \u. */
  fallback: number
  font: number | null
  hidden: boolean
  deleted: boolean
  struck: boolean
  raised: boolean
  /** What to do when the group ends. */
  onClose: (() => void) | null
  /** The group began with \*: an unknown destination is to be left out. */
  starred: boolean
  /** Nothing but \* has been seen in the group so far. */
  fresh: boolean
  /** Inside {\*\nesttableprops}: row definitions are those of an inner table. */
  nested: boolean
  /** In {\upr}: where the Unicode form's content goes; the other form is left out. */
  unicode: Destination | null
  /** Parts of a date being read. */
  date?: Record<string, number>
  /** Paragraph properties at the group's beginning. */
  paragraph: ParagraphState
}

export function firstGroup(paragraph: ParagraphState): Group {
  return {
    destination: 'text',
    fallback: 1,
    font: null,
    hidden: false,
    deleted: false,
    struck: false,
    raised: false,
    onClose: null,
    starred: false,
    fresh: true,
    nested: false,
    unicode: null,
    paragraph,
  }
}

/** Destinations that hold nothing to read, whether or not they are marked with \*. */
export const SKIPPED = new Set([
  'aftnsep',
  'aftnsepc',
  'atnid',
  'atnauthor',
  'colortbl',
  'colorschememapping',
  'datafield',
  'datastore',
  'falt',
  'filetbl',
  'ftncn',
  'ftnsep',
  'ftnsepc',
  'generator',
  'latentstyles',
  'listlevel',
  'listoverridetable',
  'listpicture',
  'listtable',
  'mmathPict',
  'mmathPr',
  'nonesttables',
  'nonshppict',
  'objalias',
  'objdata',
  'objname',
  'objsect',
  'panose',
  'pgdsctbl',
  'pgptbl',
  'pn',
  'pnseclvl',
  'private',
  'revtbl',
  'rsidtbl',
  'rxe',
  'shprslt',
  'sn',
  'stylesheet',
  'tc',
  'template',
  'themedata',
  'userprops',
  'wgrffmtfilter',
  'xe',
  'xmlnstbl',
])

/** Members of {\info} by the name they are known under. */
export const PROPERTIES: Record<string, string> = {
  title: 'title',
  subject: 'subject',
  author: 'author',
  keywords: 'keywords',
  doccomm: 'comments',
  operator: 'lastAuthor',
  category: 'category',
  manager: 'manager',
  company: 'company',
}
export const DATES: Record<string, string> = {creatim: 'created', revtim: 'modified'}

/** Control words that stand for characters. */
export const CHARACTERS: Record<string, string> = {
  tab: '\t',
  line: '\n',
  lbr: '\n',
  softline: '\n',
  page: '\n',
  column: '\n',
  emdash: '—',
  endash: '–',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
}

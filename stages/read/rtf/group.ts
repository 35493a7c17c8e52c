import type {Ink} from '../word/ink.ts'
import type {ParagraphState} from './paragraph.ts'

/** Where the content of a group goes. */
export type Destination =
  | 'text'
  | 'skip'
  | 'fonts'
  | 'colours'
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
  /** Shared by groups: never changed in place. */
  ink: Ink
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

/** The state before the first group. */
export function firstGroup(paragraph: ParagraphState): Group {
  return {
    destination: 'text',
    fallback: 1,
    font: null,
    hidden: false,
    deleted: false,
    struck: false,
    raised: false,
    ink: {},
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

/** Destinations that are read although they are marked as ignorable. */
export const READ_STARRED = new Set([
  'do',
  'dptxbxtext',
  'shpinst',
  'shppict',
  'nesttableprops',
  'objclass',
  'fldinst',
  'ud',
  'moMath',
  'moMathPara',
])

/** Parts of a formula that would run together if only their characters were read. */
export const FORMULA_PARTS = new Set(['mnum', 'mden', 'msup', 'msub', 'mdeg', 'mlim'])

/** A header or footer of all pages, of left ones, of right ones, of the first one. */
export function wordsFor(name: 'header' | 'footer'): string[] {
  return [name, `${name}l`, `${name}r`, `${name}f`]
}

/** Destinations that are read, marked or not. */
export const READ = new Set([
  ...READ_STARRED,
  ...wordsFor('header'),
  ...wordsFor('footer'),
  ...[
    'annotation',
    'colortbl',
    'fonttbl',
    'footnote',
    'info',
    'listtext',
    'pict',
    'pntext',
    'shptxt',
    'sv',
    'upr',
  ],
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
/** Dates of {\info} by the name they are known under. */
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

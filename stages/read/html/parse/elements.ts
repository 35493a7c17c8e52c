/** Elements that begin and end a paragraph, as the rendering section of the HTML standard has them. */
export const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup p plaintext pre search ' +
    'section summary ul xmp caption table tbody thead tfoot tr td th'
  ).split(' '),
)

/** Elements without text of their own for the reader: code, alternatives for other machines, data islands of Word. */
export const SILENT = new Set(
  'script style head title meta link base template xml datalist colgroup col param source track area noframes'.split(
    ' ',
  ),
)

/** Elements that may stand for a revision or a correction: their text is struck out. */
export const DELETED = new Set(['del', 's', 'strike'])

/** Void elements: no end tag, so they never nest. */
export const VOID = new Set(
  'area base basefont bgsound br col command embed frame hr image img input keygen link meta param source track wbr'.split(
    ' ',
  ),
)

/** Elements the parser keeps open across paragraphs until an end tag comes ("active formatting elements"). */
export const FORMATTING = new Set('b big code em font i nobr s small strike strong tt u'.split(' '))

/** Elements of which an opening one closes its own kind. */
export const SELF_CLOSING = new Set('p li dt dd option tr td th tbody thead tfoot a button'.split(' '))

/** Elements whose content is text to the parser, up to their end tag. */
export const RAW = new Set('script style textarea title xmp iframe noembed noframes plaintext'.split(' '))

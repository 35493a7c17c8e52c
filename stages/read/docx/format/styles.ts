import type {OfficePackage} from '../../ooxml/package.ts'
import type {Attributes, XmlHandler} from '../../ooxml/xml.ts'
import {
  isOn,
  type ParagraphProperties,
  type RunProperties,
  setParagraphProperty,
  setRunProperty,
  value,
} from './properties.ts'

interface Style {
  name: string
  basedOn?: string
  paragraph: ParagraphProperties
  run: RunProperties
}

/** What a style gives, its ancestors counted in. */
export interface ResolvedStyle {
  /** Names and ids of the style and its ancestors, nearest first. */
  lineage: {id: string; name: string}[]
  paragraph: ParagraphProperties
  run: RunProperties
}

/** The style sheet of a document (17.7). */
export interface Styles {
  /** The style of an id; the default paragraph style for undefined; null where there is none. */
  paragraph(id: string | undefined): ResolvedStyle | null
  character(id: string | undefined): ResolvedStyle | null
  /** Numbering reference of a numbering style, which abstract numberings may point to. */
  numbering(id: string): string | undefined
  /** Document defaults of runs. */
  defaults: RunProperties
}

/** Reads word/styles.xml; without one every style is unknown. */
export function readStyles(pack: OfficePackage): Styles {
  const part = pack.related(pack.main, 'styles')
  const styles = new Map<string, Style>()
  const found: {defaultId?: string; defaults: RunProperties} = {defaults: {}}
  if (part) pack.parse(part, styleHandler(styles, found))
  const resolved = new Map<string, ResolvedStyle>()

  function resolve(id: string): ResolvedStyle | null {
    const known = resolved.get(id)
    if (known) return known
    if (!styles.has(id)) return null
    const lineage: {id: string; name: string}[] = []
    const result: ResolvedStyle = {lineage, paragraph: {mark: {}}, run: {}}
    const seen = new Set<string>()
    // A chain that comes back to itself ends there.
    for (let at: string | undefined = id; at !== undefined && !seen.has(at); ) {
      const style: Style | undefined = styles.get(at)
      if (!style) break
      seen.add(at)
      lineage.push({id: at, name: style.name})
      result.paragraph = {...style.paragraph, ...defined(result.paragraph), mark: {}}
      result.run = {...style.run, ...defined(result.run)}
      at = style.basedOn
    }
    resolved.set(id, result)
    return result
  }

  return {
    defaults: found.defaults,
    paragraph: id => (id !== undefined ? resolve(id) : found.defaultId ? resolve(found.defaultId) : null),
    character: id => (id === undefined ? null : resolve(id)),
    numbering: id => styles.get(id)?.paragraph.numId,
  }
}

function styleHandler(
  styles: Map<string, Style>,
  found: {defaultId?: string; defaults: RunProperties},
): XmlHandler {
  let style: Style | null = null
  let mode: 'none' | 'paragraph' | 'run' | 'defaults' = 'none'
  let inDefaults = false
  let conditional = 0
  return {
    open(name: string, attributes: Attributes) {
      // Conditional formatting of a table style holds for single cells, and former formatting no longer holds.
      if (conditional || name === 'w:tblStylePr' || name === 'w:pPrChange' || name === 'w:rPrChange')
        conditional++
      else if (name === 'w:rPrDefault') inDefaults = true
      else if (name === 'w:style') {
        style = {name: '', paragraph: {mark: {}}, run: {}}
        const id = value(attributes, 'styleId') ?? ''
        if (!styles.has(id)) styles.set(id, style)
        const isDefault = value(attributes, 'default')
        if (value(attributes, 'type') === 'paragraph' && isDefault && isOn({val: isDefault})) {
          found.defaultId ??= id
        }
      } else if (name === 'w:pPr') mode = 'paragraph'
      else if (name === 'w:rPr') mode = inDefaults ? 'defaults' : 'run'
      else if (mode === 'defaults') setRunProperty(found.defaults, name, attributes)
      else if (!style) return
      else if (mode === 'paragraph') setParagraphProperty(style.paragraph, name, attributes)
      else if (mode === 'run') setRunProperty(style.run, name, attributes)
      else if (name === 'w:name') style.name = value(attributes) ?? ''
      else if (name === 'w:basedOn') style.basedOn = value(attributes)
    },
    close(name: string) {
      if (conditional) conditional--
      else if (name === 'w:pPr' || name === 'w:rPr') mode = 'none'
      else if (name === 'w:rPrDefault') inDefaults = false
      else if (name === 'w:style') style = null
    },
  }
}

function defined<T extends object>(properties: T): Partial<T> {
  return Object.fromEntries(Object.entries(properties).filter(([, one]) => one !== undefined)) as Partial<T>
}

const HEADING = /^(?:heading|标题|標題|見出し)\s*([1-9])$/i

/** Heading depth 1..9: the outline level, direct or of the style, else a built-in heading style's name. */
export function headingDepth(direct: ParagraphProperties, style: ResolvedStyle | null): number | undefined {
  const outline = direct.outline ?? style?.paragraph.outline
  if (outline !== undefined) return outline >= 0 && outline < 9 ? outline + 1 : undefined
  for (const {name} of style?.lineage ?? []) {
    const match = HEADING.exec(name.trim())
    if (match) return Number(match[1])
  }
  return undefined
}

/** Whether a style is one of a table of contents. */
export function isContentsStyle(style: ResolvedStyle | null): boolean {
  const name = style?.lineage[0]?.name.trim() ?? ''
  return /^(?:toc (?:[1-9]|heading)|目录\s*[1-9]|toc\s*标题)$/i.test(name)
}

/**
 * Whether text is hidden (w:vanish, 17.3.2.41). A toggle property: direct formatting decides, else paragraph and
 * character style cancel each other out (17.7.3), else the document defaults.
 */
export function isHidden(
  direct: RunProperties,
  paragraph: ResolvedStyle | null,
  character: ResolvedStyle | null,
  defaults: RunProperties,
): boolean {
  if (direct.specVanish) return true
  if (direct.vanish !== undefined) return direct.vanish
  if (defaults.vanish) return true
  return (paragraph?.run.vanish ?? false) !== (character?.run.vanish ?? false)
}

/**
 * Whether text is struck out (w:strike, w:dstrike, 17.3.2.37): a toggle property like w:vanish.
 */
export function isStruck(
  direct: RunProperties,
  paragraph: ResolvedStyle | null,
  character: ResolvedStyle | null,
  defaults: RunProperties,
): boolean {
  if (direct.struck !== undefined) return direct.struck
  return defaults.struck === true || (paragraph?.run.struck ?? false) !== (character?.run.struck ?? false)
}

import type {OfficePackage} from '../../ooxml/package.ts'
import type {Attributes, XmlHandler} from '../../ooxml/xml.ts'
import {numeral} from '../../word/numerals.ts'
import {integer, isOn, type ParagraphProperties, value} from './properties.ts'
import type {ResolvedStyle, Styles} from './styles.ts'
import {symbolCharacter} from './symbols.ts'

interface Level {
  start: number
  format: string
  text: string
  suffix: string
  /** Level (from 1) after which this one begins anew; 0 never, undefined after any higher level. */
  restart?: number
  style?: string
  legal: boolean
  hidden: boolean
  font: string
}

interface AbstractNumbering {
  levels: Map<number, Level>
  /** Numbering style that holds the definition instead. */
  link?: string
}

interface Instance {
  abstract: string
  overrides: Map<number, {start?: number; level?: Level}>
}

interface Definitions {
  abstracts: Map<string, AbstractNumbering>
  instances: Map<string, Instance>
}

/** Renders automatic numbers in document order: it counts, so every paragraph is asked for once. */
export interface Numbering {
  /** The number as printed and what parts it from the text; null where the paragraph has none. */
  next(direct: ParagraphProperties, style: ResolvedStyle | null): {number: string; gap: string} | null
  /** Number formats met that are not known here and were written as plain digits. */
  unknownFormats: Set<string>
  /** Numbering instances that the document uses and does not define. */
  undefinedIds: Set<string>
}

/** Reads word/numbering.xml (17.9). */
export function readNumbering(pack: OfficePackage, styles: Styles): Numbering {
  const definitions: Definitions = {abstracts: new Map(), instances: new Map()}
  const part = pack.related(pack.main, 'numbering')
  if (part) pack.parse(part, numberingHandler(definitions))
  const unknownFormats = new Set<string>()
  const undefinedIds = new Set<string>()
  const counters = new Map<string, (number | undefined)[]>()
  const started = new Set<string>()

  function abstractOf(id: string): string {
    let at = id
    for (let steps = 0; steps < 10; steps++) {
      const link = definitions.abstracts.get(at)?.link
      const target = link === undefined ? undefined : definitions.instances.get(styles.numbering(link) ?? '')
      if (!target || target.abstract === at) break
      at = target.abstract
    }
    return at
  }

  function written(n: number, format: string): string {
    const text = numeral(n, format)
    if (text === null) unknownFormats.add(format)
    return text ?? String(n)
  }

  return {
    unknownFormats,
    undefinedIds,
    next(direct, style) {
      const numId = direct.numId ?? style?.paragraph.numId
      if (numId === undefined || numId === '0') return null
      const instance = definitions.instances.get(numId)
      if (!instance) {
        undefinedIds.add(numId)
        return null
      }
      const abstractId = abstractOf(instance.abstract)
      const levels = definitions.abstracts.get(abstractId)?.levels
      if (!levels) return null
      const levelOf = (at: number) => instance.overrides.get(at)?.level ?? levels.get(at)
      const index = direct.level ?? styleLevel(levels, style) ?? style?.paragraph.level ?? 0
      const level = levelOf(index)
      if (!level) return null

      const counts = counters.get(abstractId) ?? []
      counters.set(abstractId, counts)
      // An instance with a start of its own begins there at its first use of the level, then counts on.
      const restart = instance.overrides.get(index)?.start
      if (restart !== undefined && !started.has(`${numId} ${index}`)) {
        started.add(`${numId} ${index}`)
        counts[index] = undefined
      }
      counts[index] = counts[index] === undefined ? (restart ?? level.start) : counts[index] + 1
      for (let deeper = index + 1; deeper < counts.length; deeper++) {
        const after = levelOf(deeper)?.restart
        if (after === undefined || (after > 0 && index < after)) counts[deeper] = undefined
      }
      if (level.hidden) return null
      const number =
        level.format === 'bullet'
          ? bullet(level)
          : level.text.replace(/%([1-9])/g, (_, digit: string) => {
              const at = Number(digit) - 1
              const one = levelOf(at)
              if (!one || one.format === 'bullet') return ''
              const count = counts[at] ?? instance.overrides.get(at)?.start ?? one.start
              return written(count, level.legal && one.format !== 'none' ? 'decimal' : one.format)
            })
      if (number.trim() === '') return null
      return {number: number.trim(), gap: gapAfter(number.trim(), level.suffix)}
    },
  }
}

/** The level that a style is linked to (w:lvl/w:pStyle) goes before the level written in the style. */
function styleLevel(levels: Map<number, Level>, style: ResolvedStyle | null): number | undefined {
  for (const {id} of style?.lineage ?? []) {
    for (const [index, level] of levels) if (level.style === id) return index
  }
  return undefined
}

/** A tab after 一、 cannot be seen; after a digit it must keep the number off the figure that follows. */
function gapAfter(number: string, suffix: string): string {
  if (suffix === 'nothing' && !/[\p{N}\p{L}]$/u.test(number)) return ''
  return /[、，。．：；）】〕]$/.test(number) ? '' : ' '
}

function bullet(level: Level): string {
  return [...level.text]
    .map(character => symbolCharacter(level.font, character.codePointAt(0)!) ?? '•')
    .join('')
}

function numberingHandler({abstracts, instances}: Definitions): XmlHandler {
  let abstract: AbstractNumbering | null = null
  let instance: Instance | null = null
  let override: {start?: number; level?: Level} | null = null
  let level: Level | null = null
  return {
    open(name: string, attributes: Attributes) {
      switch (name) {
        case 'w:abstractNum':
          abstract = {levels: new Map()}
          abstracts.set(value(attributes, 'abstractNumId') ?? '', abstract)
          break
        case 'w:num':
          instance = {abstract: '', overrides: new Map()}
          instances.set(value(attributes, 'numId') ?? '', instance)
          break
        case 'w:abstractNumId':
          if (instance) instance.abstract = value(attributes) ?? ''
          break
        case 'w:numStyleLink':
          if (abstract) abstract.link = value(attributes)
          break
        case 'w:lvlOverride':
          override = {}
          instance?.overrides.set(integer(value(attributes, 'ilvl')) ?? 0, override)
          break
        case 'w:startOverride':
          if (override) override.start = integer(value(attributes))
          break
        case 'w:lvl':
          level = {
            start: 0,
            format: 'decimal',
            text: '',
            suffix: 'tab',
            legal: false,
            hidden: false,
            font: '',
          }
          if (override) override.level = level
          else abstract?.levels.set(integer(value(attributes, 'ilvl')) ?? 0, level)
          break
        default:
          if (level) setLevel(level, name, attributes)
      }
    },
    close(name: string) {
      if (name === 'w:abstractNum') abstract = null
      else if (name === 'w:num') instance = null
      else if (name === 'w:lvlOverride') override = null
      else if (name === 'w:lvl') level = null
    },
  }
}

function setLevel(level: Level, name: string, attributes: Attributes): void {
  switch (name) {
    case 'w:start':
      level.start = integer(value(attributes)) ?? 0
      break
    case 'w:numFmt':
      level.format = value(attributes) ?? 'decimal'
      break
    case 'w:lvlText':
      level.text = value(attributes) ?? ''
      break
    case 'w:suff':
      level.suffix = value(attributes) ?? 'tab'
      break
    case 'w:lvlRestart':
      level.restart = integer(value(attributes))
      break
    case 'w:pStyle':
      level.style = value(attributes)
      break
    case 'w:isLgl':
      level.legal = isOn(attributes)
      break
    case 'w:vanish':
      level.hidden = isOn(attributes)
      break
    case 'w:rFonts':
      level.font = value(attributes, 'ascii') ?? level.font
  }
}

import {CROWDED, NARROWEST} from '../word/ink.ts'
import type {Colours} from './colours.ts'
import type {Group} from './group.ts'
import type {Pages} from './pages.ts'

/** Applies a control word of character formatting, fonts or encoding to the group; others change nothing. */
export function applyFormat(
  group: Group,
  pages: Pages,
  colours: Colours,
  name: string,
  parameter: number | null,
) {
  const on = parameter !== 0
  switch (name) {
    case 'plain':
      Object.assign(group, {
        font: pages.standardFont(),
        hidden: false,
        deleted: false,
        struck: false,
        raised: false,
        ink: {},
      })
      return
    case 'v':
      group.hidden = on
      return
    case 'deleted':
    case 'mvf':
      group.deleted = on
      return
    case 'strike':
    case 'striked':
      group.struck = on
      return
    case 'super':
    case 'sub':
      group.raised = on
      return
    case 'up':
    case 'dn':
      group.raised = (parameter ?? 6) !== 0
      return
    case 'nosupersub':
      group.raised = false
      return
    case 'cf':
      group.ink = {...group.ink, ink: colours.colour(parameter)}
      return
    case 'fs':
      group.ink = {...group.ink, size: parameter ?? undefined}
      return
    case 'charscalex':
      group.ink = {...group.ink, narrow: parameter !== null && parameter < NARROWEST}
      return
    case 'expndtw':
      group.ink = {...group.ink, crowded: (parameter ?? 0) < CROWDED}
      return
    case 'cb':
    case 'chcbpat':
    case 'highlight':
      group.ink = {...group.ink, ground: colours.colour(parameter)}
      return
    case 'f':
      group.font = parameter
      return
    case 'fcharset':
      if (group.destination === 'fonts' && group.font !== null) pages.fontCharset(group.font, parameter ?? 0)
      return
    case 'cpg':
      if (group.destination === 'fonts' && group.font !== null) pages.fontPage(group.font, parameter ?? 0)
      return
    case 'ansicpg':
      if (parameter) pages.declare(parameter)
      return
    case 'deflang':
    case 'deflangfe':
      pages.language(parameter ?? 0)
      return
    case 'deff':
      pages.setStandardFont(parameter)
      group.font = parameter
      return
    case 'uc':
      group.fallback = Math.max(0, parameter ?? 1)
  }
}

/** A date of {\\info}, local time as written; null without a year. */
export function isoDate(parts: Record<string, number>): string | null {
  const two = (name: string) => String(parts[name] ?? 0).padStart(2, '0')
  if (!parts.yr) return null
  return `${String(parts.yr).padStart(4, '0')}-${two('mo')}-${two('dy')}T${two('hr')}:${two('min')}`
}

/** One run of rich text (ECMA-376, 18.4.4), as the library hands its XML on. */
const RUN = /<(?:\w+:)?r>([\s\S]*?)<\/(?:\w+:)?r>/g
const TEXT = /<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g
const ENTITIES: Record<string, string> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"}

/**
 * The text of a cell of which parts are struck out or raised: those struck out are left out, those raised are kept apart
 * from a digit beside them. Null where no part is.
 */
export function richText(xml: string): {text: string; struck: string} | null {
  if (!/strike|vertAlign/.test(xml)) return null
  let text = ''
  let struck = ''
  let raised = false
  for (const [, run = ''] of xml.matchAll(RUN)) {
    const part = [...run.matchAll(TEXT)].map(match => decoded(match[1]!)).join('')
    if (/<(?:\w+:)?strike(?:\s+val="(?:1|true)")?\s*\/>/.test(run)) {
      struck += part
      continue
    }
    const isRaised = /<(?:\w+:)?vertAlign\s+val="(?:super|sub)script"/.test(run)
    const meets = isRaised !== raised && /\d$/.test(text) && /^\d/.test(part)
    text += (meets ? ' ' : '') + part
    raised = isRaised
  }
  return {text, struck}
}

function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi,
    (all, decimal?: string, hex?: string, name?: string) =>
      name === undefined
        ? String.fromCodePoint(Math.min(0x10ffff, decimal ? Number(decimal) : Number.parseInt(hex!, 16)))
        : (ENTITIES[name] ?? all),
  )
}

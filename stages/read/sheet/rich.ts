import {type Attributes, parseXml} from '../ooxml/xml.ts'

/** Runs, their properties and texts do not lie deeper. */
const MAX_DEPTH = 8

/**
 * The text of a cell of which parts are struck out or raised: those struck out are left out, those raised are kept apart
 * from a digit beside them. Null where no part is. @param xml runs of rich text (ECMA-376, 18.4.4), as the library hands them on
 */
export function richText(xml: string): {text: string; struck: string} | null {
  if (!/strike|vertAlign/.test(xml)) return null
  let text = ''
  let struck = ''
  let wasRaised = false
  let run = {text: '', struck: false, raised: false}
  let inText = false
  const end = (): void => {
    if (run.struck) struck += run.text
    else {
      const meets = run.raised !== wasRaised && /\d$/.test(text) && /^\d/.test(run.text)
      text += (meets ? ' ' : '') + run.text
      wasRaised = run.raised
    }
  }
  const open = (name: string, {val}: Attributes): void => {
    if (name === 'r') run = {text: '', struck: false, raised: false}
    else if (name === 't') inText = true
    else if (name === 'strike') run.struck = val !== '0' && val !== 'false'
    else if (name === 'vertAlign') run.raised = val === 'superscript' || val === 'subscript'
  }
  const bytes = new TextEncoder().encode(`<si>${xml}</si>`)
  parseXml(
    bytes,
    {
      open: (name, attributes) => open(localName(name), attributes),
      close: name => {
        if (localName(name) === 't') inText = false
        else if (localName(name) === 'r') end()
      },
      text: part => {
        if (inText) run.text += part
      },
    },
    MAX_DEPTH,
  )
  return {text, struck}
}

/** What stands between runs declares no prefixes. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

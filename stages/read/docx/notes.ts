import type {Block} from '../../../pipeline/model/ast.ts'
import {bodyHandler} from './elements/body.ts'
import type {References} from './elements/modes.ts'
import {value} from './format/properties.ts'
import {endStory, startStory} from './story/index.ts'
import type {DocumentState, Story} from './story/state.ts'

const NONE: References = {headers: [], footers: [], footnotes: [], endnotes: []}

/**
 * Footnotes or endnotes (17.11) in the order in which the text refers to them. Notes that nothing refers to any more
 * are left out.
 */
export function readNotes(state: DocumentState, kind: 'footnote' | 'endnote', referred: string[]): Block[] {
  const part = state.pack.related(state.pack.main, `${kind}s`)
  if (!part || referred.length === 0) return []
  const notes = new Map<string, Block[]>()
  let story: Story | null = null
  let handler: ReturnType<typeof bodyHandler> | null = null
  state.pack.parse(part, {
    open(name, attributes) {
      const id = value(attributes, 'id')
      if (name === `w:${kind}` && id !== undefined && !story) {
        story = startStory(part, 'footnote', state)
        handler = bodyHandler(story, NONE)
        notes.set(id, story.blocks)
      } else handler?.open(name, attributes)
    },
    text: text => handler?.text?.(text),
    close(name) {
      if (name === `w:${kind}` && story) {
        endStory(story)
        story = handler = null
      } else handler?.close(name)
    },
  })
  const wanted = [...new Set(referred)]
  for (const [id, blocks] of notes) {
    if (wanted.includes(id)) continue
    for (const block of blocks) {
      if (block.type === 'paragraph') state.leftOut.add('footnote', block.value, {part, cell: null})
    }
  }
  return wanted.flatMap(id => notes.get(id) ?? [])
}

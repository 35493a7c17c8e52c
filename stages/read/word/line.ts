/**
 * The text of one paragraph while it is read, with fields taken apart: instructions are kept aside, results are text.
 */
export interface Line {
  /** Adds visible text. `raised` text next to a figure is kept apart from it by a space: 12¹ is not 121. */
  add(text: string, raised?: boolean): void
  fieldBegin(): void
  fieldSeparator(): void
  /** @returns the field's instruction, null where no field was open */
  fieldEnd(): string | null
  /** Ends fields that never got past their instruction and gives their text back as text. */
  repairFields(): boolean
  /** The text so far; the next line begins empty. Open fields stay open. */
  take(): string
  /** Whether text added now is shown: not inside a field's instruction. */
  shown(): boolean
}

interface Field {
  instruction: string
  result: boolean
}

const MAX_INSTRUCTION = 2000
const FIGURE_END = /[0-9０-９]$/
const FIGURE_START = /^[0-9０-９]/

/** A line in which nothing stands yet. @param maxDepth fields within fields */
export function createLine(maxDepth: number): Line {
  let text = ''
  let raisedBefore = false
  let instructions = 0
  let ignored = 0
  const fields: Field[] = []

  return {
    add(more, raised = false) {
      if (more === '') return
      if (instructions > 0) {
        const field = fields.findLast(item => !item.result)!
        if (field.instruction.length < MAX_INSTRUCTION) field.instruction += more
        return
      }
      if (raised !== raisedBefore && FIGURE_END.test(text) && FIGURE_START.test(more)) text += ' '
      text += more
      raisedBefore = raised
    },
    fieldBegin() {
      if (fields.length >= maxDepth) {
        ignored++
        return
      }
      fields.push({instruction: '', result: false})
      instructions++
    },
    fieldSeparator() {
      const field = fields.at(-1)
      if (ignored > 0 || !field || field.result) return
      field.result = true
      instructions--
    },
    fieldEnd() {
      if (ignored > 0) {
        ignored--
        return null
      }
      const field = fields.pop()
      if (!field) return null
      if (!field.result) instructions--
      return field.instruction.trim()
    },
    repairFields() {
      if (instructions === 0) return false
      for (const field of fields) if (!field.result) text += field.instruction
      fields.length = 0
      instructions = 0
      ignored = 0
      return true
    },
    take() {
      const taken = text
      text = ''
      raisedBefore = false
      return taken
    },
    shown: () => instructions === 0,
  }
}

import {circled} from '../word/numerals.ts'
import {emptyFormField, type FormField, shownByForm} from './formField.ts'

/** A field being read (17.16): first its instruction, then, after the separator, its result. */
interface Field {
  instruction: string
  inResult: boolean
  /** Whether its result shows anything. */
  isShown: boolean
  /** Text that stood where the instruction was: lost if the field never ends. */
  swallowed: string
  form: FormField
}

/** The fields open at one place of a story, innermost last. */
export interface Fields {
  /** Whether text now read is an instruction, which is not to be seen. */
  readonly hides: boolean
  readonly depth: number
  begin(): void
  instruction(text: string): void
  swallow(text: string): void
  /** Text is shown, by every field that is open. */
  show(): void
  /** Form data of the innermost field. */
  formField(): FormField
  separate(): void
  /** Ends the innermost field; gives what the field shows where it has no result of its own. */
  end(): {shown: string; unread: string | null}
  /** Gives up fields opened deeper than `depth`; the text they swallowed. */
  unwind(depth: number): string
}

/** Fields that print something although they have no result in the file. */
const WITHOUT_RESULT = /^\s*(EQ|SYMBOL|LISTNUM|AUTONUM|AUTONUMLGL|AUTONUMOUT|ADVANCE)\b/i
/** A character in a ring, as Word's 带圈字符 writes it. */
const RINGED = /^\s*EQ\s+\\o(?:\\a[clr])?\s*\(\s*[○〇◯]\s*[,，;；]\s*([^)]+?)\s*\)/i

/** Fields of a story, none open. */
export function createFields(): Fields {
  const open: Field[] = []
  return {
    get hides() {
      return open.some(field => !field.inResult)
    },
    get depth() {
      return open.length
    },
    begin() {
      open.push({instruction: '', inResult: false, isShown: false, swallowed: '', form: emptyFormField()})
    },
    instruction(text) {
      const field = open.at(-1)
      if (field) field.instruction += text
    },
    swallow(text) {
      const field = open.at(-1)
      if (field) field.swallowed += text
    },
    show() {
      for (const field of open) field.isShown = true
    },
    formField: () => open.at(-1)?.form ?? emptyFormField(),
    separate() {
      const field = open.at(-1)
      if (field) field.inResult = true
    },
    end() {
      const field = open.pop()
      if (!field) return {shown: '', unread: null}
      // Word writes an empty result for a list; what is chosen stands in its data.
      if (field.inResult) return {shown: field.isShown ? '' : shownByForm(field.form), unread: null}
      const {instruction} = field
      const inner = RINGED.exec(instruction)?.[1]
      if (inner !== undefined)
        return {shown: /^\d{1,2}$/.test(inner) ? circled(Number(inner)) : inner, unread: null}
      const unread = WITHOUT_RESULT.test(instruction) ? instruction.trim() : null
      return {shown: shownByForm(field.form), unread}
    },
    unwind(depth) {
      let swallowed = ''
      while (open.length > depth) swallowed += open.pop()!.swallowed
      return swallowed
    },
  }
}

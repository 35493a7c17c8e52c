import {circled} from '../../word/numerals.ts'
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
  /** Ends the innermost field. */
  end(): EndedField
  /** Gives up fields opened deeper than `depth`; the text they swallowed. */
  unwind(depth: number): string
}

/** A field that has ended. */
export interface EndedField {
  instruction: string
  /** What it shows where it has no result of its own. */
  shown: string
  /** Its instruction, where it shows what the file does not hold. */
  unread: string | null
  /** It would show a result, and none was kept. */
  isEmpty: boolean
}

/** Fields that print something although they have no result in the file. */
const WITHOUT_RESULT = /^\s*(EQ|SYMBOL|LISTNUM|AUTONUM|AUTONUMLGL|AUTONUMOUT|ADVANCE)\b/i
/** Fields that show what their instruction says behind the name and an argument. */
const BUTTON = /^\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*\S)/is
/** Fields that show a result that has to be worked out. */
const WORKED_OUT =
  /^\s*(?:=|(?:COMPARE|DATABASE|DDE|DDEAUTO|DOCPROPERTY|DOCVARIABLE|FILLIN|IF|INCLUDETEXT|LINK|MERGEFIELD|QUOTE|REF|SEQ)\b)/i
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
      if (!field) return {instruction: '', shown: '', unread: null, isEmpty: false}
      const {instruction, form, inResult, isShown} = field
      const ended = {instruction, unread: null, isEmpty: !isShown && WORKED_OUT.test(instruction)}
      const isDrawn = !isShown && WITHOUT_RESULT.test(instruction)
      // Word writes an empty result for a list; what is chosen stands in its data.
      if (inResult && !isDrawn) return {...ended, shown: isShown ? '' : shownByForm(form)}
      const inner = RINGED.exec(instruction)?.[1]
      if (inner !== undefined)
        return {...ended, shown: /^\d{1,2}$/.test(inner) ? circled(Number(inner)) : inner}
      const button = BUTTON.exec(instruction)?.[1]
      if (button !== undefined) return {...ended, shown: button}
      const unread = isDrawn ? instruction.trim() : null
      return {...ended, shown: shownByForm(form), unread}
    },
    unwind(depth) {
      let swallowed = ''
      while (open.length > depth) swallowed += open.pop()!.swallowed
      return swallowed
    },
  }
}

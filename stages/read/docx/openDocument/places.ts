import type {Sink} from './sink.ts'
import type {TextLook} from './styles.ts'

/** What is to be done at the end of an element. */
export type End = () => void

/** Where the elements and the text that follow go, and how the text is shown: innermost last. */
export interface Places {
  /** Undefined outside of everything that holds text. */
  sink(): Sink | undefined
  /** Null where only a new paragraph takes text; undefined outside. */
  look(): TextLook | null | undefined
  /** Takes what follows into another place until it ends. */
  within(sink: Sink, look: TextLook | null): End
  /** Shows what follows in another way until it ends. */
  looking(look: TextLook | null): End
}

/** Where text goes now: no sink is open. */
export function createPlaces(): Places {
  const sinks: Sink[] = []
  const looks: (TextLook | null)[] = []
  return {
    sink: () => sinks.at(-1),
    look: () => looks.at(-1),
    within(sink, look) {
      sinks.push(sink)
      looks.push(look)
      return () => {
        sinks.pop()
        looks.pop()
      }
    },
    looking(look) {
      looks.push(look)
      return () => void looks.pop()
    },
  }
}

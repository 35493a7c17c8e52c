import type {Attributes} from '../../ooxml/xml.ts'
import type {Colour} from '../../word/ink.ts'

/** Takes the elements of a document with canonical names, in order. */
export interface Sink {
  open(name: string, attributes: Attributes): void
  text(text: string): void
  close(name: string): void
}

/** Elements kept for later, as often as they are wanted. */
export interface Recording extends Sink {
  play(sink: Sink): void
}

/** A sink that keeps what it is told, to be told again. */
export function record(): Recording {
  const events: ((sink: Sink) => void)[] = []
  return {
    open: (name, attributes) => void events.push(sink => sink.open(name, attributes)),
    text: text => void events.push(sink => sink.text(text)),
    close: name => void events.push(sink => sink.close(name)),
    play(sink) {
      for (const event of events) event(sink)
    },
  }
}

/** An element with nothing in it. */
export function empty(sink: Sink, name: string, attributes: Attributes): void {
  sink.open(name, attributes)
  sink.close(name)
}

/** Attributes of a shading in one colour. */
export function shading(ground: Colour): Attributes {
  return {'w:val': 'clear', 'w:fill': hexOf(ground)}
}

/** A colour as WordprocessingML writes it. */
export function hexOf(colour: Colour): string {
  return colour.toString(16).padStart(6, '0')
}

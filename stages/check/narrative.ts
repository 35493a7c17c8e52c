import type {Place} from '../../pipeline/model/place.ts'
import type {Report} from '../../pipeline/model/report.ts'
import {fold} from '../../pipeline/model/text.ts'

/** One sentence of the narrative; `text` is folded (half-width digits, no white space), `printed` as it stands. */
export interface Sentence {
  text: string
  printed: string
  section: string | null
  place: Place
}

/** The sentences of the report's sections in reading order. */
export function sentencesOf(report: Report): Sentence[] {
  return report.sections.flatMap(section =>
    section.paragraphs.flatMap(paragraph =>
      paragraph.text
        .split(/[。；;！!\n]/)
        .map(printed => ({
          text: fold(printed),
          printed: printed.trim(),
          section: section.key,
          place: paragraph.place,
        }))
        .filter(sentence => sentence.text !== ''),
    ),
  )
}

/** The numbers a sentence gives by one of the patterns (group `n`). */
export function figuresIn(text: string, patterns: string[]): number[] {
  return patterns.flatMap(pattern =>
    [...text.matchAll(new RegExp(pattern, 'g'))].map(match => Number(match.groups?.n)),
  )
}

/** A sentence for a message: cut after some characters. */
export function quote(printed: string, most = 60): string {
  const characters = [...printed.replace(/\s+/g, ' ')]
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most).join('')}……`
}

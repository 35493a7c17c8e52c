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

/** Sentences by report: several rules ask for them. A memory of a pure function, nothing more. */
const sentencesOfReports = new WeakMap<Report, Sentence[]>()

/** The sentences of the report's sections in reading order. */
export function sentencesOf(report: Report): Sentence[] {
  const known = sentencesOfReports.get(report)
  if (known) return known
  const made = splitReport(report)
  sentencesOfReports.set(report, made)
  return made
}

function splitReport(report: Report): Sentence[] {
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

/** The first number above zero that a sentence gives by one of the patterns (group `n`). */
export function figureIn(text: string, patterns: string[]): number | undefined {
  if (!/\d/.test(text)) return undefined
  for (const pattern of patterns) {
    for (const match of text.matchAll(new RegExp(pattern, 'g'))) {
      const figure = Number(match.groups?.n)
      if (figure > 0) return figure
    }
  }
  return undefined
}

/** A sentence for a message: cut after some characters. */
export function quote(printed: string, most = 60): string {
  const characters = [...printed.replace(/\s+/g, ' ')]
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most).join('')}……`
}

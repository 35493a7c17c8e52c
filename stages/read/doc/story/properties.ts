import type {Ink} from '../../word/ink.ts'
import {applyCharacter, type CharacterProperties, plainCharacter, toggled} from '../character.ts'
import type {WordDocument} from '../document.ts'
import {applyParagraph, type ParagraphProperties} from '../paragraph.ts'
import type {Piece} from '../pieces.ts'
import {type Run, runFinder} from '../runs.ts'

/** How characters are shown. */
export interface Look {
  gone: 'deleted' | 'hidden' | null
  struck: boolean
  raised: boolean
  ink: Ink
}

/** The properties of characters and paragraphs by the byte of the WordDocument stream they stand at. */
export interface Properties {
  /** The run of characters that covers a byte. */
  run(at: number): Run | null
  character(run: Run | null, piece: Piece): CharacterProperties
  paragraph(at: number, piece: Piece): ParagraphProperties
  /** How characters at a byte are shown; a run may reach over paragraphs of several styles. */
  look(character: CharacterProperties, at: number): Look
  /** Where the paragraph ends that covers a byte; 0 where none does. */
  paragraphEnd(at: number): number
}

/** Asking in ascending order is cheap. */
export function propertiesOf(document: WordDocument): Properties {
  const {styles, data, pictureFonts} = document
  const findCharacters = runFinder(document.characters)
  const findParagraph = runFinder(document.paragraphs)
  const characters = new Map<Run, CharacterProperties>()
  return {
    run: findCharacters,
    paragraphEnd: at => findParagraph(at)?.end ?? 0,
    character(run, piece) {
      let known = run && characters.get(run)
      if (!known) {
        known = plainCharacter()
        if (run) {
          applyCharacter(known, run.grpprl)
          characters.set(run, known)
        }
      }
      if (!piece.grpprl) return known
      const over = {...known}
      applyCharacter(over, piece.grpprl)
      return over
    },
    paragraph(at, piece) {
      const run = findParagraph(at)
      const properties = styles.paragraph(run?.style ?? 0)
      if (run) applyParagraph(properties, run.grpprl, data)
      if (piece.grpprl) applyParagraph(properties, piece.grpprl, data)
      return properties
    },
    look(character, at) {
      const own = character.style === 0 ? null : styles.look(character.style)
      const around = styles.look(findParagraph(at)?.style ?? 0)
      const hidden = character.hidden || toggled(character.vanish, around.hidden || own?.hidden === true)
      const font = character.font ?? own?.font ?? around.font ?? null
      const ink = {...around.ink, ...own?.ink, ...character.ink}
      return {
        gone: character.deleted ? 'deleted' : hidden ? 'hidden' : null,
        struck: toggled(character.struck, around.struck || own?.struck === true),
        raised: character.raised ?? (around.raised || own?.raised === true),
        ink: font !== null && pictureFonts.has(font) ? {...ink, pictured: true} : ink,
      }
    },
  }
}

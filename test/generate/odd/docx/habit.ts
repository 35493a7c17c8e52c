import type {Random} from '../../random.ts'
import type {DocxFile} from './file.ts'

/** A way in which people and programs put a figure into a Word document. */
export interface DocxHabit {
  name: string
  /** What stands for the run of the figure. */
  run?(raw: string, random: Random, file: DocxFile): string
  /** What stands for the whole cell. */
  cell?(raw: string, cell: string, file: DocxFile, random: Random): string
}

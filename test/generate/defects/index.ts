import type {Defect} from './defect.ts'
import {factDefects} from './facts.ts'
import {figureDefects} from './figures.ts'
import {structureDefects} from './structure.ts'
import {wordDefects} from './words.ts'

/** Every mistake that can be planted, each for one rule of the catalogue. */
export const defects: readonly Defect[] = [
  ...figureDefects,
  ...structureDefects,
  ...factDefects,
  ...wordDefects,
]

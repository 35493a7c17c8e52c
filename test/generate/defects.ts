import type {Defect} from './defects/defect.ts'
import {factDefects} from './defects/facts.ts'
import {figureDefects} from './defects/figures.ts'
import {structureDefects} from './defects/structure.ts'

/** Every mistake that can be planted, each for one rule of the catalogue. */
export const defects: readonly Defect[] = [...figureDefects, ...structureDefects, ...factDefects]

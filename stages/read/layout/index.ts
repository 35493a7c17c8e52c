export {layoutDocument} from './document.ts'
export {withNoteMarks} from './noteMarks.ts'
export {findingOfProblem} from './problems.ts'
export type {Edge, Glyph, LayoutProblem, PageContent, Picture} from './types.ts'

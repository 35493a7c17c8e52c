export {layoutDocument} from './document.ts'
export type {Edge, Glyph, LayoutProblem, PageContent} from './types.ts'

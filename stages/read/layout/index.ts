export {layoutDocument} from './document.ts'
export type {Edge, Glyph, LayoutProblem, PageContent, Picture} from './types.ts'

export {layoutDocument} from './document.ts'
export type {Edge, Glyph, LayoutOptions, LayoutProblem, PageContent, Picture} from './types.ts'

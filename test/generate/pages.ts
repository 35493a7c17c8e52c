import {exports} from './pages/exports.ts'
import type {Page} from './pages/page.ts'
import {sites} from './pages/sites.ts'

/** Every known style of page. */
export const pages: readonly Page[] = [...exports, ...sites]

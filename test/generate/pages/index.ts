import {exports} from './exports.ts'
import type {Page} from './page.ts'
import {sites} from './sites.ts'

/** Every known style of page. */
export const pages: readonly Page[] = [...exports, ...sites]

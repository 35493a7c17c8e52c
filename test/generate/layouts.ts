import {groups} from './layouts/groups.ts'
import {labels} from './layouts/labels.ts'
import type {Layout} from './layouts/layout.ts'
import {lines} from './layouts/lines.ts'
import {parts} from './layouts/parts.ts'

/** Every known way of laying out the three tables. */
export const layouts: readonly Layout[] = [...parts, ...lines, ...labels, ...groups]

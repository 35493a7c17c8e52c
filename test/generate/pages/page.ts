import type {Root} from '../../../pipeline/model/ast.ts'
import type {ReportModel} from '../report/model.ts'

/** A style of page: how one content management system, editor or export writes a report as HTML. */
export interface Page {
  name: string
  must: string[]
  may: string[]
  /** Whether the figures are in the page as text; where they are not, all cells are absent. */
  figures: boolean
  render(root: Root, model: ReportModel): Uint8Array
}

/** A page that keeps every figure and gives nobody cause for a finding. */
export function page(name: string, render: Page['render'], more: Partial<Page> = {}): Page {
  return {name, must: [], may: [], figures: true, ...more, render}
}

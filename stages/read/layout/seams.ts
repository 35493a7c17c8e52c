import type {LaidItem, LaidLine, LaidPage} from './pages.ts'
import type {LayoutOptions} from './types.ts'

export function joinTables(
  pages: readonly LaidPage[],
  _furniture: Map<LaidLine, 'header' | 'footer'>,
  _options: LayoutOptions,
): LaidItem[] {
  return pages.flatMap(p => p.items)
}

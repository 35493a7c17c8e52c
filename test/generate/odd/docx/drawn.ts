import type {DocxHabit} from './habit.ts'
import {dbox, p, r, vbox} from './write.ts'

/** Figures in boxes and in copies for several programs, and what is drawn beside them. */
export const drawn: readonly DocxHabit[] = [
  {name: 'box over', run: raw => r('3') + vbox(p(r(raw)))},
  {name: 'box instead', run: raw => vbox(p(r(raw)))},
  {
    name: 'box of drawing and its copy',
    run: raw =>
      `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${dbox(p(r(raw)))}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${p(r(raw))}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
  },
  {name: 'box with unit', run: raw => vbox(p(r(`${raw}件`))) + r(raw)},
  {
    name: 'alternate run',
    run: raw =>
      `<mc:AlternateContent><mc:Choice Requires="w16">${r('9')}</mc:Choice><mc:Fallback>${r(raw)}</mc:Fallback></mc:AlternateContent>`,
  },
  {
    name: 'alternate run understood',
    run: raw =>
      `<mc:AlternateContent><mc:Choice Requires="w14">${r(raw)}</mc:Choice><mc:Fallback>${r('9')}</mc:Fallback></mc:AlternateContent>`,
  },
  {name: 'art', run: raw => `<w:r><w:pict><v:shape><v:textpath string="${raw}"/></v:shape></w:pict></w:r>`},
  {
    name: 'picture beside',
    run: raw =>
      `${r(raw)}<w:r><w:drawing><wp:inline><wp:extent cx="90000" cy="90000"/><wp:docPr id="9" name="图"/><a:graphic><a:blip/></a:graphic></wp:inline></w:drawing></w:r>`,
  },
]

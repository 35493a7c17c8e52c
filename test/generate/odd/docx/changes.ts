import type {DocxHabit} from './habit.ts'
import {del, ins, r, split} from './write.ts'

/** Tracked changes beside, within and around a figure. */
export const changes: readonly DocxHabit[] = [
  {
    name: 'a run each digit, proofing marks',
    run: raw =>
      [...raw]
        .map(
          c =>
            `<w:proofErr w:type="spellStart"/>${r(c)}<w:bookmarkStart w:id="3" w:name="b"/><w:bookmarkEnd w:id="3"/>`,
        )
        .join(''),
  },
  {name: 'deleted digits before', run: raw => del('3') + r(raw)},
  {
    name: 'deleted digits within',
    run: (raw, random) =>
      split(raw, random)
        .map(part => r(part))
        .join(del('4')),
  },
  {
    name: 'inserted digits',
    run: (raw, random) => {
      const [a, b] = split(raw, random)
      return r(a) + ins(r(b))
    },
  },
  {name: 'inserted, then deleted', run: raw => r(raw) + ins(del('9'))},
  {
    name: 'inserted and deleted',
    run: raw =>
      r(raw) +
      `<w:ins w:id="1" w:author="a"><w:del w:id="2" w:author="b"><w:r><w:delText>8</w:delText></w:r></w:del></w:ins>`,
  },
  {name: 'deleted text as w:t', run: raw => `<w:del w:id="1" w:author="a">${r('7')}</w:del>${r(raw)}`},
  {name: 'replaced', run: raw => del('41') + ins(r(raw))},
  {
    name: 'moved here',
    run: raw =>
      `<w:moveToRangeStart w:id="7" w:name="m"/><w:moveTo w:id="8" w:author="a">${r(raw)}</w:moveTo><w:moveToRangeEnd w:id="7"/>`,
  },
  {
    name: 'moved from',
    run: raw =>
      `<w:moveFromRangeStart w:id="7" w:name="m"/><w:moveFrom w:id="8" w:author="a">${r('6')}</w:moveFrom><w:moveFromRangeEnd w:id="7"/>${r(raw)}`,
  },
]

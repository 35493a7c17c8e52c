import {story} from './file.ts'
import type {DocxHabit} from './habit.ts'
import {r} from './write.ts'

/** Marks of notes beside figures. */
export const marks: readonly DocxHabit[] = [
  {
    name: 'footnote mark',
    run: (raw, _random, file) => {
      file.add(
        'footnotes.xml',
        'footnotes',
        story(
          'footnotes',
          '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>含上年3件</w:t></w:r></w:p></w:footnote>',
        ),
      )
      return `${r(raw)}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>`
    },
  },
  {name: 'footnote mark typed raised', run: raw => r(raw) + r('1', '<w:vertAlign w:val="superscript"/>')},
  {
    name: 'footnote mark typed raised in brackets',
    run: raw => r(raw) + r('[1]', '<w:vertAlign w:val="superscript"/>'),
  },
  {
    name: 'footnote mark by position',
    run: raw => r(raw) + r('1', '<w:position w:val="8"/><w:sz w:val="12"/>'),
  },
  {name: 'footnote mark small', run: raw => r(raw, '<w:sz w:val="21"/>') + r('1', '<w:sz w:val="10"/>')},
  {
    name: 'footnote mark by position 3',
    run: raw => r(raw, '<w:sz w:val="21"/>') + r('1', '<w:position w:val="3"/><w:sz w:val="15"/>'),
  },
  {name: 'footnote mark unicode', run: raw => r(`${raw}¹`)},
  {name: 'circled mark', run: raw => r(`${raw}①`)},
  {
    name: 'custom footnote mark',
    run: raw => `${r(raw)}<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>2</w:t></w:r>`,
  },
  {
    name: 'comment',
    run: (raw, _random, file) => {
      file.add(
        'comments.xml',
        'comments',
        story('comments', `<w:comment w:id="1" w:author="a"><w:p>${r('应为5')}</w:p></w:comment>`),
      )
      return `<w:commentRangeStart w:id="1"/>${r(raw)}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`
    },
  },
  {name: 'annotation mark', run: raw => r(raw) + r('①', '<w:vertAlign w:val="superscript"/>')},
  {name: 'unit raised', run: raw => r(raw) + r('件', '<w:vertAlign w:val="subscript"/>')},
]

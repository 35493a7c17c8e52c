import type {DocxHabit} from './habit.ts'
import {digits, field, r, split} from './write.ts'

/** Digits written with other letters, or parted by what is not seen. */
export const letters: readonly DocxHabit[] = [
  {name: 'full width', run: raw => r(digits(raw, d => String.fromCharCode(0xff10 + d)))},
  {name: 'mathematical digits', run: raw => r(digits(raw, d => String.fromCodePoint(0x1d7ce + d)))},
  {name: 'Chinese digits', run: raw => r(digits(raw, d => '〇一二三四五六七八九'[d]!))},
  {name: 'large Chinese digits', run: raw => r(digits(raw, d => '零壹贰叁肆伍陆柒捌玖'[d]!))},
  {name: 'arabic-indic digits', run: raw => r(digits(raw, d => String.fromCharCode(0x660 + d)))},
  {name: 'letter O and l', run: raw => r(raw.replace(/0/g, 'O').replace(/1/g, 'l'))},
  {
    name: 'break within',
    run: (raw, random) => {
      const [a, b] = split(raw, random)
      return b ? `${r(a)}<w:r><w:br/></w:r>${r(b)}` : r(a)
    },
  },
  {name: 'break before', run: raw => `<w:r><w:br/></w:r>${r(raw)}<w:r><w:br w:type="textWrapping"/></w:r>`},
  {name: 'soft hyphen', run: (raw, random) => r(split(raw, random).join('\u00ad'))},
  {
    name: 'soft hyphen element',
    run: (raw, random) => {
      const [a, b] = split(raw, random)
      return `<w:r><w:t>${a}</w:t><w:softHyphen/><w:t>${b}</w:t></w:r>`
    },
  },
  {name: 'hyphen that does not break', run: raw => `<w:r><w:t>${raw}</w:t><w:noBreakHyphen/></w:r>`},
  {name: 'blanks that do not break', run: raw => r(`\u00a0${raw}\u00a0\u3000`)},
  {name: 'zero width', run: (raw, random) => r(split(raw, random).join('\u200b\ufeff'))},
  {name: 'joiners', run: (raw, random) => r(split(raw, random).join('\u2060\u200d'))},
  {name: 'direction marks', run: raw => r(`\u200e${raw}\u200f`)},
  {
    name: 'tab within',
    run: (raw, random) => {
      const [a, b] = split(raw, random)
      return b ? `${r(a)}<w:r><w:tab/></w:r>${r(b)}` : r(a)
    },
  },
  {name: 'tab before', run: raw => `<w:r><w:tab/></w:r>${r(raw)}`},
  {name: 'right to left override', run: raw => r(`\u202e${raw}\u202c`)},
  {name: 'bdo', run: raw => `<w:bdo w:val="rtl">${r(raw)}</w:bdo>`},
  {name: 'rtl run', run: raw => r(raw, '<w:rtl/>')},
  {name: 'dir', run: raw => `<w:dir w:val="rtl">${r(raw)}</w:dir>`},
  {
    name: 'symbol font digits',
    run: raw =>
      digits(raw, d => `<w:r><w:sym w:font="Symbol" w:char="${(0xf030 + d).toString(16)}"/></w:r>`).replace(
        /^[^<]+|[^>]+$/g,
        x => r(x),
      ),
  },
  {
    name: 'wingdings circled digits',
    run: raw =>
      [...raw]
        .map(c =>
          /[0-9]/.test(c)
            ? `<w:r><w:sym w:font="Wingdings" w:char="${(0xf080 + Number(c)).toString(16)}"/></w:r>`
            : r(c),
        )
        .join(''),
  },
  {
    name: 'private use digits',
    run: raw =>
      r(
        digits(raw, d => String.fromCharCode(0xf030 + d)),
        '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>',
      ),
  },
  {
    name: 'private use digits without a font',
    run: raw => r(digits(raw, d => String.fromCharCode(0xf030 + d))),
  },
  {name: 'circled by EQ', run: raw => field(`EQ \\o\\ac(○,${raw})`, '')},
  {
    name: 'EQ fraction',
    run: raw =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ \\f(${raw},2) </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  },
  {name: 'equation', run: raw => `<m:oMath><m:r><m:t>${raw}</m:t></m:r></m:oMath>`},
  {
    name: 'equation power',
    run: raw =>
      `<m:oMath><m:sSup><m:e><m:r><m:t>${raw}</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>`,
  },
  {
    name: 'ruby',
    run: raw =>
      `<w:r><w:ruby><w:rubyPr/><w:rt>${r('3')}</w:rt><w:rubyBase>${r(raw)}</w:rubyBase></w:ruby></w:r>`,
  },
  {name: 'two lines in one', run: raw => r(raw, '<w:eastAsianLayout w:id="1" w:combine="1"/>')},
  {name: 'capitals', run: raw => r(raw, '<w:smallCaps/><w:outline/><w:emboss/>')},
  {name: 'fit text', run: raw => r(raw, '<w:fitText w:val="900"/>')},
  {name: 'squeezed', run: raw => r(raw, '<w:w w:val="80"/>')},
  {name: 'auto number field', run: raw => `${field('AUTONUM', '')}${r(raw)}`},
  {name: 'list number field', run: raw => `${field('LISTNUM', '')}${r(raw)}`},
  {name: 'carriage', run: raw => r(`\n  ${raw}\r\n`)},
  {name: 'entities', run: raw => r(digits(raw, d => `&#x${(0x30 + d).toString(16)};`))},
  {name: 'cdata', run: raw => `<w:r><w:t><![CDATA[${raw}]]></w:t></w:r>`},
  {
    name: 'xml comment within',
    run: (raw, random) => `<w:r><w:t>${split(raw, random).join('<!-- 7 -->')}</w:t></w:r>`,
  },
  {name: 'space default', run: raw => `<w:r><w:t>  ${raw}  </w:t></w:r>`},
  {name: 'position mark', run: raw => `<w:r><w:lastRenderedPageBreak/><w:t>${raw}</w:t></w:r>`},
  {name: 'emphasis under', run: raw => r(raw, '<w:u w:val="single"/><w:em w:val="dot"/>')},
  {name: 'border around', run: raw => r(raw, '<w:bdr w:val="single"/>')},
  {name: 'underscores', run: raw => r(`__${raw}__`)},
  {
    name: 'underlined blanks',
    run: raw => r('   ', '<w:u w:val="single"/>') + r(raw, '<w:u w:val="single"/>'),
  },
]

import type {DocxHabit} from './habit.ts'
import {r, split} from './write.ts'

/** Digits beside a figure that nobody sees, and figures of which all is seen. */
export const unseen: readonly DocxHabit[] = [
  {
    name: 'hidden digit',
    run: (raw, random) =>
      split(raw, random)
        .map(x => r(x))
        .join(r('5', '<w:vanish/>')),
  },
  {
    name: 'hidden by style',
    run: (raw, _random, file) => {
      file.style(
        '<w:style w:type="character" w:styleId="Hid"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>',
      )
      return r(raw) + r('5', '<w:rStyle w:val="Hid"/>')
    },
  },
  {name: 'web hidden is seen', run: raw => r(raw, '<w:webHidden/>')},
  {name: 'white digit', run: raw => r(raw) + r('5', '<w:color w:val="FFFFFF"/>')},
  {name: 'nearly white digit', run: raw => r(raw) + r('5', '<w:color w:val="FDFDFD"/>')},
  {
    name: 'w14 white fill',
    run: raw =>
      r(raw) +
      r(
        '5',
        '<w:color w:val="000000"/><w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
      ),
  },
  {name: 'w14 no fill', run: raw => r(raw) + r('5', '<w14:textFill><w14:noFill/></w14:textFill>')},
  {
    name: 'w14 transparent',
    run: raw =>
      r(raw) +
      r(
        '5',
        '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>',
      ),
  },
  {
    name: 'theme white by tint',
    run: raw => r(raw) + r('5', '<w:color w:val="FFFFFF" w:themeColor="background1"/>'),
  },
  {name: 'one point digit', run: raw => r(raw) + r('5', '<w:sz w:val="2"/>')},
  {name: 'struck digit', run: raw => r(raw) + r('5', '<w:strike/>')},
  {name: 'double struck digit', run: raw => r('5', '<w:dstrike/>') + r(raw)},
]

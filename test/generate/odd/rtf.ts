import type {Random} from '../random.ts'

/** A way in which a figure stands in RTF. */
export interface TextHabit {
  name: string
  /** What stands for the figure; what is seen stays the figure. */
  write(raw: string, random: Random): string
  /** What stands before the document's text: styles, tables of colours, tracked changes. */
  head?: string
}

const halves = (raw: string, random: Random): [string, string] => {
  const at = random.int(1, Math.max(1, raw.length - 1))
  return [raw.slice(0, at), raw.slice(at)]
}
const one = (name: string, write: TextHabit['write'], head?: string): TextHabit => ({
  name,
  write,
  ...(head ? {head} : {}),
})
const field = (code: string, result: string) => `{\\field{\\*\\fldinst { ${code} }}{\\fldrslt {${result}}}}`

export const rtfHabits: readonly TextHabit[] = [
  one('groups', raw => [...raw].map(c => `{\\b0 ${c}}`).join('')),
  one('deleted', raw => `{\\deleted\\revauthdel1 3}${raw}`),
  one('deleted within', (raw, random) => halves(raw, random).join('{\\deleted 3}')),
  one('revised', (raw, random) => {
    const [a, b] = halves(raw, random)
    return `${a}{\\revised\\revauth1 ${b}}`
  }),
  one('moved from', raw => `{\\mvf 3}${raw}`),
  one('moved to', raw => `{\\mvt ${raw}}`),
  one('moved from range', raw => `{\\*\\mvfmf a}{\\mvf 3}{\\*\\mvfml a}${raw}`),
  one('hidden', raw => `${raw}{\\v 5}`),
  one('hidden, then not', raw => `\\v 5\\v0 ${raw}`),
  one('web hidden', raw => `{\\webhidden ${raw}}`),
  one('special vanish', raw => `{\\spv\\v 5}${raw}`),
  one('struck', raw => `{\\strike 5}${raw}`),
  one('double struck', raw => `{\\striked1 5}${raw}`),
  one('white', raw => `{\\cf1 5}${raw}`, '{\\colortbl;\\red255\\green255\\blue255;}'),
  one('speck', raw => `{\\fs2 5}${raw}`),
  one('squeezed', raw => `{\\charscalex1 5}${raw}`),
  one('crowded', raw => `${raw}{\\expndtw-400 55}`),
  one('raised', raw => `${raw}{\\super 1}`),
  one('alone and raised', raw => `{\\super ${raw}}`),
  one('alone and lowered by', raw => `{\\dn6 ${raw}}`),
  one('raised by', raw => `${raw}{\\up3 1}`),
  one('lowered by', raw => `${raw}{\\dn3 1}`),
  one('small', raw => `\\fs21 ${raw}{\\fs10 1}`),
  one('footnote', raw => `${raw}{\\super\\chftn{\\footnote\\pard\\plain{\\super\\chftn} 3}}`),
  one('footnote mark typed', raw => `${raw}{\\footnote\\pard\\plain 3}`),
  one('mark in brackets', raw => `${raw}{\\super [1]}`),
  one('SUM', raw => field('=SUM(ABOVE)', raw)),
  one('REF', raw => field('REF a', raw)),
  one('MERGEFIELD', raw => field('MERGEFIELD a', `\\b ${raw}`)),
  one('unfilled', raw => `${field('MERGEFIELD a', '\\u171?a\\u187?')}${raw}`),
  one('no result', raw => `{\\field{\\*\\fldinst REF a}}${raw}`),
  one(
    'nested',
    raw =>
      `{\\field{\\*\\fldinst IF {\\field{\\*\\fldinst MERGEFIELD a}{\\fldrslt 1}} = 1 "${raw}" "3"}{\\fldrslt ${raw}}}`,
  ),
  one('dirty', raw => `{\\field\\flddirty{\\*\\fldinst REF a}{\\fldrslt ${raw}}}`),
  one('field deleted', raw => `{\\deleted ${field('REF a', '5')}}${raw}`),
  one(
    'form',
    raw => `{\\field{\\*\\fldinst FORMTEXT {\\*\\formfield{\\fftype0{\\*\\ffdeftext 3}}}}{\\fldrslt ${raw}}}`,
  ),
  one(
    'drop down',
    raw =>
      `{\\field{\\*\\fldinst FORMDROPDOWN {\\*\\formfield{\\fftype2\\ffres1{\\*\\ffl 3}{\\*\\ffl ${raw}}}}}{\\fldrslt }}`,
  ),
  one('EQ circled', raw => `{\\field{\\*\\fldinst EQ \\\\o\\\\ac(\\u9675?,${raw})}{\\fldrslt }}`),
  one('bookmark', (raw, random) => halves(raw, random).join('{\\*\\bkmkstart a}{\\*\\bkmkend a}')),
  one('index entries', raw => `${raw}{\\xe 5}{\\tc 5}`),
  one('unknown destination', raw => `{\\*\\nobody 7}${raw}`),
  one('unknown word', raw => `{\\nobody ${raw}}`),
  one('annotation', raw => `{\\*\\atnid a}{\\*\\atnauthor b}\\chatn{\\*\\annotation 7}${raw}`),
  one(
    'box',
    raw =>
      `{\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt\\pard ${raw}\\par}}{\\shprslt{\\*\\do\\dptxbx{\\dptxbxtext\\pard ${raw}\\par}}}}`,
  ),
  one('box over', raw => `{\\shp{\\*\\shpinst{\\shptxt\\pard ${raw}\\par}}}3`),
  one('old box', raw => `{\\*\\do\\dptxbx{\\dptxbxtext\\pard ${raw}\\par}}`),
  one('picture beside', raw => `${raw}{\\pict\\pngblip 89504e47}`),
  one(
    'object with result',
    raw => `{\\object\\objemb{\\*\\objclass Equation.3}{\\*\\objdata 0105}{\\result ${raw}}}`,
  ),
  one(
    'object without result',
    raw => `{\\object\\objemb{\\*\\objclass Equation.3}{\\*\\objdata 0105}}${raw}`,
  ),
  one('word 97 copies', raw => `{\\shppict{\\pict\\pngblip 89504e47}}{\\nonshppict{\\pict 00}}${raw}`),
  one('list text', raw => `{\\listtext\\plain ${raw}\\tab}`),
  one('list text before', raw => `{\\listtext 3.\\tab}${raw}`),
  one('paragraph number', raw => `{\\pntext 3.\\tab}${raw}`),
  one('full width in GBK', raw => raw.replace(/\d/g, d => `\\'a3\\'b${d}`)),
  one('full width', raw => raw.replace(/\d/g, d => `\\u${0xff10 + Number(d) - 65536}?`)),
  one('full width with digits as fallback', raw =>
    raw.replace(/\d/g, d => `\\u${0xff10 + Number(d) - 65536} ${d}`),
  ),
  one(
    'two fallback bytes',
    raw => `{\\uc2 ${raw.replace(/\d/g, d => `\\u${0xff10 + Number(d) - 65536} 99`)}}`,
  ),
  one('no fallback', raw => `{\\uc0 ${raw.replace(/\d/g, d => `\\u${0x30 + Number(d)} `)}}`),
  one('hex', raw => raw.replace(/\d/g, d => `\\'3${d}`)),
  one('upr', raw => `{\\upr{3}{\\*\\ud{${raw}}}}`),
  one('fixed blank', raw => `\\~${raw}\\~`),
  one('optional hyphen', (raw, random) => halves(raw, random).join('\\-')),
  one('fixed hyphen', raw => `${raw}\\_`),
  one('joiners', (raw, random) => halves(raw, random).join('\\zwj\\zwnj ')),
  one('zero width', (raw, random) => halves(raw, random).join('\\zwbo ')),
  one('line', (raw, random) => halves(raw, random).join('\\line ')),
  one('line before', raw => `\\line ${raw}\\line `),
  one('tab', (raw, random) => halves(raw, random).join('\\tab ')),
  one('em space', (raw, random) => halves(raw, random).join('\\emspace ')),
  one('line in source', (raw, random) => halves(raw, random).join('\r\n')),
  one('two paragraphs', (raw, random) => halves(raw, random).join('\\par ')),
  one('blank paragraph', raw => `\\par ${raw}\\par `),
  one('right to left', raw => `{\\rtlch\\ltrch ${raw}}`),
  one('right to left override', raw => `{\\rtlch ${raw}}`),
  one('symbol', raw => raw.replace(/\d/g, d => `\\u${0xf030 + Number(d) - 65536}?`)),
  one('symbol field', raw =>
    raw.replace(/\d/g, d => `{\\field{\\*\\fldinst SYMBOL ${48 + Number(d)} \\\\f "Symbol"}{\\fldrslt }}`),
  ),
  one('symbol field with result', raw =>
    raw.replace(
      /\d/g,
      d => `{\\field{\\*\\fldinst SYMBOL ${48 + Number(d)} \\\\f "Symbol"}{\\fldrslt ${d}}}`,
    ),
  ),
  one('outlined', raw => `{\\outl ${raw}}`),
  one('two in one', raw => `{\\twoinone0 ${raw}}`),
  one('capitals', raw => `{\\scaps ${raw}}`),
  one('math', raw => `{\\mmath{\\*\\moMath{\\mr ${raw}}}{\\mmathPict{\\pict 00}}}`),
  one('math plain', raw => `{\\*\\moMath{\\mr\\mscr0 ${raw}}}`),
  one('hyperlink', raw => `{\\field{\\*\\fldinst HYPERLINK "a"}{\\fldrslt ${raw}}}`),
  one('private', raw => `{\\*\\private 3}${raw}`),
  one('custom xml', raw => `{\\*\\xmlopen\\xmlns1{\\factoidname a}}${raw}{\\*\\xmlclose}`),
  one('data store', raw => `{\\*\\datafield 0a}${raw}`),
  one('section break within', raw => `${raw}\\page `),
  one('frame', raw => `\\absw900\\posx600 ${raw}`),
  one('plain', raw => `{\\v\\plain ${raw}}`),
  one('hidden paragraph', raw => `{\\v 3\\par}${raw}`),
  one('binary', raw => `{\\*\\x\\bin3 }}7}${raw}`),
  one('nested group deep', raw => `${'{'.repeat(30)}${raw}${'}'.repeat(30)}`),
  one(
    'nested cell',
    raw =>
      `\\itap2 ${raw}\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}{\\nonesttables\\par}\\pard\\intbl `,
  ),
  one(
    'nested cells',
    raw =>
      `\\itap2 ${raw}\\nestcell 7\\nestcell{\\*\\nesttableprops\\trowd\\cellx400\\cellx800\\nestrow}{\\nonesttables\\par}\\pard\\intbl `,
  ),
]

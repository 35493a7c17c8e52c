import type {Random} from '../../random.ts'
import {inline} from './file.ts'
import type {XlsxHabit} from './habit.ts'

const text = (name: string, seen: (raw: string, random: Random) => string, more = ''): XlsxHabit => ({
  name: `text ${name}`,
  cell: (place, raw, _file, random) => inline(place, seen(raw, random), more),
})
const rich = (name: string, runs: (raw: string, random: Random) => string): XlsxHabit => ({
  name: `rich ${name}`,
  cell: (place, raw, _file, random) => `<c r="${place}" t="inlineStr"><is>${runs(raw, random)}</is></c>`,
})
const run = (text: string, properties = '') =>
  `<r>${properties ? `<rPr>${properties}</rPr>` : ''}<t xml:space="preserve">${text}</t></r>`
const halves = (raw: string, random: Random): [string, string] => {
  const at = random.int(1, Math.max(1, raw.length - 1))
  return [raw.slice(0, at), raw.slice(at)]
}

/** Figures kept as texts, whole or in runs of their own. */
export const texts: readonly XlsxHabit[] = [
  text('plain', raw => raw),
  text('prefixed', raw => raw, ' quotePrefix="1"'),
  text('blanks', raw => `\u00a0${raw}　`),
  text('zero width', (raw, random) => halves(raw, random).join('\u200b')),
  text('break', (raw, random) => halves(raw, random).join('\n')),
  text('break before', raw => `\n${raw}\n`),
  text('tab', (raw, random) => halves(raw, random).join('\t')),
  text('apostrophe typed', raw => `'${raw}`),
  text('escape', raw => raw.replace(/\d/g, d => `_x003${d}_`)),
  text('escape of an escape', raw => `_x005F_x0035_${raw}`),
  text('full width', raw => raw.replace(/\d/g, d => String.fromCharCode(0xff10 + Number(d)))),
  text('thousands', raw => raw.replace(/\B(?=(\d{3})+$)/g, ',')),
  text('unit', raw => `${raw}件`),
  text('equals', raw => `=${raw}`),
  text('exponent', raw => `${Number(raw) / 10}E1`),
  text('circled note', raw => `${raw}①`),
  text('point', raw => `${raw}.`),
  text('soft hyphen', (raw, random) => halves(raw, random).join('\u00ad')),
  rich('in halves', (raw, random) =>
    halves(raw, random)
      .map(part => run(part))
      .join(''),
  ),
  rich('raised mark', raw => run(raw) + run('1', '<vertAlign val="superscript"/>')),
  rich('raised mark in brackets', raw => run(raw) + run('[1]', '<vertAlign val="superscript"/>')),
  rich('struck', raw => run('3', '<strike/>') + run(raw)),
  rich('white', raw => run(raw) + run('3', '<color rgb="FFFFFFFF"/>')),
  rich('white by theme', raw => run(raw) + run('3', '<color theme="0"/>')),
  rich('white by index', raw => run(raw) + run('3', '<color indexed="9"/>')),
  rich('tiny', raw => run(raw, '<sz val="11"/>') + run('3', '<sz val="1"/>')),
  rich('small', raw => run(raw, '<sz val="11"/>') + run('1', '<sz val="6"/>')),
  rich('phonetic', raw => `<t>${raw}</t><rPh sb="0" eb="1"><t>5</t></rPh>`),
]

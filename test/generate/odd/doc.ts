import {type DocParagraph, int16, int32, sprm} from '../files/docParts.ts'
import type {Random} from '../random.ts'

/** A way in which a figure stands in a binary Word document. */
export interface DocHabit {
  name: string
  write(raw: string, random: Random): Pick<DocParagraph, 'text' | 'runs'>
}

const SPECIAL = sprm(0x0855, 1)
type Part = [text: string, properties?: number[]]
const parts = (list: Part[]): Pick<DocParagraph, 'text' | 'runs'> => ({
  text: list.map(([text]) => text).join(''),
  runs: list.map(([text, properties]) => ({length: text.length, properties: properties ?? []})),
})
const beside = (name: string, properties: number[], text = '5'): DocHabit => ({
  name,
  write: raw => parts([[raw], [text, properties]]),
})
const before = (name: string, properties: number[], text = '5'): DocHabit => ({
  name: `${name} before`,
  write: raw => parts([[text, properties], [raw]]),
})
const seen = (name: string, properties: number[]): DocHabit => ({
  name,
  write: raw => parts([[raw, properties]]),
})
const text = (name: string, write: (raw: string, random: Random) => string): DocHabit => ({
  name,
  write: (raw, random) => parts([[write(raw, random)]]),
})
const halves = (raw: string, random: Random): [string, string] => {
  const at = random.int(1, Math.max(1, raw.length - 1))
  return [raw.slice(0, at), raw.slice(at)]
}
const field = (
  name: string,
  code: string,
  result: (raw: string) => string,
  after: (raw: string) => string = () => '',
): DocHabit => ({
  name: `field ${name}`,
  write: raw =>
    parts([
      ['\x13', SPECIAL],
      [` ${code.replace('RAW', raw)} `],
      ['\x14', SPECIAL],
      [result(raw)],
      ['\x15', SPECIAL],
      [after(raw)],
    ]),
})

export const docHabits: readonly DocHabit[] = [
  beside('deleted', sprm(0x0800, 1)),
  before('deleted', sprm(0x0800, 1)),
  seen('inserted', sprm(0x0801, 1)),
  beside('inserted and deleted', [...sprm(0x0801, 1), ...sprm(0x0800, 1)]),
  seen('moved', sprm(0x0814, 1)),
  beside('hidden', sprm(0x083c, 1)),
  before('hidden', sprm(0x083c, 1)),
  beside('hidden by toggle', sprm(0x083c, 0x81)),
  seen('not hidden by toggle', sprm(0x083c, 0x80)),
  beside('special vanish', sprm(0x0818, 1)),
  seen('web hidden', sprm(0x0811, 1)),
  beside('struck', sprm(0x0837, 1)),
  beside('struck twice', sprm(0x2a53, 1)),
  beside('white', sprm(0x2a42, 8)),
  beside('white by colour', sprm(0x6870, 255, 255, 255, 0)),
  beside('speck', sprm(0x4a43, ...int16(2))),
  beside('small', sprm(0x4a43, ...int16(10)), '1'),
  beside('raised', sprm(0x2a48, 1), '1'),
  beside('lowered', sprm(0x2a48, 2), '1'),
  beside('lifted', sprm(0x4845, ...int16(2)), '1'),
  beside('squeezed', sprm(0x4852, ...int16(1))),
  beside('crowded', sprm(0x8840, ...int16(-400)), '55'),
  seen('capital', sprm(0x083a, 1)),
  seen('outlined', sprm(0x0838, 1)),
  seen('engraved', sprm(0x0854, 1)),
  seen('fitted', sprm(0xca76, 8, ...int32(900), ...int32(1))),
  beside('on its ground', [
    ...sprm(0x6870, 255, 0, 0, 0),
    ...sprm(0xca71, 10, ...int32(0), 255, 0, 0, 0, ...int16(0)),
  ]),
  field('SUM', '=SUM(ABOVE)', raw => raw),
  field('REF', 'REF a', raw => raw),
  field('MERGEFIELD', 'MERGEFIELD a', raw => raw),
  field(
    'unfilled',
    'MERGEFIELD a',
    () => '«a»',
    raw => raw,
  ),
  field(
    'without result',
    'REF a',
    () => '',
    raw => raw,
  ),
  field('FORMTEXT', 'FORMTEXT', raw => raw),
  field(
    'FORMDROPDOWN',
    'FORMDROPDOWN',
    () => '',
    raw => raw,
  ),
  field('EQ', 'EQ \\o\\ac(○,RAW)', () => ''),
  field('HYPERLINK', 'HYPERLINK "a"', raw => raw),
  field('PAGE', 'PAGEREF a', raw => raw),
  {
    name: 'field without separator',
    write: raw => parts([['\x13', SPECIAL], [' XE "5" '], ['\x15', SPECIAL], [raw]]),
  },
  {
    name: 'field in field',
    write: raw =>
      parts([
        ['\x13', SPECIAL],
        [' IF '],
        ['\x13', SPECIAL],
        [' MERGEFIELD a '],
        ['\x14', SPECIAL],
        ['1'],
        ['\x15', SPECIAL],
        [` = 1 "${raw}" "2" `],
        ['\x14', SPECIAL],
        [raw],
        ['\x15', SPECIAL],
      ]),
  },
  {name: 'field not ended', write: raw => parts([['\x13', SPECIAL], [' REF a '], ['\x14', SPECIAL], [raw]])},
  {
    name: 'field deleted',
    write: raw =>
      parts([
        ['\x13', [...SPECIAL, ...sprm(0x0800, 1)]],
        [' REF a ', sprm(0x0800, 1)],
        ['\x14', [...SPECIAL, ...sprm(0x0800, 1)]],
        ['5', sprm(0x0800, 1)],
        ['\x15', [...SPECIAL, ...sprm(0x0800, 1)]],
        [raw],
      ]),
  },
  text('line', (raw, random) => halves(raw, random).join('\x0b')),
  text('line before', raw => `\x0b${raw}\x0b`),
  text('tab', (raw, random) => halves(raw, random).join('\t')),
  text('page', raw => `\x0c${raw}`),
  text('column', raw => `\x0e${raw}`),
  text('optional hyphen', (raw, random) => halves(raw, random).join('\x1f')),
  text('soft hyphen', (raw, random) => halves(raw, random).join('\u00ad')),
  text('fixed hyphen', raw => `${raw}\x1e`),
  text('fixed blank', raw => `\u00a0${raw}　`),
  text('zero width', (raw, random) => halves(raw, random).join('\u200b')),
  text('full width', raw => raw.replace(/\d/g, d => String.fromCharCode(0xff10 + Number(d)))),
  text('circled', raw => `${raw}①`),
  text('private', raw => raw.replace(/\d/g, d => String.fromCharCode(0xf030 + Number(d)))),
  text('override', raw => `\u202e${raw}\u202c`),
  text('null', raw => `${raw}\0`),
  {
    name: 'symbol',
    write: raw =>
      parts(
        [...raw].map(
          (c): Part =>
            /\d/.test(c)
              ? ['(', [...SPECIAL, ...sprm(0x6a09, ...int16(0), ...int16(0xf030 + Number(c)))]]
              : [c],
        ),
      ),
  },
  seen('alone and raised', sprm(0x2a48, 1)),
  seen('alone and lifted', sprm(0x4845, ...int16(6))),
  field(
    'SYMBOL without result',
    'SYMBOL 50',
    () => '',
    raw => raw,
  ),
  {name: 'footnote mark', write: raw => parts([[raw], ['\x02', SPECIAL]])},
  {name: 'annotation mark', write: raw => parts([[raw], ['\x05', SPECIAL]])},
  {
    name: 'picture beside',
    write: raw => parts([[raw], ['\x01', [...sprm(0x6a03, ...int32(0)), ...SPECIAL]]]),
  },
  {name: 'shape beside', write: raw => parts([[raw], ['\x08', SPECIAL]])},
  {name: 'own mark of a note', write: raw => parts([[raw], ['2', [...sprm(0x2a48, 1)]]])},
]

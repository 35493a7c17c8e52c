import {cellsOf, type FormCell} from '../../../pipeline/model/format.ts'
import type {Random} from '../random.ts'
import type {Figure} from '../report/figures.ts'
import {formatOf, type ReportModel, withFigures} from '../report/model.ts'

/**
 * A way figures are typed. It changes what is printed and, where it leaves a figure out, what the truth is: a blank is
 * not a zero.
 */
export interface Printing {
  name: string
  must: string[]
  may: string[]
  /** Null where the report has no figure to print this way. */
  apply(model: ReportModel, random: Random): ReportModel | null
}

/** Rules about blank totals and about sums that blanks make uncertain. */
const BLANKS = ['V02', 'A04', 'A05', 'A01', 'A02', 'A03', 'D01', 'A06']

function printing(
  name: string,
  change: (figure: Figure, cell: FormCell, random: Random) => Figure | null,
  rules: {must?: string[]; may?: string[]} = {},
): Printing {
  return {
    name,
    must: rules.must ?? [],
    may: rules.may ?? [],
    apply: (model, random) => {
      const changed: Record<string, Figure> = {}
      for (const cell of cellsOf(formatOf(model))) {
        const figure = change(model.observations[cell.key]!, cell, random)
        if (figure) changed[cell.key] = figure
      }
      return Object.keys(changed).length ? withFigures(model, changed) : null
    },
  }
}

/** Same figure, other characters. */
function typed(
  name: string,
  type: (raw: string, cell: FormCell, random: Random) => string | null,
  rules = {},
): Printing {
  return printing(
    name,
    (figure, cell, random) => {
      if (figure.value === null) return null
      const raw = type(figure.raw, cell, random)
      return raw === null || raw === figure.raw ? null : {...figure, raw}
    },
    rules,
  )
}

function thousands(raw: string): string {
  return raw.replace(/\d+/, digits => digits.replace(/(?<=\d)(?=(\d{3})+$)/g, ','))
}

function fullWidth(raw: string): string {
  return raw.replace(/[0-9.+,-]/g, character => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
}

const isBare = (raw: string) => /^\d+$/.test(raw)

/** Zeros left out or marked: nothing was counted, or nobody looked. Nobody but the office can say which. */
function zeros(
  name: string,
  raw: string,
  state: Figure['state'],
  rules: {must?: string[]; may?: string[]},
): Printing {
  return printing(name, figure => (figure.state === 'zero' ? {value: null, state, raw} : null), rules)
}

export const printings: readonly Printing[] = [
  typed('thousands separated by commas', raw => (/\d{4}/.test(raw) ? thousands(raw) : null), {must: ['V08']}),
  typed(
    'thousands separated by full-width commas',
    raw => (/\d{4}/.test(raw) ? thousands(raw).replace(/,/g, '，') : null),
    {
      must: ['V08'],
    },
  ),
  typed('digits in full width', fullWidth, {must: ['V08']}),
  typed('units in the cells', (raw, cell) => (isBare(raw) && cell.unit ? `${raw}${cell.unit}` : null), {
    must: ['V06'],
  }),
  typed('units after a space', (raw, cell) => (isBare(raw) && cell.unit ? `${raw} ${cell.unit}` : null), {
    must: ['V06'],
  }),
  typed('spaces around figures', (raw, _, random) =>
    random.pick([`${raw}  `, ` ${raw}`, `\u00a0${raw}\u00a0`, `　${raw}`]),
  ),
  typed('zero-width characters in figures', (raw, _, random) =>
    random.pick([`\u200b${raw}`, `${raw}\ufeff`]),
  ),
  typed('money with two decimals', (raw, cell) =>
    cell.measure === 'money' && isBare(raw) ? `${raw}.00` : null,
  ),
  typed(
    'changes in words',
    (raw, cell) => (cell.measure === 'change' ? raw.replace('+', '增').replace('-', '减') : null),
    {
      may: ['V07', 'V08'],
    },
  ),
  typed(
    'changes with arrows',
    (raw, cell) => (cell.measure === 'change' ? raw.replace('+', '↑').replace('-', '↓') : null),
    {
      may: ['V07', 'V08'],
    },
  ),
  typed('changes without a plus sign', (raw, cell) =>
    cell.measure === 'change' ? raw.replace('+', '') : null,
  ),
  typed('minus as a dash', (raw, cell) => (cell.measure === 'change' ? raw.replace('-', '－') : null), {
    may: ['V08'],
  }),
  typed(
    'leading zeros',
    (raw, _, random) => (isBare(raw) && raw !== '0' && random.chance(0.3) ? `0${raw}` : null),
    {
      may: ['V08'],
    },
  ),
  zeros('zeros left blank', '', 'blank', {must: ['V02'], may: BLANKS}),
  zeros('zeros as a space', '\u00a0', 'blank', {must: ['V02'], may: BLANKS}),
  zeros('zeros as a full-width space', '　', 'blank', {must: ['V02'], may: BLANKS}),
  zeros('zeros as a slash', '/', 'notApplicable', {must: ['V03'], may: BLANKS}),
  zeros('zeros as a full-width slash', '／', 'notApplicable', {must: ['V03'], may: BLANKS}),
  zeros('zeros as a dash', '—', 'notApplicable', {must: ['V03'], may: BLANKS}),
  zeros('zeros as a hyphen', '-', 'notApplicable', {must: ['V03'], may: BLANKS}),
  zeros('zeros as 无', '无', 'notApplicable', {must: ['V03'], may: BLANKS}),
  printing(
    'some zeros left blank',
    (figure, _, random) =>
      figure.state === 'zero' && random.chance(0.3) ? {value: null, state: 'blank', raw: ''} : null,
    {may: BLANKS},
  ),
  printing(
    'totals left blank',
    (_, cell) =>
      cell.column.key === 'total' && cell.table === 'applications'
        ? {value: null, state: 'blank', raw: ''}
        : null,
    {may: BLANKS},
  ),
  printing(
    'a table left blank',
    (_, cell) => (cell.table === 'disputes' ? {value: null, state: 'blank', raw: ''} : null),
    {must: ['V02'], may: BLANKS},
  ),
]

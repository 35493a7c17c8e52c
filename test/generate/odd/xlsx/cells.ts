import {isNumber, isWhole, number, type XlsxHabit} from './habit.ts'

/** Figures in cells of other kinds. */
export const cells: readonly XlsxHabit[] = [
  {name: 'number', fits: isNumber, cell: (place, raw) => number(place, raw)},
  {name: 'error cell', cell: place => `<c r="${place}" t="e"><v>#N/A</v></c>`},
  {name: 'bool cell', cell: place => `<c r="${place}" t="b"><v>1</v></c>`},
  {
    name: 'number with blanks',
    fits: isNumber,
    cell: (place, raw) => `<c r="${place}" t="n"><v> ${raw} </v></c>`,
  },
  {name: 'number with exponent', fits: isWhole, cell: (place, raw) => number(place, `${Number(raw) / 10}E1`)},
  {name: 'cell without address', fits: isNumber, cell: (_place, raw) => `<c><v>${raw}</v></c>`},
]

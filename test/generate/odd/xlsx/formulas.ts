import {isWhole, type XlsxHabit} from './habit.ts'

const formula = (
  name: string,
  f: (raw: string) => string,
  v: (raw: string) => string,
  type = '',
): XlsxHabit => ({
  name: `formula ${name}`,
  fits: isWhole,
  cell: (place, raw) => `<c r="${place}"${type}>${f(raw)}${v(raw)}</c>`,
})

/** Figures that formulas give. */
export const formulas: readonly XlsxHabit[] = [
  formula(
    'sum right',
    raw => `<f>${Number(raw) - 1}+1</f>`,
    raw => `<v>${raw}</v>`,
  ),
  formula(
    'stale',
    raw => `<f>${Number(raw) + 3}+1</f>`,
    raw => `<v>${raw}</v>`,
  ),
  formula(
    'without result',
    raw => `<f>${Number(raw) - 1}+1</f>`,
    () => '',
  ),
  formula(
    'text result',
    raw => `<f>"${raw}"</f>`,
    raw => `<v>${raw}</v>`,
    ' t="str"',
  ),
  formula(
    'text result joined',
    raw => `<f>"${raw}"&amp;"件"</f>`,
    raw => `<v>${raw}件</v>`,
    ' t="str"',
  ),
  formula(
    'error',
    () => `<f>1/0</f>`,
    () => '<v>#DIV/0!</v>',
    ' t="e"',
  ),
  formula(
    'gone',
    () => '<f>#REF!</f>',
    () => '<v>#REF!</v>',
    ' t="e"',
  ),
  formula(
    'bool',
    () => '<f>TRUE</f>',
    () => '<v>1</v>',
    ' t="b"',
  ),
  formula(
    'other book',
    () => '<f>[1]Sheet1!A1</f>',
    raw => `<v>${raw}</v>`,
  ),
  formula(
    'unknown function',
    () => '<f>_xlfn.XLOOKUP(1,A1:A2,B1:B2)</f>',
    raw => `<v>${raw}</v>`,
  ),
  formula(
    'picture',
    () => '<f>_xlfn.DISPIMG("ID_1",1)</f>',
    () => '<v>=DISPIMG("ID_1",1)</v>',
    ' t="str"',
  ),
  formula(
    'array',
    raw => `<f t="array" ref="A1">${raw}+0</f>`,
    raw => `<v>${raw}</v>`,
  ),
  formula(
    'ROUND',
    raw => `<f>ROUND(${raw}.3,0)</f>`,
    raw => `<v>${raw}</v>`,
  ),
  formula(
    'TODAY',
    () => '<f>TODAY()</f>',
    raw => `<v>${raw}</v>`,
  ),
  formula(
    'RAND',
    () => '<f>RAND()</f>',
    raw => `<v>${raw}</v>`,
  ),
  formula(
    'empty text',
    () => '<f>""</f>',
    () => '<v></v>',
    ' t="str"',
  ),
  formula(
    'T of zero',
    () => '<f>IF(1=1,"","")</f>',
    () => '<v></v>',
    ' t="str"',
  ),
]

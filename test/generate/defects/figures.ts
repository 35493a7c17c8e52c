import {type Defect, inFigures, raised, rowKeys, valueAt} from './defect.ts'

const BUSY = {year: 2023, type: 'department', size: 'medium'} as const
const BUSY_2019 = {year: 2020, type: 'department', size: 'medium'} as const
const IDLE = {year: 2023, type: 'townshipGovernment', size: 'none'} as const

const at = (row: string, column: string) => `applications.${row}.${column}`

/** Numbers two digits of which change places: 54 for 45. */
function exchanged(value: number): number | null {
  const digits = [...String(value)]
  const i = digits.findIndex(
    (digit, n) => n + 1 < digits.length && digit !== digits[n + 1] && digits[n + 1] !== '0',
  )
  if (i < 0) return null
  const moved = [...digits.slice(0, i), digits[i + 1]!, digits[i]!, ...digits.slice(i + 2)]
  return moved[0] === '0' ? null : Number(moved.join(''))
}

export const figureDefects: readonly Defect[] = [
  inFigures(
    'A01',
    'row total one too high',
    BUSY,
    model => raised(model, {[at('outcomes.granted', 'total')]: 1}),
    {also: ['A02']},
  ),
  inFigures(
    'A02',
    'outcome total two too low',
    BUSY,
    model =>
      valueAt(model, at('outcomes.total', 'naturalPerson')) < 2
        ? null
        : raised(model, {[at('outcomes.total', 'naturalPerson')]: -2, [at('outcomes.total', 'total')]: -2}),
    {also: ['A03', 'A08']},
  ),
  inFigures('A03', 'received does not balance', BUSY, model =>
    raised(model, {[at('received', 'naturalPerson')]: 3, [at('received', 'total')]: 3}),
  ),
  inFigures(
    'A04',
    'row total left blank',
    BUSY,
    model => (valueAt(model, at('received', 'total')) > 0 ? {[at('received', 'total')]: ''} : null),
    {also: ['V02']},
  ),
  inFigures(
    'A05',
    'row of outcome totals left blank',
    BUSY,
    model =>
      valueAt(model, at('outcomes.total', 'total')) > 0
        ? Object.fromEntries(rowKeys(model, 'outcomes.total').map(key => [key, '']))
        : null,
    {also: ['V02']},
  ),
  inFigures(
    'A07',
    'more carried out than there was',
    BUSY,
    model => {
      const all =
        valueAt(model, at('received', 'naturalPerson')) + valueAt(model, at('carriedIn', 'naturalPerson'))
      return {[at('carriedOut', 'naturalPerson')]: String(all + 5)}
    },
    {also: ['A01', 'A03']},
  ),
  inFigures(
    'A08',
    'partial disclosure counted twice',
    BUSY,
    model => {
      const partial = valueAt(model, at('outcomes.partiallyGranted', 'naturalPerson'))
      return partial === 0
        ? null
        : raised(model, {
            [at('outcomes.granted', 'naturalPerson')]: partial,
            [at('outcomes.granted', 'total')]: partial,
          })
    },
    {keys: [at('outcomes.partiallyGranted', 'naturalPerson')], also: ['A02']},
  ),
  inFigures(
    'A09',
    'digits exchanged',
    BUSY,
    model => {
      const wrong = exchanged(valueAt(model, at('received', 'naturalPerson')))
      return wrong === null ? null : {[at('received', 'naturalPerson')]: String(wrong)}
    },
    {also: ['A01', 'A03']},
  ),
  inFigures(
    'A10',
    'carried in counted as received in one column',
    BUSY,
    model => {
      const carried = valueAt(model, at('carriedIn', 'naturalPerson'))
      return carried === 0
        ? null
        : raised(model, {[at('received', 'naturalPerson')]: carried, [at('received', 'total')]: carried})
    },
    {keys: [at('carriedIn', 'naturalPerson')], also: ['A03']},
  ),
  inFigures(
    'A14',
    'one cell two too high',
    BUSY,
    model => raised(model, {[at('outcomes.granted', 'naturalPerson')]: 2}),
    {also: ['A01', 'A02']},
  ),
  inFigures('D01', 'total of reconsideration wrong', BUSY, model =>
    raised(model, {'disputes.reconsideration.total': 1}),
  ),
  inFigures('V01', 'words for a figure', BUSY, () => ({'disclosure.licensing.decisions': '详见附件'})),
  inFigures('V01', 'a letter for a zero', IDLE, () => ({[at('received', 'total')]: 'O'}), {
    also: ['A01', 'A03'],
  }),
  inFigures('V01', 'two figures in one cell', BUSY, () => ({'disclosure.penalties.decisions': '12 3'})),
  inFigures('V08', 'a figure with a note mark', BUSY, () => ({'disclosure.penalties.decisions': '12①'})),
  inFigures('V02', 'one cell left blank', BUSY, () => ({'disclosure.compulsion.decisions': ''})),
  inFigures('V03', 'a slash for a figure', IDLE, () => ({'disclosure.regulations.issued': '/'})),
  inFigures('V04', 'a count below zero', BUSY, () => ({'disclosure.penalties.decisions': '-12'}), {also: []}),
  inFigures('V05', 'a count with decimals', BUSY, () => ({'disclosure.licensing.decisions': '12.5'})),
  inFigures('V06', 'a unit in the cell', BUSY, () => ({'disclosure.licensing.decisions': '35件'})),
  inFigures('V07', 'a plus sign before a count', BUSY_2019, model => ({
    [at('received', 'total')]: `+${valueAt(model, at('received', 'total'))}`,
  })),
  inFigures('V08', 'full-width digits', BUSY, () => ({'disclosure.licensing.decisions': '１２０'})),
  inFigures('V09', 'a township with millions of licences', IDLE, () => ({
    'disclosure.licensing.decisions': '2000000',
  })),
  inFigures('P01', 'fewer in force than issued less repealed', BUSY, () => ({
    'disclosure.normativeDocuments.issued': '9',
    'disclosure.normativeDocuments.repealed': '2',
    'disclosure.normativeDocuments.inForce': '4',
  })),
  inFigures(
    'P03',
    'fewer published than newly published',
    BUSY_2019,
    () => ({
      'disclosure.normativeDocuments.produced': '7',
      'disclosure.normativeDocuments.newlyPublished': '7',
      'disclosure.normativeDocuments.totalPublished': '5',
    }),
    {keys: ['disclosure.normativeDocuments.newlyPublished', 'disclosure.normativeDocuments.totalPublished']},
  ),
  inFigures(
    'P06',
    'decisions given as the change of items',
    BUSY_2019,
    () => ({
      'disclosure.penalties.itemsPreviousYear': '27',
      'disclosure.penalties.itemsChange': '+128',
      'disclosure.penalties.decisions': '128',
    }),
    {keys: ['disclosure.penalties.itemsChange', 'disclosure.penalties.decisions']},
  ),
  inFigures('P07', 'more items struck off than there were', BUSY_2019, () => ({
    'disclosure.fees.itemsPreviousYear': '3',
    'disclosure.fees.itemsChange': '-8',
  })),
  inFigures('P08', 'decisions without any item', BUSY_2019, () => ({
    'disclosure.compulsion.itemsPreviousYear': '0',
    'disclosure.compulsion.itemsChange': '0',
    'disclosure.compulsion.decisions': '14',
  })),
  inFigures(
    'P09',
    'regulations of an office that may make none',
    {...BUSY, type: 'townshipGovernment'},
    () => ({'disclosure.regulations.issued': '2', 'disclosure.regulations.inForce': '5'}),
  ),
  inFigures('P11', 'projects without an amount', BUSY_2019, () => ({
    'disclosure.procurement.projects': '4',
    'disclosure.procurement.amount': '0',
  })),
  inFigures('P13', 'an amount in 元 among 万元', {...BUSY, type: 'townshipGovernment'}, () => ({
    'disclosure.fees.amount': '3500000',
  })),
  inFigures('V06', 'an amount with a unit that is not the column’s', BUSY, () => ({
    'disclosure.fees.amount': '35000元',
  })),
  inFigures(
    'P14',
    'two rows alike',
    BUSY,
    () =>
      Object.fromEntries(
        ['regulations', 'normativeDocuments'].flatMap(row =>
          ['issued', 'repealed', 'inForce'].map((column, i) => [
            `disclosure.${row}.${column}`,
            String(i + 3),
          ]),
        ),
      ),
    {also: ['P09']},
  ),
  inFigures('P15', 'an amount with eight decimals', BUSY, () => ({'disclosure.fees.amount': '12.34567891'})),
]

import type {Observation} from '../../../pipeline/model/report.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Style, Styles} from '../xlsx/styles.ts'
import type {FigureColumn} from './columns.ts'
import {
  type FigureState,
  figureStateSchema,
  type Mark,
  markSchema,
  type WorkbookSettings,
} from './settings.ts'

/** Makes the cell of one observation; no observation is a cell the form has but the report lacks. */
export type FigureCell = (observation: Observation | undefined, mark: Mark, format: string) => Cell

/** The look of a figure: state over base, mark over state. */
export function figureStyle(settings: WorkbookSettings, state: FigureState, mark: Mark): Style {
  const {base, states, marks} = settings.figures
  return {...base, ...states[state], ...marks[mark]}
}

/** What makes cells of one column; `edge` is the colour of a stronger left border. */
export function figureCells(
  column: FigureColumn,
  settings: WorkbookSettings,
  styles: Styles,
  edge: string | undefined,
): FigureCell {
  const {formats} = settings.figures
  const idsFor = (format: string) =>
    Object.fromEntries(
      figureStateSchema.options.map(state => [
        state,
        Object.fromEntries(
          markSchema.options.map(mark => [
            mark,
            styles.id({...figureStyle(settings, state, mark), format, ...(edge ? {edge} : {})}),
          ]),
        ) as Record<Mark, number>,
      ]),
    ) as Record<FigureState, Record<Mark, number>>
  const usual = idsFor(formats[column.measure])
  // A count with decimals is wrong (and found), but it must not look whole.
  const odd = idsFor(formats.decimal)
  const inFormat = new Set(column.formats)
  return (observation, mark, format) => {
    if (!observation) {
      return {value: null, style: usual[inFormat.has(format) ? 'missing' : 'notInFormat'][mark]}
    }
    const {value, raw} = observation
    const state = observation.state === 'zero' ? 'value' : observation.state
    switch (state) {
      case 'value':
        return {
          value,
          style: (column.measure === 'money' || Number.isInteger(value) ? usual : odd).value[mark],
        }
      case 'blank':
        return {value: null, style: usual.blank[mark]}
      case 'notApplicable':
        return {value: settings.words.notApplicable, style: usual.notApplicable[mark]}
      default:
        return {value: raw, style: usual.text[mark]}
    }
  }
}

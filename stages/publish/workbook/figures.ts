import type {Measure} from '../../../pipeline/model/format.ts'
import {effectiveOf, type Observation} from '../../../pipeline/model/report.ts'
import type {Cell} from '../xlsx/sheet.ts'
import type {Style, Styles} from '../xlsx/styles.ts'
import type {FigureColumn} from './columns.ts'
import type {FigureState, Mark, WorkbookSettings} from './settings.ts'
import {filled} from './words.ts'

/** Makes the cell of one observation; no observation is a cell that the report lacks, or its format. */
export type FigureCell = (observation: Observation | undefined, mark: Mark, format: string) => Cell

/** Decimal places looked at; a figure with more is none a person typed. */
const PLACES = 10

/** The look of a figure with so many decimals: state over base, mark over state, and whether a person corrected it. */
export function figureStyle(
  {figures}: WorkbookSettings,
  state: FigureState,
  mark: Mark,
  measure: Measure,
  decimals = 0,
  corrected = false,
): Style {
  const {base, states, marks, formats} = figures
  const hand = corrected ? figures.corrected : {}
  const places = Math.max(decimals, figures.decimals[measure])
  const format = filled(formats[measure], {decimals: places ? `.${'0'.repeat(places)}` : ''})
  return {...base, ...states[state], ...marks[mark], ...hand, format}
}

/** What makes the cells of one column; `edge` is the colour of a stronger left border. */
export function figureCells(
  column: FigureColumn,
  settings: WorkbookSettings,
  styles: Styles,
  edge: string | undefined,
): FigureCell {
  const ids = new Map<string, number>()
  let plain: number | undefined
  const absent: Partial<Record<FigureState, number>> = {}
  const styleId = (state: FigureState, mark: Mark, corrected: boolean, decimals = 0): number => {
    const name = `${state} ${mark} ${decimals} ${corrected}`
    let id = ids.get(name)
    if (id === undefined) {
      const look = figureStyle(settings, state, mark, column.measure, decimals, corrected)
      id = styles.id(edge ? {...look, edge} : look)
      ids.set(name, id)
    }
    return id
  }
  const inFormat = new Set(column.formats)
  return (observation, mark, format) => {
    if (!observation) {
      const look = inFormat.has(format) ? 'missing' : 'notInFormat'
      if (mark !== 'none') return {value: null, style: styleId(look, mark, false)}
      absent[look] ??= styleId(look, mark, false)
      return {value: null, style: absent[look]}
    }
    // Nearly all figures are whole numbers of which there is nothing to say.
    const usual = mark === 'none' && !observation.corrected && !observation.unit
    if (usual && Number.isInteger(observation.value)) {
      plain ??= styleId('value', mark, false)
      return {value: observation.value, style: plain}
    }
    const {value, state, raw, unit} = effectiveOf(observation)
    const style = (look: FigureState, decimals?: number) =>
      styleId(look, mark, observation.corrected !== undefined, decimals)
    switch (state) {
      case 'value':
      case 'zero':
        return {
          value,
          style: style(unit === 'unknown' ? 'unitUnknown' : 'value', value === null ? 0 : decimalsOf(value)),
        }
      case 'blank':
        return {value: null, style: style('blank')}
      case 'notApplicable':
        return {value: settings.words.notApplicable, style: style('notApplicable')}
      case 'text':
        return {value: raw, style: style('text')}
    }
  }
}

/** Decimal places a figure needs to be read whole. */
function decimalsOf(value: number): number {
  if (Number.isInteger(value)) return 0
  let places = 1
  while (places < PLACES && Number(value.toFixed(places)) !== value) places++
  return places
}

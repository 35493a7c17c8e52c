import type {XlsxFile} from './file.ts'
import {isNumber, number, type XlsxHabit} from './habit.ts'

const look = (name: string, look: Parameters<XlsxFile['style']>[0]): XlsxHabit => ({
  name: `look ${name}`,
  fits: isNumber,
  cell: (place, raw, file) => number(place, raw, file.style(look)),
})

/** Numbers in cells that look in a way of their own. */
export const looks: readonly XlsxHabit[] = [
  look('white', {font: '<color rgb="FFFFFFFF"/>'}),
  look('ground', {
    font: '<color rgb="FF000000"/>',
    fill: '<patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill>',
  }),
  look('tiny', {font: '<sz val="1"/>'}),
  look('struck', {font: '<strike/><sz val="11"/>'}),
  look('raised', {font: '<vertAlign val="superscript"/>'}),
  look('turned', {xf: '<alignment textRotation="90"/>'}),
  look('stacked', {xf: '<alignment textRotation="255"/>'}),
  look('upside', {xf: '<alignment textRotation="180"/>'}),
  look('shrunk', {xf: '<alignment shrinkToFit="1"/>'}),
  look('indent', {xf: '<alignment indent="200"/>'}),
  look('spread', {xf: '<alignment horizontal="distributed"/>'}),
  look('right to left', {xf: '<alignment readingOrder="2"/>'}),
  look('hidden by protection', {xf: '<protection hidden="1"/>', attributes: ' applyProtection="1"'}),
]

import type {Edge, Glyph} from '../../layout/index.ts'
import {heightOf, widthOf} from '../../layout/types.ts'

/** Arms of the box drawing characters (Unicode, block U+2500–257F) that print tables of text are made of. */
const ARMS: Record<'left' | 'right' | 'up' | 'down', string> = {
  left: '─━┄┅┈┉═┐┑┒┓┘┙┚┛┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╗╝╣╦╩╬╕╛╡╤╧╪╖╜╢╥╨╫',
  right: '─━┄┅┈┉═┌┍┎┏└┕┖┗├┝┞┟┠┡┢┣┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╔╚╠╦╩╬╒╘╞╤╧╪╓╙╟╥╨╫',
  up: '│┃┆┇┊┋║└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╚╝╠╣╩╬╘╙╛╜╞╟╡╢╧╨╪╫',
  down: '│┃┆┇┊┋║┌┍┎┏┐┑┒┓├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╔╗╠╣╦╬╒╓╕╖╞╟╡╢╤╥╪╫',
}
/** Fewest of them with an upright arm that make a table; a lone dash is a dash. */
const MIN_UPRIGHT = 6
/** How far an upright arm reaches from the middle, in letter sizes: to the next line, whatever lies between. */
const REACH = 0.9

/** Tables drawn in characters: their rules, and the glyphs that are left as text. */
export function boxDrawing(glyphs: readonly Glyph[]): {
  text: readonly Glyph[]
  horizontal: Edge[]
  vertical: Edge[]
} {
  const drawn = glyphs.filter(glyph => glyph.turn === 0 && glyph.text >= '\u2500' && glyph.text < '\u2580')
  const upright = drawn.filter(({text}) => ARMS.up.includes(text) || ARMS.down.includes(text))
  if (upright.length < MIN_UPRIGHT) return {text: glyphs, horizontal: [], vertical: []}
  const horizontal: Edge[] = []
  const vertical: Edge[] = []
  for (const {text, box, size} of drawn) {
    const [x, y] = [box[0] + widthOf(box) / 2, box[1] + heightOf(box) / 2]
    const [left, right] = [ARMS.left.includes(text), ARMS.right.includes(text)]
    if (left || right) horizontal.push({at: y, from: left ? box[0] : x, to: right ? box[2] : x})
    const [up, down] = [ARMS.up.includes(text), ARMS.down.includes(text)]
    if (up || down) vertical.push({at: x, from: up ? y - REACH * size : y, to: down ? y + REACH * size : y})
  }
  return {text: glyphs.filter(glyph => !drawn.includes(glyph)), horizontal, vertical}
}

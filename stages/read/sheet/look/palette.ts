import type {Colour} from '../../word/ink.ts'

/** The palette of Excel 97 ([MS-XLS] 2.5.161, Icv; ECMA-376 18.8.27) from number 8 on; 0 to 7 are its first eight. */
const PALETTE = (
  '000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCC' +
  'CCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CC' +
  'CC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333'
)
  .match(/.{6}/g)!
  .map(hex => Number.parseInt(hex, 16))

/** Null for the colours of the system and for numbers the palette does not have. */
export function paletteColour(number: number, own: readonly Colour[] = []): Colour | null {
  return (number < 8 ? PALETTE[number] : (own[number - 8] ?? PALETTE[number - 8])) ?? null
}

/** A raised figure begins this far above the baseline at least, and a figure in a ring is this wide, in letter sizes. */
const RAISED = 0.15
const RING = 0.62

/**
 * Why a mark behind a figure may be a digit of it: its font calls a letter “²” or “①” that stands on the line as digits do, or is
 * as narrow as they are. Null where it looks like the mark, or is none.
 * @param ink the lower end of what it draws above its baseline, and the width of it; null where its font has no outlines here
 * @param advance its width on the line
 * @param size letter size; all in points
 */
export function misnamed(
  code: number,
  ink: {bottom: number; width: number} | null,
  advance: number,
  size: number,
): string | null {
  const isRaised = code === 0xb2 || code === 0xb3 || code === 0xb9 || (code >= 0x2070 && code <= 0x2079)
  const isRinged = code >= 0x2460 && code <= 0x249b
  if (!isRaised && !isRinged) return null
  const like = isRaised ? !ink || ink.bottom > RAISED * size : (ink ? ink.width : advance) > RING * size
  return like ? null : `字体称此处为“${String.fromCodePoint(code)}”，印出的却像普通数字`
}

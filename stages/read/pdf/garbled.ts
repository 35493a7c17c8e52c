/** Characters without which no Chinese text of some length gets by: they are a fifth of what reports say. */
const COMMON = new Set(
  '的一是在不有和人中大为上个国地到以时要行公政府信息开年月日工作务理申请依法机关部门本无為個國開時務請關門無',
)
/** Fewest characters that tell, and the share of common ones below which a text is none. */
const LEAST = 300
const SHARE = 0.03

/**
 * A piece of a text that consists of Chinese characters and yet says nothing, as comes of fonts that call their letters by the
 * names of others; null where the text may be one.
 */
export function garbledIn(texts: Iterable<string>): string | null {
  let [count, common, sample] = [0, 0, '']
  for (const text of texts) {
    for (const letter of text) {
      if (letter < '\u4e00' || letter > '\u9fff') continue
      count++
      if (COMMON.has(letter)) common++
      if (count <= 10) sample += letter
    }
  }
  return count >= LEAST && common < SHARE * count ? sample : null
}

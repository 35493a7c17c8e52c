const DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const UNITS: Record<string, number> = {十: 10, 百: 100, 千: 1000}

/**
 * A number as people write it: 12, 1,234, 1.5, 十二, 二十, 一百零五, 两千三百, 三万. Null where the characters are no number,
 * or could be two (三五件 is "three or five", 12 3 are two numbers or one).
 */
export function numberFrom(text: string): number | null {
  if (/^\d/.test(text)) return / /.test(text) ? null : Number(text.replace(/,/g, ''))
  const parts = text.split('万')
  if (parts.length > 2) return null
  // 一万零二十: the zero only holds a place.
  const low = below10000(parts.length === 2 ? parts[1]!.replace(/^[零〇](?=.)/, '') : parts[0]!)
  if (parts.length === 1) return low
  const high = below10000(parts[0]!)
  if (high === null || high === 0) return null
  if (parts[1] === '') return high * 10000
  return low === null ? null : high * 10000 + low
}

function below10000(text: string): number | null {
  if (text === '') return null
  let total = 0
  let digit: number | null = null
  let unit = Infinity
  for (const [i, character] of [...text].entries()) {
    const scale = UNITS[character]
    if (scale !== undefined) {
      if (scale >= unit || digit === 0) return null
      // 十二 is 12; 百二 and 千三 are no numbers.
      if (digit === null && (scale !== 10 || i > 0)) return null
      total += (digit ?? 1) * scale
      unit = scale
      digit = null
      continue
    }
    const value = DIGITS[character]
    if (value === undefined) return null
    // 一百零五: the zero only holds a place.
    if (value === 0 && i > 0) {
      if (digit !== null) return null
      continue
    }
    if (digit !== null) return null
    digit = value
  }
  return total + (digit ?? 0)
}

const DIGITS = '〇一二三四五六七八九'
const COUNTING = '零一二三四五六七八九'
const LEGAL = '零壹贰叁肆伍陆柒捌玖'
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥'

/**
 * A number as Word prints it in automatic numbering.
 * @param nfc number format code of [MS-OSHARED] 2.2.1.3 (MSONFC)
 * @returns null for a format not known here (letters of other scripts, words in English)
 */
export function formatNumber(nfc: number, n: number): string | null {
  switch (nfc) {
    case 0:
    case 15:
      return String(n)
    case 1:
      return roman(n)
    case 2:
      return roman(n).toLowerCase()
    case 3:
      return letters(n)
    case 4:
      return letters(n).toLowerCase()
    case 10:
    case 36:
      return String(n).replace(/\d/g, digit => DIGITS[Number(digit)]!)
    case 14:
    case 19:
      return String(n).replace(/\d/g, digit => String.fromCharCode(0xff10 + Number(digit)))
    case 18:
    case 28:
      return enclosed(n, 0x2460) ?? String(n)
    case 22:
      return String(n).padStart(2, '0')
    case 26:
      return enclosed(n, 0x2488) ?? `${n}.`
    case 27:
      return enclosed(n, 0x2474) ?? `(${n})`
    case 29:
      return n >= 1 && n <= 10 ? String.fromCharCode(0x3280 + n - 1) : String(n)
    case 30:
      return STEMS[n - 1] ?? String(n)
    case 31:
      return BRANCHES[n - 1] ?? String(n)
    case 11:
    case 33:
    case 35:
    case 37:
    case 39:
      return chinese(n, COUNTING, ['', '十', '百', '千'])
    case 34:
    case 38:
      return chinese(n, LEGAL, ['', '拾', '佰', '仟'])
    case 23:
      return '•'
    case 255:
      return ''
    default:
      return null
  }
}

function enclosed(n: number, first: number): string | null {
  return n >= 1 && n <= 20 ? String.fromCharCode(first + n - 1) : null
}

function letters(n: number): string {
  return n < 1 || n > 780 ? String(n) : String.fromCharCode(65 + ((n - 1) % 26)).repeat(Math.ceil(n / 26))
}

function roman(n: number): string {
  if (n < 1 || n > 3999) return String(n)
  const parts: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = n
  let text = ''
  for (const [value, sign] of parts) {
    while (rest >= value) {
      text += sign
      rest -= value
    }
  }
  return text
}

function chinese(n: number, digits: string, units: string[]): string {
  if (n < 0 || n > 9999) return String(n)
  if (n === 0) return digits[0]!
  const figures = [...String(n)].map(Number)
  let text = ''
  figures.forEach((figure, i) => {
    const unit = units[figures.length - 1 - i]!
    if (figure !== 0) text += digits[figure]! + unit
    else if (figures[i + 1]) text += digits[0]!
  })
  return digits === COUNTING && n >= 10 && n < 20 ? text.slice(1) : text
}

/**
 * Exact addition of decimal numbers as they were printed: 0.1 + 0.2 is 0.3. Money is in 万元 with decimals, and a sum that
 * is off by a rounding error of binary arithmetic would accuse an office of a mistake it did not make.
 */
export function addExactly(values: number[]): number {
  let whole = 0
  let exact = true
  for (const value of values) {
    whole += value
    exact &&= Number.isSafeInteger(value) && Number.isSafeInteger(whole)
  }
  return exact ? whole : addDecimals(values)
}

function addDecimals(values: number[]): number {
  const parts = values.map(parse)
  const scale = Math.max(0, ...parts.map(part => part.scale))
  const total = parts.reduce((sum, part) => sum + part.digits * 10n ** BigInt(scale - part.scale), 0n)
  return Number(`${total}e-${scale}`)
}

/** The difference first − second, exactly. */
export function subtractExactly(first: number, second: number): number {
  return addExactly([first, -second])
}

/** A number as digits and the count of digits behind the point: 177.1 is 1771 with scale 1. */
function parse(value: number): {digits: bigint; scale: number} {
  const match = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))
  if (!match) throw new Error(`${value} is not a decimal number`)
  const [, whole = '', fraction = '', exponent = '0'] = match
  const scale = fraction.length - Number(exponent)
  const digits = BigInt(whole + fraction)
  return scale < 0 ? {digits: digits * 10n ** BigInt(-scale), scale: 0} : {digits, scale}
}

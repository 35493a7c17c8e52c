import {
  DuckDBDateValue,
  type DuckDBDecimalValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api'
import {DECIMALS} from './tables.ts'

const DAY = 86_400_000
const ONE = 10n ** BigInt(DECIMALS.scale)

/** A row as a plain object; see `Warehouse.all`. */
export function plainRow(names: string[], types: DuckDBType[], row: DuckDBValue[]): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (let i = 0; i < names.length; i++) made[names[i]!] = plain(row[i]!, types[i]!)
  return made
}

function plain(value: DuckDBValue, type: DuckDBType): unknown {
  if (value === null || value === undefined) return null
  switch (type.typeId) {
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UBIGINT: {
      const number = Number(value)
      if (!Number.isSafeInteger(number)) throw new Error(`${value} is too large to be a number`)
      return number
    }
    case DuckDBTypeId.DECIMAL:
      return numberOf(value as DuckDBDecimalValue)
    case DuckDBTypeId.DATE:
      return new Date((value as DuckDBDateValue).days * DAY).toISOString().slice(0, 10)
    case DuckDBTypeId.LIST: {
      const {items} = value as {items: readonly DuckDBValue[]} & DuckDBValue
      return items.map(item => plain(item, (type as unknown as {valueType: DuckDBType}).valueType))
    }
    default:
      return value
  }
}

/** The number nearest to a decimal. A quotient of two numbers that are exact is rounded once, as a text is that is read. */
function numberOf(decimal: DuckDBDecimalValue): number {
  const digits = Number(decimal.value)
  return Number.isSafeInteger(digits) && decimal.scale <= 22
    ? digits / 10 ** decimal.scale
    : Number(decimal.toString())
}

/** A date of the contract (YYYY-MM-DD) as DuckDB keeps it. */
export function dateOf(iso: string | null): DuckDBDateValue | null {
  return iso === null ? null : new DuckDBDateValue(Date.parse(`${iso}T00:00:00Z`) / DAY)
}

/**
 * A figure times 10^8, exactly as its shortest decimal text says; digits beyond are rounded half away from zero.
 * @throws when it has more digits than the column holds: map takes fifteen, so that would be our fault.
 */
export function scaled(value: number): bigint {
  if (Number.isSafeInteger(value)) return BigInt(value) * ONE
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))
  if (!match) throw new Error(`${value} is no decimal number`)
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const shift = DECIMALS.scale - fraction.length + Number(exponent)
  const digits = BigInt(whole + fraction)
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : roundedQuotient(digits, 10n ** BigInt(-shift))
  if (size >= 10n ** BigInt(DECIMALS.width))
    throw new Error(`${value} has more digits than the warehouse keeps`)
  return sign ? -size : size
}

function roundedQuotient(digits: bigint, divisor: bigint): bigint {
  return (digits + divisor / 2n) / divisor
}

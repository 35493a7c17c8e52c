import {z} from 'zod'

/**
 * Puts a value in the order of a schema: what its `parse` gives, but the value itself wherever its members are in order already,
 * as nearly all are. A report has thousands of them; copying each, as `parse` does, takes longer than writing them. Of what it
 * cannot vouch for it gives `UNFIT`: then `parse` has to see the value, and say what is wrong with it.
 */
type Ordering = (value: unknown) => unknown

const UNFIT = Symbol('unfit')

/** What the contract's schema makes of a value, as JSON has it. @throws ZodError when the value is none of the schema's */
export function orderedBy(schema: z.ZodType): (value: unknown) => unknown {
  const ordering = orderingOf(schema)
  return value => {
    const ordered = ordering(value)
    return ordered === UNFIT ? schema.parse(value) : ordered
  }
}

/** Of kinds of schemas it does not know it vouches for nothing. */
function orderingOf(schema: z.core.$ZodType): Ordering {
  if (schema instanceof z.ZodNumber) return when(numberOf(schema))
  if ((schema._zod.def.checks ?? []).length > 0) return () => UNFIT
  if (schema instanceof z.ZodObject) return objectOf(schema.shape)
  if (schema instanceof z.ZodRecord) return recordOf(schema.valueType)
  if (schema instanceof z.ZodArray) return arrayOf(schema.element)
  if (schema instanceof z.ZodTuple) return tupleOf(schema)
  if (schema instanceof z.ZodOptional) return orElse(undefined, schema.unwrap())
  if (schema instanceof z.ZodNullable) return orElse(null, schema.unwrap())
  if (schema instanceof z.ZodEnum) return oneOf(schema.options)
  if (schema instanceof z.ZodLiteral) return oneOf([...schema.values])
  if (schema instanceof z.ZodString) return when(value => typeof value === 'string')
  if (schema instanceof z.ZodBoolean) return when(value => typeof value === 'boolean')
  return () => UNFIT
}

function when(test: (value: unknown) => boolean): Ordering {
  return value => (test(value) ? value : UNFIT)
}

/** Places are whole numbers from 0 or 1 on: nearly all that is checked of a report. */
function numberOf(schema: z.ZodNumber): (value: unknown) => boolean {
  const [whole, least, ...more] = (schema._zod.def.checks ?? []).map(check => check._zod.def as Bound)
  if (!whole) return Number.isFinite
  if (whole.format !== 'safeint' || more.length > 0) return () => false
  if (!least) return Number.isSafeInteger
  if (least.check !== 'greater_than') return () => false
  const {value: bound, inclusive} = least
  const from = inclusive ? bound : bound + 1
  return value => Number.isSafeInteger(value) && (value as number) >= from
}

/** A check of a number as zod describes it. */
interface Bound {
  check: string
  format: string
  value: number
  inclusive: boolean
}

function objectOf(shape: Record<string, z.core.$ZodType>): Ordering {
  const names = Object.keys(shape)
  const places = new Map(names.map((name, i) => [name, i]))
  const members = names.map(name => orderingOf(shape[name]!))
  const needed = members.map(member => member(undefined) === UNFIT)
  const most = needed.filter(Boolean).length
  return value => {
    if (!isPlain(value)) return UNFIT
    let last = -1
    let found = 0
    let same = true
    for (const name in value) {
      const i = places.get(name)
      if (i === undefined) return UNFIT
      const member = value[name]
      const ordered = members[i]!(member)
      if (ordered === UNFIT) return UNFIT
      if (i < last || ordered !== member) same = false
      last = i
      if (needed[i]) found++
    }
    if (found !== most) return UNFIT
    if (same) return value
    const entries = names.flatMap((name, i) => (name in value ? [[name, members[i]!(value[name])]] : []))
    return Object.fromEntries(entries)
  }
}

function recordOf(schema: z.core.$ZodType): Ordering {
  const ordering = orderingOf(schema)
  return value => {
    if (!isPlain(value)) return UNFIT
    let same = true
    for (const name in value) {
      const ordered = ordering(value[name])
      if (ordered === UNFIT) return UNFIT
      if (ordered !== value[name]) same = false
    }
    if (same) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, ordering(item)]))
  }
}

function arrayOf(schema: z.core.$ZodType): Ordering {
  const ordering = orderingOf(schema)
  return value => (Array.isArray(value) ? listOf(value, ordering) : UNFIT)
}

function tupleOf({def}: z.ZodTuple): Ordering {
  const orderings = def.items.map(orderingOf)
  if (def.rest) return () => UNFIT
  return value =>
    Array.isArray(value) && value.length === orderings.length
      ? listOf(value, (item, i) => orderings[i]!(item))
      : UNFIT
}

function listOf(items: unknown[], ordering: (item: unknown, i: number) => unknown): unknown {
  const ordered = items.map((item, i) => ordering(item, i))
  if (ordered.includes(UNFIT)) return UNFIT
  return ordered.every((item, i) => item === items[i]) ? items : ordered
}

function orElse(other: null | undefined, schema: z.core.$ZodType): Ordering {
  const ordering = orderingOf(schema)
  return value => (value === other ? value : ordering(value))
}

function oneOf(values: readonly unknown[]): Ordering {
  const known = new Set(values)
  return when(value => known.has(value))
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import type {Place} from '../../../pipeline/model/place.ts'
import type {Testimony} from '../../../pipeline/model/report.ts'

/** What a witness says: where it stands, as printed and as understood. */
export interface Statement<T> {
  source: string
  value: T
  raw: string
  place: Place
}

/** Statements as they are published. */
export function testify<T>(
  fact: Testimony['fact'],
  statements: Statement<T>[],
  print: (value: T) => string = String,
): Testimony[] {
  return statements.map(({source, value, raw, place}) => ({fact, source, value: print(value), raw, place}))
}

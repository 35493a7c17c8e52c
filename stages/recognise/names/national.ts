import type {Lexicon} from '../words/lexicon.ts'

/** Whether a name in which no division was found is that of a body of the State Council, and not of a branch of one. */
export function isNational({national: {names, whole, branches}}: Lexicon, name: string): boolean {
  return names.test(name) && (whole.test(name) || !branches.test(name))
}

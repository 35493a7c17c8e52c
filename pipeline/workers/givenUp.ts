/** How a document came to its end before its chain did. */
export type Ending = 'time' | 'memory' | 'crash'

/** A document that was given up; `detail` says what the system saw. */
export class GivenUpError extends Error {
  constructor(
    readonly ending: Ending,
    readonly detail: string,
  ) {
    super(`${ending}: ${detail}`)
    this.name = 'GivenUpError'
  }
}

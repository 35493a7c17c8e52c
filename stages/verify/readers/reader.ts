import type {Piece} from '../reading.ts'

/** What a second reader may take, from config/verify.yaml. */
export interface SecondLimits {
  pages: number
  seconds: number
  /** Path of soffice; null where it is not installed. */
  office: string | null
}

/**
 * Reads a file once more, with other code than the readers of stage `read`: nothing of what they make of cells may come in
 * here, or both would err alike.
 */
export interface SecondReader {
  /** The program behind it, as findings name it. */
  program: string
  /** Raise it when the same file would now give other pieces. */
  version: string
  /** Ids of the readers whose files it reads again. */
  of: string[]
  /** Whether it needs the office suite, which is not everywhere. */
  needsOffice?: boolean
  read(bytes: Uint8Array, limits: SecondLimits): Promise<Piece[]> | Piece[]
}

/**
 * A second reader that cannot read a file: a Chinese clause. No fault of the file, which was read before. `passing`: it did not
 * come to an end this time (too slow, not started, killed), and may the next.
 */
export class SecondReadingError extends Error {
  constructor(
    readonly what: string,
    readonly passing = false,
  ) {
    super(what)
    this.name = 'SecondReadingError'
  }
}

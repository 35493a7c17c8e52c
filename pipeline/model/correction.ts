/**
 * What people say of the figures and findings of a run: rows of a corrections file, texts as they were written. Nothing is
 * judged here; the correct stage applies each row or refuses it with a finding.
 */
export interface CorrectionRow {
  /** Name of the corrections file, and the row in it as its program counts. */
  file: string
  row: number
  /** Id of the report; empty where the row is about a finding of no report. */
  report: string
  keys: string[]
  /** The text printed in the cell when the person looked. */
  raw: string
  /** 更正值: what the cell should hold. */
  corrected: string
  basis: string
  by: string
  on: string
  /** 认可: why the finding is right to stand, or plain yes with the reason as basis. */
  accepted: string
  /** Of the finding: rule, sentence and input file. */
  rule: string
  message: string
  source: string
}

/** All corrections of a run. */
export interface Corrections {
  /** Rows that correct a figure, by the id of the report, in the order of the files and rows. */
  values: Record<string, CorrectionRow[]>
  /** Rows that accept a finding. */
  acceptances: CorrectionRow[]
}

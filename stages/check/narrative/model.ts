import type {NarrativeSentence} from './sentences.ts'

/** What a figure counts, as far as the tables count it too. */
export type Subject = 'application' | 'reconsideration' | 'litigation' | 'disputes' | 'document'

/** What was done: `both` is 收到并办理, `carried` 结转 without a direction. */
export type Verb =
  | 'received'
  | 'accepted'
  | 'both'
  | 'handled'
  | 'answered'
  | 'carriedIn'
  | 'carriedOut'
  | 'carried'
  | 'issued'
  | 'repealed'
  | 'inForce'
  | 'upheld'
  | 'corrected'
  | 'pending'

/** Why a figure cannot be held against a table. */
export type Doubt =
  | 'hedged'
  | 'unit'
  | 'part'
  | 'otherYear'
  | 'partOfYear'
  | 'otherBody'
  | 'comparison'
  | 'cumulative'
  | 'distributive'
  | 'negated'
  | 'cause'
  | 'unclear'

/** A number of things a sentence states. Only a figure without doubts is compared. */
export interface NarrativeFigure {
  value: number
  /** As printed, with hedges and unit: 近30件. */
  printed: string
  unit: string
  hedge: string | null
  /** What the last place printed counts: 1, or 1000 of 1.2万. A figure of a table that differs by less is no other. */
  precision: number
  subject: Subject | null
  verb: Verb | null
  doubts: Doubt[]
  /** Whether the report year is named, in the sentence or before it in the paragraph. */
  namesYear: boolean
  /** Whether the sentence says that it is all of the body's: 我局共. */
  namesTotal: boolean
  /** Index of the figure this one is a part of (其中), in the same list. */
  whole: number | null
  /** What stands between the figure before and this one. */
  wording: string
  sentence: NarrativeSentence
}

export type DisputeGroup = 'reconsideration' | 'litigation'

/** What a sentence says without a number. */
export interface NarrativeClaim {
  kind: 'noApplications' | 'allAnswered' | 'wholeRate' | 'noDisputes' | 'noLoss' | 'allUpheld'
  /** The disputes it is about; empty for claims about applications. */
  groups: DisputeGroup[]
  /** 已审结的均获维持: what is still pending is left out. */
  concluded: boolean
  sentence: NarrativeSentence
}

/** 占总数的33.9%: a share of what the figure before it counts. */
export interface NarrativeShare {
  /** Index of the figure. */
  figure: number
  percent: number
  decimals: number
  sentence: NarrativeSentence
}

/** What the sentences of a report state. */
export interface Narrative {
  sentences: NarrativeSentence[]
  figures: NarrativeFigure[]
  claims: NarrativeClaim[]
  shares: NarrativeShare[]
}

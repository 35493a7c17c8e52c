import type {RuleFunction} from '../context.ts'
import {impossibleCarryOut, otherHandlingSplit, printedSubtotals} from './applications.ts'
import {partsExceedWhole, shareDiffers} from './breakdown.ts'
import {
  blankCells,
  magnitude,
  negative,
  normalisedDigits,
  notInteger,
  notNumeric,
  placeholders,
  plusSign,
  unitInCell,
} from './cells.ts'
import {lossClaim, upheldClaim, zeroClaim} from './claims.ts'
import {
  changeEqualsDecisions,
  decisionsWithoutItems,
  identicalRows,
  inForceFloor,
  itemsNotNegative,
  procurementPair,
  publishedFloor,
} from './disclosure.ts'
import {carriedInCountedTwice, partialCountedTwice, slipOfThePen} from './hints.ts'
import {namesDisagree, yearsDisagree} from './identity.ts'
import {locatedMistake} from './location.ts'
import {moneyPrecision, moneyUnit} from './money.ts'
import {allZeroAgainstNarrative, processingFeeDenied} from './narrative.ts'
import {
  indexYear,
  noDate,
  reportingPeriod,
  signedBeforeYearEnd,
  signedInOtherYear,
  staleBasis,
} from './period.ts'
import {implausiblePower, noAuthority} from './powers.ts'
import {rulesWithoutPower} from './regulations.ts'
import {unvouched} from './scanned.ts'
import {
  emptySubsection,
  overviewTopics,
  problemsVoid,
  sectionMissing,
  sectionOrder,
  sectionTitle,
} from './sections.ts'
import {carriedDiffers, disputesDiffer, documentsDiffer, handledDiffers, receivedDiffers} from './stated.ts'
import {assessmentAbsent, feeNotStated, staleYear} from './statements.ts'
import {tableElsewhere, tableMissing} from './tables.ts'
import {departmentLate, governmentLate, timelinessUnknown} from './timeliness.ts'
import {placeholderNumber, titleAbsent, titleNotStandard} from './titles.ts'
import {blankOutcomeTotals, blankRowTotals} from './totals.ts'
import {mixedFormats, prematureFormat, supersededFormat} from './versions.ts'

/** Every rule of the stage that is not a sum, by id. Sums are data: `sum` in config/rules.yaml. */
export const RULES: Record<string, RuleFunction> = {
  A04: blankRowTotals,
  A05: blankOutcomeTotals,
  A06: allZeroAgainstNarrative,
  A07: impossibleCarryOut,
  A08: partialCountedTwice,
  A09: slipOfThePen,
  A10: carriedInCountedTwice,
  A11: printedSubtotals,
  A12: otherHandlingSplit,
  A14: locatedMistake,
  D05: lossClaim,
  N01: receivedDiffers,
  N02: handledDiffers,
  N03: zeroClaim,
  N04: carriedDiffers,
  N05: disputesDiffer,
  N06: partsExceedWhole,
  N07: shareDiffers,
  N08: staleYear,
  N09: documentsDiffer,
  N10: upheldClaim,
  P01: inForceFloor,
  P03: publishedFloor,
  P06: changeEqualsDecisions,
  P07: itemsNotNegative,
  P08: decisionsWithoutItems,
  P09: rulesWithoutPower,
  P10: implausiblePower,
  P11: procurementPair,
  P12: processingFeeDenied,
  P13: moneyUnit,
  P14: identicalRows,
  P15: moneyPrecision,
  V01: notNumeric,
  V02: blankCells,
  V03: placeholders,
  V04: negative,
  V05: notInteger,
  V06: unitInCell,
  V07: plusSign,
  V08: normalisedDigits,
  V09: magnitude,
  S01: sectionMissing,
  S02: sectionOrder,
  S03: sectionTitle,
  S04: tableMissing,
  S05: tableElsewhere,
  S09: supersededFormat,
  S10: prematureFormat,
  S11: mixedFormats,
  S16: emptySubsection,
  S17: overviewTopics,
  S18: problemsVoid,
  S19: feeNotStated,
  S20: assessmentAbsent,
  S23: unvouched,
  M01: titleAbsent,
  M02: titleNotStandard,
  M03: namesDisagree,
  M04: yearsDisagree,
  M05: reportingPeriod,
  M06: noDate,
  M07: signedBeforeYearEnd,
  M08: signedInOtherYear,
  M09: indexYear,
  M10: staleBasis,
  M11: placeholderNumber,
  M14: noAuthority,
  T01: departmentLate,
  T02: governmentLate,
  T03: timelinessUnknown,
}

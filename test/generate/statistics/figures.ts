import type {Random} from '../random.ts'
import {ROWS} from './rows.ts'

const CHANNELS = parts('requests.channels', ['inPerson', 'fax', 'online', 'letter'])
const REASONS = parts('requests.answered.denied', [
  'stateSecret',
  'tradeSecret',
  'privacy',
  'securityAndStability',
  'notGovernmentInformation',
  'otherStatutory',
])
const ANSWERS = parts('requests.answered', [
  'alreadyPublic',
  'granted',
  'partiallyGranted',
  'denied.total',
  'notThisAgency',
  'doesNotExist',
  'amendmentRequested',
  'otherChannel',
])

/** Figures of one report by key, as printed, that break no sum of the form. */
export function figuresOf(random: Random): Record<string, string> {
  const found: Record<string, number> = {}
  for (const {key} of ROWS)
    if (key !== null) found[key] = random.chance(0.25) ? 0 : random.int(1, random.chance(0.2) ? 5000 : 30)
  const atMost = (key: string, whole: string) => {
    found[key] = Math.min(found[key]!, found[whole]!)
  }
  const sum = (key: string, summands: string[]) => {
    found[key] = summands.reduce((total, part) => total + found[part]!, 0)
  }
  atMost('proactive.normativeDocumentsDisclosed', 'proactive.itemsDisclosed')
  found['proactive.normativeDocumentsIssued']! += found['proactive.normativeDocumentsDisclosed']!
  for (const way of ['gazette', 'website', 'weibo', 'wechat', 'other'])
    atMost(`proactive.channels.${way}`, 'proactive.itemsDisclosed')
  atMost('response.pressConferencesByHead', 'response.pressConferences')
  atMost('response.onlineInterviewsByHead', 'response.onlineInterviews')
  sum('requests.answered.denied.total', REASONS)
  sum('requests.answered.total', ANSWERS)
  const answered = found['requests.answered.total']!
  share(answered, ['requests.completed.onTime', 'requests.completed.extended'], found, random)
  share(answered, CHANNELS, found, random)
  found['requests.completed.total'] = answered
  found['requests.received'] = answered
  for (const group of ['reconsideration', 'litigation'])
    sum(`${group}.total`, parts(group, ['upheld', 'corrected', 'other']))
  sum('organization.staff', ['organization.fullTime', 'organization.partTime'])
  return Object.fromEntries(
    ROWS.flatMap(({key, money}) =>
      key === null ? [] : [[key, String(money ? random.int(0, 500) / 10 : found[key])]],
    ),
  )
}

function parts(group: string, names: string[]): string[] {
  return names.map(name => `${group}.${name}`)
}

/** Gives each of some keys a part of a whole, the last one what is left. */
function share(whole: number, keys: string[], found: Record<string, number>, random: Random): void {
  let left = whole
  for (const key of keys) {
    found[key] = key === keys.at(-1) ? left : random.int(0, left)
    left -= found[key]
  }
}

import type {RosterEntry} from '../../../pipeline/model/roster.ts'

/** A body of the roster: a department of the county level in a region, unless said otherwise. */
export function rosterEntry(
  region: string,
  code: string,
  name: string,
  more: Partial<RosterEntry> = {},
): RosterEntry {
  return {
    code,
    name,
    aliases: [],
    region,
    level: 'county',
    type: 'department',
    parent: null,
    from: null,
    to: null,
    successor: null,
    mustFile: true,
    deadline: null,
    inSummary: true,
    ...more,
  }
}

import {type Finding, type FindingDetails, makeFinding, type Rules} from '../../pipeline/model/finding.ts'

/** Collects findings of one report; the same sentence is said once, for all the keys it is about. */
export function collector(rules: Rules, report: string) {
  const findings = new Map<string, Finding>()
  return {
    add(rule: string, details: FindingDetails): void {
      const finding = makeFinding(rules, rule, {...details, report})
      const name = `${rule}\n${finding.message}`
      const said = findings.get(name)
      if (said) said.keys = [...new Set([...said.keys, ...finding.keys])]
      else findings.set(name, finding)
    },
    all: (): Finding[] => [...findings.values()],
  }
}

export type Collector = ReturnType<typeof collector>

/** A printed label on one line. */
export function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

// node compare.mjs OUT_OF_HTML OUT_OF_PDF [--only 1-30] [--list] [--json]
// Per report: cells right, wrong, and wrong that no finding names (silent). Reports are matched by file stem (7.html, 7.pdf).
// A wrong cell is named when a finding of its report (or of its file)
//   - has its key (or a key that the cell's key begins with, or its table's key) in `keys`, or
//   - is S01/S04/S05 or another finding without keys whose sentence has the table's title in “ ”, or
//   - when the report was not read at all: the file is in skipped.jsonl or has a finding of severity error without a report.
// Findings that the run over the clean HTML has too (same rule, same keys) name nothing.
// `info` = named by info findings only; `vague` = silent by the above, but an R.. finding of the file warns of something.
import {existsSync, readFileSync} from 'node:fs'
import {basename, join} from 'node:path'

const [truthDir, readDir, ...flags] = process.argv.slice(2)
const list = flags.includes('--list')
const [low, high] = flags.includes('--only') ? flags[flags.indexOf('--only') + 1].split('-').map(Number) : [-Infinity, Infinity]
const TITLES = {
  disclosure: ['主动公开政府信息情况'],
  applications: ['收到和处理政府信息公开申请情况'],
  disputes: ['政府信息公开行政复议、行政诉讼情况', '因政府信息公开工作被申请行政复议、提起行政诉讼情况', '行政复议、行政诉讼情况'],
}
const lines = path => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line)) : [])
const stem = file => basename(file).replace(/\.[a-z]+$/i, '')

function load(dir) {
  const files = new Map()
  const of = file => {
    if (!files.has(stem(file))) files.set(stem(file), {reports: [], findings: [], skipped: []})
    return files.get(stem(file))
  }
  for (const report of lines(join(dir, 'reports.jsonl'))) of(report.source.file).reports.push(report)
  for (const finding of lines(join(dir, 'findings.jsonl'))) of(finding.file).findings.push(finding)
  for (const skipped of lines(join(dir, 'skipped.jsonl'))) of(skipped.file).skipped.push(skipped)
  return files
}

/** Blank, not applicable and text hold no number: they are told apart. */
const same = (a, b) => a && b && a.value === b.value && a.state === b.state
const say = cell => (cell === undefined ? 'absent' : cell.value === null ? `${cell.state}(${cell.raw ?? ''})` : `${cell.value}`)

function names(finding, key) {
  const table = key.split('.')[0]
  if (finding.keys.some(named => named === key || key.startsWith(`${named}.`))) return true
  if (finding.keys.length > 0 && !/^S0[145]$/.test(finding.rule)) return false
  const titles = TITLES[table] ?? [table]
  return titles.some(title => finding.message.includes(`“${title}`) || finding.message.includes(`、${title}”`))
}

const truth = load(truthDir)
const read = load(readDir)
const sum = {right: 0, wrong: 0, silent: 0, info: 0, vague: 0}
const all = []
console.log('file        right wrong silent (info-only) (vague)  status; rules that name wrong cells')
for (const [name, {reports}] of [...truth].sort(([a], [b]) => a.localeCompare(b, 'en', {numeric: true}))) {
  if (Number(name) < low || Number(name) > high) continue
  const wanted = reports[0]
  if (!wanted) {
    console.log(`${name.padEnd(10)} the clean HTML itself gave no report`)
    continue
  }
  const found = read.get(name)
  // What the clean pages are found fault with as well is no sign that the scan was misread.
  const clean = new Set((truth.get(name).findings ?? []).map(({rule, keys}) => `${rule} ${keys}`))
  const findings = (found?.findings ?? []).filter(({rule, keys}) => !clean.has(`${rule} ${keys}`))
  const candidates = found?.reports ?? []
  const got = [...candidates].sort((a, b) => rights(b) - rights(a))[0]
  const unread = !got && Boolean(found?.skipped.length || findings.some(({severity}) => severity === 'error'))
  const row = {right: 0, wrong: 0, silent: 0, info: 0, vague: 0}
  const rules = new Map()
  const wrongs = []
  const keys = new Set([...Object.keys(wanted.observations), ...Object.keys(got?.observations ?? {})])
  for (const key of keys) {
    const [a, b] = [wanted.observations[key], got?.observations[key]]
    if (same(a, b)) {
      row.right++
      continue
    }
    row.wrong++
    const naming = findings.filter(finding => names(finding, key))
    for (const {rule} of naming) rules.set(rule, (rules.get(rule) ?? 0) + 1)
    const silent = naming.length === 0 && !unread
    const vague = silent && findings.some(({rule, keys: named, severity}) => rule.startsWith('R') && named.length === 0 && severity !== 'info')
    if (silent) row.silent++
    if (vague) row.vague++
    if (naming.length > 0 && naming.every(({severity}) => severity === 'info')) row.info++
    wrongs.push({key, truth: say(a), read: say(b), raw: b?.raw, by: naming.map(({rule, severity}) => `${rule}/${severity}`), silent, vague})
  }
  function rights(report) {
    return Object.entries(wanted.observations).filter(([key, cell]) => same(cell, report.observations[key])).length
  }
  for (const key of Object.keys(sum)) sum[key] += row[key]
  const others = ['agency', 'year', 'format'].filter(field => got && value(got, field) !== value(wanted, field))
  const status = got ? `${got.status}${candidates.length > 1 ? ` (${candidates.length} reports)` : ''}` : found?.skipped.length ? `skipped: ${found.skipped[0].reason}` : 'NO REPORT'
  console.log(
    [name.padEnd(10), String(row.right).padStart(6), String(row.wrong).padStart(5), String(row.silent).padStart(6), String(row.info).padStart(10), String(row.vague).padStart(9)].join(' ') +
      `   ${status}; ${[...rules].map(([rule, n]) => `${rule}×${n}`).join(' ')}${others.length ? `; differs: ${others.map(field => `${field} ${value(wanted, field)} → ${value(got, field)}`).join(', ')}` : ''}`,
  )
  if (list) for (const w of wrongs) console.log(`    ${w.silent ? 'SILENT' : 'named '} ${w.key}: ${w.truth} → ${w.read}${w.by.length ? ` [${[...new Set(w.by)].join(' ')}]` : ''}${w.vague ? ' (vague R)' : ''}`)
  all.push({name, ...row, status, wrongs})
}
function value(report, field) {
  return field === 'agency' ? report.agency?.name : report[field]
}
console.log(`total: ${sum.right} right, ${sum.wrong} wrong, of them ${sum.silent} silent (${sum.vague} of these with a file-level R warning), ${sum.info} named by info only; ${all.filter(r => r.silent).length} reports with silent cells of ${all.length}`)
if (flags.includes('--json')) console.log(JSON.stringify(all))
process.exitCode = sum.silent ? 1 : 0

/**
 * By hand: prints reports from pages whose figures, rules or page ends somebody has changed, through the whole chain; counts
 * figures that came out wrong, those that sums alone name, and those in silence.
 * node --import ./bin/typescript.js test/stages/read/pdf/browsers.ts [reports a habit] [first seed] [part of a habit's name]
 * MIX=number prints so many reports with three habits each instead. KEEP=folder keeps the files of reports with trouble.
 */
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {differences, silentErrors} from '../../../generate/compare.ts'
import {printAll} from '../../../generate/files/pdf.ts'
import {documentOf, rootOf} from '../../../generate/form/tree.ts'
import {pipeline} from '../../../generate/pipeline.ts'
import {type Random, randomOf} from '../../../generate/random.ts'
import {cleanReport} from '../../../generate/report/model.ts'
import {FIGURES} from './browser/figures.ts'
import type {BrowserHabit} from './browser/habit.ts'
import {PAGES} from './browser/pages.ts'
import {RULES} from './browser/rules.ts'
import {stylesOf} from './print.ts'
import {reportHtml} from './reports.ts'

const [count = '1', first = '1', part = ''] = process.argv.slice(2)
const {KEEP, MIX} = process.env
const HABITS: Record<string, BrowserHabit> = {...FIGURES, ...PAGES, ...RULES}
const SHARE = 0.15
const run = pipeline()
const total = {documents: 0, wrong: 0, sums: 0, silent: 0}

const names = Object.keys(HABITS).filter(name => name.includes(part))
const jobs = MIX
  ? Array.from({length: Number(MIX)}, (_, i) => jobOf(Number(first) + i, null))
  : names.flatMap((name, k) =>
      Array.from({length: Number(count)}, (_, i) => jobOf(Number(first) + 1000 * i + k, name)),
    )
const files = await printAll(
  jobs.map(({html}) => html),
  'chromium',
)
for (const [i, {names: own, seed, model, document, style, html}] of jobs.entries()) {
  const outcome = await run(files[i]!, `${model.title}.pdf`)
  const [report] = outcome.reports
  const wrong = report ? differences(document, report) : null
  const silent = silentErrors(document, outcome).length
  const named = new Set(
    outcome.findings
      .filter(({rule, severity}) => rule.startsWith('S') || (severity !== 'info' && /^[RVM]/.test(rule)))
      .flatMap(({keys}) => keys),
  )
  const missing = outcome.findings.some(({rule}) => rule === 'S04' || rule === 'S05')
  const isSummed = ({key, actual}: {key: string; actual: string}) =>
    !named.has(key) && !(missing && actual === 'absent')
  const sums = (wrong ?? []).filter(isSummed).length - silent
  total.documents++
  total.wrong += wrong?.length ?? Object.keys(model.observations).length
  total.sums += Math.max(sums, 0)
  total.silent += silent
  if (!wrong || wrong.length > 0 || silent > 0) {
    const said = [...new Set(outcome.findings.map(({rule}) => rule))].join(' ')
    console.log(
      `#${seed} ${own.join(' + ')}, ${style}: wrong ${wrong?.length ?? 'all'}, silent ${silent} (${said})`,
    )
    if (KEEP) {
      await mkdir(KEEP, {recursive: true})
      await writeFile(join(KEEP, `${seed}.pdf`), files[i]!)
      await writeFile(join(KEEP, `${seed}.html`), html)
    }
  }
}
console.log(JSON.stringify(total))

function jobOf(seed: number, name: string | null) {
  const random = randomOf(seed)
  const own = name === null ? Array.from({length: 3}, () => random.pick(names)) : [name]
  const habits = own.map(each => HABITS[each]!)
  const isBig = name === null ? random.chance(0.6) : habits[0]!.big === true
  const size = isBig ? {size: 'large' as const} : {}
  const model = cleanReport(random.fork('report'), {year: 2019 + (seed % 6), ...size})
  const document = documentOf(model)
  const style = random.pick(stylesOf('chromium'))
  const setting = {style, pt: random.pick([7.5, 9, 10.5, 12]), shift: random.int(0, 400)}
  const html = reportHtml(rootOf(document), setting).replace(
    '</body>',
    () => `${changes(habits, random)}</body>`,
  )
  return {names: own, seed, model, document, style: style.name, html}
}

/** A style sheet and a script that change the page as soon as it is there. */
function changes(habits: readonly BrowserHabit[], random: Random): string {
  const edits = habits.flatMap(({cell, html, big = false, share = SHARE}) => {
    const edit = html ? `c.innerHTML=${JSON.stringify(html)}.replaceAll('@',t)` : cell
    return edit ? [`{big:${big},share:${share},edit(c,t){${edit}}}`] : []
  })
  const script = `addEventListener('DOMContentLoaded',()=>{
    let state=${random.int(1, 1e6)}
    const chance=()=>(state=(state*1103515245+12345)%2147483648)/2147483648
    const cells=[...document.querySelectorAll('td')].filter(c=>/^\\d+$/.test(c.textContent.trim())&&!c.children.length)
    ${habits.map(({page}) => (page ? `{${page}}` : '')).join('\n')}
    const edits=[${edits.join(',')}]
    if(edits.length)for(const cell of cells){
      const {big,share,edit}=edits[Math.floor(chance()*edits.length)]
      const text=cell.textContent.trim()
      if(chance()<share&&(!big||text.length>1))edit(cell,text)
    }
  })`
  return `<style>${habits.map(({css = ''}) => css).join(' ')}</style><script>${script}</script>`
}

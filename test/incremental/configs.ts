import {cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {type Document, isMap, isPair, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq} from 'yaml'
import type {Random} from '../generate/random.ts'
import type {Change} from './inputs.ts'
import {correctionsOf, ROOT, rosterOf, type Site} from './site.ts'

/** Files of a configuration directory. */
function filesOf(site: Site, ending: string): string[] {
  return readdirSync(site.config, {recursive: true})
    .map(String)
    .filter(name => name.endsWith(ending))
    .sort()
}

/** All places of a document where something can be changed: mappings, lists and single values. */
function placesIn(document: Document): unknown[] {
  const places: unknown[] = []
  const visit = (node: unknown) => {
    if (isMap(node) || isSeq(node)) {
      places.push(node)
      for (const item of node.items) visit(isPair(item) ? item.value : item)
    } else if (isScalar(node)) places.push(node)
  }
  visit(document.contents)
  return places
}

function exchangeItems({items}: YAMLMap | YAMLSeq, random: Random): string | null {
  if (items.length < 2) return null
  const at = random.int(0, items.length - 2)
  items.splice(at, 2, items[at + 1] as never, items[at] as never)
  return `order at ${at}`
}

function alter(node: unknown, random: Random): string | null {
  if (isMap(node)) return exchangeItems(node, random)
  if (isSeq(node)) {
    if (random.chance(0.5)) return exchangeItems(node, random)
    if (node.items.length < 2) return null
    node.items.splice(random.int(0, node.items.length - 1), 1)
    return 'one item less'
  }
  if (!isScalar(node)) return null
  const before = node.value
  if (typeof before === 'number') node.value = random.pick([before + 1, before * 2, Math.max(0, before - 1)])
  else if (typeof before === 'boolean') node.value = !before
  else if (typeof before === 'string') node.value = altered(before, random)
  return `${String(before).slice(0, 30)} becomes ${String(node.value).slice(0, 30)}`
}

function altered(text: string, random: Random): string {
  const severities = ['error', 'warning', 'info']
  if (severities.includes(text)) return random.pick(severities.filter(other => other !== text))
  return random.chance(0.5) ? `${text}甲` : text.slice(0, -1)
}

const yamlChange =
  (wanted: (name: string) => boolean): Change =>
  (site, random) => {
    const name = random.pick(filesOf(site, '.yaml').filter(wanted))
    const path = join(site.config, name)
    const document = parseDocument(readFileSync(path, 'utf8'))
    const done = alter(random.pick(placesIn(document)), random)
    if (done === null) return null
    writeFileSync(path, String(document))
    return `${name}: ${done}`
  }

/** One line of a text file is changed, doubled or left out. */
const lineChange =
  (names: (site: Site) => string[]): Change =>
  (site, random) => {
    const path = random.pick(names(site))
    if (!existsSync(path)) return null
    const lines = readFileSync(path, 'utf8').split('\n')
    const at = random.int(1, lines.length - 1)
    const kind = random.pick(['doubled', 'left out', 'exchanged'])
    const line = lines[at]!
    if (kind === 'doubled') lines.splice(at, 0, line)
    else if (kind === 'left out') lines.splice(at, 1)
    else lines.splice(at, 1, line.replace(/[\u4e00-\u9fff](?=[市县区局])/, '某'))
    writeFileSync(path, lines.join('\n'))
    return `line ${at} of ${path.slice(site.folder.length + 1)} ${kind}`
  }

export const configChanges: Record<string, Change> = {
  anyFile: yamlChange(() => true),
  formats: yamlChange(name => name.startsWith('formats')),
  rules: yamlChange(name => name === 'rules.yaml'),
  sheets: yamlChange(name => /^(?:workbook|summary|datapackage|roster)\.yaml$/.test(name)),
  rollups: yamlChange(name => name.startsWith('rollups')),
  words: yamlChange(name => /^(?:recognise|map|narrative|verify|reconcile)\.yaml$/.test(name)),
  run: yamlChange(name => /^(?:run|collect|read)\.yaml$/.test(name)),
  /** A label gets another way of writing it. */
  alias(site, random) {
    const path = join(site.config, 'formats', random.pick(['2019.yaml', '2021.yaml']))
    const text = readFileSync(path, 'utf8')
    const label = random.pick(
      [...text.matchAll(/\{key: \w+, label: ([\u4e00-\u9fff]+)\}/g)].map(found => found[1]!),
    )
    const alias = random.pick(['某种写法', '行政许可', '合计', '注', `${label}数`])
    writeFileSync(path, text.replace(`label: ${label}}`, `label: ${label}, aliases: [${alias}]}`))
    return `${path.slice(site.config.length + 1)}: ${label} is also ${alias}`
  },
  regions: lineChange(site => filesOf(site, '.csv').map(name => join(site.config, name))),
  traditional: lineChange(site => [join(site.config, 'characters', 'traditional.txt')]),
  rosterFile: lineChange(site => [rosterOf(site)]),
  correctionsFile: lineChange(site => [correctionsOf(site)]),
  asDelivered(site) {
    rmSync(site.config, {recursive: true})
    cpSync(join(ROOT, 'config'), site.config, {recursive: true})
    return 'the configuration as delivered'
  },
}

export const optionChanges: Record<string, Change> = {
  jobs({options}) {
    options.jobs = options.jobs === 1 ? 2 : 1
    return `jobs ${options.jobs}`
  },
  verify({options}, random) {
    options.verify = random.pick(['off', 'doubtful', 'all'].filter(one => one !== options.verify))
    return `verify ${options.verify}`
  },
  rehash({options}) {
    options.rehash = !options.rehash
    return `rehash ${options.rehash}`
  },
  years({options}) {
    options.years = !options.years
    return `inputs one by one ${options.years}`
  },
  roster(site) {
    const draft = join(site.out, '名册草稿.csv')
    if (!existsSync(rosterOf(site)) && !existsSync(draft)) return null
    if (!existsSync(rosterOf(site))) cpSync(draft, rosterOf(site))
    site.options.roster = !site.options.roster
    return `roster ${site.options.roster}`
  },
}

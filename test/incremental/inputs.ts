import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {basename, dirname, extname, join} from 'node:path'
import {zipSync} from 'fflate'
import type {Random} from '../generate/random.ts'
import type {Site} from './site.ts'

/** Something that happens to a site between runs; says what it did, or null where it could do nothing. */
export type Change = (site: Site, random: Random) => string | null

/** Ordinary files among the inputs. */
function present({input}: Site): string[] {
  return readdirSync(input, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}

function stocked({stock}: Site): string[] {
  return readdirSync(stock).sort()
}

const change =
  (name: string, act: (path: string, site: Site, random: Random) => unknown): Change =>
  (site, random) => {
    const files = present(site)
    if (files.length < 3) return null
    const path = random.pick(files)
    return act(path, site, random) === null ? null : `${name} ${path.slice(site.input.length + 1)}`
  }

/** A path that is not there yet, beside another. */
function freeName(path: string): string {
  const ending = extname(path)
  for (let i = 1; ; i++) {
    const free = `${path.slice(0, path.length - ending.length)}（${i}）${ending}`
    if (!lstatSync(free, {throwIfNoEntry: false})) return free
  }
}

/** Lets `act` change a file and puts its times back. */
function keepingTimes(path: string, act: () => void): void {
  const {atime, mtime} = statSync(path)
  act()
  utimesSync(path, atime, mtime)
}

/** One digit behind a mark is another. Null where the file holds no text with digits. */
function otherDigit(path: string, random: Random): null | undefined {
  const bytes = readFileSync(path)
  const places = [...bytes.keys()].filter(
    i => bytes[i] === 0x3e && bytes[i + 1]! >= 0x30 && bytes[i + 1]! <= 0x38,
  )
  if (places.length === 0) return null
  const at = random.pick(places) + 1
  bytes[at]!++
  keepingTimes(path, () => writeFileSync(path, bytes))
}

export const inputChanges: Record<string, Change> = {
  add(site, random) {
    const name = random.pick(stocked(site))
    const folder = join(site.input, random.pick(['', '2023', '甲市/乙县']))
    mkdirSync(folder, {recursive: true})
    const path = existsSync(join(folder, name)) ? freeName(join(folder, name)) : join(folder, name)
    copyFileSync(join(site.stock, name), path)
    return `add ${path.slice(site.input.length + 1)}`
  },
  remove: change('remove', path => rmSync(path)),
  rename: change('rename', path => renameSync(path, freeName(path))),
  renameEnding: change('rename ending of', (path, _, random) =>
    renameSync(path, freeName(path.replace(/\.\w+$/, random.pick(['.txt', '.html', '.docx', ''])))),
  ),
  move: change('move', (path, {input}, random) => {
    const folder = join(input, random.pick(['移到', '2023', '丙市人民政府']))
    mkdirSync(folder, {recursive: true})
    renameSync(path, freeName(join(folder, basename(path))))
  }),
  touch: change('touch', (path, _, random) => {
    const time = new Date(Date.UTC(2000, 0, random.int(1, 20)))
    utimesSync(path, time, time)
  }),
  replace: change('replace the content of', (path, site, random) =>
    writeFileSync(path, readFileSync(join(site.stock, random.pick(stocked(site))))),
  ),
  replaceKeepingTimes: change('replace, times kept,', (path, site, random) =>
    keepingTimes(path, () => writeFileSync(path, readFileSync(join(site.stock, random.pick(stocked(site)))))),
  ),
  digit: change('another digit, size and times kept, in', (path, _, random) => otherDigit(path, random)),
  exchange: change('exchange', (path, site, random) => {
    const other = random.pick(present(site))
    if (other === path) return null
    renameSync(path, `${path}.aside`)
    renameSync(other, path)
    renameSync(`${path}.aside`, other)
  }),
  copy: change('copy', path => copyFileSync(path, freeName(path))),
  hardLink: change('hard link to', path => linkSync(path, freeName(path))),
  link: change('link to', path => symlinkSync(path, freeName(path))),
  linkFolder(site, random) {
    const folders = readdirSync(site.input, {withFileTypes: true}).filter(entry => entry.isDirectory())
    if (folders.length === 0) return null
    const {name} = random.pick(folders)
    symlinkSync(join(site.input, name), freeName(join(site.input, name)))
    return `link to folder ${name}`
  },
  brokenLink: change('broken link beside', path => symlinkSync(join(dirname(path), '没有'), freeName(path))),
  removeLink(site) {
    const links = readdirSync(site.input, {recursive: true, withFileTypes: true})
      .map(entry => join(entry.parentPath, entry.name))
      .filter(path => lstatSync(path).isSymbolicLink())
    if (links.length === 0) return null
    rmSync(links[0]!)
    return `remove link ${basename(links[0]!)}`
  },
  empty: change('empty', path => truncateSync(path, 0)),
  cut: change('cut', (path, _, random) =>
    truncateSync(path, random.int(1, Math.max(1, statSync(path).size - 1))),
  ),
  append: change('append to', path => appendFileSync(path, '\n')),
  pack: change('pack', (path, site, random) => {
    const files = random.some(present(site), 2).filter(other => other !== path)
    const packed = Object.fromEntries([path, ...files].map(one => [basename(one), readFileSync(one)]))
    writeFileSync(freeName(join(site.input, '打包.zip')), zipSync(packed, {mtime: '2024-01-01'}))
  }),
  copyFolder(site) {
    const folder = join(site.input, '2023')
    if (!existsSync(folder)) return null
    cpSync(folder, freeName(join(site.input, '重复报送')), {recursive: true, verbatimSymlinks: true})
    return 'copy folder 2023'
  },
}

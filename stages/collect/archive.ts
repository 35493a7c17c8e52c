import type {Extent} from '../../pipeline/stage.ts'
import {type Collected, type Gathering, leave, lose, shut} from './collection.ts'
import type {Entry, Listing} from './entry.ts'
import {headOf} from './extent.ts'
import {HEAD, isDocumentPackage, isVolume, type Kind, kindOf, PROGRAM} from './kind.ts'
import {memberName, printable} from './names.ts'
import {type Refusal, refusalFindings, skipOf} from './refusal.ts'
import {isSystemFile, type Limits} from './settings.ts'
import {listTar} from './tar.ts'
import {discard, gunzip, type Unpacked, unpack} from './unpack.ts'
import {endsAsZip, LockedZipError, listZip} from './zip.ts'

/** What an outermost archive and everything in it have used of the limits. */
interface Budget {
  packed: number
  unpacked: number
  entries: number
}

/** An archive being opened, `depth` archives deep; 1 is the outermost. */
interface Container {
  file: string
  location: string
  stamp: string | null
  depth: number
  budget: Budget
}

/**
 * Takes a file in: as a document, or, when its bytes are an archive, as the members of it. An archive that cannot be
 * opened is left out with a sentence saying what to do.
 * @param within the archive it lies in, null for a file of its own
 * @returns why its archive must refuse it, if so
 */
export async function takeFile(
  to: Gathering,
  item: Collected,
  within: Container | null,
): Promise<Refusal | null> {
  const {limits} = to.settings
  const told = kindOf(headOf(item.extent, HEAD))
  const kind = isHiddenZip(item, told) ? 'zip' : told
  if (typeof kind === 'object') {
    shut(to, item.file, 'unsupported', `这是${kind.unsupported}，本程序不能展开`, '请先解压再转换')
    return null
  }
  if (kind === 'file' && isVolume(item.file)) {
    shut(to, item.file, 'unsupported', VOLUME, '请合并、解压后再转换')
    return null
  }
  if (kind === 'file') return takeDocument(to, item, within)
  const depth = (within?.depth ?? 0) + 1
  if (depth > limits.maxDepth) return 'deep'
  const budget = within?.budget ?? {packed: item.size, unpacked: 0, entries: 0}
  const container: Container = {file: item.file, location: item.location, stamp: item.stamp, depth, budget}
  if (kind === 'gzip') return await takeGzip(to, item, container)
  const opened = isWholeFile(item.extent) ? null : await unpack(item.extent, to.spill)
  if (opened && opened.state !== 'whole') return 'damaged'
  const path = opened?.path ?? Buffer.from(item.extent.path)
  if (kind === 'tar') {
    await takeMembers(to, listTar(path, limits), container)
    return null
  }
  try {
    const listing = await listZip(path, limits)
    const none = listing.entries.length === 0 && listing.damage !== null && !/\.zip$/i.test(item.file)
    if (none || isDocumentPackage(listing.entries.map(({name}) => name))) {
      if (opened) discard(opened)
      return takeDocument(to, item, within)
    }
    await takeMembers(to, listing, container)
  } catch (error) {
    if (!(error instanceof LockedZipError)) throw error
    if (error.kind === 'password') shut(to, item.file, 'encrypted', '压缩包已加密', '请解密后再转换')
    else shut(to, item.file, 'unsupported', VOLUME, '请合并、解压后再转换')
  }
  return null
}

const VOLUME = '这是分卷压缩包中的一卷，本程序不能展开'

/**
 * Whether a file is a ZIP archive although it does not begin as one: a program that unpacks itself, or the last volume of
 * several, which holds the directory of all.
 */
function isHiddenZip({file, extent}: Collected, told: Kind): boolean {
  const may =
    told === 'file' ? /\.zip$/i.test(file) : typeof told === 'object' && told.unsupported === PROGRAM
  return may && isWholeFile(extent) && endsAsZip(Buffer.from(extent.path))
}

function takeDocument(to: Gathering, item: Collected, within: Container | null): Refusal | null {
  const most = to.settings.limits.maxMemberBytes
  if (item.size <= most) to.files.push(item)
  else if (within) return 'tooLarge'
  else leave(to, item.file, 'tooLarge', `文件有 ${item.size} 字节，超过上限 ${most} 字节，未读取。`)
  return null
}

function isWholeFile(extent: Extent): boolean {
  return extent.offset === 0 && extent.packed === null && !extent.deflated
}

/** A gzip file is a tar archive or one file; what it unpacks to tells. */
async function takeGzip(to: Gathering, item: Collected, container: Container): Promise<Refusal | null> {
  const {limits} = to.settings
  const {budget} = container
  const unpacked = await gunzip(item.extent, to.spill, roomOf(budget, limits))
  budget.unpacked += unpacked.size
  const extent = wholeFile(unpacked)
  if (kindOf(headOf(extent, HEAD)) === 'tar') {
    const listing = listTar(unpacked.path, limits)
    const damage = unpacked.state === 'whole' ? listing.damage : (listing.damage ?? '压缩包不完整')
    await takeMembers(to, {...listing, damage}, container)
    return null
  }
  if (unpacked.state !== 'whole') {
    discard(unpacked)
    return unpacked.state === 'cut' ? 'tooLarge' : 'damaged'
  }
  const name = innerName(item.file)
  const inner: Collected = {
    file: `${item.file}!/${name}`,
    location: `${item.location}!/${name}`,
    size: unpacked.size,
    extent,
    stamp: item.stamp,
  }
  const refusal = await takeFile(to, inner, container)
  if (refusal) {
    to.left.push({file: inner.file, findings: [], skipped: [skipOf(inner.file, refusal)]})
    report(to, container.file, new Map([[refusal, [name]]]))
  }
  return null
}

/** 年报.doc of 年报.doc.gz. */
function innerName(file: string): string {
  const base = file.slice(file.lastIndexOf('/') + 1)
  return base.replace(/\.gz$/i, '').replace(/\.tgz$/i, '.tar') || base
}

function wholeFile({path}: Unpacked): Extent {
  return {path, offset: 0, packed: null, deflated: false, size: null, crc: null}
}

/** How many bytes an archive may still unpack to. */
function roomOf(budget: Budget, limits: Limits): number {
  const most = Math.min(limits.maxTotalBytes, Math.max(limits.ratioFrom, budget.packed * limits.maxRatio))
  return most - budget.unpacked
}

async function takeMembers(to: Gathering, listing: Listing, container: Container): Promise<void> {
  const refused = new Map<Refusal, string[]>()
  const names = new Set<string>()
  let files = 0
  for (const entry of listing.entries) {
    if (entry.type === 'folder') continue
    files++
    const checked = memberName(entry.name)
    const shown = 'name' in checked ? checked.name : printable(entry.name)
    const refusal =
      'fault' in checked
        ? checked.fault
        : names.has(shown)
          ? 'duplicate'
          : await takeMember(to, entry, shown, container)
    names.add(shown)
    if (!refusal) continue
    const others = refused.get(refusal)
    if (others) others.push(shown)
    else refused.set(refusal, [shown])
    const file = `${container.file}!/${shown}`
    to.left.push({file, findings: [], skipped: [skipOf(file, refusal)]})
  }
  if (listing.damage) lose(to, container.file, listing.damage)
  else if (listing.unlisted > 0) {
    const what = `压缩包内文件数超过上限，其后 ${listing.unlisted} 个未列出也未读取`
    lose(to, container.file, what)
  } else if (files === 0) leave(to, container.file, 'empty', '压缩包里没有文件。')
  report(to, container.file, refused)
}

function report(to: Gathering, file: string, refused: Map<Refusal, string[]>): void {
  if (refused.size === 0) return
  to.left.push({file, findings: refusalFindings(to.settings.rules, refused), skipped: []})
}

/** Takes one member in, once its name is known to be good. */
async function takeMember(
  to: Gathering,
  entry: Entry,
  name: string,
  container: Container,
): Promise<Refusal | null> {
  const {limits} = to.settings
  const {budget} = container
  const file = `${container.file}!/${name}`
  if (entry.type === 'special') return 'special'
  if (isSystemFile(to.settings, file)) {
    leave(to, file, 'notReport', '系统文件。')
    return null
  }
  if (entry.locked) return entry.locked
  const {extent} = entry
  if (!extent) return 'damaged'
  const size = extent.size ?? 0
  const bomb = size > limits.ratioFrom && size > (extent.packed ?? 0) * limits.maxRatio
  if (bomb || ++budget.entries > limits.maxEntries || size > roomOf(budget, limits)) return 'tooLarge'
  budget.unpacked += size
  const location = `${container.location}!/${name}`
  return await takeFile(to, {file, location, size, extent, stamp: container.stamp}, container)
}

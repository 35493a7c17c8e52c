/**
 * `extends` for formats: a child says only what changed. Objects merge key by key. Items of a list are the same item
 * when they have the same `key`, or where one of them has none the same `label`, `caption` or `number`; the child's item is merged onto the
 * parent's. `remove: true` drops an item, `after: <name>` places a new one, `replace: [...]` puts several in its place
 * (a row split in two). Lists of plain values (aliases, rules) are replaced as a whole.
 */
type Plain = Record<string, unknown>

/** A format made of its parent and its changes, and the changes that fit nothing. */
export interface Extended {
  value: Plain
  problems: {path: string; message: string}[]
}

/** Merges a format's changes onto its parent. Nothing is shared with the arguments' lists that change. */
export function extendFormat(parent: Plain, changes: Plain): Extended {
  const problems: Extended['problems'] = []
  return {value: mergeObject(parent, changes, '', problems), problems}
}

function mergeObject(parent: Plain, child: Plain, path: string, problems: Extended['problems']): Plain {
  const merged: Plain = {...parent}
  for (const [name, value] of Object.entries(child)) {
    const here = path ? `${path}.${name}` : name
    merged[name] = mergeValue(parent[name], value, here, problems)
  }
  return merged
}

function mergeValue(old: unknown, value: unknown, path: string, problems: Extended['problems']): unknown {
  if (isList(old) && isList(value)) return mergeList(old, value, path, problems)
  if (isPlain(old) && isPlain(value)) return mergeObject(old, value, path, problems)
  return value
}

function mergeList(old: Plain[], changes: Plain[], path: string, problems: Extended['problems']): Plain[] {
  const merged = [...old]
  changes.forEach((change, i) => {
    const here = `${path}.${i}`
    const {remove, after, replace, ...item} = change
    const at = merged.findIndex(entry => isSame(entry, item))
    if (remove === true || replace !== undefined) {
      if (at < 0)
        problems.push({path: here, message: `上级格式里没有 ${String(nameOf(item))}，无法删除或替换`})
      else merged.splice(at, 1, ...(Array.isArray(replace) ? (replace as Plain[]) : []))
    } else if (at >= 0) {
      merged[at] = mergeObject(merged[at]!, item, here, problems)
    } else if (after === undefined) {
      merged.push(item)
    } else {
      const anchor = merged.findIndex(entry => nameOf(entry) === after)
      if (anchor < 0) problems.push({path: `${here}.after`, message: `同一列表里没有 ${String(after)}`})
      else merged.splice(anchor + 1, 0, item)
    }
  })
  return merged
}

/** The first of these that both items have decides whether they are the same item. */
const NAMES = ['key', 'label', 'caption', 'number']

function isSame(entry: Plain, item: Plain): boolean {
  const name = NAMES.find(property => entry[property] !== undefined && item[property] !== undefined)
  return name !== undefined && entry[name] === item[name]
}

function nameOf(item: Plain): unknown {
  return item.key ?? item.label ?? item.caption ?? item.number
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList(value: unknown): value is Plain[] {
  return Array.isArray(value) && value.every(isPlain)
}

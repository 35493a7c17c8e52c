import {rulebook, rulebookSchema, rulebookText} from '../given/rulebook.ts'
import {readConfig, UsageError} from './command.ts'

/** The catalogue of rules, or some of them in full, as text or as JSON. */
export function rulesCommand(ids: string[], directory: string, json: boolean): void {
  const config = readConfig(directory, {rulebook: rulebookSchema})
  const all = rulebook(config)
  const wanted = ids.map(id => id.toUpperCase())
  const unknown = wanted.filter(id => !all.some(entry => entry.id === id))
  if (unknown.length > 0)
    throw new UsageError(`没有规则 ${unknown.join('、')}；用 nianbao rules 查看全部规则。`)
  const entries = ids.length === 0 ? all : all.filter(({id}) => wanted.includes(id))
  process.stdout.write(
    json ? `${JSON.stringify(entries, null, 2)}\n` : rulebookText(config, entries, ids.length > 0),
  )
}

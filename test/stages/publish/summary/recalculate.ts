import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {strFromU8, strToU8, unzipSync, zipSync} from 'fflate'
import * as XLSX from 'xlsx'

const OFFICE = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'].find(
  existsSync,
)
export const hasOffice = OFFICE !== undefined

/** A profile whose only setting is to calculate every workbook anew when it is opened. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

/** Opens a workbook in LibreOffice, calculates everything anew, and reads what comes out. */
export function recalculated(bytes: Uint8Array, folder: string): XLSX.WorkBook {
  const profile = join(folder, 'profile')
  mkdirSync(join(profile, 'user'), {recursive: true})
  writeFileSync(join(profile, 'user', 'registrymodifications.xcu'), SETTINGS)
  writeFileSync(join(folder, 'before.xlsx'), bytes)
  execFileSync(
    OFFICE!,
    [
      `-env:UserInstallation=file://${profile}`,
      '--headless',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      join(folder, 'after'),
      join(folder, 'before.xlsx'),
    ],
    {stdio: 'ignore', timeout: 120_000},
  )
  return XLSX.read(readFileSync(join(folder, 'after', 'before.xlsx')))
}

/** The workbook with wrong numbers where formulas had given numbers: what is right afterwards was calculated. */
export function withWrongNumbers(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes)
  for (const [name, part] of Object.entries(parts)) {
    if (!name.startsWith('xl/worksheets/sheet')) continue
    parts[name] = strToU8(strFromU8(part).replace(/(<\/f><v>)-?[\d.e-]+(<\/v>)/g, '$1987654$2'))
  }
  return zipSync(parts, {level: 0})
}

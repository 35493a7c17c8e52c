import {join} from 'node:path'
import type {Config} from '../../../pipeline/config.ts'
import type {Corpus, RunInfo} from '../../../pipeline/model/corpus.ts'
import {type Output, openOutput} from '../output.ts'
import type {Writer} from '../writer.ts'
import {startWorkbook} from '../xlsx/workbook.ts'
import {writeAbout} from './about.ts'
import {writeDetail} from './detail.ts'
import {writeFindings} from './findings.ts'
import {workbookSettings} from './settings.ts'
import {writeSkipped} from './skipped.ts'
import {survey} from './survey.ts'

const FILE = '年报.xlsx'

/** The workbook for people: what it is (说明), every report (明细), every finding (校验), every input left out (未转换). */
export const workbook: Writer = {
  name: 'workbook',
  files: [FILE],
  write(corpus, config, info, directory) {
    const output = openOutput(join(directory, FILE))
    try {
      writeSheets(corpus, config, info, output)
    } finally {
      output.close()
    }
  },
}

function writeSheets(corpus: Corpus, config: Config, info: RunInfo, output: Output) {
  const settings = workbookSettings(config)
  const {font, normal, cutMark} = settings
  const book = startWorkbook(output, {font, normal, cutMark, program: info.program})
  const found = survey(corpus)
  const detail = writeDetail(book, corpus, config, settings, found, info)
  const findings = writeFindings(book, corpus, config, settings, detail, info)
  const skipped = writeSkipped(book, corpus, settings, info)
  writeAbout(book, corpus, config, settings, found, {detail, findings, skipped}, info)
  const parts = [detail, findings, skipped].flatMap(written => written.parts)
  book.end([settings.about.name, ...parts.map(({name}) => name)])
}

import {broken, guide, html, news, type Sample, series, text, word} from './files.ts'

/** What is true of one file, whatever a program makes of it. */
export interface FileTruth {
  reports: {
    agency: string
    year: number
    format: string
    signedOn: string
    /** Value and state by observation key; cells the document does not show are left out. */
    observations: Record<string, [number | null, string]>
  }[]
  rules: string[]
  skipped: string | null
}

/** The truth of a sample by file name. */
export function truthOf({files}: Sample): Record<string, FileTruth> {
  return Object.fromEntries(
    files.map(({name, documents, rules, skipped}) => [
      name,
      {
        reports: documents.map(({model, absent}) => ({
          agency: model.agency.name,
          year: model.year,
          format: model.format,
          signedOn: model.signedOn,
          observations: Object.fromEntries(
            Object.entries(model.observations)
              .filter(([key]) => !absent.includes(key))
              .map(([key, {value, state}]) => [key, [value, state]]),
          ),
        })),
        rules,
        skipped: skipped ?? null,
      },
    ]),
  )
}

const OFFICE = {type: 'department', size: 'medium'} as const

/** All samples. Each is a folder of samples/ and one of test/samples/. */
export function allSamples(): Sample[] {
  return [
    html('county-department', 'site with metadata as label and value pairs', {
      seed: 21,
      report: {...OFFICE, year: 2023},
    }),
    text('town-without-cases', 'tabs', {
      seed: 22,
      report: {type: 'townshipGovernment', size: 'none', year: 2022},
    }),
    html('city-summary', 'exported by Word', {
      seed: 23,
      report: {type: 'governmentSummary', size: 'large', year: 2021},
      printing: 'thousands separated by commas',
    }),
    html('old-form', 'site with metadata as a row of names over a row of values', {
      seed: 24,
      report: {...OFFICE, year: 2020},
    }),
    text(
      'old-form-with-blanks',
      'pipes',
      {
        seed: 25,
        report: {type: 'department', size: 'small', year: 2019},
        printing: 'zeros left blank',
      },
      true,
    ),
    html('old-form-kept', 'plain', {
      seed: 26,
      report: {...OFFICE, year: 2021},
      defect: 'old tables for a new year',
    }),
    html('tables-of-their-own', 'site with metadata as lines of text', {
      seed: 27,
      report: {...OFFICE, year: 2024},
      layouts: ['table 2 as separate tables', 'table 4 with a row for each group', 'a 序号 column'],
    }),
    html('total-wrong', 'site with metadata as label and value pairs', {
      seed: 28,
      report: {...OFFICE, year: 2023},
      defect: 'row total one too high',
    }),
    html('digits-exchanged', 'text in pieces', {
      seed: 45,
      report: {...OFFICE, year: 2022},
      defect: 'digits exchanged',
    }),
    html('words-for-a-figure', 'plain', {
      seed: 30,
      report: {...OFFICE, year: 2022},
      printing: 'zeros as a slash',
      defect: 'words for a figure',
    }),
    html('table-as-picture', 'plain', {
      seed: 31,
      report: {...OFFICE, year: 2023},
      defect: 'table 3 as a picture',
    }),
    html('row-missing', 'unclosed tags', {
      seed: 32,
      report: {...OFFICE, year: 2024},
      layouts: ['a row of table 3 missing', 'other usual wordings'],
    }),
    html('nested-layout', 'plain', {
      seed: 33,
      report: {type: 'subdistrictOffice', year: 2022},
      wrapping: 'in four nested layout tables',
    }),
    html('signed-too-early', 'plain', {
      seed: 34,
      report: {type: 'governmentOffice', year: 2023},
      defect: 'dated before the year was over',
    }),
    word('word-document', 'docx', {seed: 35, report: {...OFFICE, year: 2023}}),
    word('old-word-document', 'doc', {
      seed: 36,
      report: {type: 'governmentSummary', size: 'medium', year: 2020},
    }),
    text('cells-on-lines', 'cellPerLine', {seed: 37, report: {...OFFICE, year: 2021}}),
    series('two-years-and-a-guide'),
    guide('guide'),
    news('news'),
    broken('broken'),
  ]
}

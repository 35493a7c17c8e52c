import {mkdirSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {allSamples, truthOf} from './index.ts'

/**
 * Writes samples/ and what is true of them: node --import ./bin/typescript.js test/generate/samples/write.ts. Run only when a sample is
 * added or changed.
 */
for (const sample of allSamples()) {
  const folder = fileURLToPath(new URL(`../../../samples/${sample.name}`, import.meta.url))
  const truth = fileURLToPath(new URL(`../../samples/${sample.name}`, import.meta.url))
  for (const path of [folder, truth]) mkdirSync(path, {recursive: true})
  for (const {name, bytes} of sample.files) writeFileSync(`${folder}/${name}`, bytes)
  writeFileSync(`${truth}/truth.json`, `${JSON.stringify(truthOf(sample), null, 1)}\n`)
}

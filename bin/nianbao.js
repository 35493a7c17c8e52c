#!/usr/bin/env node
// Runs the TypeScript sources as they stand: no build step that could be stale (docs/decisions/0001-run-from-source.md).
import {register} from 'tsx/esm/api'

register()
const {main} = await import('../pipeline/main.ts')
process.exitCode = await main(process.argv.slice(2))

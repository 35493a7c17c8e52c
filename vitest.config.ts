import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A bound for what hangs: how fast the machine is decides no test.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    pool: 'forks',
    // Every processor: by default one is left to the main process, which only listens.
    maxWorkers: '100%',
  },
})

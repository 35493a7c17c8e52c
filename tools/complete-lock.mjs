#!/usr/bin/env node
// Completes package-lock.json with the optional packages of other platforms. A registry that offers only some platforms
// makes npm leave the others out of the lock, and then refuse its own lock in `npm ci`. Run after changing dependencies.
import {readFileSync, writeFileSync} from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

const lock = JSON.parse(readFileSync(file, 'utf8'))
for (const [path, entry] of Object.entries({...lock.packages})) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`
    if (lock.packages[place] || lock.packages[`${path}/${place}`]) continue
    const parts = name.split(/[-/@]/)
    const os = parts.find(part => SYSTEMS.includes(part))
    const cpu = parts.find(part => PROCESSORS.includes(part))
    if (!os && !cpu) {
      process.stderr.write(`not a platform's package, left out: ${name} (by ${path})\n`)
      continue
    }
    lock.packages[place] = {
      version: range.replace(/^[\^~]/, ''),
      ...(cpu ? {cpu: [cpu]} : {}),
      ...(entry.dev ? {dev: true} : {}),
      ...(parts.includes('musl') ? {libc: ['musl']} : {}),
      optional: true,
      ...(os ? {os: [os]} : {}),
    }
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
writeFileSync(file, `${JSON.stringify({...lock, packages: Object.fromEntries(sorted)}, null, 2)}\n`)

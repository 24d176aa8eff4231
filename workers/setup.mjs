// What start and test share: plain Node 20, no dependency until it has installed them.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
export const home = resolve(root, process.env.HEARTH_HOME ?? '.hearth')

const plain = !process.stdout.isTTY
const seconds = (from) => `${((Date.now() - from) / 1000).toFixed(1)} s`

/** Says what happens now and how long it usually takes, does it, says how long it took. */
export async function stage(sentence, work) {
  const from = Date.now()
  process.stdout.write(plain ? `${sentence} …\n` : `${sentence} … `)
  const note = await work()
  process.stdout.write(plain ? `  done in ${seconds(from)}${note ? `, ${note}` : ''}\n` : `done in ${seconds(from)}${note ? `, ${note}` : ''}\n`)
}

/** A failure a person can act on: shown without a stack. */
export class Plain extends Error {}

export function fail(error) {
  console.error(error instanceof Plain ? `\n${error.message}` : error)
  process.exit(1)
}

/**
 * For the web process. Node would let its young objects take 128 MB and more on a large machine, after busy moments, and keeps that; pages and
 * answers are gone long before.
 */
export const webOptions = '--max-semi-space-size=16'

/** The packages of package-lock.json, exactly. Runs again only when the lockfile changed. */
export async function ensureInstalled() {
  const wanted = hashFiles([join(root, 'package-lock.json')])
  const stamp = join(root, 'node_modules/.hearth-lock')
  if (read(stamp) === wanted) return
  await stage('Installing packages (first time one to three minutes)', async () => {
    // Whatever NODE_ENV says: the build and the checks need the development packages, too.
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
    const result = spawnSync('npm', args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...quiet, NODE_ENV: 'development' } })
    if (result.status !== 0) throw new Plain(`npm ci failed. Is the npm registry reachable?\n${result.stderr || result.stdout}`)
    writeFileSync(stamp, wanted)
  })
}

/** Nothing calls home: not at install, not at build, not at run. */
export const quiet = {
  NEXT_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
  SCARF_ANALYTICS: 'false',
  COPILOTKIT_TELEMETRY_DISABLED: 'true',
  DO_NOT_TRACK: '1',
  DBOS__TELEMETRY: 'off',
}

/** A Node that runs TypeScript as it is: the one from npm where there is one, else this one when new enough. */
export function node() {
  const own = join(root, 'node_modules/.bin/node')
  if (existsSync(own)) return own
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  throw new Plain(
    `Node ${process.versions.node} is too old for ${process.platform} on ${process.arch}, where npm carries no newer one. Install Node 24 from nodejs.org, then run this again.`,
  )
}

/** Environment for children: our Node first in PATH, so every script runs on it. */
export function childEnv(extra = {}) {
  return { ...process.env, ...quiet, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`, ...extra }
}

/** Prisma's client and the list of blocks: made from what is in the tree, never committed. */
export async function ensureGenerated() {
  const wanted = hashFiles([...filesBelow('prisma/schema'), join(root, 'package-lock.json')])
  const stamp = join(root, 'server/generated/.stamp')
  if (read(stamp) !== wanted || !existsSync(join(root, 'server/generated/prisma/client.ts'))) {
    await stage('Generating the database client (a few seconds)', async () => {
      run('node_modules/.bin/prisma', ['generate', '--no-hints'])
      mkdirSync(dirname(stamp), { recursive: true })
      writeFileSync(stamp, wanted)
    })
  }
  run(node(), ['workers/generate-blocks.mjs'])
}

/** Runs a command to its end; a failure shows what it printed. */
export function run(command, args, options = {}) {
  const result = spawnSync(command.startsWith('node_modules') ? join(root, command) : command, args, {
    cwd: root,
    encoding: 'utf8',
    env: childEnv(options.env),
    maxBuffer: 64 * 1024 * 1024,
  })
  if (result.status !== 0) throw new Plain(`\`${command} ${args.join(' ')}\` failed:\n${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}`)
  return result.stdout
}

/** Runs a command to its end, its output shown as it comes, or written to the file `log`. Answers the exit code. */
export function show(command, args, env = {}, log = undefined) {
  const output = log === undefined ? 'inherit' : openSync(log, 'w')
  return new Promise((done, failed) => {
    const child = spawn(command.startsWith('node_modules') ? join(root, command) : command, args, {
      cwd: root,
      env: childEnv(env),
      stdio: ['ignore', output, output],
    })
    child.once('error', failed).once('exit', (code, signal) => done(code ?? (signal ? 1 : 0)))
  })
}

/** The web app, built only when what it is made of changed. */
export async function ensureBuilt() {
  const sources = ['app', 'components', 'server', 'public'].flatMap(filesBelow).filter((file) => !/\.(test|suite)\.tsx?$|\.md$|\/generated\//.test(file))
  const wanted = hashFiles([
    ...sources,
    ...['package-lock.json', 'next.config.ts', 'proxy.ts', 'tsconfig.json', 'postcss.config.mjs'].map((name) => join(root, name)),
  ])
  const stamp = join(root, '.next/standalone/.hearth-build')
  if (read(stamp) === wanted) return
  await stage('Building the web app (about a minute when its sources changed)', async () => {
    run('node_modules/.bin/next', ['build'], { env: { NODE_ENV: 'production' } })
    const { cpSync } = await import('node:fs')
    if (existsSync(join(root, 'public'))) cpSync(join(root, 'public'), join(root, '.next/standalone/public'), { recursive: true })
    cpSync(join(root, '.next/static'), join(root, '.next/standalone/.next/static'), { recursive: true })
    writeFileSync(stamp, wanted)
  })
}

export function filesBelow(folder) {
  const path = join(root, folder)
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

function hashFiles(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

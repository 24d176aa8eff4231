// Writes server/generated/blocks.ts: one static import for every block below server/blocks, so that native Node and the
// web bundler load the same list. A file is a block when it exports one by default; its path is its id.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = new URL('../server/blocks/', import.meta.url)
const target = new URL('../server/generated/blocks.ts', import.meta.url)

const ids = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((service) =>
    readdirSync(new URL(`${service.name}/`, folder))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .filter((file) => readFileSync(new URL(`${service.name}/${file}`, folder), 'utf8').match(/^export default define(Block|Container)\(/m))
      .map((file) => `${service.name}.${file.slice(0, -3)}`),
  )
  .sort()

const text = [
  '// Made by workers/generate-blocks.mjs from the files in server/blocks.',
  "import type { Block } from '../engine/define-block.ts'",
  ...ids.map((id, index) => `import b${index} from '../blocks/${id.replace('.', '/')}.ts'`),
  '',
  '/** Each block with the id its path gives it. */',
  'export const generatedBlocks: readonly (readonly [id: string, block: Block])[] = [',
  ...ids.map((id, index) => `  ['${id}', b${index}],`),
  ']',
  '',
].join('\n')

mkdirSync(new URL('.', target), { recursive: true })
const before = (() => {
  try {
    return readFileSync(target, 'utf8')
  } catch {
    return ''
  }
})()
if (before !== text) writeFileSync(target, text) // left alone when nothing changed, so that watchers stay quiet
console.log(`${ids.length} blocks in ${fileURLToPath(target)}`)

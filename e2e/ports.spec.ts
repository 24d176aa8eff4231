import fc from 'fast-check'
import { anyPort, nearTo } from '../components/editor/state/port-pairs.test-kit.ts'
import { canvasOn } from './canvas.test-kit.ts'
import { call, expect, test } from './journeys.test-kit.ts'

test.use({ viewport: { width: 1600, height: 1000 } })

const seed = 5
const [outputs, inputs] = [25, 80]

type Wire = { from: { node: string; port: string }; to: { node: string; port: string } }
type Answer = { draftVersion: number; problems: { code: string; wire?: number; message: string }[] }

test('[journey.port-pairs] for 2,000 random pairs of ports the canvas in a browser and the server give the same answer and the same reason', async ({
  page,
  context,
  me,
}) => {
  const from = fc.sample(anyPort, { seed, numRuns: outputs })
  const to = from.flatMap((port, at) => fc.sample(nearTo(port), { seed: seed + at, numRuns: Math.ceil(inputs / outputs) })).slice(0, inputs)
  const named = (word: string, schemas: readonly object[]) => schemas.map((schema, at) => ({ name: `${word}${at}`, title: `${word}${at}`, schema }))
  const block = (id: string, x: number, ports: object) => ({ block: id, version: 1, inputs: {}, position: { x, y: 0 }, ports })
  const perBlock = inputs / 4
  const targets = [0, 1, 2, 3].map((n) => ({ id: `takes-${n}`, ports: named('in', to).slice(n * perBlock, (n + 1) * perBlock) }))
  const nodes = {
    gives: block('manual.start', 0, { inputs: [], outputs: named('out', from) }),
    ...Object.fromEntries(targets.map(({ id, ports }, n) => [id, block('control.result', 400 + 320 * n, { inputs: ports, outputs: [] })])),
    // blocks with types of their own: streams, and what takes the type of what comes in
    collect: { block: 'stream.collect', position: { x: 400, y: 620 } },
    stream: { block: 'stream.from-list', position: { x: 720, y: 620 } },
    get: { block: 'lists.get', position: { x: 1040, y: 620 } },
  }
  const path = `/api/workspaces/${me.slug}/agents`
  // one to look at in the browser, without a wire, and one that the server is asked about
  const [seen, asked] = await Promise.all(['Seen', 'Asked'].map((name) => call<Answer & { id: string }>(context, 'POST', path, { name })))
  if (!seen || !asked) throw new Error('no agents')
  const save = async (agent: Answer & { id: string }, wires: Wire[]) => {
    const { draftVersion, problems } = await call<Answer>(context, 'PUT', `${path}/${agent.id}/draft`, {
      draftVersion: agent.draftVersion,
      flow: { schema: 1, nodes, wires },
    })
    agent.draftVersion = draftVersion
    return problems
  }
  // that a flow has one result only matters when it is published
  expect((await save(seen, [])).filter(({ code, message }) => code === 'bad-port' && !message.startsWith('A flow has one result'))).toEqual([])
  const canvas = canvasOn(page)
  await canvas.open(`/${me.slug}/agents/${seen.id}`)
  const dots = canvas.flow.locator('.react-flow__node:not([data-id="gives"]) .target[data-port]:not([data-port="after"])')
  await expect.poll(() => dots.count()).toBeGreaterThan(inputs)

  const counts = { fits: 0, between: 0, refused: 0 }
  const pick = async (node: string, port: string) => {
    const box = await canvas.flow.locator(`.react-flow__node[data-id="${node}"] .source[data-port="${port}"]`).boundingBox()
    if (!box) throw new Error(`${port} is not in view`)
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(800, 860, { steps: 3 })
    await expect(dots.first()).toHaveAttribute('data-state', /fits|closed/)
    const shown = await dots.evaluateAll((all) =>
      all.map((dot) => ({
        node: dot.closest<HTMLElement>('.react-flow__node')?.dataset.id ?? '',
        port: (dot as HTMLElement).dataset.port ?? '',
        state: (dot as HTMLElement).dataset.state,
        title: dot.getAttribute('title') ?? '',
      })),
    )
    await page.mouse.up()
    // let go over nothing it asks for a block
    const popup = page.getByRole('dialog', { name: 'Add a block here' })
    await popup.getByPlaceholder('Search blocks').press('Escape')
    await expect(popup).toBeHidden()
    const others = shown.filter((dot) => dot.node !== node)
    const wires = others.map((dot) => ({ from: { node, port }, to: { node: dot.node, port: dot.port } }))
    const problems = (await save(asked, wires)).filter(({ code }) => code === 'type-mismatch')
    for (const [at, { state, title, ...dot }] of others.entries()) {
      const said = problems.find(({ wire }) => wire === at)?.message
      const reason = said?.slice(said.indexOf('does not fit: ') + 'does not fit: '.length)
      const what = `${node}.${port} → ${dot.node}.${dot.port}`
      if (reason === undefined) {
        expect([state, /^Fits|does not fit/.test(title)], what).toEqual(['fits', false])
        counts.fits++
      } else if (reason.startsWith('put "')) {
        expect([state, title], what).toEqual(['fits', `Fits, with “${reason.slice(5, reason.lastIndexOf('"'))}” between.`])
        counts.between++
      } else {
        const words = reason.replace(/ Choose another output, or change the value on the way\.$/, '')
        expect([state, title], what).toEqual(['closed', words.charAt(0).toUpperCase() + words.slice(1)])
        counts.refused++
      }
    }
  }
  for (const [at] of from.entries()) await pick('gives', `out${at}`)
  await pick('stream', 'items')
  await pick('collect', 'list')
  console.log(
    `${counts.fits + counts.between + counts.refused} pairs: ${counts.fits} fit, ${counts.between} through a converter, ${counts.refused} refused, each for the same reason`,
  )
  expect(counts.fits + counts.between + counts.refused).toBeGreaterThanOrEqual(2000)
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(50)
})

import { z } from 'zod'
import { documentNews } from '../flows/index.ts'
import { AppError } from '../kernel/errors.ts'
import { log } from '../platform/log.ts'
import { announce, listen } from '../platform/notify.ts'
import { type FlowServerFrame, whereSchema } from './contract.ts'

/**
 * Who in this process has which draft open. Changes are read from the database, once a draft, when any process tells of
 * them; who is where is only told, never kept. So it does not matter which process somebody is connected to.
 */
export type FlowHub = {
  /** Calls with everything that happens to the draft from now on. Answers how to leave. */
  join: (draft: { workspaceId: string; agent: string }, hear: (frame: FlowServerFrame) => void) => Promise<() => void>
  /** Tells everybody, in all processes. */
  tell: (agent: string, news: Presence) => void
  stop: () => void
}

const presenceSchema = z.discriminatedUnion('type', [
  whereSchema.extend({ type: z.literal('here'), id: z.string(), person: z.string(), name: z.string() }),
  z.object({ type: z.literal('left'), id: z.string() }),
  z.object({ type: z.literal('discussed') }),
])
export type Presence = z.infer<typeof presenceSchema>

type Open = {
  workspaceId: string
  newest: number
  version: number
  /** Who wrote the beginning of what the hearers have. */
  root: number | null
  hearers: Set<(frame: FlowServerFrame) => void>
  reading: Promise<void> | null
  again: boolean
}

export function createFlowHub({ lookMs = 3000 } = {}): FlowHub {
  const drafts = new Map<string, Open>()

  const send = (agent: string, frame: FlowServerFrame) => {
    for (const hear of drafts.get(agent)?.hearers ?? []) hear(frame)
  }

  /** Reads what is new, and once more when something was told meanwhile. */
  function look(agent: string): Promise<void> {
    const open = drafts.get(agent)
    if (!open) return Promise.resolve()
    if (open.reading) open.again = true
    open.reading ??= read(agent, open).finally(() => {
      open.reading = null
      if (open.again) void look(agent)
    })
    return open.reading
  }

  async function read(agent: string, open: Open): Promise<void> {
    open.again = false
    try {
      const news = await documentNews({ workspaceId: open.workspaceId, agent }, open.newest)
      if (!news) return fromTheBeginning(open)
      if (news.newest === open.newest && news.draftVersion === open.version) return
      const first = open.version < 0
      const begunAnew = !first && news.root !== open.root
      open.newest = news.newest
      open.version = news.draftVersion
      open.root = news.root
      if (begunAnew) return send(agent, { type: 'error', error: new AppError('conflict', 'The draft was begun anew. Open it again.').toJSON() })
      // whoever is here before the first reading asks for all of it by themselves
      if (!first) send(agent, { type: 'changed', update: news.update, draftVersion: news.draftVersion })
    } catch (error) {
      fromTheBeginning(open)
      log.warn({ err: error, agent }, 'a draft could not be read; it is tried again')
    }
  }

  const stopListening = listen('hearth_flows', (ids) => {
    for (const id of new Set(ids)) {
      const [agent = '', news] = id.split('.')
      if (!drafts.has(agent)) continue
      if (news === undefined) void look(agent)
      else {
        const told = presenceOf(news)
        if (told) send(agent, told)
      }
    }
  })
  const looking = setInterval(() => {
    for (const agent of drafts.keys()) void look(agent)
  }, lookMs)

  return {
    async join({ workspaceId, agent }, hear) {
      const open = drafts.get(agent) ?? {
        workspaceId,
        newest: Number.MAX_SAFE_INTEGER,
        version: -1,
        root: null,
        hearers: new Set(),
        reading: null,
        again: false,
      }
      drafts.set(agent, open)
      open.hearers.add(hear)
      if (open.version < 0) await look(agent)
      return () => {
        open.hearers.delete(hear)
        if (open.hearers.size === 0 && drafts.get(agent) === open) drafts.delete(agent)
      }
    },
    tell: (agent, news) => announce('hearth_flows', [`${agent}.${Buffer.from(JSON.stringify(news)).toString('base64url')}`]),
    stop() {
      clearInterval(looking)
      stopListening()
    },
  }
}

/** Nobody knows from where on changes came: the next reading tells all there is. */
function fromTheBeginning(open: Open): void {
  if (open.version >= 0) return
  open.newest = -1
  open.version = 0
}

function presenceOf(text: string): Presence | undefined {
  try {
    return presenceSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString())).data
  } catch {
    return undefined
  }
}

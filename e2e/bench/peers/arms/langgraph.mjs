import { Annotation, Command, END, interrupt, START, StateGraph } from '@langchain/langgraph'
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres'
import pg from 'pg'
import { answerOf, serve, slowStep, tell } from '../serve.ts'

// LangGraph.js with its Postgres checkpointer. Durability `sync`: a step is stored before the next one begins, as everywhere
// else here. Its default, `async`, may be several steps behind what has run.
const checkpointer = new PostgresSaver(new pg.Pool({ connectionString: process.env.BENCH_DATABASE, max: 20 }))
await checkpointer.setup()

const State = Annotation.Root({ key: Annotation, size: Annotation, last: Annotation, all: Annotation({ reducer: (_, b) => b, default: () => 0 }) })

/** A graph of groups of nodes, each group after the one before; nodes of one group run beside each other. */
function graphOf(groups) {
  const graph = new StateGraph(State)
  for (const group of groups) for (const [name, work] of group) graph.addNode(name, work)
  let before = [START]
  for (const group of groups) {
    const names = group.map(([name]) => name)
    for (const name of names) graph.addEdge(before.length === 1 ? before[0] : before, name)
    before = names
  }
  for (const name of before) graph.addEdge(name, END)
  return graph.compile({ checkpointer })
}

const step = ({ size }) => ({ last: answerOf(size) })
const ten = (work) => Array.from({ length: 10 }, (_, i) => [[`s${i}`, work(i)]])
const chain = graphOf(ten(() => step))
const fan = graphOf([[['first', step]], Array.from({ length: 20 }, (_, i) => [`b${i}`, ({ size }) => ({ all: answerOf(size) })]), [['last_one', step]]])
const starting = graphOf([[['first', ({ key }) => ({ last: Boolean(tell('began', key)) })]]])
const asking = graphOf([[['ask', ({ key }) => ({ last: interrupt({ question: key }) })]], [['after', () => ({ last: answerOf('small') })]]])
const slow = graphOf(
  ten((i) => async ({ key }) => ({ last: await slowStep(key, i) })),
)

let threads = 0
const place = (thread) => ({ configurable: { thread_id: thread }, durability: 'sync' })
const fresh = () => place(`t-${process.pid}-${threads++}`)
await serve({
  flows: {
    chain: ({ size }) => chain.invoke({ size }, fresh()),
    fan: ({ size }) => fan.invoke({ size }, fresh()),
  },
  doors: {
    start: async (key) => void starting.invoke({ key }, fresh()),
    ask: async (key) => void asking.invoke({ key }, place(key)).then(() => tell('parked', key)),
    answer: async (key) => void asking.invoke(new Command({ resume: true }), place(key)).then(() => tell('finished', key)),
  },
  tasks: {
    slow: async ({ count, name }) => {
      for (let i = 0; i < count; i++) void slow.invoke({ key: `${name}-${i}` }, place(`${name}-${i}`)).catch(() => undefined)
    },
    // what an application has to do itself after a restart: find the threads that are not done, and go on with each
    recover: async ({ count, name }) => {
      for (let i = 0; i < count; i++) void slow.invoke(null, place(`${name}-${i}`)).catch((error) => console.error(error))
    },
  },
})

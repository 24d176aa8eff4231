import { z } from 'zod'
import { flowSchema } from '../engine/flow.ts'
import { problemCodes } from '../engine/plan.ts'
import { defineContract } from '../kernel/contract.ts'

const saidSchema = z.object({ request: z.string().max(4000), reply: z.string().max(8000) })

/**
 * `flow` is the flow as it stands in the editor, saved or not; `earlier` what was asked and answered before. `flow` of the answer is null when
 * nothing is to be changed, as after a question. Nothing is saved. Errors: `no-model` when none is connected, `outside-failed`.
 */
export const proposeChangeContract = defineContract({
  id: 'copilot.propose',
  method: 'POST',
  path: '/api/workspaces/:workspace/agents/:agent/copilot',
  access: 'workspace',
  input: z.object({
    workspace: z.string(),
    agent: z.uuid(),
    request: z.string().trim().min(1, 'what to do').max(4000, 'at most 4,000 characters'),
    flow: flowSchema,
    selected: z.array(z.string()).max(500).default([]),
    earlier: z.array(saidSchema).max(20).default([]),
    /** A run that went wrong, to be looked into. */
    run: z.uuid().optional(),
  }),
  output: z.object({
    reply: z.string(),
    flow: flowSchema.nullable(),
    /** What the compiler says of the proposal. */
    problems: z.array(z.object({ code: z.enum(problemCodes), message: z.string(), node: z.string().optional(), port: z.string().optional() })),
    model: z.string(),
    usage: z.object({ inputTokens: z.int(), outputTokens: z.int(), costMicros: z.number().optional() }),
  }),
  maxBytes: 2_000_000,
})
export type Proposal = z.output<typeof proposeChangeContract.output>

import type { Flow } from '../../engine/flow.ts'

/** A flow to begin with, and what to say to it. */
export type Template = { id: string; name: string; description: string; icon: string; tries: string[]; flow: Flow }

import ELK, { type ELK as Elk } from 'elkjs/lib/elk-api.js'
import type { Catalogue } from '../../server/engine/card.ts'
import type { Flow } from '../../server/engine/flow.ts'
import type { Point } from './state/flow-edit.ts'
import { elkGraph, tidied } from './state/tidy.ts'

let elk: Elk | undefined

/** Where each block should stand so that wires run from left to right and cross little. Worked out in a web worker: the page stays live. */
export async function tidyUp(flow: Flow, catalogue: Catalogue): Promise<Record<string, Point>> {
  elk ??= new ELK({ workerFactory: () => new Worker(new URL('elkjs/lib/elk-worker.min.js', import.meta.url)) })
  return tidied(flow, await elk.layout(elkGraph(flow, catalogue)))
}

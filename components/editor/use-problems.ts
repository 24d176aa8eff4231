'use client'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Problem } from '../../server/engine/plan.ts'
import type { CompileAnswer, CompileQuestion } from './compile-worker.ts'
import { useTools } from './context.ts'
import { saidOf } from './state/compiled.ts'
import { sameMeaning } from './state/flow-edit.ts'
import { createProblemBoard, type ProblemBoard } from './state/problem-board.ts'
import type { Woven } from './state/woven.ts'
import type { EditorStore } from './store.ts'

/** A pause of the hand, not of the eye. */
const pause = 90

/** Keeps the board of what is wrong with the flow current: asked in a worker, when the hand pauses, and never for blocks that only moved. */
export function useCompiling(store: EditorStore): ProblemBoard {
  const [board] = useState(createProblemBoard)
  useEffect(() => {
    let worker = compiler(store)
    let asked: ReturnType<EditorStore['get']>['flow'] | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let n = 0
    const ask = () => {
      timer = undefined
      const { flow } = store.get()
      if (asked && sameMeaning(asked, flow)) return
      asked = flow
      n++
      if (worker) worker.postMessage({ n, flow } satisfies CompileQuestion)
      else board.set(saidOf(flow, store.catalogue))
    }
    if (worker) {
      worker.onmessage = ({ data }: MessageEvent<CompileAnswer>) => data.n === n && board.set(data.said)
      worker.onerror = () => {
        worker = null // it could not be loaded: the page asks itself
        board.set(saidOf(store.get().flow, store.catalogue))
      }
    }
    ask()
    const stop = store.subscribe(() => {
      if (store.get().flow === asked) return
      clearTimeout(timer)
      timer = setTimeout(ask, pause)
    })
    return () => {
      stop()
      clearTimeout(timer)
      worker?.terminate()
    }
  }, [store, board])
  return board
}

/** None where the browser has none, or would not: then the page asks itself. */
function compiler(store: EditorStore): Worker | null {
  try {
    const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), { type: 'module' })
    worker.postMessage({ cards: [...store.catalogue.values()] } satisfies CompileQuestion)
    return worker
  } catch {
    return null
  }
}

/** What is wrong with a flow. */
export function useProblems(board: ProblemBoard): readonly Problem[] {
  return useSyncExternalStore(board.subscribe, board.get, board.get)
}

/** What is wrong with one block. */
export function useOwnProblems(node: string): readonly Problem[] {
  const { problems } = useTools()
  const read = useCallback(() => problems.of(node), [problems, node])
  return useSyncExternalStore(problems.subscribe, read, read)
}

/** Blocks that are neither a row nor arms side by side. */
export function useWoven(): readonly Woven[] {
  const { problems } = useTools()
  return useSyncExternalStore(problems.subscribe, problems.woven, problems.woven)
}

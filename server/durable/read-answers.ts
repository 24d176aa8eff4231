import type { Answer } from '../engine/hands.ts'
import { systemSql } from '../platform/db.ts'
import { untilPassed } from './passing.ts'

/** Which of these waits have an answer by now. */
export async function readAnswers(ids: readonly string[]): Promise<{ id: string; answer: Answer }[]> {
  if (ids.length === 0) return []
  return await untilPassed(
    () =>
      systemSql<{
        id: string
        answer: Answer
      }>`select id::text, answer from run_wait where id = any(${ids}::uuid[]) and status in ('answered', 'expired') and answer is not null`,
  )
}

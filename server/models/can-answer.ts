import { isAppError } from '../kernel/errors.ts'
import { chooseModel } from './choose-model.ts'
import type { Connection } from './connection.ts'

/** Whether something that is connected answers to a model's name. */
export function canAnswer(wanted: string, connections: Connection[]): boolean {
  try {
    chooseModel(wanted, connections)
    return true
  } catch (error) {
    if (isAppError(error) && error.code === 'no-model') return false
    throw error
  }
}

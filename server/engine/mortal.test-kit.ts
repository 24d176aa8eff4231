import type { World } from './world.ts'

export type Moment = { path: string; when: 'before' | 'during' | 'after' }

/** What a walk rejects with when its worker died. */
export class Died extends Error {}

/**
 * A World whose worker dies at a moment of our choice: before a step, in its midst (it ran or still runs, and nobody
 * knows), or right after its commit. From then on nothing it does reaches the world underneath.
 */
export function mortal(world: World, diesAt: (moment: Moment) => boolean): World {
  let dead = false
  const died = new Died('the worker died')

  async function alive<T>(path: string, work: () => Promise<T>): Promise<T> {
    if (dead || dies({ path, when: 'before' })) throw died
    const working = work()
    if (dies({ path, when: 'during' })) {
      working.catch(() => {})
      throw died
    }
    const result = await working
    if (dead || dies({ path, when: 'after' })) throw died
    return result
  }

  function dies(moment: Moment): boolean {
    dead ||= diesAt(moment)
    return dead
  }

  return {
    ...world,
    step: (call) => alive(call.path, () => world.step(call)),
    wait: (call) => alive(call.path, () => world.wait(call)),
    withdraw: (path) => alive(path, () => world.withdraw(path)),
    decide: (path, decision) => alive(path, () => world.decide(path, decision)),
    emit: (key, event) => {
      if (!dead) world.emit(key, event)
    },
  }
}

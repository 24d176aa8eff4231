import { type Budget, refuse } from './expression-values.ts'

/**
 * Patterns for `matches`, walked as a set of states over the text (Thompson, 1968), never by trying again: the work is at
 * most text × pattern, and each step is paid for. JavaScript's own patterns can take for ever on `(a+)+$`, so they are not
 * used. No look-around, no back-references: they are what cannot be bounded.
 */
export function matches(text: string, pattern: string, budget: Budget): boolean {
  const program = compiled(pattern)
  budget.text(text.length)
  const letters = [...text]
  let states = new Set<number>()
  for (let at = 0; at <= letters.length; at++) {
    const next = new Set<number>()
    const before = letters[at - 1]
    const letter = letters[at]
    states.add(0)
    const open = [...states]
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      budget.spend(1)
      const step = program[here]
      if (step === undefined) return true
      if (step.do === 'letter') {
        if (letter !== undefined && step.fits(letter)) next.add(here + 1)
        continue
      }
      for (const to of step.do === 'fork' ? step.to : holds(step.at, before, letter) ? [here + 1] : [])
        if (!states.has(to)) {
          states.add(to)
          open.push(to)
        }
    }
    states = next
  }
  return false
}

type Place = 'start' | 'end' | 'edge' | 'inside'
type Step = { do: 'letter'; fits: (letter: string) => boolean } | { do: 'fork'; to: number[] } | { do: 'place'; at: Place }

function holds(place: Place, before: string | undefined, letter: string | undefined): boolean {
  if (place === 'start') return before === undefined
  if (place === 'end') return letter === undefined
  const edge = (before !== undefined && isWord(before)) !== (letter !== undefined && isWord(letter))
  return place === 'edge' ? edge : !edge
}

const mostSteps = 2000
const longest = 500
const kept = new Map<string, Step[]>()

/** A program ends by running off its end. */
function compiled(pattern: string): Step[] {
  const before = kept.get(pattern)
  if (before) return before
  if (pattern.length > longest) throw refuse(`A pattern may have ${longest} characters at most.`)
  const program = compile(pattern)
  if (kept.size >= 100) kept.clear()
  kept.set(pattern, program)
  return program
}

function compile(pattern: string): Step[] {
  const letters = [...pattern]
  let at = 0
  let depth = 0
  const wrong = (why: string) => refuse(`The pattern "${pattern.slice(0, 60)}" cannot be read: ${why}.`)
  const take = () => {
    const letter = letters[at++]
    if (letter === undefined) throw wrong('it ends too early')
    return letter
  }

  const either = (): Step[] => {
    if (++depth > 50) throw wrong('it is nested too deep')
    const ways = [sequence()]
    while (letters[at] === '|') {
      at++
      ways.push(sequence())
    }
    depth--
    if (ways.reduce((sum, way) => sum + way.length + 2, 0) > mostSteps) throw wrong('it is too large')
    return ways.reduceRight((rest, way) => [fork(1, way.length + 2)].concat(way, fork(rest.length + 1), rest))
  }

  const sequence = (): Step[] => {
    const steps: Step[] = []
    while (at < letters.length && letters[at] !== '|' && letters[at] !== ')') {
      for (const step of repeated(one())) steps.push(step)
      if (steps.length > mostSteps) throw wrong('it is too large')
    }
    return steps
  }

  const repeated = (steps: Step[]): Step[] => {
    const times = timesHere()
    if (!times) return steps
    if (letters[at] === '?') at++
    const [least, most] = times
    const copies = Math.max(least, most ?? 0) + 1
    if (copies > 1000 || (steps.length + 2) * copies > mostSteps) throw wrong('it is too large')
    const start = Array.from({ length: least }, () => steps).flat()
    if (most === undefined) return [...start, fork(1, steps.length + 2), ...steps, fork(-steps.length - 1)]
    const optional = Array.from({ length: most - least }, () => steps)
    return [...start, ...optional.flatMap((copy) => [fork(1, copy.length + 1), ...copy])]
  }

  const timesHere = (): [number, number | undefined] | undefined => {
    const letter = letters[at]
    const simple = letter === '*' ? ([0, undefined] as const) : letter === '+' ? ([1, undefined] as const) : letter === '?' ? ([0, 1] as const) : undefined
    if (simple) {
      at++
      if (letters[at] === '*' || letters[at] === '+') throw wrong('two repetitions stand side by side')
      return [...simple]
    }
    const counted = letter === '{' ? /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(letters.slice(at, at + 12).join('')) : null
    if (!counted) return undefined
    at += counted[0].length
    const least = Number(counted[1])
    const most = counted[2] === undefined ? least : counted[3] ? Number(counted[3]) : undefined
    if (most !== undefined && most < least) throw wrong('a repetition ends before it begins')
    return [least, most]
  }

  const one = (): Step[] => {
    const letter = take()
    if (letter === '(') return group()
    if (letter === '[') return [{ do: 'letter', fits: setOfLetters() }]
    if (letter === '.') return [{ do: 'letter', fits: (given) => given !== '\n' }]
    if (letter === '^') return [{ do: 'place', at: 'start' }]
    if (letter === '$') return [{ do: 'place', at: 'end' }]
    if (letter === '*' || letter === '+' || letter === '?') throw wrong('there is nothing to repeat')
    if (letter !== '\\') return [{ do: 'letter', fits: (given) => given === letter }]
    const escaped = take()
    if (escaped === 'b' || escaped === 'B') return [{ do: 'place', at: escaped === 'b' ? 'edge' : 'inside' }]
    return [{ do: 'letter', fits: named(escaped) }]
  }

  const group = (): Step[] => {
    if (letters[at] === '?') {
      if (letters[at + 1] !== ':') throw wrong('look-around and flags are not part of it')
      at += 2
    }
    const steps = either()
    if (take() !== ')') throw wrong('a bracket is not closed')
    return steps
  }

  const named = (letter: string): ((given: string) => boolean) => {
    const found = classes[letter]
    if (found) return found
    const control = controls[letter]
    if (control) return (given) => given === control
    if (/[A-Za-z0-9]/.test(letter)) throw wrong(`\\${letter} is not part of it`)
    return (given) => given === letter
  }

  const setOfLetters = (): ((given: string) => boolean) => {
    const not = letters[at] === '^'
    if (not) at++
    const tests: ((given: string) => boolean)[] = []
    for (let first = true; first || letters[at] !== ']'; first = false) {
      const from = take()
      if (from === '\\') {
        tests.push(named(take()))
        continue
      }
      if (letters[at] === '-' && letters[at + 1] !== ']' && letters[at + 1] !== undefined) {
        at++
        const to = take()
        if (to === '\\' || to < from) throw wrong('a range ends before it begins')
        tests.push((given) => given >= from && given <= to && [...given].length === 1)
        continue
      }
      tests.push((given) => given === from)
    }
    at++
    return (given) => tests.some((test) => test(given)) !== not
  }

  const program = either()
  if (at < letters.length) throw wrong('a bracket is closed that was not opened')
  return placed(program)
}

/** While a program is put together its forks count from where they stand, so that its parts can be moved. */
function fork(...to: number[]): Step {
  return { do: 'fork', to }
}

function placed(program: Step[]): Step[] {
  return program.map((step, here) => (step.do === 'fork' ? { do: 'fork', to: step.to.map((to) => here + to) } : step))
}

const isDigit = (given: string) => given >= '0' && given <= '9'
const isWord = (given: string) => /^[A-Za-z0-9_]$/.test(given)
const isSpace = (given: string) => /^\s$/u.test(given)
const classes: Record<string, (given: string) => boolean> = {
  d: isDigit,
  D: (given) => !isDigit(given),
  w: isWord,
  W: (given) => !isWord(given),
  s: isSpace,
  S: (given) => !isSpace(given),
}
const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' }

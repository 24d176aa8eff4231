import type { JsonObject } from '../../kernel/json.ts'
import type { DemoAnswer, Scene } from './answer.ts'

/** `use pick_colour {"of":"door"}` calls that tool, whatever it is, and then tells what it gave: to try the tools of one's own app. */
export function namedTool({ asked, tools, results }: Scene): DemoAnswer | undefined {
  const [, name = '', given = '{}'] = /^use (\w+)(?: (\{.*\}))?$/.exec(asked.trim()) ?? []
  if (!tools.includes(name)) return undefined
  const done = results.find((result) => result.name === name)
  if (done) return { text: `${name} gave ${typeof done.result === 'string' ? done.result : JSON.stringify(done.result)}.` }
  try {
    return { text: '', toolCalls: [{ name, input: JSON.parse(given) as JsonObject }] }
  } catch {
    return undefined
  }
}

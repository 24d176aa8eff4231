import type { EngineEvent, EventKind, EventOf } from '../../server/engine/events.ts'
import { durationText } from '../ui/ago-text.ts'

/** What an event says beside its kind, in a few words. */
export function eventWords(event: EngineEvent): string {
  const say = words[event.kind] as (event: EngineEvent) => string
  return say(event)
}

const words: { [K in EventKind]: (event: EventOf<K>) => string } = {
  'run.created': ({ trigger }) => `by ${trigger}`,
  'run.queued': () => '',
  'run.started': ({ segment }) => `segment ${segment}`,
  'run.resumed': ({ answers, segment }) => `segment ${segment}, ${answers.length === 1 ? 'one answer' : `${answers.length} answers`}`,
  'run.recovered': ({ epoch }) => `taken up by another worker, epoch ${epoch}`,
  'run.waiting': ({ waits }) => (waits.length === 1 ? 'for one answer' : `for ${waits.length} answers`),
  'run.completed': () => '',
  'run.failed': ({ error }) => error.message,
  'run.cancelled': () => '',
  'node.started': ({ path, block }) => `${path} · ${block}`,
  'node.completed': ({ path, ms }) => `${path} · ${durationText(ms)}`,
  'node.failed': ({ path, error }) => `${path} · ${error.message}`,
  'node.retried': ({ path, error, afterMs }) => `${path} · again after ${durationText(afterMs)}: ${error.message}`,
  'node.skipped': ({ path }) => path,
  'node.log': ({ path, message }) => `${path} · ${message}`,
  'wire.rejected': ({ path, port, reason }) => `${path}.${port} · ${reason}`,
  'stream.opened': ({ path, component, channel }) => `${path} · ${component ?? channel}`,
  'stream.chunk': ({ text }) => (text === undefined ? 'card' : JSON.stringify(text)),
  'stream.closed': ({ superseded }) => (superseded ? 'superseded by a later attempt' : ''),
  'human.requested': ({ question }) => question.title,
  'human.answered': ({ answer }) => (answer.by ? `${answer.outcome} by ${answer.by.name}` : answer.outcome),
  'human.expired': ({ path }) => path,
  'usage.recorded': ({ model, inputTokens, outputTokens }) => `${model} · ${inputTokens} in, ${outputTokens} out`,
}

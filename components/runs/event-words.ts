import type { EngineEvent, EventKind, EventOf } from '../../server/engine/events.ts'
import { durationText } from '../ui/ago-text.ts'
import { costText } from './spending.ts'

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
  'run.paused': ({ by }) => (by ? `by ${by}` : ''),
  'node.ready': ({ path, waitsFor }) => `${path} · waits for ${waitsFor}`,
  'node.progress': ({ path, done, total, message }) => `${path} · ${total === undefined ? done : `${done} of ${total}`}${message ? ` · ${message}` : ''}`,
  'node.started': ({ path, block }) => `${path} · ${block}`,
  'node.completed': ({ path, ms }) => `${path} · ${durationText(ms)}`,
  'node.failed': ({ path, error }) => `${path} · ${error.message}`,
  'node.retried': ({ path, error, afterMs }) => `${path} · again after ${durationText(afterMs)}: ${error.message}`,
  'node.skipped': ({ path }) => path,
  'node.log': ({ path, message }) => `${path} · ${message}`,
  'wire.transferred': ({ path, port, bytes }) => `${path}.${port} · ${bytes} bytes by reference`,
  'wire.rejected': ({ path, port, reason }) => `${path}.${port} · ${reason}`,
  'stream.opened': ({ path, component, channel }) => `${path} · ${component ?? channel}`,
  'stream.chunk': ({ text }) => (text === undefined ? 'card' : JSON.stringify(text)),
  'stream.closed': ({ superseded, stopped }) => (superseded ? 'superseded by a later attempt' : stopped ? 'stopped before it was whole' : ''),
  'human.requested': ({ question }) => question.title,
  'human.answered': ({ answer }) => (answer.by ? `${answer.outcome} by ${answer.by.name}` : answer.outcome),
  'human.agreed': ({ by, have, needed }) => `${by.name} said yes · ${have} of ${needed}`,
  'human.expired': ({ path }) => path,
  'human.reminded': ({ path }) => path,
  'human.escalated': ({ path, who }) => `${path} · to ${[...(who.roles ?? []), ...(who.people ?? [])].join(', ') || 'everybody'}`,
  'wait.opened': ({ path, on, until, topic }) => `${path} · for ${until ? `${on} until ${until}` : topic ? `${on} ${topic}` : on}`,
  'wait.closed': ({ path, outcome }) => `${path} · ${outcome}`,
  'child.started': ({ path, run }) => (run ? `${path} · as run ${run}` : path),
  'child.completed': ({ path }) => path,
  'child.failed': ({ path, error }) => `${path} · ${error.message}`,
  'message.taken': ({ path, by, text }) => `${path} · ${by.name}: ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`,
  'secret.used': ({ path, name }) => `${path} · ${name}`,
  'permission.denied': ({ path, action, thing }) => `${path} · ${action} ${thing}`,
  'usage.recorded': ({ model, inputTokens, outputTokens, costMicros = 0 }) =>
    [model, `${inputTokens} in, ${outputTokens} out`, costText({ costMicros, unpriced: 0 })].filter(Boolean).join(' · '),
}

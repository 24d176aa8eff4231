import fc from 'fast-check'
import type { PortSchema } from '../../../server/engine/card.ts'
import { isAny } from '../../../server/engine/schema-shape.ts'

/** Types of ports as people write them: plain ones, choices, ranges, lists, objects, unions and empty ones, each in the other. */
export const anyPort: fc.Arbitrary<PortSchema> = fc.letrec<{ port: PortSchema }>((tie) => {
  const limits = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  const number = fc.tuple(fc.constantFrom('number', 'integer'), fc.constantFrom('', 'minimum', 'maximum', 'both', 'exclusive', 'step'), limits)
  const text = fc.tuple(fc.constantFrom('', 'length', 'date', 'date-time', 'uri', 'email', 'pattern'), limits)
  const fields = fc.dictionary(fc.constantFrom('name', 'age', 'mail'), tie('port'), { maxKeys: 3 })
  return {
    port: fc.oneof(
      { depthSize: 'small', withCrossShrink: true, maxDepth: 3 },
      number.map(([type, what, [low, high]]) => ({ type, ...rangeOf(what, low, high) })),
      text.map(([what, [low, high]]) => ({ type: 'string', ...formOf(what, low, high) })),
      fc.constantFrom<PortSchema>({ type: 'boolean' }, { type: 'null' }, {}),
      fc.uniqueArray(fc.constantFrom('red', 'green', 'blue', 1, 2), { minLength: 1, maxLength: 3 }).map((values) => ({ enum: values })),
      fc.constantFrom('red', 2, true).map((value) => ({ const: value })),
      fc.tuple(tie('port'), fc.boolean(), limits).map(([items, limited, [low, high]]) => ({
        ...{ type: 'array', items },
        ...(limited ? { minItems: low, maxItems: high } : {}),
      })),
      fc.tuple(fields, fc.boolean(), fc.constantFrom(undefined, true, false)).map(([properties, needed, more]) => ({
        ...{ type: 'object', properties },
        ...(needed ? { required: Object.keys(properties) } : {}),
        ...(more === undefined ? {} : { additionalProperties: more }),
      })),
      fc.array(tie('port'), { minLength: 2, maxLength: 3 }).map((anyOf) => ({ anyOf })),
    ),
  }
}).port

/** What a port of a block may be and one that a person adds may not: a secret, a stream, one that takes the type of what comes in. */
export const ownPort: fc.Arbitrary<PortSchema> = fc.oneof(
  fc.constantFrom('openai', 'anthropic').map((vendor) => ({ type: 'object', properties: { secret: { type: 'string' } }, portType: `secret:${vendor}` })),
  anyPort.map((items) => ({ type: 'array', items, portType: 'stream' })),
  fc.constantFrom<PortSchema>({ generic: 'T' }, { type: 'array', items: { generic: 'T' } }),
)

/** A port that takes this one sooner than chance would have it: the same, wider or narrower. */
export const nearTo = (port: PortSchema): fc.Arbitrary<PortSchema> =>
  fc.oneof(
    fc.constant(port),
    anyPort.map((other) => ({ anyOf: [port, other] })),
    fc.constantFrom<PortSchema>({ type: 'array', items: port }, { type: 'string' }),
    fc.constant(isAny(port) ? port : { ...port, minimum: 3, maxLength: 4 }),
    anyPort,
  )

function rangeOf(what: string, low: number, high: number): PortSchema {
  if (what === 'minimum') return { minimum: low }
  if (what === 'maximum') return { maximum: high }
  if (what === 'both') return { minimum: low, maximum: high }
  if (what === 'exclusive') return { exclusiveMinimum: low, exclusiveMaximum: high + 1 }
  return what === 'step' ? { multipleOf: low + 1 } : {}
}

function formOf(what: string, low: number, high: number): PortSchema {
  if (what === 'length') return { minLength: low, maxLength: high }
  if (what === 'pattern') return { pattern: low % 2 ? '^a' : '^b' }
  return what === '' ? {} : { format: what }
}

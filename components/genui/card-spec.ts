import type { Spec } from '@json-render/react'
import { type ComponentName, componentProps } from '../../server/blocks/show/props/index.ts'

export type CardSpec = { ok: true; spec: Spec } | { ok: false; reason: string }

/**
 * What a feed says about a card, as a spec that may be drawn. The library does not check properties, so they are
 * checked here against the component's own schema, which also drops what it does not name: no expression of a foreign
 * spec ever reaches the renderer.
 */
export function cardSpec(component: string, props: unknown): CardSpec {
  if (!isKnown(component)) return { ok: false, reason: `This version of Hearth cannot draw “${component}”.` }
  const checked = componentProps[component].safeParse(props)
  if (!checked.success) return { ok: false, reason: `What came for this card does not fit “${component}”, so it is not drawn.` }
  return {
    ok: true,
    spec: {
      root: 'card',
      elements: {
        card: {
          type: component,
          props: checked.data as Record<string, unknown>,
          children: [],
          on: {
            approve: { action: 'answer', params: { outcome: 'approved', comment: { $state: '/comment' }, values: { $state: '/values' } } },
            decline: { action: 'answer', params: { outcome: 'declined', comment: { $state: '/comment' } } },
            submit: { action: 'answer', params: { outcome: 'answered', values: { $state: '/values' } } },
          },
        },
      },
    },
  }
}

export function isKnown(component: string): component is ComponentName {
  return Object.hasOwn(componentProps, component)
}

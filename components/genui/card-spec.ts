import type { Spec } from '@json-render/react'
import type { ViewSpec } from '../../server/blocks/show/props/check-view.ts'
import { type ComponentName, componentProps, type ViewProps } from '../../server/blocks/show/props/index.ts'
import { viewOf } from '../../server/blocks/show/props/view-of.ts'

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
  const view = component === 'View' ? viewOf((checked.data as ViewProps).spec) : undefined
  if (component === 'View' && !view) return { ok: false, reason: 'There is nothing in this view that can be drawn here.' }
  return {
    ok: true,
    spec: {
      root: 'card',
      elements: {
        ...partsOf(view?.spec),
        card: {
          type: component,
          props: { ...(checked.data as Record<string, unknown>), ...(view ? { spec: view.spec } : {}) },
          children: view ? [partKey(view.spec.root)] : [],
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

const partKey = (key: string) => `part:${key}`

/** The parts of a view beside the card that holds them, under names that are never the card's. */
function partsOf(spec: ViewSpec | undefined): Spec['elements'] {
  return Object.fromEntries(
    Object.entries(spec?.elements ?? {}).map(([key, { type, props, children }]) => [partKey(key), { type, props, children: children.map(partKey) }]),
  )
}

export function isKnown(component: string): component is ComponentName {
  return Object.hasOwn(componentProps, component)
}

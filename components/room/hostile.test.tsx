import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { FileList } from '../files/index.ts'
import { DomainCard } from '../genui/index.ts'
import { Markdown } from './markdown.tsx'
import { ToolCall } from './tool-call.tsx'

const drawn = (element: ReactElement) => renderToStaticMarkup(createElement(QueryClientProvider, { client: new QueryClient() }, element))

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<iframe src="https://evil.example"></iframe>',
  '[press](javascript:alert(1))',
  '[press](jAvAsCrIpT&colon;alert(1))',
  '[press](data:text/html,<script>alert(1)</script>)',
  '[press](vbscript:x)',
  '![pixel](https://evil.example/pixel.png)',
  '<a href="javascript:alert(1)">x</a>',
  '<style>@import "https://evil.example"</style>',
  '[x]: javascript:alert(1)\n\n[x]',
  '<form action="https://evil.example"><input name=password></form>',
]

/** Tags and the names of their attributes, without what stands in them: text is not markup. */
const skeletonOf = (html: string) => (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""')).join('')

function expectHarmless(html: string, what: string): void {
  expect(skeletonOf(html), what).not.toMatch(/<(script|iframe|object|embed|link|base|style|form|meta)\b/i)
  expect(skeletonOf(html), what).not.toMatch(/\son[a-z]+=/i)
  for (const [, address = ''] of html.matchAll(/\s(?:href|src|srcset|action|formaction|xlink:href)="([^"]*)"/gi))
    expect(address, what).toMatch(/^(https?:\/\/evil\.example$|\/api\/workspaces\/|#|mailto:|$)/)
  expect(html, what).not.toMatch(/<img[^>]*src="http/i)
}

it('[hostile.markdown] what an agent writes runs nothing, loads nothing, and leads nowhere but where it says', () => {
  for (const attack of attacks) for (const growing of [false, true]) expectHarmless(drawn(createElement(Markdown, { text: attack, growing })), attack)
  const link = drawn(createElement(Markdown, { text: '[elsewhere](https://evil.example)', growing: false }))
  expect(link).toContain('rel="noopener noreferrer nofollow"')
})

it('[hostile.results] what a tool gave back, and what it was asked with, is text', () => {
  const base = {
    id: 't',
    seq: 1,
    at: '2026-11-21T09:00:00.000Z',
    authorId: 'agent:a',
    speaker: 'Ada',
    demo: false,
    runId: 'r',
    agentId: 'a',
    why: null,
    args: '',
  }
  for (const attack of attacks)
    expectHarmless(
      drawn(
        createElement(ToolCall, { item: { ...base, kind: 'toolCall', name: attack, input: { [attack]: attack }, status: 'done', output: { text: attack } } }),
      ),
      attack,
    )
})

it('[hostile.files] a name of a file is text, and its address is ours', () => {
  for (const attack of attacks) {
    const files = ['image/png', 'text/plain', 'application/zip', 'text/html'].map((type, at) => ({
      id: `0198f000-0000-7000-8000-00000000000${at}`,
      name: attack,
      type,
      bytes: 1,
    }))
    const html = drawn(createElement(FileList, { files, workspace: 'ada' }))
    expectHarmless(html, attack)
    expect(html.match(/<img/g), 'only what is a picture is drawn as one').toHaveLength(1)
  }
})

it('[hostile.specs] a spec with scripts, strange types or strange texts draws text or nothing', () => {
  for (const attack of attacks) {
    const spec = {
      root: 'all',
      elements: {
        all: {
          type: 'Stack',
          props: { style: attack, dangerouslySetInnerHTML: { __html: attack } },
          children: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', attack],
        },
        a: { type: 'Heading', props: { text: attack } },
        b: { type: 'Text', props: { text: attack } },
        c: { type: 'Table', props: { columns: [attack], rows: [[attack]] } },
        d: { type: 'Metric', props: { label: attack, value: attack } },
        e: { type: 'Image', props: { data: attack, alt: attack } },
        f: { type: 'script', props: { src: attack } },
        g: { type: 'Button', props: { label: attack.slice(0, 60), action: 'go' }, on: { press: { action: attack } } },
        h: { type: 'Input', props: { name: 'value', label: attack.slice(0, 60), help: attack } },
        [attack]: { type: attack, props: {} },
      },
    }
    for (const phase of ['open', 'shown', 'loading'] as const) {
      const html = drawn(
        createElement(DomainCard, {
          id: 'v',
          component: 'View',
          props: { title: attack.slice(0, 60), spec },
          args: JSON.stringify({ spec }),
          state: { phase },
        }),
      )
      expectHarmless(html.replaceAll(/<form noValidate[^>]*>/g, ''), `${phase}: ${attack}`)
    }
  }
})

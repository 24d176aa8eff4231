'use client'
import { useReactFlow } from '@xyflow/react'
import { Plus } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Catalogue } from '../../server/engine/card.ts'
import type { AgentView } from '../../server/flows/contract.ts'
import type { TryScope } from '../../server/runs/contract.ts'
import type { FormHelp } from '../block-form/index.ts'
import { Button, toast } from '../ui/index.ts'
import { Canvas } from './canvas.tsx'
import { groupItem } from './canvas-items.ts'
import { CommentsContext } from './comments/comments-context.ts'
import { useComments } from './comments/use-comments.ts'
import { type Asking, EditorContext, type EditorTools, useSelected } from './context.ts'
import { useCopilot } from './copilot/use-copilot.ts'
import { EmptyCanvas } from './empty-canvas.tsx'
import { ExtractDialog } from './extract-dialog.tsx'
import { focusBlock, focusFields, focusLastBlock, focusLastBlockByKeys, focusPanel, isInPanel } from './focus-block.ts'
import { HelpDialog } from './help-dialog.tsx'
import { Inspector } from './inspector.tsx'
import { Outline } from './outline.tsx'
import { Palette, PalettePopup } from './palette.tsx'
import { PeopleHere } from './people-here.tsx'
import { PhoneHint } from './phone-hint.tsx'
import { ProblemsButton } from './problems-button.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { RunDialog } from './run-dialog.tsx'
import { SaveMark } from './save-mark.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { type Arrival, type Side, SidePanel, sideOf } from './side-panel.tsx'
import { askedOf } from './state/asked-of.ts'
import { palette } from './state/choices.ts'
import { sameMeaning } from './state/flow-edit.ts'
import { blockWidth } from './state/geometry.ts'
import { foldedAway } from './state/groups.ts'
import type { Placing } from './state/placing.ts'
import type { End } from './state/ports.ts'
import { createStore } from './store.ts'
import { tidyUp } from './tidy-up.ts'
import { TopBar } from './top-bar.tsx'
import { FiguresContext } from './try/block-figure.tsx'
import { DataPanel } from './try/data-panel.tsx'
import { FollowRun } from './try/follow-run.tsx'
import { InputDialog } from './try/input-dialog.tsx'
import { tryAsks } from './try/try-asks.ts'
import { useFigures } from './try/use-figures.ts'
import { useTrying } from './try/use-trying.ts'
import { UsagesDialog } from './usages-dialog.tsx'
import { useAgentCommands } from './use-agent-commands.ts'
import { useCommands } from './use-commands.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { useMadeAgents } from './use-made-agents.ts'
import { useMedia } from './use-media.ts'
import { useCompiling, useProblems } from './use-problems.ts'
import { inspectorWidth, paletteWidth, useReveal } from './use-reveal.ts'
import type { OpenFlow } from './use-shared-flow.ts'
import { useWhere } from './use-where.ts'
import { ViewBar } from './view-bar.tsx'
import { WireDialog } from './wire-dialog.tsx'

export type EditorProps = { workspace: string; agent: AgentView; draft: OpenFlow; catalogue: Catalogue; help: FormHelp; readOnly: boolean; canStart: boolean }

/** The editor of one agent's flow. */
export function Editor({ workspace, agent, draft, catalogue, help, readOnly, canStart }: EditorProps) {
  const [store] = useState(() => createStore(draft.shared, catalogue))
  const area = useRef<HTMLDivElement>(null)
  const narrow = useMedia('(max-width: 767px)')
  /** A form beside the panel of tries would leave neither enough room: they stand one above the other. */
  const tight = useMedia('(max-width: 1099px)')
  const { screenToFlowPosition, flowToScreenPosition, fitView } = useReactFlow()
  const reveal = useReveal(store, area, narrow)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [listing, setListing] = useState(false)
  const [helping, setHelping] = useState(false)
  const [publishing, setPublishing] = useState(false)
  const [running, setRunning] = useState(false)
  const [outlined, setOutlined] = useState(false)
  const [reading, setReading] = useState(false)
  const [wiring, setWiring] = useState<string | null>(null)
  const [extracting, setExtracting] = useState(false)
  const [used, setUsed] = useState(false)
  // A run leads here with the revision it walked.
  const search = useSearchParams()
  const arrival = useMemo<Arrival>(
    () => ({ revision: Number(search.get('revision')) || null, comment: search.get('comment'), failedRun: search.get('copilot') }),
    [search],
  )
  const [side, setSide] = useState<Side | null>(sideOf(arrival))
  const comments = useComments({ workspace, agent: agent.id, draft })

  // Nothing here cares where a block stands: a drag does not draw all this again.
  const flow = useSelected(store, (state) => state.flow, sameMeaning)
  const refusal = useSelected(store, (state) => state.refusal, Object.is)
  const board = useCompiling(store)
  const problems = useProblems(board)
  if (reading && problems.length === 0) setReading(false)
  const where = useWhere(draft, store)
  const [trying, setTrying] = useState(false)
  const [asked, setAsked] = useState<TryScope | null>(null)
  const tries = useTrying({ workspace, agent: agent.id, store, open: trying || side?.kind === 'chat' })
  const { figures, stale } = useFigures(flow, tries)
  const selected = useSelected(store, (state) => state.selection.nodes.length === 1, Object.is)
  const commands = useAgentCommands({ workspace, agent, sync: draft.sync })
  const keepMade = useMadeAgents(workspace, store)
  const copilot = useCopilot({ workspace, agent: agent.id, store })

  const upgraded = agent.upgraded.length
  useEffect(() => {
    if (upgraded > 0 && !readOnly)
      toast(`${upgraded === 1 ? 'One block was' : `${upgraded} blocks were`} brought up to date`, {
        description: 'They came in a newer version. What is published stays as it is until you publish.',
      })
  }, [upgraded, readOnly])
  useEffect(() => {
    if (refusal) toast.error(refusal.reason)
  }, [refusal])

  const show = useCallback(
    (nodes: readonly string[]) => {
      store.perform({ kind: 'select', nodes })
      const away = foldedAway(store.get().flow, catalogue)
      const seen = nodes.map((id) => ({ id: away.has(id) ? groupItem(away.get(id) ?? '') : id }))
      if (nodes.length === 1 && away.size === 0) reveal(nodes)
      else void fitView({ nodes: seen, maxZoom: 1, padding: 0.4, duration: 200 })
    },
    [store, catalogue, fitView, reveal],
  )
  const openSide = useCallback(
    (next: Side | null) => {
      store.perform({ kind: 'select' })
      setSide(next)
    },
    [store],
  )
  const toggle = (next: Side) => openSide(side?.kind === next.kind ? null : next)
  const talkAbout = useCallback((about: string | null) => openSide({ kind: 'comments', about }), [openSide])
  const discussion = useMemo(() => ({ open: comments.open, show: talkAbout }), [comments.open, talkAbout])
  const pick = useCallback((id: string) => reveal([id]), [reveal])
  const ask = useCallback((next: Asking) => {
    setListing(false)
    setAsking(next)
  }, [])
  const tools = useMemo<EditorTools>(
    () => ({ store, agent: agent.id, draft, readOnly, help, problems: board, ask, show }),
    [store, agent.id, draft, readOnly, help, board, ask, show],
  )

  const close = () => {
    setAsking(null)
    setListing(false)
  }
  /** The keyboard goes on with the block that was added last. */
  const closeList = () => {
    setListing(false)
    focusBlock(store.get().selection.nodes[0])
  }
  const askFrom = ({ side, node, port }: End) => {
    const at = store.get().flow.nodes[node]?.position ?? { x: 0, y: 0 }
    const screen = flowToScreenPosition(at)
    setAsking({ at: { x: side === 'output' ? at.x + blockWidth + 80 : at.x - blockWidth - 80, y: at.y }, screen, from: { side, node, port } })
  }
  const tidy = () =>
    void tidyUp(store.get().flow, catalogue).then(
      (to) => {
        glideBlocks(area.current)
        store.perform({ kind: 'arrange', to })
        requestAnimationFrame(() => void fitView({ padding: 0.18, maxZoom: 1, duration: 250 }))
      },
      () => toast.error('The blocks could not be put in order. Nothing was moved.'),
    )
  const addInView = (placing: Placing) => {
    const box = area.current?.getBoundingClientRect()
    const sides = narrow ? 0 : (listing ? paletteWidth : 0) - inspectorWidth
    const middle = screenToFlowPosition({ x: (box?.left ?? 0) + ((box?.width ?? 0) + sides) / 2, y: (box?.top ?? 0) + (box?.height ?? 0) * 0.4 })
    store.perform({ kind: 'add', ...placing, at: { x: middle.x - blockWidth / 2, y: middle.y } })
    requestAnimationFrame(() => reveal(store.get().selection.nodes))
    if (tight) setListing(false)
  }
  const trigger = Object.values(flow.nodes).find((node) => catalogue.get(node.block)?.trigger)
  const talks = trigger?.block === 'chat.message'
  const asks = askedOf(flow, catalogue)
  const tryIt = (scope: TryScope) => {
    // A whole try asks each time; a part begins with what was filled in last.
    if (tryAsks(flow, catalogue).length > 0 && (scope.kind === 'all' || (scope.kind === 'to' && tries.input === null && tries.shown === null))) setAsked(scope)
    else tries.run(scope)
  }
  const isEmpty = Object.keys(flow.nodes).length === 0
  const publish = () => (problems.length > 0 ? setReading(true) : setPublishing(true))
  const openVersions = () => toggle({ kind: 'versions' })
  const openCopilot = () => toggle({ kind: 'copilot' })
  const tryNode = (kind: 'to' | 'only') => {
    const [node] = store.get().selection.nodes
    if (node === undefined) return
    setTrying(true)
    tryIt({ kind, node })
  }
  const closeTrying = () => {
    setTrying(false)
    focusLastBlockByKeys()
  }
  const closeSide = () => {
    setSide(null)
    focusLastBlockByKeys()
  }
  /** A first press leads into the panel, a press there closes it. */
  const goInto = (next: Side) => () => {
    const name = panelOf[next.kind]
    if (side?.kind === next.kind && isInPanel(name)) return closeSide()
    if (side?.kind === next.kind) store.perform({ kind: 'select' })
    else openSide(next)
    focusPanel(name)
  }
  useKeptFocus()
  useCommands(store, readOnly, {
    add: () => setListing(true),
    addAt: (screen) => ask({ at: screenToFlowPosition(screen), screen }),
    tidy,
    save: () => void draft.sync.flush(),
    help: () => setHelping(true),
    close() {
      close()
      if (isInPanel(tryPanel)) focusLastBlock()
      else if (side && isInPanel(panelOf[side.kind])) closeSide()
      else return false
      return true
    },
    list: () => setOutlined(true),
    problems: () => (problems.length > 0 ? setReading(true) : toast('Nothing is wrong', { description: 'All blocks have what they need.' })),
    try() {
      if (!canStart) return
      if (trying && isInPanel(tryPanel)) return closeTrying()
      setTrying(true)
      focusPanel(tryPanel)
    },
    'try-all'() {
      if (!canStart) return
      setTrying(true)
      tryIt({ kind: 'all' })
    },
    'try-to': () => canStart && tryNode('to'),
    'try-only': () => canStart && tryNode('only'),
    publish() {
      if (problems.length > 0 || agent.publishedNumber === null || agent.changed) return publish()
      void commands.hasNews().then((news) => (news ? setPublishing(true) : toast('Nothing new to publish', { description: 'What you see is what runs.' })))
    },
    versions: goInto({ kind: 'versions' }),
    usages: () => setUsed(true),
    copilot: goInto({ kind: 'copilot' }),
    wire: () => setWiring(store.get().selection.nodes[0] ?? null),
    extract: () => setExtracting(true),
    show,
  })

  return (
    <EditorContext value={tools}>
      <div className="flex h-full min-h-0 flex-col">
        <TopBar
          agent={agent}
          store={store}
          back={`/${workspace}/agents`}
          share={`/${workspace}/settings/links`}
          readOnly={readOnly}
          canStart={canStart}
          talks={talks}
          starting={commands.starting}
          saveMark={<SaveMark draft={draft} workspace={workspace} agent={agent.id} />}
          people={<PeopleHere people={draft.people} />}
          problems={
            <ProblemsButton
              problems={problems}
              open={reading}
              onOpenChange={setReading}
              onShow={({ node, nodes }) => {
                setReading(false)
                show(nodes ?? (node ? [node] : []))
                if (node) focusFields()
              }}
            />
          }
          hasProblems={problems.length > 0}
          onRename={commands.rename}
          onStart={() => (talks ? commands.talk() : asks.length > 0 ? setRunning(true) : commands.run({}))}
          onPublish={publish}
          onHelp={() => setHelping(true)}
          onUsages={() => setUsed(true)}
          onVersions={openVersions}
          helped={side?.kind === 'copilot'}
          onCopilot={openCopilot}
          openComments={[...comments.open.values()].reduce((sum, count) => sum + count, 0)}
          commenting={side?.kind === 'comments'}
          onComments={() => toggle({ kind: 'comments', about: null })}
          trying={trying}
          onTry={() => setTrying(!trying)}
          ownHands={{ flush: draft.sync.flush, onAdded: show }}
          chat={talks && canStart && !readOnly ? { open: side?.kind === 'chat', toggle: () => toggle({ kind: 'chat' }) } : null}
        />
        <div ref={area} className="relative min-h-0 flex-1 overflow-hidden" onPointerMove={where.move} onPointerLeave={where.leave}>
          <CommentsContext value={discussion}>
            <FiguresContext value={trying || side?.kind === 'chat' ? figures : null}>
              <Canvas onPick={pick} />
            </FiguresContext>
          </CommentsContext>
          {tries.shown === null ? null : <FollowRun key={tries.shown} run={tries.shown} onChange={tries.follow} />}
          {isEmpty && !readOnly ? (
            <EmptyCanvas
              beginnings={palette(catalogue).filter((card) => card.trigger)}
              onChoose={(card) => addInView({ card })}
              onAdd={() => setListing(true)}
            />
          ) : null}
          {readOnly ? null : (
            <div className="absolute top-3 left-3 z-20">
              <Button aria-expanded={listing} onClick={() => setListing(!listing)}>
                <Plus aria-hidden="true" /> Add block
              </Button>
            </div>
          )}
          {listing ? <Palette narrow={narrow} onChoose={addInView} onClose={closeList} /> : null}
          {readOnly ? null : <SelectionBar onExtract={() => setExtracting(true)} />}
          <ViewBar readOnly={readOnly} raised={trying} onTidy={tidy} onList={() => setOutlined(true)} />
          {narrow && !isEmpty && !trying ? <PhoneHint readOnly={readOnly} /> : null}
          <Outline narrow={narrow} open={outlined} onOpenChange={setOutlined} />
          {trying ? (
            <DataPanel trying={tries} stale={stale} right={!tight && (selected || side !== null) ? inspectorWidth : 0} onRun={tryIt} onClose={closeTrying} />
          ) : null}
          <div
            className={
              tight && !narrow && trying ? 'pointer-events-none absolute inset-x-0 top-0 bottom-[min(18rem,55%)] z-20 *:pointer-events-auto' : 'contents'
            }
          >
            <SidePanel
              {...{ side, agent, narrow, selected, comments, copilot, tries, arrival }}
              onShow={(node) => void fitView({ nodes: [{ id: node }], maxZoom: 1, padding: 0.6, duration: 200 })}
              onClose={closeSide}
            />
            <Inspector narrow={narrow} onClose={() => store.perform({ kind: 'select' })} onComment={talkAbout} />
          </div>
        </div>
        {asking ? (
          <PalettePopup
            asking={asking}
            onChoose={(placing) => {
              setAsking(null)
              store.perform({
                kind: 'add',
                ...placing,
                at: asking.at,
                ...(asking.from ? { from: asking.from } : {}),
                ...(asking.into ? { into: asking.into } : {}),
                ...(asking.inside ? { inside: asking.inside } : {}),
              })
              focusBlock(store.get().selection.nodes[0])
            }}
            onClose={() => setAsking(null)}
          />
        ) : null}
        {wiring !== null && wiring in flow.nodes ? (
          <WireDialog
            node={wiring}
            onClose={() => {
              setWiring(null)
              focusBlock(wiring)
            }}
            onNew={(from) => {
              setWiring(null)
              askFrom(from)
            }}
          />
        ) : null}
        {used ? <UsagesDialog workspace={workspace} agent={agent.id} name={agent.name} onClose={() => setUsed(false)} /> : null}
        {extracting ? (
          <ExtractDialog
            workspace={workspace}
            from={agent.name}
            onClose={() => setExtracting(false)}
            onDone={(node, made) => {
              setExtracting(false)
              keepMade(made)
              show([node])
            }}
          />
        ) : null}
        {asked ? (
          <InputDialog
            asks={tryAsks(flow, catalogue)}
            trying={tries}
            onRun={(input) => {
              setAsked(null)
              tries.run(asked, input)
            }}
            onClose={() => setAsked(null)}
          />
        ) : null}
        <HelpDialog open={helping} onOpenChange={setHelping} />
        <PublishDialog
          agent={agent}
          open={publishing}
          onOpenChange={setPublishing}
          busy={commands.publishing}
          error={commands.publishError}
          startsItself={trigger !== undefined && selfStarting.includes(trigger.block)}
          onPublish={(words) => commands.publish(words, () => setPublishing(false))}
          onShow={({ kind, nodes }) => {
            setPublishing(false)
            if (kind === 'not-tried' || kind === 'no-sample') setTrying(true)
            else if (kind === 'open-comments') talkAbout(nodes[0] ?? null)
            else show(nodes)
          }}
        />
        <RunDialog asks={asks} revision={agent.publishedNumber ?? 0} open={running} onOpenChange={setRunning} busy={commands.starting} onRun={commands.run} />
      </div>
    </EditorContext>
  )
}

const selfStarting = ['schedule.start', 'webhook.start', 'event.start']
const tryPanel = 'Try it'
const panelOf = { versions: 'Versions', copilot: 'Copilot', chat: 'Test chat', comments: 'Comments' } as const satisfies Record<Side['kind'], string>

/** Blocks and wires glide to their places, unless one wants no motion. */
function glideBlocks(area: HTMLElement | null): void {
  area?.classList.add('blocks-gliding')
  setTimeout(() => area?.classList.remove('blocks-gliding'), 320)
}

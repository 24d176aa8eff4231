import { CopilotChat, CopilotKitProvider, useInterrupt, useRenderTool } from '@copilotkit/react-core/v2'
import '@copilotkit/react-core/v2/styles.css'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'

/** A page as somebody else would write it: an unchanged CopilotKit that knows nothing of Hearth but where its runtime is. */
const { searchParams } = new URL(location.href)
const agent = searchParams.get('agent') ?? ''
const thread = searchParams.get('thread') ?? ''

const money = z.object({ amountMinor: z.string(), currency: z.string() })
const balance = z.object({ accounts: z.array(z.object({ label: z.string(), available: money })) })

function Chat() {
  useRenderTool({
    name: 'Balance',
    parameters: balance,
    render: ({ parameters, status }) => (
      <section aria-label="Balance" data-status={status}>
        {(parameters.accounts ?? []).map(({ label, available }) => (
          <p key={label}>
            {label}: {available?.amountMinor} {available?.currency}
          </p>
        ))}
      </section>
    ),
  })
  useInterrupt({
    agentId: agent,
    render: ({ interrupt, resolve }) => (
      <section aria-label="Decision">
        <p>{interrupt?.message}</p>
        <button type="button" onClick={() => resolve({ approved: true })}>
          Approve
        </button>
        <button type="button" onClick={() => resolve({ approved: false })}>
          Decline
        </button>
      </section>
    ),
  })
  return <CopilotChat agentId={agent} threadId={thread} />
}

const place = document.getElementById('page')
if (place)
  createRoot(place).render(
    <CopilotKitProvider runtimeUrl="/copilotkit" useSingleEndpoint={false}>
      <main style={{ height: '100dvh' }}>
        <Chat />
      </main>
    </CopilotKitProvider>,
  )

import { CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { NoticeProps } from '../../../server/blocks/show/props/index.ts'
import { Facts } from '../facts.tsx'
import { Frame } from '../frame.tsx'

const icons: Record<NoticeProps['tone'], LucideIcon> = { info: Info, success: CircleCheck, warning: TriangleAlert }

/** Something people should know. It has no buttons: nobody waits for an answer. */
export function Notice({ title, message, tone, details }: NoticeProps) {
  return (
    <Frame icon={icons[tone]} title={title}>
      {message ? <p className="px-4 py-3 text-base break-words whitespace-pre-wrap">{message}</p> : null}
      {details.length > 0 ? <Facts className={message ? 'border-t px-4 py-1' : 'px-4 py-1'} facts={details} /> : null}
    </Frame>
  )
}

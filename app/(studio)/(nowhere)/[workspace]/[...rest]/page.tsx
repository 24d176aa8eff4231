import { notFound } from 'next/navigation'

/**
 * Without this an unknown address inside a workspace would lose the sidebar. In a group of its own: beside the pages it would
 * stand below their loading.tsx, whose answer has begun, as 200, before this is known.
 */
export default function Nowhere() {
  notFound()
}

import { notFound } from 'next/navigation'

/** Without this an unknown address inside a workspace would lose the sidebar. */
export default function Nowhere() {
  notFound()
}

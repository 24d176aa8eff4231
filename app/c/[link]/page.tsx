import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GuestPage } from '../../../components/guest/index.ts'
import { linkPage } from '../../../server/links/index.ts'

type Props = { params: Promise<{ link: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await linkPage((await params).link)
  return { title: page ? { absolute: page.title } : 'Chat', robots: { index: false } }
}

/** A guest's side of a chat link: the conversation and nothing around it. */
export default async function Page({ params }: Props) {
  const { link } = await params
  const page = await linkPage(link)
  if (!page) notFound()
  return <GuestPage key={link} link={link} page={page} />
}

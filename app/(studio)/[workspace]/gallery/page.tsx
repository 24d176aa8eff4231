import type { Metadata } from 'next'
import { GalleryPage } from '../../../../components/gallery/gallery-page.tsx'

export const metadata: Metadata = { title: 'Cards' }

export default function Gallery() {
  return <GalleryPage />
}
